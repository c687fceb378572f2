"""Days that count for the limits of the law."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commonground.foundation.kernel import working_days
from commonground.foundation.kernel.errors import Invalid

DAYS = st.dates(date(2000, 1, 1), date(2035, 12, 31))


@pytest.mark.parametrize(
    "day",
    [
        date(2024, 3, 29),  # Good Friday
        date(2024, 4, 1),  # Easter Monday
        date(2024, 8, 26),  # summer bank holiday of England, not Scotland's on 5 August
        date(2022, 6, 3),  # platinum jubilee
        date(2022, 9, 19),  # funeral of Queen Elizabeth
        date(2023, 5, 8),  # coronation
        date(2026, 12, 28),  # for Boxing Day on a Saturday
        date(2024, 6, 1),  # a Saturday
        date(2024, 6, 2),  # a Sunday
    ],
)
def test_weekends_and_bank_holidays_of_england_do_not_count(day):
    assert not working_days.is_working_day(day)


def test_a_holiday_of_scotland_alone_counts_in_england():
    assert working_days.is_working_day(date(2024, 8, 5))
    assert working_days.is_working_day(date(2024, 1, 2))


def test_limits_count_from_the_day_after():
    thursday_before_easter = date(2024, 3, 28)
    assert working_days.add(thursday_before_easter, 1) == date(2024, 4, 2)
    assert working_days.between(thursday_before_easter, date(2024, 4, 2)) == 1


def test_forty_five_working_days_reach_over_the_may_holidays():
    assert working_days.add(date(2024, 4, 3), 45) == date(2024, 6, 7)


@given(DAYS, st.integers(0, 120))
def test_counting_and_adding_agree(day, count):
    assert working_days.between(day, working_days.add(day, count)) == count


@given(DAYS, st.integers(0, 900))
def test_counting_is_the_same_as_looking_at_every_day(start, length):
    """The slow twin."""
    end = start + timedelta(days=length)
    looked = sum(working_days.is_working_day(start + timedelta(days=day)) for day in range(1, length + 1))
    assert working_days.between(start, end) == looked
    assert working_days.between(end, start) == -looked


@given(DAYS, st.integers(-60, 60))
def test_adding_lands_on_a_working_day(day, count):
    there = working_days.add(day, count)
    assert there == day if count == 0 else working_days.is_working_day(there)


def test_the_next_working_day_is_never_the_day_itself():
    monday = date(2024, 6, 3)
    assert working_days.next_working_day(monday) == date(2024, 6, 4)
    assert working_days.working_day_on_or_after(monday) == monday
    assert working_days.working_day_on_or_after(date(2024, 6, 1)) == monday


@pytest.mark.parametrize("day", [date(1977, 12, 31), date(2101, 1, 1), date.max])
def test_a_year_whose_holidays_are_not_known_is_refused(day):
    with pytest.raises(Invalid, match="known from 1978 to 2100"):
        working_days.is_working_day(day)


def test_counting_further_than_makes_sense_is_refused():
    with pytest.raises(Invalid, match="further"):
        working_days.add(date(2024, 1, 1), 10_000)


def test_counting_may_not_leave_the_known_years():
    with pytest.raises(Invalid, match="known from"):
        working_days.add(date(2100, 12, 30), 5)
    with pytest.raises(Invalid, match="known from"):
        working_days.add(date.max, 1)
    with pytest.raises(Invalid, match="known from"):
        working_days.between(date(1960, 1, 1), date(2024, 1, 1))
