"""When groups meet: days from a frequency, and what they avoid."""

from datetime import UTC, date, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commonground.foundation.kernel import working_days
from commonground.foundation.kernel.errors import Invalid
from commonground.partnership.groups.rules import calendar
from commonground.partnership.groups.rules.calendar import Break, Diary, Holidays, Pattern, Round, schedule

SEPTEMBER = date(2026, 9, 8)  # a second Tuesday
YEAR_ON = date(2027, 9, 8)
SUMMER = Holidays((Break("summer", date(2027, 7, 24), date(2027, 8, 31)),), ((date(2026, 9, 1), date(2027, 8, 31)),))


@pytest.mark.parametrize(("a_year", "meetings"), [(1, 1), (2, 2), (3, 3), (4, 4), (5, 5), (6, 6), (12, 12), (52, 52)])
def test_a_frequency_gives_as_many_meetings_in_a_year(a_year: int, meetings: int) -> None:
    assert len(calendar.wanted_days(Round(SEPTEMBER, a_year, date(2027, 9, 7)))) == meetings


def test_six_groups_every_two_months_meet_36_times_and_three_every_quarter_12_times() -> None:
    by_two_months = [calendar.wanted_days(Round(date(2026, 1, day), 6, date(2027, 1, 1))) for day in range(12, 18)]
    by_quarter = [calendar.wanted_days(Round(date(2026, 1, day), 4, date(2027, 1, 1))) for day in range(12, 15)]
    assert sum(map(len, by_two_months)) == 36
    assert sum(map(len, by_quarter)) == 12


def test_the_second_tuesday_stays_the_second_tuesday() -> None:
    days = [slot.on for slot in schedule(Round(SEPTEMBER, 6, YEAR_ON), Diary())]
    assert days[:3] == [date(2026, 9, 8), date(2026, 11, 10), date(2027, 1, 12)]
    assert {day.weekday() for day in days} == {1}


def test_the_31st_of_a_shorter_month_is_its_last_day_and_says_so() -> None:
    slots = schedule(Round(date(2026, 8, 31), 6, date(2027, 3, 1), Pattern.DAY), Diary())
    assert [slot.wanted for slot in slots] == [
        date(2026, 8, 31),
        date(2026, 10, 31),
        date(2026, 12, 31),
        date(2027, 2, 28),
    ]
    assert slots[3].because == "February 2027 has no 31st; 28 February 2027 is a Sunday"
    assert slots[3].on == date(2027, 3, 1)


def test_a_bank_holiday_is_avoided_and_named() -> None:
    slot = schedule(Round(date(2026, 12, 25), 1, date(2026, 12, 26), Pattern.DAY), Diary())[0]
    assert (slot.on, slot.because) == (date(2026, 12, 24), "25 December 2026 is a bank holiday")


def test_school_holidays_are_avoided_by_whole_weeks_so_that_it_stays_a_tuesday() -> None:
    slot = schedule(Round(date(2027, 8, 10), 1, date(2027, 8, 11)), Diary(SUMMER))[0]
    assert slot.on == date(2027, 7, 20)
    assert slot.because == "10 August 2027 is in the school holidays (summer)"


def test_a_day_on_which_people_sit_elsewhere_is_avoided_where_another_will_do() -> None:
    taken = {SEPTEMBER: "the day of the Board, at the same time; 2 people sit on both"}
    slot = schedule(Round(SEPTEMBER, 1, date(2026, 9, 9)), Diary(taken=taken))[0]
    assert slot.on == date(2026, 9, 15)
    assert "the Board" in slot.because


def test_where_every_day_clashes_the_clash_is_kept_and_said() -> None:
    weeks = [SEPTEMBER + number * calendar.WEEK for number in range(-5, 6)]
    slot = schedule(Round(SEPTEMBER, 1, date(2026, 9, 9)), Diary(taken=dict.fromkeys(weeks, "the day of the Board")))[0]
    assert (slot.on, slot.because, slot.clash) == (SEPTEMBER, "", "the day of the Board")


@given(
    first=st.dates(date(2020, 1, 1), date(2030, 12, 31)),
    a_year=st.integers(1, 24),
    pattern=st.sampled_from(Pattern),
)
def test_no_meeting_is_ever_proposed_on_a_day_off(first: date, a_year: int, pattern: Pattern) -> None:
    for slot in schedule(Round(first, a_year, calendar.DAY * 366 + first, pattern), Diary(SUMMER)):
        assert working_days.is_working_day(slot.on)
        assert slot.on == slot.wanted or slot.because


def test_years_without_term_dates_are_said() -> None:
    assert calendar.days_unknown([date(2027, 7, 1), date(2027, 9, 1), date(2028, 10, 1)], SUMMER) == [
        "2027/28",
        "2028/29",
    ]


@pytest.mark.parametrize(
    ("day", "at", "moment"),
    [
        (date(2026, 7, 1), time(10), datetime(2026, 7, 1, 9, tzinfo=UTC)),
        (date(2026, 12, 1), time(10), datetime(2026, 12, 1, 10, tzinfo=UTC)),
    ],
)
def test_times_are_those_of_england(day: date, at: time, moment: datetime) -> None:
    assert calendar.in_england(day, at) == moment


def test_an_hour_that_the_clocks_skip_is_no_time() -> None:
    with pytest.raises(Invalid, match="the clocks go forward"):
        calendar.in_england(date(2026, 3, 29), time(1, 30))


@pytest.mark.parametrize(
    ("starts", "ends", "says"),
    [
        (datetime(2026, 9, 14, 12, tzinfo=UTC), datetime(2026, 9, 14, 11, tzinfo=UTC), "must end after it starts"),
        (datetime(2026, 9, 14, 2, tzinfo=UTC), datetime(2026, 9, 14, 4, tzinfo=UTC), "start at 03:00 in England"),
        (datetime(2026, 9, 14, 9, tzinfo=UTC), datetime(2026, 9, 15, 9, tzinfo=UTC), "twelve hours at most"),
    ],
)
def test_times_that_cannot_be_meant_are_refused(starts: datetime, ends: datetime, says: str) -> None:
    with pytest.raises(Invalid) as wrong:
        calendar.check_times(starts, ends)
    assert says in str(wrong.value.problems[0])


def test_times_without_a_zone_are_refused() -> None:
    naive = datetime(2026, 9, 14, 10)  # noqa: DTZ001  # what is refused
    with pytest.raises(Invalid, match="no time zone"):
        calendar.check_times(naive, naive)


@pytest.mark.parametrize(
    ("a_year", "last", "following", "says"),
    [
        (6, date(2026, 9, 1), date(2026, 11, 3), ""),
        (6, date(2026, 9, 1), date(2026, 12, 8), "14 weeks lie between"),
        (6, date(2026, 8, 1), None, "none is planned"),
        (None, date(2020, 1, 1), None, ""),
        (6, None, None, ""),
    ],
)
def test_drift_is_flagged(a_year: int | None, last: date | None, following: date | None, says: str) -> None:
    said = calendar.drift_words(last, following, a_year=a_year, today=date(2026, 11, 22))
    assert says in said
    assert bool(said) == bool(says)


def test_a_second_meeting_of_a_day_has_an_address_of_its_own() -> None:
    assert calendar.key_for(SEPTEMBER, ["2026-09-08"]) == "2026-09-08-2"
