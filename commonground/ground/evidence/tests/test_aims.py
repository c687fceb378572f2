"""Targets and change markers: who may, on which side, kept with reason and version; what the pages show."""

from datetime import date

import pytest

from commonground.foundation.audit.models import AuditEvent
from commonground.foundation.kernel.errors import Conflict, Invalid, Refused
from commonground.foundation.kernel.periods import Period, PeriodKind
from commonground.foundation.kernel.viewer import operator
from commonground.ground.evidence import actions, queries
from commonground.ground.evidence.models import ChangeMarker, Target
from commonground.ground.evidence.rules.aims import place_among, place_of
from commonground.ground.evidence.tests.conftest import NOW
from commonground.ground.places import queries as places

AIMER = operator(NOW, permissions=frozenset({"evidence.aim"}))
DECIDED = date(2026, 6, 4)


@pytest.fixture
def county(loaded):
    return places.area_by_reference("E10000024")


@pytest.fixture
def aim(county):
    """`aim(value=20)`: a target for re-referrals in 2026."""

    def setting(**facts):
        wanted = {
            "indicator": "re-referrals",
            "period": "2026",
            "value": 20.0,
            "decided_on": DECIDED,
            "reason": "Board",
        }
        return actions.set_target(area=county.pk, by=facts.pop("by", AIMER), **{**wanted, **facts})

    return setting


def test_a_target_is_set_with_day_and_reason_and_is_on_record(aim):
    row = aim()
    assert (row.period, row.value, row.decided_on, row.reason, row.set_by) == (
        "2026",
        20,
        DECIDED,
        "Board",
        "command line",
    )
    assert AuditEvent.objects.filter(verb="target set").exists()


IMPOSSIBLE = [
    ({"value": 30.0}, "Lower is better, and the newest figure is 25.8%"),
    ({"indicator": "children-re-referred", "value": 25.0}, "A target of 25.0% would be to get worse"),
    ({"value": 101.0}, "A percentage cannot be above 100"),
    ({"value": -1.0}, "cannot be below nought"),
    ({"decided_on": date(2027, 1, 1)}, "cannot lie in the future"),
    ({"period": "soon"}, "is not a financial year"),
]


def test_what_cannot_be_meant_is_refused_and_says_why(aim):
    for facts, what in IMPOSSIBLE:
        with pytest.raises(Invalid) as caught:
            aim(**facts)
        assert what in " ".join([caught.value.sentence, *(problem.what for problem in caught.value.problems)])
    assert not Target.objects.exists()


def test_a_figure_without_a_good_side_may_be_aimed_at_on_either(aim):
    assert aim(indicator="referrals-rate", value=600.0).value == 600
    assert aim(indicator="referrals-rate", value=400.0, period="2027").value == 400


def test_there_is_one_target_at_a_time_and_a_withdrawn_one_makes_room(aim):
    first = aim()
    with pytest.raises(Invalid, match="was not set"):
        aim()
    with pytest.raises(Invalid):
        actions.withdraw_target(target=first, based_on=1, because=" ", by=AIMER)
    actions.withdraw_target(target=first, based_on=1, because="Decided anew", by=AIMER)
    assert aim(value=19.0).value == 19
    with pytest.raises(Invalid):
        actions.change_target(target=first, based_on=2, value=18.0, decided_on=DECIDED, reason="x", by=AIMER)


def test_two_people_change_a_target_and_the_second_is_told(aim):
    row = aim()
    actions.change_target(target=row, based_on=1, value=19.0, decided_on=DECIDED, reason="Board", by=AIMER)
    other = queries.target(row.pk)
    with pytest.raises(Conflict):
        actions.change_target(target=other, based_on=1, value=18.0, decided_on=DECIDED, reason="Board", by=AIMER)
    assert queries.target(row.pk).value == 19


def test_only_the_permission_lets_somebody_aim_and_mark(aim, county):
    somebody = operator(NOW, permissions=frozenset({"evidence.import"}))
    row = aim()
    facts = {"happened_on": DECIDED, "title": "a", "reason": "b"}
    marker = actions.mark_change(area=county.pk, indicator=None, by=AIMER, **facts)
    for refused in (
        lambda: aim(by=somebody, period="2027"),
        lambda: actions.withdraw_target(target=row, based_on=1, because="x", by=somebody),
        lambda: actions.mark_change(area=county.pk, indicator=None, by=somebody, **facts),
        lambda: actions.edit_marker(marker=marker, based_on=1, by=somebody, **facts),
        lambda: actions.withdraw_marker(marker=marker, based_on=1, because="x", by=somebody),
    ):
        with pytest.raises(Refused, match="You may not set targets"):
            refused()


def test_a_change_is_marked_edited_and_withdrawn_but_never_before_it_happened(county):
    facts = {"title": "A new front door", "reason": "Report of 2019"}
    with pytest.raises(Invalid, match="was not marked"):
        actions.mark_change(area=county.pk, indicator=None, happened_on=date(2027, 1, 1), by=AIMER, **facts)
    row = actions.mark_change(area=county.pk, indicator="referrals", happened_on=date(2019, 7, 1), by=AIMER, **facts)
    actions.edit_marker(marker=row, based_on=1, happened_on=date(2019, 7, 2), title="New door", reason="x", by=AIMER)
    stale = ChangeMarker.objects.get()
    with pytest.raises(Conflict):
        actions.edit_marker(marker=stale, based_on=1, happened_on=date(2019, 7, 3), title="y", reason="x", by=AIMER)
    actions.withdraw_marker(marker=row, based_on=2, because="Another day", by=AIMER)
    held = ChangeMarker.objects.get()
    assert (held.title, held.happened_on, held.withdrawn_because) == ("New door", date(2019, 7, 2), "Another day")


def test_the_month_of_a_change_stays_with_the_old_way():
    months = [date(2019, month, 1) for month in range(5, 10)]
    assert place_of(date(2019, 7, 1), months) == 2
    assert place_of(date(2019, 7, 2), months) == 3
    assert place_of(date(2019, 5, 1), months) is None
    assert place_of(date(2020, 1, 1), months) is None


def test_a_change_stands_at_its_day_among_years():
    years = [Period(PeriodKind.FINANCIAL_YEAR, year) for year in (2022, 2023, 2024)]  # 2022 ends on 31 March 2022
    assert place_among(date(2022, 9, 30), years) == pytest.approx(1, abs=0.01)  # the middle of the second year
    assert place_among(date(2023, 3, 31), years) == pytest.approx(1.5, abs=0.01)
    assert place_among(date(2021, 4, 1), years) == pytest.approx(-0.5, abs=0.01)
    assert place_among(date(2024, 3, 31), years) == pytest.approx(2.5, abs=0.01)
    assert place_among(date(2021, 3, 31), years) is None
    assert place_among(date(2024, 4, 1), years) is None
    assert place_among(date(2022, 9, 30), years[:1]) is None


def test_a_yearly_chart_shows_a_change_once_it_is_marked_and_no_longer_when_it_is_withdrawn(page, loaded, client):
    county = places.area_by_reference("nottinghamshire")
    address = "/evidence/re-referrals/nottinghamshire/2024/"
    assert "Change 1" not in page(address)
    facts = {"title": "New front door", "reason": "Board minutes", "happened_on": date(2023, 6, 1)}
    row = actions.mark_change(area=county.pk, indicator=None, by=AIMER, **facts)
    text = page(address)
    assert "Change 1: New front door (1 June 2023)" in text
    assert "Changed before 2024: New front door (1 June 2023)." in text
    assert "New front door" in client.get(f"{address}trend.csv").content.decode()
    actions.withdraw_marker(marker=row, based_on=1, because="Another day", by=AIMER)
    assert "New front door" not in page(address)


def test_the_target_is_a_comparator_and_stands_on_its_page(aim, page):
    aim(period="2024", value=20.0)
    assert "Nottinghamshire compared with own target" in page("/evidence/compare/nottinghamshire/?against=target")
    text = page("/evidence/aims/nottinghamshire/")
    assert "Re-referrals year to 31 March 2024 20.0% 25.8% not met 4 June 2026 Board command line" in text
    assert "Set a target" not in text
