"""The list of issues that went up, as a file."""

from collections.abc import Sequence
from datetime import date

from commonground.foundation.documents.report import Column, Report, Section, Table
from commonground.partnership.groups.queries.escalations import EscalationSeen

COLUMNS = (
    *("Issue", "Kind", "From", "With", "State", "Raised", "Due", "Who has it", "Next step"),
    *("Came back", "What came back", "Over"),
)


def escalations_report(found: Sequence[EscalationSeen], *, on: date) -> Report:
    """One row an issue, as the list was narrowed. What the reader may not know of stands in other words."""
    table = Table("Issues", [Column(name) for name in COLUMNS], [_row(one) for one in found])
    return Report(
        title="Issues that went up",
        as_at=on,
        contact="The clerk of each group",
        sections=[Section("Issues", [table])],
        data=table,
    )


def _row(one: EscalationSeen) -> Sequence[str | date | None]:
    row = one.row
    return (
        row.title,
        row.get_what_display(),
        one.origin_name,
        one.to_name,
        one.tag[0],
        row.raised_on,
        row.due_on if one.is_open else None,
        one.owner_words if one.is_open else "",
        one.next_step if one.is_open else "",
        row.answered_on,
        row.answer,
        row.closed_on,
    )
