"""Where a measure should be, how it stands and where it is going: each held to a slow, obvious twin."""

from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from math import isclose, sqrt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commonground.foundation.analysis.definitions import Polarity
from commonground.foundation.kernel.errors import Invalid
from commonground.partnership.plans.rules import curve
from commonground.partnership.plans.rules.forecast import LEAST, MOST, T_975, fit, forecast, independent
from commonground.partnership.plans.rules.measures import (
    Aim,
    Counted,
    Seen,
    Unit,
    interval_of,
    standing,
    trajectory,
    unit_of,
    value_of,
)
from commonground.partnership.plans.rules.measuring import check_aim, check_baseline, check_reading
from commonground.partnership.plans.rules.status import Status
from commonground.partnership.plans.rules.words import Wanted

FIRST, LAST = date(2022, 3, 31), date(2028, 3, 31)
PERCENT = Unit("%", 1)
DOWN = Aim(Wanted.DOWN, 28.0, FIRST, 22.0, LAST)
UP = Aim(Wanted.UP, 40.0, FIRST, 60.0, LAST)


def seen(on: date, value: float | None, symbol: str = "", since: date | None = None) -> Seen:
    return Seen(on, f"to {on}", value, symbol, since=since, key=str(on.year))


def yearly(*values: float | None, first: int = 2020) -> list[Seen]:
    return [
        seen(date(first + at, 3, 31), value, "" if value is not None else "c", date(first + at - 1, 4, 1))
        for at, value in enumerate(values)
    ]


@st.composite
def aims(draw: st.DrawFn) -> Aim:
    wanted = draw(st.sampled_from(list(Wanted)))
    days = sorted(draw(st.sets(st.integers(1, 900), max_size=4)))
    length = draw(st.integers(901, 1200))
    values = sorted(draw(st.lists(st.integers(0, 400), min_size=len(days) + 2, max_size=len(days) + 2)))
    values = values if wanted is Wanted.UP else values[::-1]
    through = tuple((FIRST + timedelta(day), float(value)) for day, value in zip(days, values[1:-1], strict=True))
    return Aim(wanted, float(values[0]), FIRST, float(values[-1]), FIRST + timedelta(length), through)


def trajectory_day_by_day(aim: Aim) -> dict[date, Fraction]:
    """Twin: from corner to corner, each day one equal step on from the day before."""
    found: dict[date, Fraction] = {}
    for (start, low), (end, high) in zip(aim.way, aim.way[1:], strict=False):
        days = (end - start).days
        step = (Fraction(high) - Fraction(low)) / days
        for passed in range(days + 1):
            found[start + timedelta(passed)] = Fraction(low) + step * passed
    return found


@given(aims(), st.integers(-50, 1300))
def test_the_trajectory_goes_in_equal_steps_from_corner_to_corner(aim: Aim, offset: int) -> None:
    on = FIRST + timedelta(offset)
    found, expected = trajectory(aim, on), trajectory_day_by_day(aim).get(on)
    if on < aim.baseline_on:
        assert found is None
    elif on > aim.target_on:
        assert found == aim.target
    else:
        assert found is not None
        assert isclose(found, float(expected or 0), abs_tol=1e-9)


def status_by_sentence(aim: Aim, value: Fraction, expected: Fraction) -> Status:
    """Twin: turned round so that higher is better, then asked from best to worst in exact numbers."""
    turn = 1 if aim.wanted is Wanted.UP else -1
    reached, got, should, was = (turn * Fraction(one) for one in (aim.target, value, expected, aim.baseline))
    for holds, status in (
        (got >= reached, Status.COMPLETE),
        (got <= was, Status.OFF_TRACK),
        (got >= should, Status.ON_TRACK),
    ):
        if holds:
            return status
    return Status.AT_RISK


@given(aims(), st.integers(-40, 1300), st.integers(-10, 410))
def test_the_newest_number_after_the_baseline_makes_the_status(aim: Aim, offset: int, value: int) -> None:
    on = FIRST + timedelta(offset)
    found = standing(aim, [seen(FIRST, aim.baseline), seen(on, float(value))], PERCENT)
    if on <= FIRST:
        assert found.status is Status.UNKNOWN
        return
    expected = trajectory_day_by_day(aim).get(on, Fraction(aim.target))
    if aim.target != aim.baseline and isclose(value, float(expected), rel_tol=1e-6):
        return  # the twin is exact, the rule takes the last digits of a number for nothing
    assert found.status is status_by_sentence(aim, Fraction(value), expected)
    assert found.derived.reasons[0].startswith(PERCENT.text(value))


@pytest.mark.parametrize(
    ("aim", "value", "status", "says"),
    [
        (DOWN, 22.0, Status.COMPLETE, "22.0% (to 2025-03-31): the target of 22.0% is reached."),
        (DOWN, 24.9, Status.ON_TRACK, "24.9% (to 2025-03-31): at least where it should have been by then, 25.0%."),
        (
            DOWN,
            25.8,
            Status.AT_RISK,
            "25.8% (to 2025-03-31): better than the baseline of 28.0%, but it should have been 25.0% by then.",
        ),
        (DOWN, 28.0, Status.OFF_TRACK, "28.0% (to 2025-03-31): no better than the baseline of 28.0%."),
        (UP, 61.0, Status.COMPLETE, "61.0% (to 2025-03-31): the target of 60.0% is reached."),
        (UP, 39.0, Status.OFF_TRACK, "39.0% (to 2025-03-31): no better than the baseline of 40.0%."),
    ],
)
def test_the_status_says_why(aim: Aim, value: float, status: Status, says: str) -> None:
    found = standing(aim, yearly(aim.baseline, 26.0, 26.0, value, first=2022), PERCENT)
    assert (found.status, found.derived.reasons) == (status, (says,))


def test_a_figure_without_a_number_is_said_and_does_not_count() -> None:
    found = standing(DOWN, yearly(28.0, 25.0, None, first=2022), PERCENT)
    assert (found.status, found.latest and found.latest.key) == (Status.ON_TRACK, "2023")
    assert found.not_told is not None
    alone = standing(DOWN, yearly(28.0, None, first=2022), PERCENT)
    assert alone.status is Status.UNKNOWN
    assert "suppressed to protect people" in alone.derived.reasons[0]


def line_by_normal_equations(points: list[tuple[int, Fraction]], day: int) -> tuple[float, float, float]:
    """Twin: intercept and slope from the two normal equations in exact fractions of days, and the interval of a new
    observation from the inverse of the matrix."""
    n, sx = len(points), sum(Fraction(x) for x, _ in points)
    sxx = sum(Fraction(x) ** 2 for x, _ in points)
    sy, sxy = sum(y for _, y in points), sum(x * y for x, y in points)
    whole = n * sxx - sx**2
    start, slope = (sxx * sy - sx * sxy) / whole, (n * sxy - sx * sy) / whole
    value = start + slope * day
    left = sum((y - start - slope * x) ** 2 for x, y in points) / (n - 2)
    away = (sxx - 2 * sx * day + n * Fraction(day) ** 2) / whole
    reach = T_975[n - 3] * sqrt(float(left)) * sqrt(1 + float(away))
    return float(value), float(value) - reach, float(value) + reach


@given(st.lists(st.integers(0, 5000), min_size=LEAST, max_size=MOST), st.integers(1, 2000))
def test_the_line_is_the_one_with_the_smallest_squares(tenths: list[int], ahead: int) -> None:
    points = [seen(FIRST + timedelta(365 * at), tenth / 10) for at, tenth in enumerate(tenths)]
    on = points[-1].on + timedelta(ahead)
    twin = [((one.on - FIRST).days, Fraction(tenth, 10)) for one, tenth in zip(points, tenths, strict=True)]
    found = fit(points).at(on)
    for got, expected in zip(
        (found.value, found.lower, found.upper), line_by_normal_equations(twin, (on - FIRST).days), strict=True
    ):
        assert isclose(got, expected, rel_tol=1e-6, abs_tol=1e-6)


def test_a_worked_line() -> None:
    """Three points 10, 8, 9: slope −0.5, middle 9; left over 0.5, −1, 0.5, so an error of √1.5."""
    line = fit([seen(FIRST + timedelta(365 * at), value) for at, value in enumerate((10.0, 8.0, 9.0))])
    ahead = line.at(FIRST + timedelta(365 * 3))
    assert isclose(ahead.value, 8.0)
    assert isclose(ahead.upper - 8.0, 12.706 * sqrt(1.5) * sqrt(1 + 1 / 3 + 4 / 2), rel_tol=1e-6)


def test_values_are_held_within_what_is_possible() -> None:
    found = forecast(yearly(8, 5, 2), on=date(2024, 3, 31), least=0.0, most=100.0)
    assert found.ahead is not None
    assert (found.ahead.value, found.ahead.lower) == (0.0, 0.0)
    assert "beyond what is possible" in curve.ahead(Aim(Wanted.DOWN, 8, FIRST, 1, LAST), found, PERCENT)


def independent_by_trying(points: list[Seen]) -> list[Seen]:
    """Twin: of all ways to leave points out, the one a reader gets by going back from the newest."""
    kept = [points[-1]] if points else []
    for one in reversed(points[:-1]):
        months_shared = any(other.since is not None and one.on >= other.since for other in kept)
        if not months_shared and all((other.on - one.on).days >= 350 for other in kept):
            kept.insert(0, one)
    return kept


@given(st.sets(st.integers(0, 3000), max_size=12), st.sampled_from([None, 30, 365, 1095]))
def test_a_forecast_stands_on_points_that_share_no_months(offsets: set[int], length: int | None) -> None:
    points = [
        seen(FIRST + timedelta(at), 1.0, "", FIRST + timedelta(at - length) if length else None)
        for at in sorted(offsets)
    ]
    assert independent(points) == independent_by_trying(points)


def test_rolling_years_count_every_third_time_and_months_once_a_year() -> None:
    three_years = [seen(date(year, 12, 31), 1.0, "", date(year - 2, 1, 1)) for year in range(2016, 2025)]
    assert [one.key for one in independent(three_years)] == ["2018", "2021", "2024"]
    months = [seen(date(2023 + at // 12, at % 12 + 1, 1), 1.0) for at in range(25)]
    assert [one.on for one in independent(months)] == [date(2023, 1, 1), date(2024, 1, 1), date(2025, 1, 1)]


@pytest.mark.parametrize(
    ("points", "on", "why"),
    [
        ([], LAST, "a forecast needs 3 figures a year apart that share no months, and there are none"),
        (yearly(1, 2), LAST, "a forecast needs 3 figures a year apart that share no months, and there are 2"),
        (yearly(1, None, 2), LAST, "a forecast needs 3 figures a year apart that share no months, and there are 2"),
        (yearly(1, 2, 3), date(2022, 3, 31), "the day of the target has come"),
        (yearly(1, 2, 3), date(2026, 4, 1), "the target lies too far ahead for figures of 2 years"),
    ],
)
def test_where_there_is_no_forecast_it_says_why(points: list[Seen], on: date, why: str) -> None:
    found = forecast(points, on=on)
    assert (found.line, found.why_not) == (None, why)
    assert curve.ahead(DOWN, found, PERCENT) == f"No forecast is made: {why}."


def test_only_the_last_five_years_are_drawn_on() -> None:
    found = forecast(yearly(90, 80, 10, 9, 8, 7, 6, first=2015), on=date(2023, 3, 31))
    assert found.line is not None
    assert [one.key for one in found.line.points] == ["2017", "2018", "2019", "2020", "2021"]
    assert found.ahead is not None
    assert isclose(found.ahead.value, 4.0, abs_tol=0.01)


def test_a_measure_in_a_few_sentences() -> None:
    points = yearly(29.0, 28.5, 28.0, 27.0, 26.5)
    stands = standing(DOWN, points, PERCENT)
    assert curve.headline(DOWN, stands, points, PERCENT) == (
        "It was 28.0% (to 2022-03-31) and is 26.5% (to 2024-03-31); it should have been 26.0% by then, and is to be "
        "22.0% by 31 March 2028."
    )
    said = curve.ahead(DOWN, forecast(points, on=LAST), PERCENT)
    assert said.startswith("If nothing changes, it will be 23.9% by 31 March 2028, 1.9 percentage points short of the")
    assert "5 figures a year apart, to 2020-03-31 to to 2024-03-31" in said
    assert curve.notes(DOWN, stands, points, PERCENT) == []
    revised = yearly(28.4, None, first=2022)
    assert curve.notes(DOWN, stands, revised, PERCENT)[0] == (
        "The baseline was agreed as 28.0%; the figure of to 2022-03-31 is now 28.4%."
    )


@pytest.mark.parametrize(
    ("aim", "polarity", "columns"),
    [
        (DOWN, Polarity.LOW, []),
        (UP, Polarity.HIGH, []),
        (UP, Polarity.CONTEXT, []),
        (UP, Polarity.LOW, ["wanted"]),
        (DOWN, Polarity.HIGH, ["wanted"]),
        (Aim(Wanted.DOWN, 28.0, FIRST, 28.0, LAST), None, ["target"]),
        (Aim(Wanted.DOWN, 28.0, FIRST, 30.0, LAST), None, ["target"]),
        (Aim(Wanted.UP, 28.0, FIRST, 22.0, LAST), None, ["target"]),
        (Aim(Wanted.UP, 28.0, FIRST, 101.0, LAST), None, ["target"]),
        (Aim(Wanted.UP, 28.0, FIRST, 60.0, FIRST), None, ["target_on"]),
        (Aim(Wanted.UP, 28.0, LAST, 60.0, FIRST), None, ["target_on"]),
        (Aim(Wanted.DOWN, 28.0, FIRST, 22.0, LAST, ((FIRST, 25.0),)), None, ["through"]),
        (Aim(Wanted.DOWN, 28.0, FIRST, 22.0, LAST, ((LAST, 25.0),)), None, ["through"]),
        (Aim(Wanted.DOWN, 28.0, FIRST, 22.0, LAST, ((date(2025, 1, 1), 29.0),)), None, ["through"]),
        (Aim(Wanted.DOWN, 28.0, FIRST, 22.0, LAST, ((date(2025, 1, 1), 21.0),)), None, ["through"]),
        (
            Aim(Wanted.DOWN, 28.0, FIRST, 22.0, LAST, ((date(2025, 1, 1), 25.0), (date(2025, 1, 1), 24.0))),
            None,
            ["through"],
        ),
        (
            Aim(Wanted.DOWN, 28.0, FIRST, 22.0, LAST, ((date(2025, 1, 1), 24.0), (date(2026, 1, 1), 25.0))),
            None,
            ["through"],
        ),
        (
            Aim(Wanted.DOWN, 28.0, FIRST, 22.0, LAST, ((date(2026, 1, 1), 24.0), (date(2025, 1, 1), 25.0))),
            None,
            [],
        ),
    ],
)
def test_what_contradicts_itself_is_refused_at_its_field(
    aim: Aim, polarity: Polarity | None, columns: list[str]
) -> None:
    if not columns:
        check_aim(aim, unit=PERCENT, polarity=polarity, most=100.0)
        return
    with pytest.raises(Invalid) as wrong:
        check_aim(aim, unit=PERCENT, polarity=polarity, most=100.0)
    assert [one.column for one in wrong.value.problems] == columns


def test_a_baseline_needs_a_number_and_says_which_there_are() -> None:
    with pytest.raises(Invalid) as wrong:
        check_baseline(yearly(1.0, None, 2.0), date(2019, 3, 31), named="31 March 2019")
    assert str(wrong.value.problems[0]) == "There is no figure for 31 March 2019. There are: 2020, 2022."
    with pytest.raises(Invalid):
        check_baseline(yearly(1.0, None, 2.0), date(2021, 3, 31), named="2021")


@pytest.mark.parametrize(
    ("read", "per", "column"),
    [
        (Counted(Decimal(1), Decimal(0)), 100, "base"),
        (Counted(Decimal(1), Decimal(-2)), 100, "base"),
        (Counted(Decimal(1)), 100, "base"),
        (Counted(Decimal(3), Decimal(2)), 100, "count"),
        (Counted(Decimal(-1), Decimal(2)), 100, "count"),
        (Counted(Decimal(3), Decimal(2)), 1000, None),
        (Counted(Decimal(2), Decimal(2)), 100, None),
        (Counted(Decimal("21.3")), None, None),
        (Counted(Decimal(1), Decimal(2)), None, "base"),
        (Counted(None), None, "count"),
        (Counted(None, None, "c"), 100, None),
        (Counted(None, None, "q"), 100, "symbol"),
        (Counted(Decimal(1), None, "c"), None, "symbol"),
    ],
)
def test_what_cannot_have_been_read_is_refused_at_its_field(read: Counted, per: int | None, column: str | None) -> None:
    today = date(2026, 11, 30)
    if column is None:
        check_reading(read, on=today, source="Register", per=per, today=today)
        return
    with pytest.raises(Invalid) as wrong:
        check_reading(read, on=today, source="Register", per=per, today=today)
    assert [one.column for one in wrong.value.problems] == [column]


def test_a_reading_is_of_a_day_that_has_come_and_has_a_source() -> None:
    with pytest.raises(Invalid) as wrong:
        check_reading(Counted(Decimal(1)), on=date(2026, 12, 1), source=" ", per=None, today=date(2026, 11, 30))
    assert [one.column for one in wrong.value.problems] == ["on", "source"]


def test_shares_are_worked_out_with_their_interval_and_written_with_their_unit() -> None:
    read = Counted(Decimal(34), Decimal(100))
    assert value_of(read, 100) == 34.0
    between = interval_of(read, 100)
    assert between is not None
    assert (round(between.lower, 1), round(between.upper, 1)) == (25.5, 43.7)
    assert value_of(Counted(None, None, "c"), 100) is None
    assert interval_of(Counted(Decimal("21.3")), None) is None
    assert unit_of("families", 100, ()).long_text(34.0) == "34.0% of families"
    assert unit_of("", 100, ()).apart(-2.14) == "2.1 percentage points"
    assert unit_of("children", 1000, ()).long_text(5.25) == "5.3 per 1,000 children"
    assert unit_of("cases", None, (21.3, 14.0)).long_text(14.0) == "14.0 cases"
    assert unit_of("children", None, (2142.0,)).text(2142.0) == "2,142"
