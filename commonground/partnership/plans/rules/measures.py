"""A measure of a plan: what was found, where it should be, and how it stands (L5, L6).

A figure stands for the last day of its period, and is held against where the plan meant to be on that day.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import pairwise

from commonground.foundation.analysis.intervals import Interval, byar, wilson
from commonground.foundation.analysis.rates import rate, rounded
from commonground.foundation.analysis.symbols import meaning
from commonground.partnership.plans.rules.status import Derived, Status
from commonground.partnership.plans.rules.words import Wanted

LAST_DIGITS = 1e-9  # two values that differ by less than this share of themselves are the same
MOST_DECIMALS = 2
PERCENT = 100
Number = tuple[date, float]  # what was found, and the last day it is about


@dataclass(frozen=True)
class Unit:
    """How values of a measure are written: “% of families” gives 34.0%, anything else stands behind the number."""

    words: str = ""
    decimals: int = 0

    @property
    def sign(self) -> str:
        return "%" if self.words.startswith("%") else ""

    def text(self, value: float) -> str:
        return f"{rounded(value, self.decimals):,}{self.sign}"

    def long_text(self, value: float) -> str:
        """The value with its unit in words: 34.0% of families, 518.3 per 10,000 children."""
        return f"{self.text(value)} {self.words.removeprefix('%').strip()}".rstrip()

    def apart(self, difference: float) -> str:
        """How far two values lie apart: 2.1 percentage points, 12 children."""
        number = f"{rounded(abs(difference), self.decimals):,}"
        return f"{number} percentage points" if self.sign else f"{number} {self.words}".rstrip()


@dataclass(frozen=True)
class Seen:
    """What was found: a value, or a symbol in its place. `on` is the last day it is about, `since` the first where it
    is about more than a day; `key` is the period of a figure, or the id of a reading."""

    on: date
    label: str
    value: float | None
    symbol: str = ""
    lower: float | None = None
    upper: float | None = None
    since: date | None = None
    key: str = ""
    source: str = ""

    def text(self, unit: Unit) -> str:
        return unit.text(self.value) if self.value is not None else meaning(self.symbol or "x")


@dataclass(frozen=True)
class Aim:
    """What was agreed: from the baseline to the target, straight or through points, and which way is meant."""

    wanted: Wanted
    baseline: float
    baseline_on: date
    target: float
    target_on: date
    through: tuple[tuple[date, float], ...] = ()

    @property
    def way(self) -> list[tuple[date, float]]:
        """Every corner of the trajectory, baseline and target among them, in the order of days."""
        return [(self.baseline_on, self.baseline), *sorted(self.through), (self.target_on, self.target)]

    def is_as_good(self, value: float, as_this: float) -> bool:
        """Whether a value is at or beyond another, in the direction that is wanted."""
        if abs(value - as_this) <= LAST_DIGITS * max(abs(value), abs(as_this)):
            return True
        return value > as_this if self.wanted is Wanted.UP else value < as_this


@dataclass(frozen=True)
class Standing:
    """How a measure stands: the newest number after the baseline, where it should have been by then, the status."""

    derived: Derived
    latest: Seen | None = None
    expected: float | None = None
    not_told: Seen | None = None  # a newer one without a number

    @property
    def status(self) -> Status:
        return self.derived.status


def trajectory(aim: Aim, on: date) -> float | None:
    """Where the measure should be on a day: None before the baseline, the target from its day on."""
    if on < aim.baseline_on:
        return None
    for (start, low), (end, high) in pairwise(aim.way):
        if on < end:
            return low + (high - low) * ((on - start).days / (end - start).days)
    return aim.target


def standing(aim: Aim, seen: Sequence[Seen], unit: Unit) -> Standing:
    """By the newest number after the baseline. What has only a symbol is said, and does not count."""
    later = sorted((one for one in seen if one.on > aim.baseline_on), key=lambda one: one.on)
    known = [one for one in later if one.value is not None]
    not_told = later[-1] if later and later[-1].value is None else None
    if not known:
        return Standing(Derived(Status.UNKNOWN, (_unknown(not_told, unit),)), None, None, not_told)
    latest = known[-1]
    status, expected = status_of(aim, (latest.on, latest.value or 0.0)), _expected(aim, latest.on)
    return Standing(Derived(status, (_because(aim, status, latest, expected, unit),)), latest, expected, not_told)


def latest_number(aim: Aim, seen: Iterable[Seen]) -> Number | None:
    """The newest number after the baseline, with its day: what a status is told by."""
    known = [(one.on, one.value) for one in seen if one.on > aim.baseline_on and one.value is not None]
    return max(reversed(known), key=lambda one: one[0], default=None)


def status_of(aim: Aim, latest: Number | None) -> Status:
    """How a measure stands by its newest number after the baseline; not known without one."""
    if latest is None:
        return Status.UNKNOWN
    on, value = latest
    expected = _expected(aim, on)
    if aim.is_as_good(value, aim.target):
        return Status.COMPLETE
    if aim.is_as_good(aim.baseline, value):
        return Status.OFF_TRACK
    return Status.ON_TRACK if aim.is_as_good(value, expected) else Status.AT_RISK


def _expected(aim: Aim, on: date) -> float:
    expected = trajectory(aim, on)
    assert expected is not None, "what is later than the baseline has a place on the trajectory"
    return expected


def _unknown(not_told: Seen | None, unit: Unit) -> str:
    if not_told is not None:
        return f"There is no number after the baseline: {not_told.label} is {not_told.text(unit)}."
    return "There is no figure after the baseline yet."


def _because(aim: Aim, status: Status, latest: Seen, expected: float, unit: Unit) -> str:
    found = f"{latest.text(unit)} ({latest.label})"
    if status is Status.COMPLETE:
        return f"{found}: the target of {unit.text(aim.target)} is reached."
    if status is Status.OFF_TRACK:
        return f"{found}: no better than the baseline of {unit.text(aim.baseline)}."
    if status is Status.AT_RISK:
        return (
            f"{found}: better than the baseline of {unit.text(aim.baseline)}, but it should have been "
            f"{unit.text(expected)} by then."
        )
    return f"{found}: at least where it should have been by then, {unit.text(expected)}."


@dataclass(frozen=True)
class Counted:
    """What somebody read: a count, with its base where it is a share or a rate, or a symbol instead."""

    count: Decimal | None
    base: Decimal | None = None
    symbol: str = ""


def value_of(read: Counted, per: int | None) -> float | None:
    """The value of a reading: its count, or its share of the base times `per`. None for a symbol."""
    if read.count is None:
        return None
    return float(read.count) if per is None else rate(float(read.count), float(read.base or 0), per=per)


def interval_of(read: Counted, per: int | None) -> Interval | None:
    """The 95% interval of a share (Wilson) or rate (Byar); none for a plain number."""
    if per is None or read.count is None or not read.base:
        return None
    count, base = float(read.count), float(read.base)
    return wilson(count, base, per=per) if per == PERCENT else byar(count, base, per=per)


def unit_of(words: str, per: int | None, values: Sequence[float]) -> Unit:
    """Of a number of the plan's own: a share to one decimal, a plain number as precisely as it was written."""
    if per is None:
        return Unit(words, max((_decimals(value) for value in values), default=0))
    if per == PERCENT:
        return Unit(words if words.startswith("%") else f"% of {words}" if words else "%", 1)
    return Unit(words if words.startswith("per ") else f"per {per:,} {words}".strip(), 1)


def _decimals(value: float) -> int:
    exponent = int(Decimal(str(value)).normalize().as_tuple().exponent)
    return min(max(0, -exponent), MOST_DECIMALS)


def plainly(number: Decimal | None) -> str:
    """A count as it was written, without the noughts of its column: 2142; 21.3; nothing where there is none."""
    return "" if number is None else f"{number.normalize():f}"
