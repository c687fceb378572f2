"""Actions across groups: what the viewer may know of, narrowed and counted."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from django.db.models import Count, Q

from commonground.foundation.kernel.errors import NotFound
from commonground.foundation.kernel.viewer import Viewer
from commonground.partnership.groups import access
from commonground.partnership.groups.models import WORDS, Action, ActionQuerySet, Group, state_on

if TYPE_CHECKING:
    from commonground.partnership.groups.models import Meeting

IN_LIST = (
    *("number", "title", "due_on", "urgency", "status", "is_restricted", "group__name", "organisation__name"),
    *("owner__name", "owner__left_on", "owner__account"),
)
SHOWN = ("group", "organisation", "owner", "meeting", "item")


@dataclass(frozen=True)
class AskedActions:
    """How a list of actions is narrowed. `state` is open, overdue, soon, done, dropped or "" for all."""

    words: str = ""
    group: str = ""
    organisation: str = ""
    state: str = "open"
    urgency: str = ""
    mine: bool = False


def actions(viewer: Viewer) -> ActionQuerySet:
    """Actions of groups that the viewer may know of, without restricted ones of tables they do not sit at."""
    return Action.objects.visible_to(viewer).select_related(*SHOWN)


def actions_asked(asked: AskedActions, *, viewer: Viewer) -> ActionQuerySet:
    """The list as it was narrowed, the most urgent day first."""
    found = actions(viewer).in_state(asked.state, on=viewer.today)
    if asked.mine:
        found = found.mine(viewer)
    if asked.group:
        found = found.filter(group__slug=asked.group)
    if asked.organisation:
        found = found.filter(organisation__slug=asked.organisation)
    if asked.urgency:
        found = found.filter(urgency=asked.urgency)
    return found.filter(WORDS.typed(asked.words))


def actions_of_page(ids: Sequence[UUID]) -> list[Action]:
    """These of `actions_asked`, in their order. Read by their ids, because a page far back would join all rows before
    it. Only for ids that were just found there: who may know of them is not asked again."""
    return list(Action.objects.filter(pk__in=ids).select_related("group", "organisation", "owner").only(*IN_LIST))


def action(action_id: UUID, *, viewer: Viewer) -> Action:
    """One action with its group. Raises NotFound where there is none or the viewer may not know of it."""
    every = actions(viewer).select_related(*SHOWN, "group__host").annotate(**access.read_along(viewer, "group"))
    found = every.prefetch_related("progress").filter(pk=action_id).first()
    if found is None:
        raise NotFound("There is no such action.")
    access.remember(viewer, found.group, found)
    return found


def my_actions(viewer: Viewer) -> list[Action]:
    """Open actions given to the viewer, the first due first. One query, or none for the public."""
    return list(actions(viewer).open().mine(viewer)) if viewer.id else []


def actions_of_bodies_without_owner(viewer: Viewer) -> ActionQuerySet:
    """Open actions of the viewer's own organisations that nobody does: no owner, or one who has left."""
    bodies = {held.organisation for held in viewer.current_memberships if held.organisation}
    gone = Q(owner=None) | Q(owner__left_on__lte=viewer.today)
    return actions(viewer).open().filter(gone, organisation__name__in=bodies)


def actions_for_agenda(group: Group, *, by: date) -> list[Action]:
    """Open actions of a group that are due by its next meeting: carried to its agenda (G19). One query."""
    return list(group.actions.open().filter(due_on__lte=by).select_related("organisation", "owner"))


def actions_before(meeting: "Meeting") -> list[Action]:
    """Open actions agreed at earlier meetings, for the matters arising. One query."""
    earlier = Q(meeting=None) | Q(meeting__starts_at__lt=meeting.starts_at)
    return list(meeting.group.actions.open().filter(earlier).select_related("organisation", "owner"))


def counts(viewer: Viewer) -> dict[str, int]:
    """How many are open, overdue and due soon among all that the viewer may know of. One query."""
    held = Action.objects.visible_to(viewer).open()
    # Not the keys are counted: the index by status and day has all else.
    asked = {state: Count("status", filter=state_on(state, viewer.today)) for state in ("open", "overdue", "soon")}
    found: dict[str, int] = held.order_by().aggregate(**asked)
    return found
