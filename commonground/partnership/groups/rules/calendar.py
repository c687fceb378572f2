"""When groups meet: dates from a frequency, days to keep clear, times of England. No Django, no clock."""

from calendar import monthrange
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum

from commonground.foundation.kernel import working_days
from commonground.foundation.kernel.errors import Invalid, Problem
from commonground.foundation.kernel.viewer import ENGLAND

DAY, WEEK = timedelta(days=1), timedelta(weeks=1)
MONTHS_A_YEAR, WEEKS_A_YEAR = 12, 52
FURTHEST_WEEKS, FURTHEST_DAYS = 5, 35  # the longest school holiday has six weeks: its middle is three from either end
LONGEST = timedelta(hours=12)
EARLIEST, LATEST = time(6), time(22)
SLACK = 1.5  # of the pattern's distance, after which a group is said to have drifted (G2)
MOST_YEARS = 3


class Pattern(StrEnum):
    """What comes back: the second Tuesday of the month, or its 14th day."""

    WEEKDAY = "weekday"
    DAY = "day"


@dataclass(frozen=True)
class Break:
    """A school holiday: from its first day to its last."""

    name: str
    first: date
    last: date


@dataclass(frozen=True)
class Holidays:
    """School holidays of a place, and the days whose school year is not known here: said, never guessed."""

    breaks: Sequence[Break] = ()
    known: Sequence[tuple[date, date]] = ()

    def named(self, day: date) -> str:
        """The holiday a day falls in, or nothing."""
        return next((one.name for one in self.breaks if one.first <= day <= one.last), "")

    def is_known(self, day: date) -> bool:
        return any(first <= day <= last for first, last in self.known)


@dataclass(frozen=True)
class Slot:
    """A day for a meeting. `because` says why it is not the day of the pattern; `clash` what stays in its way."""

    on: date
    wanted: date
    because: str = ""
    clash: str = ""


@dataclass(frozen=True)
class Round:
    """What recurs: from which day, how often a year, until when (not included)."""

    first: date
    a_year: int
    until: date
    pattern: Pattern = Pattern.WEEKDAY


@dataclass(frozen=True)
class Diary:
    """What is to be kept clear: school holidays, and days on which people of the group sit elsewhere, in words."""

    holidays: Holidays = field(default_factory=Holidays)
    taken: Mapping[date, str] = field(default_factory=dict)

    def refuses(self, day: date) -> str:
        """Why a day will not do; nothing where it will. Somebody's other meeting comes last: it can be lived with."""
        if day.weekday() >= working_days.SATURDAY:
            return f"a {day:%A}"
        if not working_days.is_working_day(day):
            return "a bank holiday"
        if holiday := self.holidays.named(day):
            return f"in the school holidays ({holiday})"
        return self.taken.get(day, "")


def wanted_days(asked: Round) -> list[tuple[date, str]]:
    """The days of the pattern, and what became of a 31st in a shorter month. Raises Invalid."""
    _check_round(asked)
    found: list[tuple[date, str]] = []
    for number in range(asked.a_year * MOST_YEARS + 1):
        day, why = _nth(asked, number)
        if day >= asked.until:
            break
        found.append((day, why))
    return found


def schedule(asked: Round, diary: Diary) -> list[Slot]:
    """The days of the pattern, each moved to the nearest that will do where it will not, and said why."""
    return [_settled(day, why, asked.pattern, diary) for day, why in wanted_days(asked)]


def _settled(wanted: date, shortened: str, pattern: Pattern, diary: Diary) -> Slot:
    refused = diary.refuses(wanted)
    if not refused:
        return Slot(wanted, wanted, shortened)
    why = "; ".join(part for part in (shortened, f"{wanted:%-d %B %Y} is {refused}") if part)
    for day in _around(wanted, pattern):
        if not diary.refuses(day):
            return Slot(day, wanted, why[:200])
    free_of_clashes = Diary(diary.holidays)
    for day in (wanted, *_around(wanted, pattern)):
        if not free_of_clashes.refuses(day):  # every other day clashes: a clash is said, a holiday is not taken
            return Slot(day, wanted, "" if day == wanted else why[:200], clash=diary.taken.get(day, ""))
    return Slot(working_days.working_day_on_or_after(wanted), wanted, why[:200], clash=refused)


def _around(day: date, pattern: Pattern) -> list[date]:
    """The days to try, the nearest first, later before earlier: whole weeks for a weekday of the month."""
    step, furthest = (WEEK, FURTHEST_WEEKS) if pattern is Pattern.WEEKDAY else (DAY, FURTHEST_DAYS)
    return [day + sign * number * step for number in range(1, furthest + 1) for sign in (1, -1)]


def _nth(asked: Round, number: int) -> tuple[date, str]:
    if MONTHS_A_YEAR % asked.a_year:
        return asked.first + round(number * WEEKS_A_YEAR / asked.a_year) * WEEK, ""
    months = asked.first.year * 12 + asked.first.month - 1 + number * (MONTHS_A_YEAR // asked.a_year)
    year, month = months // 12, months % 12 + 1
    last = monthrange(year, month)[1]
    if asked.pattern is Pattern.DAY:
        wanted = asked.first.day
        why = (
            f"{date(year, month, 1):%B %Y} has no {wanted}th"
            if wanted < 31
            else f"{date(year, month, 1):%B %Y} has no 31st"
        )
        return date(year, month, min(wanted, last)), why if wanted > last else ""
    return _same_weekday(asked.first, year, month, last), ""


def _same_weekday(first: date, year: int, month: int, last: int) -> date:
    """The second Tuesday stays the second Tuesday; a fifth becomes the last."""
    which = (first.day - 1) // 7
    to_first = (first.weekday() - date(year, month, 1).weekday()) % 7
    day = 1 + to_first + 7 * which
    return date(year, month, day if day <= last else day - 7)


def _check_round(asked: Round) -> None:
    if not 1 <= asked.a_year <= WEEKS_A_YEAR:
        raise Invalid("A group meets between once and 52 times a year.")
    if asked.until <= asked.first:
        raise Invalid("The last day must come after the first.")
    if asked.until > asked.first + MOST_YEARS * 366 * DAY:
        raise Invalid(f"A calendar is planned for {MOST_YEARS} years at most.")


def in_england(day: date, at: time) -> datetime:
    """A time of day in England as an aware moment. Raises Invalid for an hour that the clocks skip in spring."""
    moment = datetime.combine(day, at, ENGLAND)
    back = moment.astimezone(UTC).astimezone(ENGLAND)
    if back.replace(tzinfo=None) != moment.replace(tzinfo=None):
        raise Invalid(f"There is no {at:%H:%M} on {day:%-d %B %Y}: the clocks go forward. Choose another time.")
    return moment.astimezone(UTC)


def check_times(starts_at: datetime, ends_at: datetime) -> None:
    """Refuse an end before the start, times without a zone, and hours at which nobody in England meets."""
    if starts_at.tzinfo is None or ends_at.tzinfo is None:
        raise Invalid("The times of the meeting have no time zone. Give them as times of England.")
    if ends_at <= starts_at:
        raise Invalid("The meeting was not kept.", [Problem("A meeting must end after it starts.", column="ends")])
    if ends_at - starts_at > LONGEST:
        raise Invalid("The meeting was not kept.", [Problem("A meeting lasts twelve hours at most.", column="ends")])
    hour = starts_at.astimezone(ENGLAND).time()
    if not EARLIEST <= hour <= LATEST:
        what = f"It would start at {hour:%H:%M} in England."
        raise Invalid("The meeting was not kept.", [Problem(what, "Give times of England.", column="starts")])


def overlap(one: tuple[datetime, datetime], other: tuple[datetime, datetime]) -> bool:
    """Do two stretches of time share a minute? One that ends when the other starts does not."""
    return one[0] < other[1] and other[0] < one[1]


def key_for(day: date, taken: Collection[str]) -> str:
    """The address of a meeting within its group: its day, with a number where there are two."""
    plain = day.isoformat()
    numbered = (f"{plain}-{number}" for number in range(2, 100))
    return next(key for key in (plain, *numbered) if key not in taken)


def longest_gap(a_year: int) -> timedelta:
    """How long after a meeting a group has drifted from its frequency (G2)."""
    return timedelta(days=round(WEEKS_A_YEAR * 7 / a_year * SLACK))


def drift_words(last: date | None, following: date | None, *, a_year: int | None, today: date) -> str:
    """Say where a group meets less often than its terms ask; nothing where it keeps to them."""
    if not a_year or last is None:
        return ""
    gap = longest_gap(a_year)
    until = following if following is not None else today
    if until - last <= gap:
        return ""
    often = f"The terms ask for {a_year} {'meeting' if a_year == 1 else 'meetings'} a year."
    if following is None:
        return f"The last meeting was on {last:%-d %B %Y} and none is planned. {often}"
    return f"{(until - last).days // 7} weeks lie between the last meeting and the next. {often}"


def hours_words(minutes: int) -> str:
    """“2 hours 30 minutes”."""
    hours, rest = divmod(minutes, 60)
    parts = [f"{hours} {'hour' if hours == 1 else 'hours'}"] if hours else []
    parts += [f"{rest} {'minute' if rest == 1 else 'minutes'}"] if rest or not hours else []
    return " ".join(parts)


def days_unknown(days: Iterable[date], holidays: Holidays) -> list[str]:
    """School years among these days whose holidays are not known here, as “2026/27”."""
    starts = {day.year - (day.month < 9) for day in days if not holidays.is_known(day)}
    return [f"{year}/{(year + 1) % 100:02}" for year in sorted(starts)]
