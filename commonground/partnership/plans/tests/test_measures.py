"""Measures and outcomes of a plan: agreed while a year is drafted, read and told of at any time."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from commonground.foundation.kernel.errors import Conflict, Invalid, NotFound, Refused
from commonground.foundation.kernel.viewer import Membership, Viewer, public
from commonground.ground.places import queries as places
from commonground.ground.places.models import Area
from commonground.partnership.plans import actions, queries
from commonground.partnership.plans.models import Measure, Plan, PlanKeeper, Priority, Reading
from commonground.partnership.plans.rules.status import Status
from commonground.partnership.plans.rules.words import Openness, OutcomeFor, Wanted
from commonground.partnership.plans.tests import measured
from commonground.partnership.plans.tests.measured import agreed, keeper, lead, over_years, plan, priority, read, share
from tests.beginnings import begins_with, begun
from tests.county import COUNTY, DISTRICT, county_with_figures

pytestmark = pytest.mark.django_db

MARCH_23, MARCH_24 = date(2023, 3, 31), date(2024, 3, 31)


@pytest.fixture
@begins_with(county_with_figures)
def county(db: None) -> Area:
    """Nottinghamshire with five years of re-referrals, of which the last two are 24.8% and 25.8%."""
    begun(county_with_figures)
    return places.area_by_reference(COUNTY)


def by_figure(of: Plan, area: Area, **values: object) -> Measure:
    values.setdefault("wanted", Wanted.DOWN)
    values.setdefault("target", 22.0)
    return actions.add_indicator_measure(
        plan=of, agreed=agreed("Re-referrals", **values), indicator="re-referrals", area=area, baseline_on=MARCH_23,
        by=keeper(),
    )  # fmt: skip


def refused(wrong: pytest.ExceptionInfo[Invalid]) -> list[str | None]:
    return [one.column for one in wrong.value.problems]


def test_a_measure_of_the_catalogue_takes_its_baseline_and_figures_from_the_release(county: Area) -> None:
    made = by_figure(plan(), county)
    found = queries.measure(made.pk, viewer=keeper())
    assert (made.baseline, made.baseline_on) == (pytest.approx(24.8, abs=0.01), MARCH_23)
    assert [(one.key, one.on, found.unit.text(one.value or 0)) for one in found.seen[-2:]] == [
        ("2023", MARCH_23, "24.8%"),
        ("2024", MARCH_24, "25.8%"),
    ]
    assert found.seen[-1].lower is not None
    assert found.standing.status is Status.OFF_TRACK
    assert found.forecast.line is not None
    assert [one.key for one in found.forecast.line.points] == ["2020", "2021", "2022", "2023", "2024"]


@pytest.mark.parametrize(
    ("values", "call", "columns"),
    [
        ({"wanted": Wanted.UP, "target": 30.0}, {}, ["wanted"]),
        ({"target": 26.0}, {}, ["target"]),
        ({"target": -1.0}, {}, ["target"]),
        ({"target_on": MARCH_23}, {}, ["target_on"]),
        ({}, {"baseline_on": date(2019, 3, 31)}, ["baseline"]),
        ({}, {"indicator": "no-such-figure"}, ["indicator"]),
        ({"through": ((date(2029, 1, 1), 23.0),)}, {}, ["through"]),
        ({"through": ((date(2025, 1, 1), 25.5),)}, {}, ["through"]),
        ({"name": " "}, {}, ["name"]),
    ],
)
def test_what_contradicts_the_figure_is_refused_at_its_field(
    county: Area, values: dict[str, object], call: dict[str, object], columns: list[str]
) -> None:
    asked = agreed(**{"name": "Re-referrals", "wanted": Wanted.DOWN, "target": 22.0, **values})
    usual: dict[str, object] = {"indicator": "re-referrals", "area": county, "baseline_on": MARCH_23, **call}
    with pytest.raises(Invalid) as wrong:
        actions.add_indicator_measure(plan=plan(), agreed=asked, by=keeper(), **usual)
    assert refused(wrong) == columns
    assert not Measure.objects.exists()


def test_an_area_without_the_figure_cannot_be_measured_by_it(county: Area) -> None:
    with pytest.raises(Invalid) as wrong:
        by_figure(plan(), places.area_by_reference(DISTRICT))
    assert "There is none of this area yet" in str(wrong.value.problems[0])


def test_a_number_of_the_plans_own_begins_with_the_reading_of_its_baseline() -> None:
    made = over_years(share(plan(), target=60.0, through=((date(2025, 3, 31), 40.0),)), 36, 41)
    found = queries.measure(made.pk, viewer=keeper())
    assert [found.unit.text(one.value or 0) for one in found.seen] == ["34.0%", "36.0%", "41.0%"]
    assert found.seen[0].lower is not None
    assert (found.standing.status, found.standing.expected) == (Status.ON_TRACK, 40.0)
    assert found.forecast.line is not None


@pytest.mark.parametrize(
    ("unit", "per", "first", "columns"),
    [
        ("", None, read(2023, 5, None), ["unit"]),
        ("families", 100, read(2023, None, None, symbol="c"), ["count"]),
        ("families", 100, read(2023, 5, 0), ["base"]),
        ("families", 100, read(2023, 101, 100), ["count"]),
        ("families", 100, read(2023, 30, 100, source=" "), ["source"]),
        ("families", 100, replace(read(2023, 30), on=date(2099, 1, 1)), ["on"]),
    ],
)
def test_a_baseline_that_cannot_be_is_refused(
    unit: str, per: int | None, first: actions.Read, columns: list[str]
) -> None:
    with pytest.raises(Invalid) as wrong:
        actions.add_own_measure(
            plan=plan(), agreed=agreed(), area=measured.shire(), unit=unit, per=per, first=first, by=keeper()
        )
    assert refused(wrong) == columns
    assert not Measure.objects.exists()
    assert not Reading.objects.exists()


def test_what_was_agreed_changes_only_in_a_refresh() -> None:
    made = plan()
    row = share(made)
    outcome = actions.add_outcome(plan=made, for_whom=OutcomeFor.CHILDREN, text="Safe at home", by=keeper())
    measured.agree(made)
    for attempt in (
        lambda: share(made, "Another"),
        lambda: actions.change_measure(
            measure=row, based_on=1, agreed=agreed(target=70.0), baseline_on=MARCH_23, by=keeper()
        ),
        lambda: actions.end_measure(measure=row, based_on=1, why="It moved", by=keeper()),
        lambda: actions.add_outcome(plan=made, for_whom=OutcomeFor.CHILDREN, text="Heard", by=keeper()),
        lambda: actions.end_outcome(outcome=outcome, based_on=1, by=keeper()),
    ):
        with pytest.raises(Refused, match="refresh"):
            attempt()
    actions.tell_measure(measure=row, based_on=1, story="Hubs opened", partners="", works="", by=keeper())
    actions.add_reading(measure=row, read=read(2024, 36), by=keeper())
    assert Measure.objects.get().story == "Hubs opened"


def test_a_change_names_what_it_is_based_on_and_keeps_the_way_to_the_target() -> None:
    row = share(plan(), through=((date(2025, 3, 31), 40.0),))
    over_years(row, 36)
    actions.change_measure(
        measure=row, based_on=1, agreed=agreed("Families helped sooner", through=((date(2026, 3, 31), 50.0),)),
        baseline_on=MARCH_24, by=keeper(),
    )  # fmt: skip
    assert (row.name, row.baseline, row.baseline_on) == ("Families helped sooner", 36.0, MARCH_24)
    assert [(one.on, one.value) for one in row.trajectory.all()] == [(date(2026, 3, 31), 50.0)]
    with pytest.raises(Conflict):
        actions.change_measure(measure=row, based_on=1, agreed=agreed(), baseline_on=MARCH_24, by=keeper())
    with pytest.raises(Invalid) as wrong:
        actions.change_measure(measure=row, based_on=2, agreed=agreed(), baseline_on=date(2020, 1, 1), by=keeper())
    assert refused(wrong) == ["baseline"]


def test_a_measure_belongs_to_a_priority_and_an_outcome_of_its_own_plan() -> None:
    other = priority(plan("other"))
    with pytest.raises(Invalid) as wrong:
        share(plan(), priority=other)
    assert refused(wrong) == ["priority"]


def test_two_measures_of_a_plan_do_not_share_a_name() -> None:
    made = plan()
    share(made)
    with pytest.raises(Invalid) as wrong:
        share(made)
    assert refused(wrong) == ["name"]


def test_a_correction_is_a_reading_that_replaces_an_older_one() -> None:
    row = over_years(share(plan()), 36)
    wrong_one = Reading.objects.get(on=MARCH_24)
    actions.correct_reading(reading=wrong_one, read=read(2024, 39, source="Register, checked"), by=keeper())
    found = queries.measure(row.pk, viewer=keeper())
    assert [found.unit.text(one.value or 0) for one in found.seen] == ["34.0%", "39.0%"]
    assert [one.count for one in found.readings] == [Decimal(34), Decimal(36), Decimal(39)]
    with pytest.raises(Conflict) as first:
        actions.correct_reading(reading=wrong_one, read=read(2024, 40), by=keeper())
    assert (first.value.theirs["Count"], first.value.yours["Count"]) == (Decimal(39), Decimal(40))


def test_a_day_is_read_once_and_a_symbol_is_kept() -> None:
    row = share(plan())
    with pytest.raises(Invalid) as wrong:
        actions.add_reading(measure=row, read=read(2023, 35), by=keeper())
    assert refused(wrong) == ["on"]
    actions.add_reading(measure=row, read=read(2024, None, None, symbol="c"), by=keeper())
    found = queries.measure(row.pk, viewer=keeper())
    assert (found.seen[-1].value, found.seen[-1].symbol, found.standing.status) == (None, "c", Status.UNKNOWN)
    tomorrow = replace(read(2024, 35), on=timezone.localdate() + timedelta(days=1))
    with pytest.raises(Invalid) as early:
        actions.add_reading(measure=row, read=tomorrow, by=keeper())
    assert refused(early) == ["on"]


def test_a_figure_of_the_catalogue_is_not_read_by_hand(county: Area) -> None:
    with pytest.raises(Invalid, match="not saved"):
        actions.add_reading(measure=by_figure(plan(), county), read=read(2024, 1), by=keeper())


def test_an_ended_measure_says_why_and_is_read_no_more() -> None:
    row = share(plan())
    with pytest.raises(Invalid):
        actions.end_measure(measure=row, based_on=1, why=" ", by=keeper())
    actions.end_measure(measure=row, based_on=1, why="The register closed", by=keeper())
    with pytest.raises(Invalid):
        actions.add_reading(measure=row, read=read(2024, 36), by=keeper())
    assert queries.measures_of(row.plan) == []
    assert [one.measure for one in queries.measures_of(row.plan, with_ended=True)] == [row]


def test_an_outcome_is_not_ended_while_it_is_measured() -> None:
    made = plan()
    outcome = actions.add_outcome(plan=made, for_whom=OutcomeFor.WORKFORCE, text="Caseloads are fair", by=keeper())
    with pytest.raises(Invalid) as twice:
        actions.add_outcome(plan=made, for_whom=OutcomeFor.CHILDREN, text="Caseloads are fair", by=keeper())
    assert refused(twice) == ["text"]
    row = share(made, outcome=outcome)
    with pytest.raises(Invalid, match="not ended"):
        actions.end_outcome(outcome=outcome, based_on=1, by=keeper())
    actions.end_measure(measure=row, based_on=1, why="Another tells it better", by=keeper())
    actions.change_outcome(outcome=outcome, based_on=1, for_whom=OutcomeFor.PARTNERSHIP, text="Fair", by=keeper())
    with pytest.raises(Conflict):
        actions.change_outcome(outcome=outcome, based_on=1, for_whom=OutcomeFor.CHILDREN, text="Fairer", by=keeper())
    actions.end_outcome(outcome=outcome, based_on=2, by=keeper())
    assert outcome.ended_on == timezone.localdate()


def somebody(name: str, *permissions: str) -> Viewer:
    account = lead(name).account
    assert account is not None
    membership = Membership(role="of the test", permissions=frozenset(permissions))
    return Viewer(account.pk, name, (membership,), purpose="", session="test", now=timezone.now())


def leads(of: Plan) -> Viewer:
    return somebody("Lena Lead", "plans.read")


def keeps_this(of: Plan) -> Viewer:
    who = lead("Kim Keeper")
    PlanKeeper.objects.get_or_create(plan=of, practitioner=who, defaults={"starts_on": date(2024, 1, 1)})
    return somebody("Kim Keeper", "plans.read")


WHO = {
    "keeps all plans": lambda of: somebody("Mary Manager", "plans.read", "plans.keep"),
    "keeps this plan": keeps_this,
    "keeps this plan, no role left": lambda of: replace(keeps_this(of), memberships=()),
    "leads the priority": leads,
    "leads it, no role left": lambda of: replace(leads(of), memberships=()),
    "works in the partnership": lambda of: somebody("Otto Other", "plans.read"),
    "the public": lambda of: public(timezone.now()),
}
TRUTH = [  # who, may change what is agreed, may read and tell
    ("keeps all plans", True, True),
    ("keeps this plan", True, True),
    ("keeps this plan, no role left", False, False),
    ("leads the priority", False, True),
    ("leads it, no role left", False, False),
    ("works in the partnership", False, False),
    ("the public", False, False),
]


@pytest.mark.parametrize(("who", "agrees", "reports"), TRUTH, ids=[row[0] for row in TRUTH])
def test_who_may_agree_a_measure_and_who_may_read_it(who: str, agrees: bool, reports: bool) -> None:
    made = plan()
    row = share(made, priority=priority(made, led_by=lead()))
    by = WHO[who](made)
    writes = (
        (agrees, lambda: actions.end_measure(measure=Measure.objects.get(), based_on=2, why="Over", by=by)),
        (agrees, lambda: actions.add_outcome(plan=made, for_whom=OutcomeFor.CHILDREN, text="Heard", by=by)),
        (reports, lambda: actions.tell_measure(measure=row, based_on=1, story="One", partners="", works="", by=by)),
        (reports, lambda: actions.add_reading(measure=row, read=read(2024, 36), by=by)),
        (
            reports,
            lambda: actions.correct_reading(reading=Reading.objects.get(on=MARCH_23), read=read(2023, 35), by=by),
        ),
    )
    for may, write in reversed(writes):
        if may:
            write()
        else:
            with pytest.raises(Refused):
                write()


def test_a_measure_of_a_plan_that_a_viewer_may_not_know_of_is_not_there() -> None:
    row = share(plan(openness=Openness.PARTNERS))
    with pytest.raises(NotFound):
        queries.measure(row.pk, viewer=public(timezone.now()))
    with pytest.raises(NotFound):
        queries.reading(Reading.objects.get().pk, viewer=public(timezone.now()))


def test_measures_are_read_with_two_queries_however_many(county: Area) -> None:
    made = plan()
    under = priority(made)
    for at in range(3):
        over_years(share(made, f"Share {at}", priority=under), 36, 41)
    by_figure(made, county, priority=under)
    queries.measures_of(made)
    with CaptureQueriesContext(connection) as few:
        assert len(queries.measures_of(made)) == 4
    Priority.objects.create(plan=made, order=2, title="Second", organisation=measured.council())
    for at in range(3, 30):
        over_years(share(made, f"Share {at}"), 36, 41)
    with CaptureQueriesContext(connection) as many:
        found = queries.measures_of(made)
        assert [one.standing.status for one in found]
    assert (len(found), len(few), len(many)) == (31, 2, 2)
