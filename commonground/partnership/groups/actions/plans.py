"""Plans that groups own."""

from typing import TYPE_CHECKING

from commonground.foundation.audit import actions as audit
from commonground.foundation.audit.versions import change
from commonground.foundation.kernel.errors import Invalid, Problem, Refused
from commonground.foundation.kernel.viewer import Viewer
from commonground.partnership.groups import access
from commonground.partnership.groups.models import Group, PlanOfGroup
from commonground.partnership.plans import queries as plans

if TYPE_CHECKING:
    from commonground.partnership.plans.models import Plan


@audit.atomic()
def own_plan(*, group: Group, plan: "Plan", by: Viewer) -> PlanOfGroup:
    """The group owns a plan from today, and its chair and clerk keep it. By who serves the group and keeps the plan.

    Raises Refused; Invalid where a group owns it, without saying which: it may be one that the viewer does not know of.
    """
    access.check_can_manage(access.standing(by, group))
    if not plans.may_keep(plan, viewer=by):
        raise Refused("A plan is given to a group by somebody who keeps the plan. Ask a locality manager.")
    if PlanOfGroup.objects.filter(plan=plan, ends_on=None).exists():
        raise Invalid("Nothing changed.", [Problem("A group owns this plan already.", column="plan")])
    made = PlanOfGroup.objects.create(group=group, plan=plan, starts_on=by.today)
    audit.record("plan owned by a group", by=by, about=made)
    return made


@audit.atomic()
def give_up_plan(*, owned: PlanOfGroup, based_on: int, by: Viewer) -> None:
    """The group owns it no more, from today; what began today never was. Raises Refused, Conflict."""
    access.check_can_manage(access.standing(by, owned.group))
    if owned.starts_on >= by.today:
        change(owned, based_on=based_on)  # nobody gave it up since
        audit.record("plan of a group taken back", by=by, about=owned)
        owned.delete()
        return
    change(owned, based_on=based_on, ends_on=by.today)
    audit.record("plan given up by a group", by=by, about=owned)
