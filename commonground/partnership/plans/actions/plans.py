"""Plans: started, changed, given to people who keep them."""

from datetime import date
from typing import TYPE_CHECKING

from django.utils.text import slugify

from commonground.foundation.audit import actions as audit
from commonground.foundation.audit.versions import change
from commonground.foundation.kernel.errors import Invalid, Problem
from commonground.foundation.kernel.viewer import Viewer
from commonground.partnership.plans import access
from commonground.partnership.plans.models import Plan, PlanKeeper, PlanVersion
from commonground.partnership.plans.rules import plans as rules

if TYPE_CHECKING:
    from commonground.ground.partners.models import Organisation, Practitioner
    from commonground.ground.places.models import Area


@audit.atomic()
def start_plan(
    *,
    name: str,
    reach: str,
    area: "Area",
    owner: "Organisation",
    openness: str,
    period: str,
    starts_on: date,
    ends_on: date,
    under: Plan | None = None,
    about: str = "",
    source: str = "",
    keeper: "Practitioner | None" = None,
    is_invented: bool = False,
    by: Viewer,
) -> Plan:
    """Begin a plan with the draft of its first year. Raises Refused; Invalid for a name that is taken, a local plan
    that stands under another local one, a year that ends before it begins."""
    access.check_can_start(by)
    rules.check_place(reach, under_reach=under.reach if under else None)
    rules.check_year(starts_on, ends_on)
    _check_name(name)
    made = Plan.objects.create(
        slug=rules.slug_for(slugify(name), taken=Plan.objects.values_list("slug", flat=True)),
        name=name.strip(),
        reach=reach,
        under=under,
        area=area,
        owner=owner,
        openness=openness,
        about=about.strip(),
        source=source.strip(),
        is_invented=is_invented,
    )
    PlanVersion.objects.create(
        plan=made, number=1, name=period.strip(), starts_on=starts_on, ends_on=ends_on, made_at=by.now
    )
    if keeper is not None:
        PlanKeeper.objects.create(plan=made, practitioner=keeper, starts_on=by.today)
    audit.record("plan started", by=by, about=made)
    return made


@audit.atomic()
def change_plan(
    *,
    plan: Plan,
    based_on: int,
    name: str,
    owner: "Organisation",
    openness: str,
    about: str,
    source: str,
    by: Viewer,
) -> None:
    """Another name, owner or openness. What was agreed keeps the name it was agreed under. Raises Refused, Invalid,
    Conflict."""
    access.check_can_keep(by, plan)
    if name.strip() != plan.name:
        _check_name(name)
    change(
        plan,
        based_on=based_on,
        name=name.strip(),
        owner=owner,
        openness=openness,
        about=about.strip(),
        source=source.strip(),
    )
    audit.record("plan changed", by=by, about=plan)


@audit.atomic()
def keep_plan(*, plan: Plan, practitioner: "Practitioner", by: Viewer) -> PlanKeeper:
    """Let somebody write a plan and follow it up. By who keeps it. Raises Refused; Invalid where they do already."""
    access.check_can_keep(by, plan)
    if PlanKeeper.objects.current_on(by.today).filter(plan=plan, practitioner=practitioner).exists():
        raise Invalid("Nothing changed.", [Problem(f"{practitioner.name} keeps this plan already.", column="who")])
    made = PlanKeeper.objects.create(plan=plan, practitioner=practitioner, starts_on=by.today)
    audit.record("plan given to a keeper", by=by, about=plan, persons=[practitioner.pk])
    return made


@audit.atomic()
def end_keeping(*, keeper: PlanKeeper, based_on: int, by: Viewer) -> None:
    """Somebody keeps a plan no more, from today. Who began today never did. Raises Refused, Conflict."""
    access.check_can_keep(by, keeper.plan)
    if keeper.starts_on >= by.today:
        change(keeper, based_on=based_on)  # nobody ended it since
        keeper.delete()
    else:
        change(keeper, based_on=based_on, ends_on=by.today)
    audit.record("keeper of a plan ended", by=by, about=keeper.plan, persons=[keeper.practitioner_id])


def _check_name(name: str) -> None:
    if Plan.objects.filter(name__iexact=name.strip()).exists():
        raise Invalid("The plan was not saved.", [Problem("There is a plan with this name.", column="name")])
