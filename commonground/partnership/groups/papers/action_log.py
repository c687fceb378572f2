"""The list of actions as a file."""

from collections.abc import Sequence
from datetime import date

from commonground.foundation.documents.report import Column, Report, Section, Table
from commonground.partnership.groups.models import Action
from commonground.partnership.plans.rules.work import standing

COLUMNS = (
    *("Number", "Group", "What is to be done", "Organisation", "Who", "Due", "First due", "Priority", "State"),
    *("Next step", "Meeting", "Closed", "What it changed"),
)


def actions_report(actions: Sequence[Action], *, on: date) -> Report:
    """One row an action, as the list was narrowed."""
    table = Table("Actions", [Column(name) for name in COLUMNS], [_row(one, on) for one in actions])
    return Report(
        title="Actions of groups",
        as_at=on,
        contact="The clerk of each group",
        sections=[Section("Actions", [table])],
        data=table,
    )


def _row(one: Action, on: date) -> Sequence[str | date | None]:
    return (
        str(one.number),
        one.group.name,
        one.title,
        str(one.organisation),
        _owner(one, on),
        one.due_on,
        one.first_due_on,
        one.get_urgency_display(),
        standing(one, on=on)[0],
        one.next_step,
        one.meeting.day if one.meeting else None,
        one.closed_on,
        one.effect or one.why_dropped,
    )


def _owner(one: Action, on: date) -> str:
    if one.owner is None:
        return ""
    return f"{one.owner.name} (has left)" if one.owner.left_on and one.owner.left_on <= on else one.owner.name
