"""Reports that the terms ask for, as they are made (G8)."""

from datetime import date

from commonground.foundation.audit import actions as audit
from commonground.foundation.kernel.errors import Invalid, Problem
from commonground.foundation.kernel.viewer import Viewer
from commonground.partnership.groups import access, queries
from commonground.partnership.groups.models import Group, Meeting, ReportMade

NOT_KEPT = "The report was not recorded."


@audit.atomic()
def record_report(
    *, group: Group, title: str, due_on: date, made_on: date, meeting: Meeting | None = None, note: str = "", by: Viewer
) -> ReportMade:
    """A report that fell due on a day was made. Raises Invalid for one that is not owed or was recorded; Refused."""
    access.check_can_clerk(access.standing(by, group))
    if made_on > by.today:
        raise _wrong("made_on", "This day is yet to come.", "Record the report when it has been made.")
    if not group.terms.filter(reporting_duties__title=title).exists():
        raise _wrong("title", f"The terms ask for no report “{title}”.", "Choose one of those they ask for.")
    if not queries.is_due(group, title=title, due_on=due_on):
        raise _wrong("due_on", f"None is due on {due_on:%-d %B %Y}.", "Choose a day on which it is due.")
    if group.reports_made.filter(title=title, due_on=due_on).exists():
        raise _wrong("due_on", "This report is on record.", "Nothing more is to be done.")
    made = ReportMade.objects.create(
        group=group,
        title=title,
        due_on=due_on,
        made_on=made_on,
        meeting=meeting,
        note=note.strip(),
        recorded_by=by.label,
    )
    audit.record("report made", by=by, about=made, details={"made": made_on})
    return made


def _wrong(column: str, what: str, do: str) -> Invalid:
    return Invalid(NOT_KEPT, [Problem(what, do, column=column)])
