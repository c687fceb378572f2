"""A measure on paper: the turned curve on a page or two."""

from collections.abc import Sequence
from datetime import date

from commonground.foundation.design.drawing import Cell
from commonground.foundation.documents.report import (
    Block,
    Column,
    Paragraph,
    Picture,
    Points,
    Report,
    Section,
    Table,
    table_of,
)
from commonground.foundation.documents.report import Cell as ReportCell
from commonground.partnership.plans.papers.measures import MeasureShown
from commonground.partnership.plans.queries import MeasureAction, MeasurePage


def measure_report(page: MeasurePage, *, as_at: date) -> Report:
    """What the page of a measure says, in the same order. The CSV holds the figures of its chart."""
    shown = MeasureShown(page.curve, page.impact)
    row = page.curve.measure
    said = [shown.headline, shown.ahead, *shown.notes]
    sections = [
        Section("Where it was, is, should be and will be", [*map(Paragraph, said), Picture(shown.drawing)]),
        *(Section(heading, [Paragraph(text)]) for heading, text in shown.told if text),
        *_work(page.actions),
        *_impact(shown),
        *_readings(shown),
    ]
    return Report(
        title=row.name,
        subtitle=f"{row.plan.name}, {row.area.name}. {shown.status.label}: {shown.reason}",
        as_at=as_at,
        contact="Those who keep the plan",
        sections=sections,
        source_note=f"Source: {shown.source}" if shown.source else "",
        data=table_of(shown.drawing),
        name=f"measure-{row.name}",
        is_short=True,
    )


def _work(actions: Sequence[MeasureAction]) -> list[Section]:
    if not actions:
        return []
    columns = [Column(name) for name in ("What is to be done", "Who", "Due", "Status")]
    rows: list[list[ReportCell]] = [
        [one.action.title, one.action.organisation.name, one.action.due_on, one.derived.status.label] for one in actions
    ]
    return [Section("What is done about it", [Table("Actions of its priority", columns, rows)])]


def _impact(shown: MeasureShown) -> list[Section]:
    panel = shown.panel
    if panel is None:
        return []
    held = panel.page.panel
    blocks: list[Block] = [Paragraph(f"{held.change}: {panel.when}."), Points(panel.page.caveats)]
    columns = [Column(one.label, "number" if one.kind == "number" else "text") for one in panel.row_columns]
    rows: list[list[ReportCell]] = [_words(row) for row in panel.rows]
    return [Section(f"Before and after: {held.title}", [*blocks, Table("Before and now", columns, rows, held.source)])]


def _readings(shown: MeasureShown) -> list[Section]:
    if not shown.curve.readings:
        return []
    columns = [Column(one.label, "number" if one.kind == "number" else "text") for one in shown.reading_columns]
    table = Table("Readings, newest first", columns, [_words(row) for row in shown.readings])
    return [Section("Readings", [table])]


def _words(row: Sequence[str | Cell]) -> list[ReportCell]:
    return [cell.text if isinstance(cell, Cell) else cell for cell in row]
