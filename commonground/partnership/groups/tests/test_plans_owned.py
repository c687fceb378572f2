"""A group owns a plan: one at a time, given by who serves it, shown to who may know of it."""

from datetime import timedelta

import pytest

from commonground.foundation.kernel.errors import Invalid, Refused
from commonground.ground.places.models import Area, AreaType
from commonground.partnership.groups import actions, queries
from commonground.partnership.groups.models import PlanOfGroup
from commonground.partnership.groups.rules.words import Openness
from commonground.partnership.groups.tests.bodies import READS, TODAY, cast, organisation, viewer
from commonground.partnership.plans.models import Plan

pytestmark = pytest.mark.django_db
PLANS = frozenset({"plans.read"})


@pytest.fixture
def of() -> Plan:
    kind = AreaType.objects.create(slug="district", name="District", plural="Districts")
    area = Area.objects.create(slug="shire", name="Shire", search_name="shire", type=kind)
    made = {"name": "Local plan", "slug": "local-plan", "reach": "countywide", "openness": "partners"}
    return Plan.objects.create(area=area, owner=organisation(), **made)


def test_who_serves_the_group_gives_it_a_plan_and_a_plan_has_one_group(of: Plan) -> None:
    here, there = cast(Openness.PARTNERS), cast(Openness.PUBLIC, "Bassetlaw")
    with pytest.raises(Refused):
        actions.own_plan(group=here.group, plan=of, by=here.sees("member"))
    actions.own_plan(group=here.group, plan=of, by=here.sees("clerk"))
    with pytest.raises(Invalid) as wrong:
        actions.own_plan(group=there.group, plan=of, by=there.sees("clerk"))
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
    clerk = here.sees("clerk")
    old = PlanOfGroup.objects.create(group=here.group, plan=of, starts_on=TODAY - timedelta(days=9))
    actions.give_up_plan(owned=old, based_on=old.version, by=clerk)
    assert PlanOfGroup.objects.get().ends_on == TODAY
    new = actions.own_plan(group=here.group, plan=of, by=clerk)
    actions.give_up_plan(owned=new, based_on=new.version, by=clerk)
    assert PlanOfGroup.objects.get() == old
