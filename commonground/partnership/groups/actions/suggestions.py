"""What the site suggests for an agenda is put on it with one press."""

from collections.abc import Collection

from commonground.foundation.audit import actions as audit
from commonground.foundation.audit.versions import change
from commonground.foundation.kernel.errors import Conflict
from commonground.foundation.kernel.viewer import Viewer
from commonground.partnership.groups import access, queries
from commonground.partnership.groups.actions.agenda import add_item
from commonground.partnership.groups.actions.escalation_steps import place_escalation
from commonground.partnership.groups.models import AgendaItem, Escalation, ForwardItem, Meeting, Paper, Tabling

AS_RAISED = "Raised for members at the tables alone"


@audit.atomic()
def accept_suggestions(*, meeting: Meeting, based_on: int, keys: Collection[str], by: Viewer) -> list[AgendaItem]:
    """Put what was suggested on the agenda: a paper is tabled with its item, a proposal leaves the forward
    plan, an issue from below is placed.

    `based_on` is the version of the meeting. Raises Refused; Conflict where one is not suggested any more.
    """
    here = access.standing(by, meeting.group)
    access.check_can_clerk(here)
    suggested = {one.key: one for one in queries.suggestions(meeting, here=here, viewer=by)}
    if gone := [key for key in keys if key not in suggested]:
        raise Conflict("This is on an agenda already, or is not suggested any more.", yours={"To put on": len(gone)})
    return [_accept(meeting, suggested[key], based_on + at, by) for at, key in enumerate(keys)]


def _accept(meeting: Meeting, one: queries.Suggestion, based_on: int, by: Viewer) -> AgendaItem:
    planned = ForwardItem.objects.select_related("sponsor").get(pk=one.forward) if one.forward else None
    paper = Paper.objects.select_related("author").get(pk=one.paper) if one.paper else None
    made = add_item(
        meeting=meeting,
        based_on=based_on,
        title=one.title,
        purpose=one.purpose,
        sponsor=planned.sponsor if planned else paper.author if paper else None,
        minutes=one.minutes,
        is_restricted=one.is_restricted,
        why_restricted=_why_restricted(one, planned),
        came_from=one.came_from,
        by=by,
    )
    if planned:
        change(planned, based_on=planned.version, placed=made)
    if paper:
        Tabling.objects.create(item=made, paper=paper)
    if one.escalation is not None:
        placed = Escalation.objects.select_related("to").get(pk=one.escalation)
        place_escalation(escalation=placed, item=made, by=by)
    return made


def _why_restricted(one: queries.Suggestion, planned: ForwardItem | None) -> str:
    if planned:
        return planned.why_restricted
    return AS_RAISED if one.is_restricted else ""
