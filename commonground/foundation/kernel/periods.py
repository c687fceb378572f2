"""Stretches of time that figures are about.

`2024` means the year a figure is published under: the year to 31 March 2024 for the Department for Education, mid-2024
for the Office for National Statistics, the school year 2023/24. Which of these it is, the indicator's kind says.
"""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import total_ordering

from commonground.foundation.kernel.errors import Invalid

FIRST_YEAR, LAST_YEAR = 1900, 2199
MONTHS = [
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
]  # fmt: skip


class PeriodKind(StrEnum):
    """How an indicator divides time."""

    FINANCIAL_YEAR = "financial-year"  # 1 April to 31 March
    ACADEMIC_YEAR = "academic-year"  # 1 September to 31 August
    CALENDAR_YEAR = "calendar-year"
    MID_YEAR = "mid-year"  # 30 June
    QUARTER = "quarter"  # of the calendar: 1 is January to March
    MONTH = "month"
    THREE_YEARS = "three-years"  # calendar years counted together, named by the last: each shares two with the next
    THREE_FINANCIAL_YEARS = "three-financial-years"
    EDITION = "edition"  # an index published now and then; one edition is never compared with another


PARTS = {PeriodKind.QUARTER: 4, PeriodKind.MONTH: 12}
TOGETHER = {PeriodKind.THREE_YEARS: 3, PeriodKind.THREE_FINANCIAL_YEARS: 3}
TWO_YEARS = {PeriodKind.FINANCIAL_YEAR, PeriodKind.ACADEMIC_YEAR}
EXAMPLES = {PeriodKind.QUARTER: "2024-q2", PeriodKind.MONTH: "2024-03"}
YEAR = re.compile(r"(?:mid[- ]?)?([0-9]{4})", re.IGNORECASE)
SPAN = re.compile(r"([0-9]{4})[/\N{EN DASH}-]?([0-9]{2}|[0-9]{4})")  # 2023/24, 2023-24, 202324
QUARTER = re.compile(r"([0-9]{4})[- ]?q([1-4])", re.IGNORECASE)
MONTH = re.compile(r"([0-9]{4})-?([0-9]{2})")


@total_ordering
@dataclass(frozen=True)
class Period:
    """One year, quarter, month or edition. `part` is the quarter or month, nought for the rest."""

    kind: PeriodKind
    year: int
    part: int = 0

    def __post_init__(self) -> None:
        parts = PARTS.get(self.kind, 0)
        if not FIRST_YEAR <= self.year <= LAST_YEAR or not min(1, parts) <= self.part <= parts:
            raise Invalid(
                f"There is no {self.kind.value.replace('-', ' ')} {self.year} {self.part or ''}".strip() + "."
            )

    @classmethod
    def parse(cls, text: str, kind: PeriodKind | str) -> "Period":
        """From a slug, or as publishers write it (202324, 2023/24, mid-2020). Raises Invalid with an example."""
        kind = PeriodKind(kind)
        written = text.strip()
        match = {PeriodKind.QUARTER: QUARTER, PeriodKind.MONTH: MONTH}.get(kind, YEAR).fullmatch(written)
        span = SPAN.fullmatch(written) if kind in TWO_YEARS else None
        if span and _follows(span[1], span[2]):
            return cls(kind, int(span[1]) + 1)
        if not match or (kind is not PeriodKind.MID_YEAR and written.lower().startswith("mid")):
            example = EXAMPLES.get(kind, "2024")
            raise Invalid(f"“{written}” is not a {kind.value.replace('-', ' ')}. Write it as {example}.")
        return cls(kind, int(match[1]), int(match[2]) if kind in PARTS else 0)

    @property
    def slug(self) -> str:
        """Short and stable, for addresses and tables: 2024, 2024-q2, 2024-03."""
        if self.kind is PeriodKind.QUARTER:
            return f"{self.year}-q{self.part}"
        return f"{self.year}-{self.part:02}" if self.kind is PeriodKind.MONTH else str(self.year)

    @property
    def label(self) -> str:
        """As a sentence says it: "year to 31 March 2024", "mid-2020", "school year 2023/24", "March 2024"."""
        year = self.year
        match self.kind:
            case PeriodKind.FINANCIAL_YEAR:
                return f"year to 31 March {year}"
            case PeriodKind.ACADEMIC_YEAR:
                return f"school year {year - 1}/{year % 100:02}"
            case PeriodKind.MID_YEAR:
                return f"mid-{year}"
            case PeriodKind.QUARTER:
                return f"{MONTHS[self.part * 3 - 3]} to {MONTHS[self.part * 3 - 1]} {year}"
            case PeriodKind.MONTH:
                return f"{MONTHS[self.part - 1]} {year}"
            case PeriodKind.THREE_YEARS:
                return f"{year - 2} to {year}"
            case PeriodKind.THREE_FINANCIAL_YEARS:
                return f"three years to 31 March {year}"
            case PeriodKind.EDITION:
                return f"{year} edition"
        return str(year)

    @property
    def starts_on(self) -> date:
        """First day. Of a mid-year the day itself, 30 June."""
        match self.kind:
            case PeriodKind.FINANCIAL_YEAR:
                return date(self.year - 1, 4, 1)
            case PeriodKind.ACADEMIC_YEAR:
                return date(self.year - 1, 9, 1)
            case PeriodKind.MID_YEAR:
                return date(self.year, 6, 30)
            case PeriodKind.QUARTER:
                return date(self.year, self.part * 3 - 2, 1)
            case PeriodKind.THREE_YEARS:
                return date(self.year - 2, 1, 1)
            case PeriodKind.THREE_FINANCIAL_YEARS:
                return date(self.year - 3, 4, 1)
        return date(self.year, self.part or 1, 1)

    @property
    def until(self) -> date:
        """The first day that is no longer in it (half-open, like every validity)."""
        if self.kind is PeriodKind.MID_YEAR:
            return self.starts_on + timedelta(days=1)
        months = 12 * TOGETHER.get(self.kind, 1) // PARTS.get(self.kind, 1)
        return _months_after(self.starts_on, months)

    @property
    def is_yearly(self) -> bool:
        """One figure a year, each of its own twelve months or day: what a trend may be tested on."""
        return self.kind not in PARTS and self.kind not in TOGETHER and self.kind is not PeriodKind.EDITION

    @property
    def previous(self) -> "Period | None":
        """The period before, or None: an edition has none that it could be compared with."""
        return self.shifted(-1)

    @property
    def following(self) -> "Period | None":
        return self.shifted(1)

    def shifted(self, count: int) -> "Period | None":
        """So many periods later (earlier, for a negative count)."""
        if self.kind is PeriodKind.EDITION:
            return None
        parts = PARTS.get(self.kind, 1)
        year, part = divmod(self.year * parts + max(self.part - 1, 0) + count, parts)
        return Period(self.kind, year, part + 1 if self.kind in PARTS else 0)

    def __contains__(self, day: date) -> bool:
        return self.starts_on <= day < self.until

    def __lt__(self, other: object) -> bool:
        """By when it ends: periods of different kinds stand in one list in the order of time."""
        if not isinstance(other, Period):
            return NotImplemented
        return (self.until, self.starts_on, self.kind.value) < (other.until, other.starts_on, other.kind.value)

    def __str__(self) -> str:
        return self.label


def period_of(day: date, kind: PeriodKind | str) -> Period:
    """The period of a kind that a day falls in. Raises Invalid for mid-years and editions, which hold no days."""
    kind = PeriodKind(kind)
    match kind:
        case PeriodKind.FINANCIAL_YEAR:
            return Period(kind, day.year + (day.month >= 4))
        case PeriodKind.ACADEMIC_YEAR:
            return Period(kind, day.year + (day.month >= 9))
        case PeriodKind.CALENDAR_YEAR:
            return Period(kind, day.year)
        case PeriodKind.QUARTER:
            return Period(kind, day.year, (day.month + 2) // 3)
        case PeriodKind.MONTH:
            return Period(kind, day.year, day.month)
    raise Invalid(f"A day is not in a {kind.value.replace('-', ' ')}.")


def _follows(first: str, second: str) -> bool:
    """Is the second year the one after the first, in two digits or four?"""
    return str(int(first) + 1)[-len(second) :] == second


def _months_after(day: date, months: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
