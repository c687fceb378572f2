"""How priorities stand in lists: the same word, by the same rules, as the page of the plan says at length."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from commonground.partnership.plans import queries
from commonground.partnership.plans.models import Measure, Plan, Reading
from commonground.partnership.plans.rules.status import Status
from tests.bench.groups.making import Size, make

pytestmark = pytest.mark.django_db

SMALL = Size(
    groups=2, meetings=16, actions=8, people=12, seats=4, items=1, papers=1,
    plans=3, priorities=4, plan_actions=120, risks=1, workstreams=1, issues=1,
)  # fmt: skip
YEAR = timedelta(days=365)


def told_at_length(plans: list[Plan], on: date) -> dict[object, list[tuple[str, int, Status]]]:
    found = queries.progress_of(plans, on=on)
    return {plan: [(one.priority.title, one.figures, one.status) for one in lines] for plan, lines in found.items()}


def told_in_a_word(plans: list[Plan], on: date) -> dict[object, list[tuple[str, int, Status]]]:
    found = queries.statuses_of(plans, on=on)
    return {plan: [(one.title, one.figures, one.status) for one in lines] for plan, lines in found.items()}


def test_a_list_says_the_same_of_each_priority_as_its_plan_whatever_the_day_and_the_readings() -> None:
    make(SMALL, today=timezone.localdate())
    plans, today = list(Plan.objects.all()), timezone.localdate()
    seen: set[Status] = set()
    for readings in ("as they are", "the newest are symbols", "the newest is corrected", "none at all"):
        _change(readings)
        for on in (today, today - YEAR, today + YEAR, date(2015, 1, 1)):
            said = told_in_a_word(plans, on)
            assert said == told_at_length(plans, on), (readings, on)
            seen |= {status for lines in said.values() for _, _, status in lines}
    assert len(seen) > 2


def _change(readings: str) -> None:
    for at, measure in enumerate(Measure.objects.filter(indicator=None)):
        newest = measure.readings.order_by("-on", "-at").filter(replaced_by=None).first()
        if newest is None:
            continue
        if readings == "the newest are symbols" and at % 2:
            Reading.objects.filter(pk=newest.pk).update(count=None, base=None, symbol="c")
        elif readings == "the newest is corrected" and newest.count is not None:
            count = newest.base if at % 2 and newest.base else 0
            facts = {"base": newest.base, "source": "A correction", "by": "Somebody", "at": newest.at, "on": newest.on}
            Reading.objects.create(measure=measure, count=count, replaces=newest, **facts)
        elif readings == "none at all":
            Reading.objects.filter(measure=measure, replaces__isnull=False).delete()
            measure.readings.all().delete()


def test_a_list_asks_as_often_of_many_plans_as_of_one() -> None:
    make(SMALL, today=timezone.localdate())
    plans = list(Plan.objects.all())
    queries.statuses_of(plans, on=timezone.localdate())
    with CaptureQueriesContext(connection) as one:
        queries.statuses_of(plans[:1], on=timezone.localdate())
    with CaptureQueriesContext(connection) as many:
        queries.statuses_of(plans, on=timezone.localdate())
    assert len(one) == len(many) <= 3
