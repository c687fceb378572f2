"""When a service happens, and whether it ever does. A part of RFC 5545 as Open Referral writes it."""

import calendar
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, time, timedelta

DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
NAMES = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
BY_DAY = re.compile(r"([+-]?[1-5])?(MO|TU|WE|TH|FR|SA|SU)")
LONGEST = timedelta(days=366 * 5)  # how far a schedule without an end is looked into
LAST_OF_MONTH = 31
SOME_MONDAY = date(2024, 1, 1)


@dataclass(frozen=True)
class When:
    """A repetition. `byday` is "MO,TH" or "1MO,-1FR"; `bymonthday` is "2,-1". Days are inclusive, as the standard has
    them; `closes_at` before `opens_at` runs past midnight."""

    freq: str = ""
    interval: int = 1
    byday: str = ""
    bymonthday: str = ""
    dtstart: date | None = None
    valid_from: date | None = None
    valid_to: date | None = None
    opens_at: time | None = None
    closes_at: time | None = None


def what_is_wrong(when: When) -> str:
    """Why a schedule cannot be, in a sentence; "" where it can."""
    if when.interval < 1:
        return "repeats every 0 times: an interval is 1 or more."
    wrong = [part for part in _parts(when.byday) if not BY_DAY.fullmatch(part)]
    if wrong:
        return f"has the day “{wrong[0][:20]}”, which is none of {', '.join(DAYS)}, with a number before it or none."
    if any(not _is_month_day(part) for part in _parts(when.bymonthday)):
        return "has a day of the month that is not from 1 to 31, or -1 to -31."
    if when.valid_from and when.valid_to and when.valid_to < when.valid_from:
        return f"ends on {when.valid_to:%-d %B %Y}, before it begins on {when.valid_from:%-d %B %Y}: it never occurs."
    if when.opens_at is not None and when.opens_at == when.closes_at:
        return f"opens and closes at {when.opens_at:%H:%M}: it never occurs."
    if next(occurrences(when), None) is None:
        return "has no day that fits all it says: it never occurs."
    return ""


def occurrences(when: When, *, since: date | None = None) -> Iterator[date]:
    """The days on which it happens, from its first or from `since`, for five years at most."""
    begin = when.dtstart or when.valid_from or since or SOME_MONDAY
    day = max(one for one in (begin, when.valid_from, since) if one is not None)
    end = min(day + LONGEST * max(1, min(when.interval, 12)), when.valid_to or date.max)
    while day <= end:
        if _happens(when, day, begin):
            yield day
        day += timedelta(days=1)


def _happens(when: When, day: date, begin: date) -> bool:
    days, month_days = _parts(when.byday), _parts(when.bymonthday)
    if month_days and not any(_is_day_of_month(day, int(part)) for part in month_days):
        return False
    if days and not any(_is_by_day(day, part) for part in days):
        return False
    if when.freq == "WEEKLY":
        weeks = (_monday(day) - _monday(begin)).days // 7
        return weeks % when.interval == 0 and bool(days or month_days or day.weekday() == begin.weekday())
    if when.freq == "MONTHLY":
        months = (day.year - begin.year) * 12 + day.month - begin.month
        return months % when.interval == 0 and bool(days or month_days or day.day == begin.day)
    return True


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def _is_by_day(day: date, part: str) -> bool:
    found = BY_DAY.fullmatch(part)
    if found is None or DAYS[day.weekday()] != found[2]:
        return False
    if not found[1]:
        return True
    number = int(found[1])
    last = calendar.monthrange(day.year, day.month)[1]
    return (day.day - 1) // 7 + 1 == number if number > 0 else (last - day.day) // 7 + 1 == -number


def _is_day_of_month(day: date, number: int) -> bool:
    last = calendar.monthrange(day.year, day.month)[1]
    return day.day == number if number > 0 else day.day == last + 1 + number


def _is_month_day(part: str) -> bool:
    return bool(re.fullmatch(r"-?[0-9]{1,2}", part)) and 1 <= abs(int(part)) <= LAST_OF_MONTH


def _parts(text: str) -> list[str]:
    return [part.strip().upper() for part in text.split(",") if part.strip()]


def in_words(when: When) -> str:
    """“Mondays and Thursdays, 10:00 to 12:00”; "" where it says nothing of days and hours."""
    days = [_day_in_words(part) for part in _parts(when.byday)]
    said = " and ".join([", ".join(days[:-1]), days[-1]] if len(days) > 1 else days)
    if when.bymonthday:
        said = f"{said} on day {when.bymonthday} of the month".strip()
    if when.interval > 1:
        said = f"every {when.interval} {'weeks' if when.freq == 'WEEKLY' else 'months'}: {said}"
    hours = f"{when.opens_at:%H:%M} to {when.closes_at:%H:%M}" if when.opens_at and when.closes_at else ""
    return ", ".join(part for part in (said[:1].upper() + said[1:], hours) if part)


def _day_in_words(part: str) -> str:
    found = BY_DAY.fullmatch(part)
    if found is None:
        return part
    name = f"{NAMES[DAYS.index(found[2])]}"
    if not found[1]:
        return f"{name}s"
    which = {"1": "first", "2": "second", "3": "third", "4": "fourth", "5": "fifth", "-1": "last"}
    return f"the {which.get(found[1].lstrip('+'), found[1])} {name} of the month"
