"""How many hours a week something is open."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from commonground.ground.directory.rules.schedules import When
from commonground.ground.directory.rules.words import Frequency

WEEKS_OF_MONTH = 52 / 12
A_DAY = timedelta(days=1)


def hours_a_week(schedules: Iterable[When], *, on: date) -> float | None:
    """Of the schedules that hold on a day, of those that say from when to when; None where none does."""
    known = [hours for one in schedules if _holds(one, on) and (hours := _hours(one)) is not None]
    return sum(known) if known else None


def _holds(one: When, on: date) -> bool:
    return (one.valid_from is None or one.valid_from <= on) and (one.valid_to is None or on <= one.valid_to)


def _hours(one: When) -> float | None:
    if one.opens_at is None or one.closes_at is None:
        return None
    opens, closes = (datetime.combine(date.min, at) for at in (one.opens_at, one.closes_at))
    length = closes - opens if closes > opens else closes + A_DAY - opens
    times = len([part for part in (one.byday or one.bymonthday).split(",") if part.strip()]) or 1
    weeks = WEEKS_OF_MONTH if one.freq == Frequency.MONTHLY.value else 1
    return length.total_seconds() / 3600 * times / (weeks * one.interval)
