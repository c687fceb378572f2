"""How often a report comes, for which days, and on which side of a comparator a measure stands."""

from datetime import date, timedelta
from enum import StrEnum

from commonground.foundation.analysis.comparison import NO_INTERVAL, Outcome
from commonground.foundation.analysis.definitions import Polarity
from commonground.ground.evidence.rules.figures import Figure
from commonground.ground.evidence.rules.profiles.content import Beside


class Frequency(StrEnum):
    """How often measures are reported (004:55-57)."""

    SIX_MONTHLY = "six-monthly"
    QUARTERLY = "quarterly"

    @property
    def label(self) -> str:
        return "Every six months" if self is Frequency.SIX_MONTHLY else "Every quarter"

    @property
    def months(self) -> tuple[int, ...]:
        """The months at whose end a period ends: those of the financial year."""
        return (3, 9) if self is Frequency.SIX_MONTHLY else (3, 6, 9, 12)

    @property
    def span(self) -> str:
        return "six months" if self is Frequency.SIX_MONTHLY else "quarter"


class Side(StrEnum):
    """How a measure stands beside England."""

    EXCEEDS = "exceeds"
    SHORT = "short"
    NEITHER = "neither"

    @property
    def label(self) -> str:
        return {Side.EXCEEDS: "Better than England", Side.SHORT: "Less good than England", Side.NEITHER: "Neither"}[
            self
        ]


SIDES = {Outcome.BETTER: Side.EXCEEDS, Outcome.WORSE: Side.SHORT, Outcome.SIMILAR: Side.NEITHER}
SIDES |= {Outcome.HIGHER: Side.NEITHER, Outcome.LOWER: Side.NEITHER}
LEVEL = "the difference from England is within what chance can do (95% interval)"


def period_ends(frequency: Frequency, *, on: date, count: int = 8) -> list[date]:
    """The last days of the newest periods that have ended by a day, newest first."""
    found: list[date] = []
    year = on.year
    while len(found) < count:
        ends = [_last_day(year, month) for month in reversed(frequency.months)]
        found += [end for end in ends if end <= on]
        year -= 1
    return found[:count]


def side_of(figure: Figure) -> tuple[str, str]:
    """(side, why) of a figure beside England; an empty side where it cannot be compared, with the reason.

    By interval where there is one. A figure without one is held against England by value alone, and that is said.
    """
    if figure.value is None:
        return "", f"the figure is {figure.text}"
    if figure.england is None:
        return "", figure.reason or "there is no figure of England for the same period"
    if figure.outcome is Outcome.SIMILAR:
        return Side.NEITHER, LEVEL
    if figure.outcome in SIDES and figure.about.polarity is not Polarity.CONTEXT:
        return SIDES[figure.outcome], ""
    if figure.about.polarity is Polarity.CONTEXT:
        return Side.NEITHER, _of_context(figure)
    if figure.reason and figure.reason != NO_INTERVAL:
        return "", figure.reason
    return _by_value(figure)


def _of_context(figure: Figure) -> str:
    way = "higher" if figure.value is not None and figure.value > (figure.england or 0) else "lower"
    where = "level with England" if figure.value == figure.england else f"{way} than England"
    return f"{where}, and neither high nor low is good in itself"


def _by_value(figure: Figure) -> tuple[str, str]:
    value, england = figure.value or 0.0, figure.england or 0.0
    if value == england:
        return Side.NEITHER, "the same as England"
    is_better = (value > england) is (figure.about.polarity is Polarity.HIGH)
    return (Side.EXCEEDS if is_better else Side.SHORT), "by value alone: this figure has no interval"


def beside_england(figure: Figure) -> Beside:
    """England as a comparator of a figure, with why there is none."""
    outcome = "" if figure.outcome is Outcome.NOT_COMPARED else figure.outcome.value
    if figure.england is None:
        return Beside("England", reason=figure.reason or "there is no figure of England for the same period")
    return Beside("England", figure.england, figure.about.text(figure.england), outcome, figure.reason)


def starts_on(until: date, frequency: Frequency) -> date:
    """The first day of the period that ends on a day."""
    months = 12 // len(frequency.months)
    year, month = divmod(until.year * 12 + until.month - months, 12)
    return date(year, month + 1, 1)


def _last_day(year: int, month: int) -> date:
    return date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)
