"""How figures of one area compare: words, ranks and counts of outcomes, as a page or a paper says them."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from commonground.foundation.analysis import trend
from commonground.foundation.analysis.benchmarks import How
from commonground.foundation.analysis.comparison import Certainty, Graded, Outcome, grade
from commonground.foundation.analysis.definitions import Method
from commonground.foundation.analysis.intervals import Z_998, Interval, byar, wilson
from commonground.foundation.analysis.ranks import band
from commonground.ground.evidence.rules.figures import Figure
from commonground.ground.evidence.rules.indicators import number

A_COUNT = "counts of areas of different size are not compared"
ITSELF = "this is the area itself"
FIFTHS = ("highest fifth", "second highest fifth", "middle fifth", "second lowest fifth", "lowest fifth")
QUARTERS = ("highest quarter", "second highest quarter", "second lowest quarter", "lowest quarter")


class Against(StrEnum):
    """What an area may be compared with, beside the areas that it lies in (those by their names in addresses)."""

    ENGLAND = "england"
    NEIGHBOURS = "neighbours"
    LEVEL = "level"
    TARGET = "target"


@dataclass(frozen=True)
class Benchmark:
    """A value to compare with: how it was found, in words, and on how many of how many areas it stands."""

    value: float | None
    how: str = ""
    known: int = 1
    of: int = 1

    @property
    def brief(self) -> str:
        """What stands beside the value in a table: (9 of 10); (median of 7); nothing where all is as it should be."""
        if self.how == How.MEDIAN:
            return f" (median of {self.known})"
        return f" ({self.known} of {self.of})" if self.known < self.of else ""

    @property
    def note(self) -> str:
        """Such as: their counts added up, 9 of 10 with a figure."""
        missing = f", {self.known} of {self.of} with a figure" if self.known < self.of else ""
        return f"{self.how}{missing}" if self.how else ""


@dataclass(frozen=True)
class Standing:
    """Where an area stands among those of its level. `tied` counts it too: 1 where it is alone on its rank."""

    rank: int
    of: int
    tied: int = 1
    missing: int = 0

    @property
    def text(self) -> str:
        """12th highest of 149, with 2 others of the same value."""
        if self.of < 2:
            return ""
        others = self.tied - 1
        same = f", with {others} other{'' if others == 1 else 's'} of the same value" if others else ""
        place = {1: "highest", self.of: "lowest"}.get(self.rank, f"{ordinal(self.rank)} highest")
        return f"{place} of {self.of}{same}"

    @property
    def fifth(self) -> str:
        return FIFTHS[band(self.rank, self.of, 5) - 1] if self.of >= len(FIFTHS) else ""

    @property
    def quarter(self) -> str:
        return QUARTERS[band(self.rank, self.of, 4) - 1] if self.of >= len(QUARTERS) else ""

    @property
    def missing_text(self) -> str:
        """Who has no figure is left out of ranks, and counted."""
        return f"{number(self.missing)} without a figure" if self.missing else ""


def compared(figure: Figure, benchmark: Benchmark | None) -> Graded:
    """How a figure compares, by its own interval and polarity, at 95% and at 99.8%."""
    if figure.about.method is Method.COUNT:
        return Graded(Outcome.NOT_COMPARED, reason=A_COUNT)
    at_95 = Interval(figure.lower, figure.upper) if figure.lower is not None and figure.upper is not None else None
    value = benchmark.value if benchmark else None
    return grade(at_95, wider(figure), value, figure.about.polarity)


def wider(figure: Figure) -> Interval | None:
    """The 99.8% interval, from the counts of the figure."""
    top, bottom = figure.numerator, figure.denominator
    if figure.lower is None or top is None or bottom is None:
        return None
    if figure.about.method is Method.PROPORTION:
        return wilson(top, bottom, Z_998, per=figure.about.multiplier)
    return byar(top, bottom, figure.about.multiplier, Z_998) if figure.about.method is Method.RATE else None


def words_of(graded: Graded) -> str:
    """Worse (99.8%); nothing where it is not compared."""
    if graded.outcome is Outcome.NOT_COMPARED:
        return ""
    sure = f" ({graded.certainty.value})" if graded.certainty is not Certainty.NONE else ""
    return f"{graded.outcome.value}{sure}"


def direction_of(figures: Iterable[Figure]) -> trend.Direction:
    """Where the last five yearly figures of one indicator and area go, or why that is not tested."""
    listed = list(figures)
    if not listed:
        return trend.Direction(trend.Movement.NOT_TESTED, reason="there are no figures")
    about = listed[-1].about
    is_yearly = about.period(listed[-1].period).is_yearly
    points = [trend.Point(about.period(one.period).year, one.numerator, one.denominator) for one in listed if is_yearly]
    return trend.direction(points, method=about.method, polarity=about.polarity, is_yearly=is_yearly)


def trend_words(direction: trend.Direction) -> str:
    """Falling, getting better; no significant change; not tested: fewer than 5 years."""
    if direction.movement is trend.Movement.NOT_TESTED:
        return f"not tested: {direction.reason}"
    return f"{direction.movement.value}, {direction.judgement}" if direction.judgement else direction.movement.value


def tally(outcomes: Iterable[Outcome], *, name: str) -> str:
    """Of 16 measures that can be compared with England, 8 are better, 4 are worse and 4 are similar."""
    counts = Counter(outcomes)
    without = counts.pop(Outcome.NOT_COMPARED, 0)
    total = sum(counts.values())
    if not total:
        return f"No measure here can be compared with {name}."
    said = [f"{counts[one]} {'is' if counts[one] == 1 else 'are'} {one.value}" for one in Outcome if counts[one]]
    listed = f"{', '.join(said[:-1])} and {said[-1]}" if len(said) > 1 else said[0]
    start = f"Of {total} measure{'' if total == 1 else 's'} that can be compared with {name}, {listed}."
    return start + (f" {without} cannot be compared." if without else "")


def ordinal(rank: int) -> str:
    ending = "th" if rank % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(rank % 10, "th")
    return f"{rank}{ending}"
