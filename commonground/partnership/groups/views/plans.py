"""The plans of a group."""

from functools import partial
from uuid import UUID

from django.http import HttpRequest, HttpResponse

from commonground.foundation.design.doors import needs, viewer_of
from commonground.partnership.groups import actions, queries
from commonground.partnership.groups.forms.plans import GiveUpPlanForm, OwnPlanForm
from commonground.partnership.groups.views.groups import SERVES
from commonground.partnership.groups.views.keeping import managed, take


@needs(*SERVES)
def own(request: HttpRequest, slug: str) -> HttpResponse:
    found = managed(request, slug)
    form = OwnPlanForm(request.POST or None, viewer=viewer_of(request))
    intro = (
        "The group follows this plan up and tells of it in its reports. Whoever chairs or clerks the group keeps the "
        "plan. You choose among the plans that you keep."
    )
    carry_out = partial(actions.own_plan, group=found)
    return take(request, form, carry_out, group=found, tab="group", title="Own a plan", button="Own it", intro=intro)


@needs(*SERVES)
def give_up(request: HttpRequest, slug: str, owned_id: UUID) -> HttpResponse:
    found = managed(request, slug)
    owned = queries.plan_owned(owned_id, group=found, viewer=viewer_of(request))
    form = GiveUpPlanForm(request.POST or None, initial={"based_on": owned.version})
    carry_out = partial(actions.give_up_plan, owned=owned)
    title = f"Own {owned.plan.name} no more"
    return take(request, form, carry_out, group=found, tab="group", title=title, button="Give it up")
