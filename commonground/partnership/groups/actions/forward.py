"""What a group wants to take at a coming meeting."""

from datetime import date
from typing import TYPE_CHECKING

from commonground.foundation.audit import actions as audit
from commonground.foundation.audit.versions import change
from commonground.foundation.kernel.errors import Invalid, Problem, Refused
from commonground.foundation.kernel.viewer import Viewer
from commonground.partnership.groups import access
from commonground.partnership.groups.models import ForwardItem, Group
from commonground.partnership.groups.rules.words import Purpose

if TYPE_CHECKING:
    from commonground.ground.partners.models import Practitioner

NOT_KEPT = "The proposal was not kept."


@audit.atomic()
def propose_item(
    *,
    group: Group,
    title: str,
    purpose: str = Purpose.DISCUSSION,
    sponsor: "Practitioner | None" = None,
    wanted_on: date | None = None,
    is_restricted: bool = False,
    why_restricted: str = "",
    by: Viewer,
) -> ForwardItem:
    """Put something on the forward plan: for members and those who serve the group. Raises Refused, Invalid."""
    here = access.standing(by, group)
    if not here.serves:
        access.check_can_take_part(here)
    if is_restricted:
        access.check_can_read_restricted(here)
    if not title.strip():
        raise Invalid(NOT_KEPT, [Problem("Say what it is about.", column="title")])
    if is_restricted != bool(why_restricted.strip()):
        what = "Say why the item is restricted." if is_restricted else "Only a restricted item has such a reason."
        raise Invalid(NOT_KEPT, [Problem(what, column="why_restricted")])
    if group.ends_on is not None and wanted_on is not None and wanted_on >= group.ends_on:
        what = f"The group ends on {group.ends_on:%-d %B %Y}."
        raise Invalid(NOT_KEPT, [Problem(what, "Choose an earlier day.", column="wanted_on")])
    if sponsor is not None and sponsor.left_on is not None and sponsor.left_on <= by.today:
        raise Invalid(NOT_KEPT, [Problem(f"{sponsor.name} has left.", "Choose somebody else.", column="sponsor")])
    made = ForwardItem.objects.create(
        group=group,
        title=title.strip(),
        purpose=purpose,
        sponsor=sponsor,
        wanted_on=wanted_on,
        is_restricted=is_restricted,
        why_restricted=why_restricted.strip(),
        proposed_by=by.label,
        proposed_on=by.today,
    )
    audit.record("item proposed", by=by, about=made, details={"title": made.title})
    return made


@audit.atomic()
def drop_proposal(*, proposal: ForwardItem, based_on: int, because: str, by: Viewer) -> None:
    """Take something off the forward plan, with a reason that stays. Raises Refused, Invalid, Conflict."""
    access.check_can_clerk(access.standing(by, proposal.group))
    if proposal.placed_id is not None:
        raise Refused("This stands on an agenda. Take it off there first.")
    if not because.strip():
        raise Invalid(NOT_KEPT, [Problem("Say why it is dropped.", column="because")])
    change(proposal, based_on=based_on, dropped_because=because.strip())
    audit.record("proposal dropped", by=by, about=proposal, details={"because": because.strip()})
