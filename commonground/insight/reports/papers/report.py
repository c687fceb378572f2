"""A report as it is read: page, PDF, Word and Excel are made of this."""

from collections.abc import Iterator
from datetime import date

from django.urls import reverse

from commonground.foundation.documents.report import (
    Block,
    Cell,
    Column,
    Paragraph,
    Report,
    Run,
    Section,
    Table,
    Words,
)
from commonground.insight.reports.models import BoardReport
from commonground.insight.reports.rules.audience import Audience
from commonground.insight.reports.rules.content import Fact, Figures, Generated, Link, ReportContent, SectionContent
from commonground.insight.reports.rules.kinds import period_words
from commonground.insight.reports.rules.states import ReportState
from commonground.partnership.groups.rules.coverage import share

HEADS = ("Count", "Of", "Share (%)")
STANDING = {
    ReportState.DRAFT: "Draft, not agreed.",
    ReportState.SUBMITTED: "With the chair, not agreed.",
    ReportState.WITHDRAWN: "Withdrawn.",
}


def report_paper(content: ReportContent, report: BoardReport, *, on_page: bool = False) -> Report:
    """`on_page`: with links to where more can be read on the site."""
    period = period_words(date.fromisoformat(content.since), date.fromisoformat(content.until))
    return Report(
        title=content.title,
        subtitle=f"{content.group}. {'' if period in content.title else f'{period}. '}{standing(report)}",
        as_at=date.fromisoformat(content.as_at),
        contact=content.contact,
        name=f"{content.group} {content.title}",
        sections=[_section(one, content.before, on_page=on_page) for one in content.sections],
        source_note="\n\n".join(_about(content, report)),
        data=_data(content),
    )


def standing(report: BoardReport) -> str:
    """In words: a draft says so on every copy."""
    if report.status == ReportState.FROZEN and report.frozen_at:
        return f"Frozen on {report.frozen_at:%-d %B %Y}."
    return STANDING[ReportState(report.status)]


def _about(content: ReportContent, report: BoardReport) -> Iterator[str]:
    readers = Audience(content.audience).label
    yield (
        "Figures are made from the group's record: its calendar, packs, attendance, approved minutes, actions and "
        f"plans. They hold what its readers may know ({readers[:1].lower()}{readers[1:]}), and nothing that is "
        "restricted."
    )
    if content.before:
        yield f"Figures of before are those of the report on {content.before}, as it was frozen."
    if report.sha256:
        yield f"What it says is known by its hash (SHA-256): {report.sha256}"


def _section(one: SectionContent, before: str, *, on_page: bool) -> Section:
    generated = one.generated or Generated()
    blocks: list[Block] = []
    if generated.sentences:
        blocks.append(Paragraph(" ".join(generated.sentences)))
    if one.words:
        blocks.append(Paragraph(one.words))
    blocks += [_figures(figures, before) for figures in generated.figures]
    blocks += [
        Table(found.caption, [Column(name) for name in found.columns], [list(row) for row in found.rows])
        for found in generated.lists
    ]
    if on_page:
        blocks += [Words([Run(link.words, link=_address(link))]) for link in generated.links]
    return Section(one.heading, blocks)


def _address(link: Link) -> str:
    return reverse(link.page, args=[link.slug] if link.slug else [])


def _figures(figures: Figures, before: str) -> Table:
    has_before = bool(before) and any(one.was is not None for one in figures.facts)
    heads = [*HEADS, *([f"{head} before" for head in HEADS] if has_before else [])]
    columns = [Column("What"), *(Column(head, "number", 1 if "Share" in head else None) for head in heads)]
    return Table(
        figures.caption,
        columns,
        [_row(one, has_before) for one in figures.facts],
        notes=[f"Before: {before}."] if has_before else [],
    )


def _row(fact: Fact, has_before: bool) -> list[Cell]:
    now = _cells(fact.count, fact.of)
    return [fact.name, *now, *(_cells(fact.was, fact.was_of) if has_before else [])]


def _cells(count: int | None, of: int | None) -> list[Cell]:
    """A share stands beside what it is of; where that is nothing, there is none."""
    part = share(count, of) if count is not None and of else None
    return [count if count is not None else "–", of if of is not None else "–", part if part is not None else "–"]


def _data(content: ReportContent) -> Table:
    """Every figure in one table."""
    rows: list[list[Cell]] = [
        [section.heading, figures.caption, fact.name, *_cells(fact.count, fact.of), *_cells(fact.was, fact.was_of)]
        for section in content.sections
        if section.generated
        for figures in section.generated.figures
        for fact in figures.facts
    ]
    heads = [*HEADS, *(f"{head} before" for head in HEADS)]
    numbers = [Column(head, "number", 1 if "Share" in head else None) for head in heads]
    return Table("Figures", [Column("Section"), Column("Table"), Column("What"), *numbers], rows)
