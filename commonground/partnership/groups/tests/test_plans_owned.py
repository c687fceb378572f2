"""A group owns a plan: one at a time, given by who serves it, shown to who may know of it."""

from datetime import date, datetime, timedelta

import pytest

from commonground.foundation.kernel.errors import Invalid, Refused
from commonground.foundation.kernel.viewer import Viewer
from commonground.ground.partners.models import Practitioner
from commonground.ground.places.models import Area, AreaType
from commonground.partnership.groups import actions, queries
from commonground.partnership.groups.models import OfficeHeld, PlanOfGroup
from commonground.partnership.groups.rules.words import Office, Openness
from commonground.partnership.groups.tests.bodies import (
    LONG_AGO,
    NOW,
    READS,
    TAKES_PART,
    TODAY,
    Cast,
    cast,
    organisation,
    person,
    serves,
    viewer,
)
from commonground.partnership.plans import actions as plan_actions
from commonground.partnership.plans import queries as plans
from commonground.partnership.plans.models import Plan, PlanKeeper, PlanVersion

pytestmark = pytest.mark.django_db
PLANS = frozenset({"plans.read"})


@pytest.fixture
def of() -> Plan:
    kind = AreaType.objects.create(slug="district", name="District", plural="Districts")
    area = Area.objects.create(slug="shire", name="Shire", search_name="shire", type=kind)
    made = {"name": "Local plan", "slug": "local-plan", "reach": "countywide", "openness": "partners"}
    return Plan.objects.create(area=area, owner=organisation(), **made)


def sees(people: Cast, kind: str, *, on: date = TODAY, more: frozenset[str] = PLANS) -> Viewer:
    """Somebody of the group who also works with plans, on a day."""
    now = datetime(on.year, on.month, on.day, 12, tzinfo=NOW.tzinfo)
    return viewer(people.people[kind], TAKES_PART | more, now=now)


def kept_by(of: Plan, *people: Practitioner) -> None:
    for one in people:
        PlanKeeper.objects.create(plan=of, practitioner=one, starts_on=LONG_AGO)


def may_keep(of: Plan, viewer_: Viewer) -> bool:
    """By the check of actions, which the list of plans that somebody keeps agrees with."""
    found = plans.may_keep(of, viewer=viewer_)
    assert plans.plans_kept(viewer_).filter(pk=of.pk).exists() is found
    return found


def test_who_serves_the_group_and_keeps_the_plan_gives_it_one_and_a_plan_has_one_group(of: Plan) -> None:
    here, there = cast(Openness.PARTNERS), cast(Openness.PUBLIC, "Bassetlaw")
    kept_by(of, here.people["clerk"], here.people["member"], there.people["clerk"])
    for not_both in ("member", "chair"):
        with pytest.raises(Refused):
            actions.own_plan(group=here.group, plan=of, by=sees(here, not_both))
    actions.own_plan(group=here.group, plan=of, by=sees(here, "clerk"))
    with pytest.raises(Invalid) as wrong:
        actions.own_plan(group=there.group, plan=of, by=sees(there, "clerk"))
    assert wrong.value.problems[0].column == "plan"
    assert here.group.name not in str(wrong.value)


def test_it_is_shown_to_who_may_know_of_the_plan(of: Plan) -> None:
    here = cast(Openness.PUBLIC)
    PlanOfGroup.objects.create(group=here.group, plan=of, starts_on=TODAY)
    member = here.people["member"]
    assert queries.plans_of_group(here.group, viewer=viewer(member, READS)) == []
    assert [one.plan for one in queries.plans_of_group(here.group, viewer=viewer(member, READS | PLANS))] == [of]
    page = queries.group_page(here.group.slug, viewer=viewer(member, READS | PLANS))
    assert [one.plan for one in page.plans] == [of]


def test_what_was_given_up_stays_on_record_unless_it_began_today(of: Plan) -> None:
    here = cast(Openness.PARTNERS)
    clerk = sees(here, "clerk")
    kept_by(of, here.people["clerk"])
    old = PlanOfGroup.objects.create(group=here.group, plan=of, starts_on=TODAY - timedelta(days=9))
    actions.give_up_plan(owned=old, based_on=old.version, by=clerk)
    assert PlanOfGroup.objects.get().ends_on == TODAY
    new = actions.own_plan(group=here.group, plan=of, by=clerk)
    actions.give_up_plan(owned=new, based_on=new.version, by=clerk)
    assert PlanOfGroup.objects.get() == old


@pytest.mark.parametrize(
    ("kind", "may"),
    [("chair", True), ("clerk", True), ("member", False), ("deputy", False), ("observer", False), ("outsider", False)],
)
def test_chair_and_clerk_of_the_group_that_owns_a_plan_keep_it(of: Plan, kind: str, may: bool) -> None:
    here = cast(Openness.CLOSED)
    assert not may_keep(of, sees(here, kind))
    PlanOfGroup.objects.create(group=here.group, plan=of, starts_on=TODAY)
    assert may_keep(of, sees(here, kind)) is may
    assert not may_keep(of, sees(here, kind, more=frozenset()))  # an office alone is no role in plans


def test_when_the_chair_is_handed_over_the_plan_is_kept_by_who_has_the_office_that_day(of: Plan) -> None:
    here, handed_over = cast(Openness.PARTNERS), date(2026, 9, 1)
    PlanOfGroup.objects.create(group=here.group, plan=of, starts_on=LONG_AGO)
    OfficeHeld.objects.filter(group=here.group, office=Office.CHAIR).update(ends_on=handed_over)
    here.people["next chair"] = person("Next chair")
    serves(here.people["next chair"], here.group, Office.CHAIR, starts_on=handed_over)
    last = handed_over - timedelta(days=1)
    assert [may_keep(of, sees(here, "chair", on=day)) for day in (last, handed_over)] == [True, False]
    assert [may_keep(of, sees(here, "next chair", on=day)) for day in (last, handed_over)] == [False, True]


def test_who_keeps_a_plan_by_office_writes_it_until_the_group_gives_it_up(of: Plan) -> None:
    here = cast(Openness.PARTNERS)
    PlanVersion.objects.create(
        plan=of, number=1, name="2026", starts_on=LONG_AGO, ends_on=TODAY + timedelta(days=90), made_at=NOW
    )
    owned = PlanOfGroup.objects.create(group=here.group, plan=of, starts_on=LONG_AGO)
    chair = sees(here, "chair")
    written = {"plan": of, "organisation": organisation(), "why": "Families wait.", "by": chair}
    plan_actions.add_priority(title="Earlier help", **written)
    assert plans.plan_page(of.slug, viewer=chair).may_keep
    actions.give_up_plan(owned=owned, based_on=owned.version, by=chair)
    assert not plans.plan_page(of.slug, viewer=chair).may_keep
    with pytest.raises(Refused, match="chair and clerk of the group that owns it"):
        plan_actions.add_priority(title="Later help", **written)
