"""Putting papers under items of agendas, and taking them off before they went out."""

from dataclasses import dataclass

from commonground.foundation.audit import actions as audit
from commonground.foundation.kernel.errors import Invalid, Refused
from commonground.foundation.kernel.viewer import Viewer
from commonground.partnership.groups import access, queries
from commonground.partnership.groups.models import AgendaItem, Group, Paper, Tabling
from commonground.partnership.groups.rules.states import MeetingState, PaperState

MANY = 3  # groups of one paper, from which it is worth a warning (M11, V13)


@dataclass(frozen=True)
class Tabled:
    """A paper now under an item; `also` are the other groups it goes to that the viewer may know of."""

    tabling: Tabling
    also: tuple[Group, ...] = ()

    @property
    def warning(self) -> str:
        """What to think about, or nothing."""
        if len(self.also) + 1 < MANY:
            return ""
        names = ", ".join(str(one) for one in self.also)
        return f"This paper goes to {len(self.also) + 1} groups: also to {names}. Could one of them take it for all?"


@audit.atomic()
def table_paper(*, paper: Paper, item: AgendaItem, by: Viewer) -> Tabled:
    """Put a paper under an item. After the pack went out it waits for a supplement, which needs a reason.

    Raises Refused, Invalid where one is restricted and the other not.
    """
    meeting = item.meeting
    access.check_can_table(access.standing(by, meeting.group))
    if meeting.status not in (MeetingState.PLANNED, MeetingState.PUBLISHED):
        raise Refused("Papers are put under items of a meeting that is still to come.")
    if paper.status == PaperState.WITHDRAWN:
        raise Invalid(f"“{paper}” was withdrawn. Put the paper that replaces it under the item.")
    if paper.is_restricted != item.is_restricted:
        raise Invalid(
            f"“{paper}” is {'' if paper.is_restricted else 'not '}restricted and the item is "
            f"{'' if item.is_restricted else 'not'}. Papers and items must be alike in this, so that nothing slips out."
        )
    if item.tablings.filter(paper=paper).exists():
        raise Invalid(f"“{paper}” is under this item already.")
    last = item.tablings.count()
    made = Tabling.objects.create(item=item, paper=paper, order=last, is_late=queries.is_late(meeting, on=by.today))
    audit.record("paper tabled", by=by, about=paper, details={"meeting": str(meeting.pk), "item": str(item.pk)})
    others = queries.groups_of_paper(paper, viewer=by).exclude(pk=meeting.group_id)
    return Tabled(made, tuple(others))


@audit.atomic()
def untable_paper(*, tabling: Tabling, by: Viewer) -> None:
    """Take a paper off an item before it went out. What was published is withdrawn instead."""
    access.check_can_table(access.standing(by, tabling.item.meeting.group))
    if tabling.issue_id is not None:
        raise Refused("This paper went out with a pack. Withdraw it instead: its name stays, with your reason.")
    audit.record("paper taken off item", by=by, about=tabling.paper, details={"item": str(tabling.item_id)})
    tabling.delete()
