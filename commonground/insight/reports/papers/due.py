"""The list of reports that groups owe, as a file."""

from datetime import date

from commonground.foundation.documents.report import Cell, Column, Report, Section, Table
from commonground.insight.reports.queries import DuePage, DueReport

COLUMNS = ("Report", "Group", "To", "Due on", "State", "Days late", "Sent on", "Written as")


def due_report(page: DuePage, *, of: str = "groups", on: date) -> Report:
    """One row for each time that a duty came round, what is late first."""
    rows = [_row(one) for one in page.listed]
    columns = [Column(name, "number") if name == "Days late" else Column(name) for name in COLUMNS]
    table = Table("Reports due, late and sent", columns, rows)
    return Report(
        title=f"Reports due of {of}",
        as_at=on,
        contact="The clerk of each group",
        sections=[Section("Reports due, late and sent", [table])],
        data=table,
        source_note="What is due follows from the terms of reference in force. What was sent is that of the last "
        "twelve months.",
    )


def _row(one: DueReport) -> list[Cell]:
    state = "Sent" if one.sent_on else "Late" if one.is_late else "Due"
    written = one.report.title if one.report else ""
    return [one.owed.title, one.group.name, one.owed.to, one.due_on, state, one.days_late, one.sent_on, written]
