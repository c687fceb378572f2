"""A programme on paper, workstream by workstream: aims beside milestones, then progress to date (as in 002:97-143)."""

from collections.abc import Sequence
from itertools import zip_longest

from commonground.foundation.documents.report import (
    Block,
    Column,
    Grid,
    Paragraph,
    Picture,
    Points,
    Report,
    Run,
    Section,
    Table,
)
from commonground.partnership.plans.models import Milestone
from commonground.partnership.plans.papers.timeline import timeline_of
from commonground.partnership.plans.queries.coming import coming
from commonground.partnership.plans.queries.programmes import Stream, Whole
from commonground.partnership.plans.queries.risks import in_order, scale
from commonground.partnership.plans.rules.closing import Drift
from commonground.partnership.plans.rules.programmes import Horizon, MilestoneState

HEADS = ("Number", "Workstream", "Milestone", "Who", "Begins", "Due", "First due", "Reached", "State", "Evidence")


def programme_report(whole: Whole, *, outcomes: Sequence[tuple[str, Sequence[str]]] = ()) -> Report:
    """The whole programme as at the day of `whole`; `outcomes` of its plan by whom they are for."""
    programme = whole.programme
    meant = [Section(name, [Points(texts)]) for name, texts in outcomes]
    sections = [
        Section("How it stands", _standing(whole)),
        *([Section("Intended outcomes", [], meant)] if meant else []),
        Section("Workstreams and milestones", [], [_workstream(one) for one in whole.streams]),
        Section("The next 90 days", _next(whole)),
        Section("Risks and issues", _risks(whole)),
    ]
    learned = [f"{note.on:%-d %B %Y}, {note.workstream.name}: {note.learned}" for note in whole.learned]
    if learned:
        sections.append(Section("What we learned", [Points(learned)]))
    if programme.agreed_on:
        sections.append(Section("Against what was agreed", _against(whole.drift)))
    return Report(
        title=programme.name,
        as_at=whole.on,
        contact=str(programme.owner),
        subtitle=f"{programme.plan.name}. {programme.area.name}",
        sections=sections,
        source_note=programme.source,
        data=_milestones(whole),
    )


def milestones_report(whole: Whole) -> Report:
    """One row a milestone, for a spreadsheet."""
    table = _milestones(whole)
    return Report(
        title=f"Milestones: {whole.programme.name}",
        as_at=whole.on,
        contact=str(whole.programme.owner),
        sections=[Section("Milestones", [table])],
        data=table,
    )


def _standing(whole: Whole) -> list[Block]:
    status = whole.shown
    blocks: list[Block] = [Paragraph(whole.programme.about)] if whole.programme.about else []
    blocks.append(Paragraph(f"Status: {status.status.label}."))
    if status.override:
        said = status.override
        blocks.append(
            Paragraph(
                f"Set by hand by {said.by} until {said.until:%-d %B %Y}: {said.reason} "
                f"By its dates: {status.derived.status.label}."
            )
        )
    if status.derived.reasons:
        blocks.append(Points(status.derived.reasons))
    columns = [Column(name) for name in ("Workstream", "Horizon", "Led by", "Status", "Milestones reached")]
    rows = [
        (
            one.row.name + (" (cross-cutting)" if one.row.is_cross_cutting else ""),
            Horizon(one.row.horizon).label,
            one.row.lead.name if one.row.lead else str(one.row.organisation),
            one.shown.status.label,
            f"{one.reached} of {len(one.held)}",
        )
        for one in whole.streams
    ]
    blocks.append(Table("Workstreams", columns, rows))
    blocks.append(Picture(timeline_of(whole), with_table=False))
    return blocks


def _workstream(one: Stream) -> Section:
    row = one.row
    pairs = zip_longest(row.lines, [_words(milestone) for milestone in one.held], fillvalue="")
    grid = Grid(
        [[Run("Aims", bold=True)], [Run("Key milestones", bold=True)]],
        [[[Run(aim)], [Run(milestone)]] for aim, milestone in pairs],
    )
    blocks: list[Block] = []
    if one.is_added:
        blocks.append(Paragraph(f"Added on {row.added_on:%-d %B %Y}. {row.why_added}"))
    blocks.append(grid)
    if one.notes:
        blocks.append(Paragraph("Progress to date:"))
        blocks.append(
            Points([f"{note.on:%-d %B %Y}: {line}" for note in one.notes for line in note.text.splitlines() if line])
        )
    if one.is_closed:
        blocks.append(
            Paragraph(
                f"Closed on {row.closed_on:%-d %B %Y}; owned now by {row.owner_after}, "
                f"which reports to {row.group_after}."
            )
        )
        left = [f"{item.title}: {item.organisation}, by {item.due_on:%-d %B %Y}" for item in one.residuals]
        if left:
            blocks.append(Points(left))
    return Section(f"Workstream {row.number}: {row.name}", blocks)


def _words(one: Milestone) -> str:
    if one.done_on:
        return f"{one.title} (reached {one.done_on:%-d %B %Y})"
    return f"{one.title} (due {one.due_on:%-d %B %Y})" if one.due_on else one.title


def _next(whole: Whole) -> list[Block]:
    columns = [Column(name) for name in ("What", "When", "Kind", "Workstream", "Who")]
    rows = [
        (item.title, item.on, item.kind.label + (", overdue" if item.is_overdue else ""), item.workstream, item.owner)
        for item in coming(whole)
    ]
    return [Table("What is overdue or comes within 90 days", columns, rows)] if rows else [Paragraph("Nothing is due.")]


def _risks(whole: Whole) -> list[Block]:
    steps = scale()
    columns = [Column(name) for name in ("Risk", "Kind", "Rating", "What is done about it", "Owner", "Next review")]
    rows = [
        (
            one.title,
            steps.kind(one.kind),
            f"{one.likelihood} × {one.impact} = {one.score}, {steps.band(one.likelihood, one.impact).name}",
            one.mitigation,
            one.owner.name if one.owner else str(one.organisation),
            one.review_on,
        )
        for one in in_order(whole.risks)
    ]
    return [Table("Open risks and issues", columns, rows)] if rows else [Paragraph("There are no open risks.")]


def _against(drift: Drift) -> list[Block]:
    if drift.is_none:
        return [Paragraph("It holds what was agreed, on the days that were agreed.")]
    lines = [f"Added since: {one.title}" for one in drift.added]
    lines += [f"No longer there: {one.title}" for one in drift.gone]
    for then, now in drift.moved:
        was = f"{then.due_on:%-d %B %Y}" if then.due_on else "no day"
        lines.append(f"Moved: {now.title}, from {was} to " + (f"{now.due_on:%-d %B %Y}" if now.due_on else "no day"))
    return [Points(lines)]


def _milestones(whole: Whole) -> Table:
    rows = [
        (
            f"{stream.row.number}.{one.number}",
            stream.row.name,
            one.title,
            one.owner.name if one.owner else (stream.row.lead.name if stream.row.lead else ""),
            one.starts_on,
            one.due_on,
            one.first_due_on,
            one.done_on,
            MilestoneState(one.status).value,
            one.evidence or one.why_dropped,
        )
        for stream in whole.streams
        for one in stream.milestones
    ]
    return Table("Milestones", [Column(name) for name in HEADS], rows)
