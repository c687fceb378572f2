"""A performance report: sentences first, then every measure in a table, explanations, sources.

Built from the content alone, so what was frozen is drawn the same whatever has come since.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from django.urls import reverse

from commonground.foundation.documents.render import article_of
from commonground.foundation.documents.report import (
    Block,
    Cell,
    Column,
    Linked,
    Paragraph,
    Points,
    Report,
    Section,
    Table,
)
from commonground.ground.evidence.papers.profiles.figures import whole
from commonground.ground.evidence.papers.profiles.on_page import KINDS
from commonground.ground.evidence.papers.profiles.report import DRAFT, day, sources_blocks
from commonground.ground.evidence.queries import ReportPage
from commonground.ground.evidence.rules.performance import Frequency, Side, summary
from commonground.ground.evidence.rules.performance.content import Line, ReportContent
from commonground.ground.evidence.rules.performance.sentences import line_sentence
from commonground.ground.evidence.rules.profiles.content import Beside

NOT_AVAILABLE = "not available"
MET = {True: "met", False: "not met", None: ""}


def performance_paper(content: ReportContent, *, run: str) -> Report:
    """The report as a paper for a board. `run` is empty for a draft."""
    found = summary(content)
    sections = [
        Section("In short", _in_short(content)),
        Section(Side.EXCEEDS.label, _listed(found.exceeds)),
        Section(Side.SHORT.label, _listed(found.short)),
        Section("On neither side", _listed(found.rest)),
        Section("Not compared", _listed(found.without)),
        Section("Every measure", _tables(content)),
        Section("Explanations", _explanations(content)),
        Section("Sources, and how to check", _sources(content, run)),
    ]
    return Report(
        title=content.title,
        subtitle=f"{content.area_name}, for {content.audience}",
        as_at=date.fromisoformat(content.as_at),
        contact=f"{content.owner}, which keeps this list of measures.",
        sections=[section for section in sections if section.blocks],
        source_note="" if run else DRAFT,
        data=every_measure(content),
        name=f"performance-{content.list_slug}-{content.until}",
    )


def every_measure(content: ReportContent) -> Table:
    """Every measure with its figures, for a spreadsheet: numbers in full."""
    heads = (
        *("Measure", "Indicator", "Period", "Value", "Unit", "Symbol", "England", "Statistical neighbours", "Side"),
        *("Why", "Before", "Target", "Explanation", "Audience", "Frequency"),
    )
    numbers = {"Value", "England", "Statistical neighbours", "Before"}
    rows: list[Sequence[Cell]] = [
        (
            one.name, one.indicator, one.now.label if one.now else "", whole(one.now.value) if one.now else None,
            one.unit, one.now.symbol if one.now else "", *(whole(value) for value in _values(one)), one.side, one.why,
            whole(one.before.value) if one.before else None, one.target, one.explanation,
            one.audience or content.audience, one.frequency or content.frequency,
        )
        for one in content.lines
    ]  # fmt: skip
    return Table(content.title, [Column(head, "number" if head in numbers else "text") for head in heads], rows)


def _values(one: Line) -> list[float | None]:
    return [beside.value for beside in one.beside] or [None, None]


def _in_short(content: ReportContent) -> list[Block]:
    found = summary(content)
    span = f"{day(content.since)} to {day(content.until)}"
    said = [found.opening, found.explaining, content.about]
    newest = "Each measure stands with the newest period that had ended by then and was published when this was made."
    how = f"The period reported on: {span} ({Frequency(content.frequency).label.lower()}). {newest}"
    return [Paragraph(text) for text in (*said, "" if content.stated_source else how) if text]


def _listed(lines: Sequence[Line]) -> list[Block]:
    return [Points([line_sentence(line) for line in lines])] if lines else []


def _tables(content: ReportContent) -> list[Block]:
    """Figures beside England and neighbours where there are some; else the sides that the source states."""
    with_figures = [one for one in content.lines if one.indicator]
    stated = [one for one in content.lines if not one.indicator]
    return [
        *([_figures(with_figures, content)] if with_figures else []),
        *([_stated(stated, content)] if stated else []),
    ]


def _figures(lines: Sequence[Line], content: ReportContent) -> Table:
    names = list(dict.fromkeys(beside.name for one in lines for beside in one.beside))
    has_target = any(one.target for one in lines)
    columns = [Column("Measure"), Column("Value", "number"), Column("Period"), *(Column(name) for name in names)]
    columns += [Column("Beside England"), Column("Before"), *([Column("Target")] if has_target else [])]
    rows: list[Sequence[Cell]] = [
        (
            _to_its_page(one, content), one.now.text if one.now else "no figure", one.now.label if one.now else "",
            *(_beside_words(next((b for b in one.beside if b.name == name), None)) for name in names),
            Side(one.side).label if one.side else "Not compared", _before(one),
            *([f"{one.target} {MET[one.is_target_met]}".strip()] if has_target else []),
        )
        for one in lines
    ]  # fmt: skip
    notes = ["Better and less good by the 95% interval of the figure, where it has one, and by what is good."]
    return Table("Every measure, beside England and statistical neighbours", columns, rows, notes=notes)


def _to_its_page(one: Line, content: ReportContent) -> str:
    """The name, leading to the page of the figure and from there to its source."""
    if one.now is None:
        return one.name
    return Linked(one.name, reverse("evidence:figure", args=[one.indicator, content.area_slug, one.now.period]))


def _stated(lines: Sequence[Line], content: ReportContent) -> Table:
    rows: list[Sequence[Cell]] = [(one.name, Side(one.side).label) for one in lines]
    notes = ["The source names these measures and gives no figures."]
    columns = [Column("Measure"), Column("How it stood, as the source states it")]
    return Table("Measures as a source states them", columns, rows, source=content.stated_source, notes=notes)


def _beside_words(beside: Beside | None) -> str:
    return beside.text if beside is not None and beside.value is not None else NOT_AVAILABLE


def _before(one: Line) -> str:
    return f"{one.before.text} ({one.before.period})" if one.before else ""


def _explanations(content: ReportContent) -> list[Block]:
    said = [one for one in content.lines if one.explanation]
    return [
        block
        for one in said
        for block in (
            Paragraph(f"{one.name}: {one.explanation}"),
            Paragraph(f"— {one.explained_by}, {day(one.explained_on)}."),
        )
    ]


def _sources(content: ReportContent, run: str) -> list[Block]:
    blocks: list[Block] = []
    if content.sources:
        blocks += sources_blocks(content.sources)
    if content.stated_source:
        blocks.append(Paragraph(f"How measures stood: {content.stated_source}."))
    words = f"Frozen with the run id {run}." if run else "This draft has no run id yet: it gets one when it is frozen."
    return [*blocks, Paragraph(words)]


@dataclass(frozen=True)
class MeasureToExplain:
    """A measure, how it stands, and where it is explained."""

    name: str
    side: str
    href: str
    said: str


@dataclass(frozen=True)
class ReportOnPage:
    """A performance report as its page shows it."""

    page: ReportPage

    @cached_property
    def article(self) -> dict[str, Any]:
        run = str(self.page.report.frozen_id or "")
        return article_of(performance_paper(self.page.content, run=run))

    @property
    def opening(self) -> str:
        return summary(self.page.content).opening

    @property
    def measures(self) -> list[MeasureToExplain]:
        return [
            MeasureToExplain(
                name=one.name,
                side=Side(one.side).label if one.side else "Not compared",
                href=reverse("evidence:explain-measure", args=[self.page.report.pk, one.measure]),
                said="Explained" if one.explanation else "",
            )
            for one in self.page.content.lines
        ]

    @property
    def downloads(self) -> list[tuple[str, str, str]]:
        return [
            ("This report", reverse("evidence:report-file", args=[self.page.report.pk, suffix]), label)
            for suffix, label in KINDS
        ]
