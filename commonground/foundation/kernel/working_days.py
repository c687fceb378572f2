"""Working days in England: neither Saturday, Sunday nor a bank holiday.

Bank holidays come from the `holidays` package, which follows gov.uk/bank-holidays (England and Wales). Days that have
not been proclaimed yet are projected by rule: a later one-off, as in May 2023, arrives with an update of the package.
Limits of the law count from the day after: a referral of Monday is decided within one working day by Tuesday's end.
"""

from bisect import bisect_right
from datetime import date, timedelta
from functools import cache

from commonground.foundation.kernel.errors import Invalid

FIRST_YEAR, LAST_YEAR = 1978, 2100  # the early May bank holiday, and with it today's calendar, began in 1978
FURTHEST = 5_000  # working days; about twenty years
DAY = timedelta(days=1)
SATURDAY = 5


def is_working_day(day: date) -> bool:
    """Do offices work on this day? Raises Invalid outside 1978 to 2100."""
    return day not in _bank_holidays(_checked(day).year) and day.weekday() < SATURDAY


def next_working_day(day: date) -> date:
    """The first working day after `day`."""
    return add(day, 1)


def working_day_on_or_after(day: date) -> date:
    """`day` itself where it is a working day, else the next."""
    return day if is_working_day(day) else next_working_day(day)


def add(day: date, count: int) -> date:
    """The day `count` working days after `day` (before it, for a negative count); `day` itself for nought."""
    if abs(count) > FURTHEST:
        raise Invalid(f"{count:,} working days is further than can be counted here.")
    _checked(day)
    step = DAY if count >= 0 else -DAY
    left = abs(count)
    while left:
        day += step
        left -= is_working_day(day)
    return day


def between(start: date, end: date) -> int:
    """How many working days after `start` up to and including `end` there are; negative where `end` is earlier.

    `between(day, add(day, n)) == n`, for every n of at least nought.
    """
    if end < start:
        return -between(end, start)
    return _until(_checked(end)) - _until(_checked(start))


def _until(day: date) -> int:
    """Working days from 1 January 1978 up to and including `day`."""
    weeks, rest = divmod((day - _EPOCH).days + 1, 7)
    weekdays = weeks * 5 + sum(1 for offset in range(rest) if (_EPOCH.weekday() + offset) % 7 < SATURDAY)
    return weekdays - bisect_right(_weekday_holidays(), day)


_EPOCH = date(FIRST_YEAR, 1, 1)


@cache
def _bank_holidays(year: int) -> frozenset[date]:
    import holidays  # noqa: PLC0415 heavy: the calendars of the whole world, for who asks about a day

    return frozenset(holidays.country_holidays("GB", subdiv="ENG", years=year))


@cache
def _weekday_holidays() -> list[date]:
    years = range(FIRST_YEAR, LAST_YEAR + 1)
    return sorted(day for year in years for day in _bank_holidays(year) if day.weekday() < SATURDAY)


def _checked(day: date) -> date:
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise Invalid(f"Working days are known from {FIRST_YEAR} to {LAST_YEAR}, not for {day.year}.")
    return day
