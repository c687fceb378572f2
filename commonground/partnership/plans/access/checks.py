"""Each check raises Refused with a sentence fit for the person.

A plan is kept by those named as its keepers and by chair and clerk of the group that owns it, for as long as they also
have a role in the partnership, and by those who keep all plans. An office gives the right for the days on which it is
held: whoever follows a chair keeps the plan from the first day of theirs. Whoever leads or owns something in it reports
on that.
"""

from typing import TYPE_CHECKING

from commonground.foundation.kernel.errors import Refused
from commonground.foundation.kernel.viewer import Viewer
from commonground.partnership.plans.models import Plan, PlanVersion

if TYPE_CHECKING:
    from commonground.ground.partners.models import Practitioner


def check_can_start(viewer: Viewer) -> None:
    """Start plans and programmes, and say who keeps them."""
    if not viewer.may("plans.keep"):
        raise Refused("You may not start plans. Ask a locality manager.")


def check_can_read(viewer: Viewer) -> None:
    """Drafts, progress, risks: for those who work in the partnership."""
    if not viewer.may("plans.read"):
        raise Refused("Progress of plans is for those who work in the partnership. Sign in with such a role.")


def may_keep(viewer: Viewer, plan: Plan) -> bool:
    """Whether `check_can_keep` lets the viewer through. Costs a query for whoever does not keep all plans."""
    if viewer.may("plans.keep"):
        return True
    if viewer.id is None or not viewer.may("plans.read"):
        return False
    return Plan.objects.kept_by(viewer).filter(pk=plan.pk).exists()


def check_can_keep(viewer: Viewer, plan: Plan) -> None:
    """Write the plan: its priorities, evidence, measures, actions, versions and what hangs on it."""
    if not may_keep(viewer, plan):
        raise Refused(
            "This plan is kept by the people named on its page, by chair and clerk of the group that owns it, and by "
            "locality managers."
        )


def check_can_report(viewer: Viewer, plan: Plan, *people: "Practitioner | None") -> None:
    """Report on something of a plan: whoever it is given to or leads it, and whoever keeps the plan."""
    is_theirs = viewer.id is not None and any(one is not None and one.account_id == viewer.id for one in people)
    if is_theirs and viewer.may("plans.read"):
        return
    if not may_keep(viewer, plan):
        raise Refused("Only whoever it is given to, and those who keep the plan, report on it.")


def check_can_answer_upward(viewer: Viewer, above: Plan | None) -> None:
    """Answer a priority that a local plan sent upward: whoever keeps the plan above it."""
    if above is None or not may_keep(viewer, above):
        raise Refused("Only those who keep the plan above answer what local plans send up.")


def check_is_drafted(draft: PlanVersion | None) -> PlanVersion:
    """What a plan says is changed only while a year of it is drafted. Gives the draft."""
    if draft is None:
        raise Refused("This plan is agreed, and changes only in its refresh. Begin the refresh first.")
    return draft
