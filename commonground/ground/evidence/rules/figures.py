"""A figure: one value of one indicator for one area and period, with all that is needed to trust it."""

from dataclasses import dataclass, field
from uuid import UUID

from commonground.foundation.analysis.comparison import Outcome
from commonground.foundation.analysis.symbols import CONFIDENTIAL, meaning
from commonground.ground.evidence.rules import suppression
from commonground.ground.evidence.rules.basis import BY_POINT, NO_FIT
from commonground.ground.evidence.rules.indicators import Definition, number

LEAST = 0.1  # per cent: what is less is not shown as nought

OUTCOME_SENTENCES = {
    Outcome.BETTER: "Better than England",
    Outcome.WORSE: "Worse than England",
    Outcome.SIMILAR: "Similar to England",
    Outcome.LOWER: "Lower than England",
    Outcome.HIGHER: "Higher than England",
    Outcome.NOT_COMPARED: "Not compared with England",
}


def lower_first(text: str) -> str:
    return text[:1].lower() + text[1:]


@dataclass(frozen=True, slots=True)
class Figure:
    """`value` is None where `symbol` stands in its place. `lower` and `upper` are the 95% interval where there is one.

    `parts` is nought for a figure published for the area itself, else how many parts it was put together from;
    `parts_without` of those had no number. `release` is the release that `file`, `row` and `column` belong to; for a
    figure put together from parts these three are empty. `rebased_from` and `rebased_to` name the sets of small areas
    that it was carried over from and to; of its numerator and denominator so much was shared out (`estimated_…`) by the
    indicator `weighted_by`, or equally where that is empty. `fit` says that small areas were counted to it by best
    fit, that postcodes or schools were by their point, or that none is. `denominator_release` and
    `denominator_period` (in words: mid-2023) say where the denominator came from when it is another indicator's.
    `england` is the figure of England for the same period. `rank` counts from 1 for the highest value among `rank_of`
    areas of `level` (in words).
    """

    indicator: str
    area_key: str
    period: str
    value: float | None = None
    symbol: str = ""
    numerator: float | None = None
    denominator: float | None = None
    lower: float | None = None
    upper: float | None = None
    vintage: str = ""
    release: UUID | None = None
    source: str = ""
    file: str = ""
    row: int | None = None
    column: str = ""
    published: str = ""
    parts: int = 0
    parts_without: int = 0
    denominator_release: UUID | None = None
    denominator_period: str = ""
    rebased_from: str = ""
    rebased_to: str = ""
    estimated_numerator: float | None = None
    estimated_denominator: float | None = None
    weighted_by: str = ""
    fit: str = ""
    england: float | None = None
    outcome: Outcome = Outcome.NOT_COMPARED
    reason: str = ""
    rank: int | None = None
    rank_of: int | None = None
    level: str = ""
    about: Definition = field(kw_only=True, repr=False, compare=False)

    @property
    def note(self) -> str:
        """Why it is not shown, where its dataset has a rule for small numbers."""
        is_hidden = self.value is None and self.symbol == CONFIDENTIAL and self.about.suppress_below
        return suppression.note(self.about.suppress_below) if is_hidden else ""

    @property
    def is_published(self) -> bool:
        """Published for this very area, rather than put together from its parts."""
        return self.parts == 0 and self.fit != NO_FIT

    @property
    def is_rebased(self) -> bool:
        """Carried over from small areas of another year."""
        return bool(self.rebased_from)

    @property
    def estimated_share(self) -> float:
        """The share of the numerator, or of the denominator where that is larger, that was shared out: 0 to 1."""
        pairs = ((self.estimated_numerator, self.numerator), (self.estimated_denominator, self.denominator))
        return max((part / whole for part, whole in pairs if part and whole), default=0.0)

    @property
    def computed(self) -> str:
        """How the value came about, in words, with what was carried over and estimated."""
        return f"{self.made}, {self.carried}" if self.is_rebased else self.made

    @property
    def made(self) -> str:
        """How the value came about, in words."""
        if self.is_published and self.fit == BY_POINT:
            return "counted by point"
        if self.is_published:
            return "published for this area" if self.published else "worked out from counts published for this area"
        if self.fit == NO_FIT:
            return "no small area is counted to this area by best fit, so it has no figure"
        rolled = f"rolled up from {number(self.parts)} part{'' if self.parts == 1 else 's'}"
        fit = f" counted by {self.fit}" if self.fit else ""
        return f"{rolled}{fit}"

    @property
    def shared_out(self) -> str:
        """By what the counts of a split area were divided between its parts."""
        return f"by {self.weighted_by}" if self.weighted_by else "in equal shares"

    @property
    def carried(self) -> str:
        """From which areas to which it was carried over, and how much of it was estimated and how; else nothing."""
        if not self.is_rebased:
            return ""
        how = f", where a split area was shared out {self.shared_out}" if self.estimated_share else ""
        return (
            f"carried over from {lower_first(self.rebased_from)} to {lower_first(self.rebased_to)} "
            f"(estimated: {self.estimated_text}{how})"
        )

    @property
    def estimated_text(self) -> str:
        """How much of it was estimated: nothing · 3.4% · less than 0.1%."""
        share = self.estimated_share * 100
        return "nothing" if not share else "less than 0.1%" if share < LEAST else f"{number(share, 1)}%"

    @property
    def text(self) -> str:
        """The value as written, or its symbol's meaning: 25.8% · suppressed to protect people."""
        return self.about.text(self.value) if self.value is not None else meaning(self.symbol or "x")

    @property
    def long_text(self) -> str:
        """The value with its unit in words, or its symbol's meaning."""
        return self.about.long_text(self.value) if self.value is not None else meaning(self.symbol or "x")

    @property
    def interval_text(self) -> str:
        """24.9% to 26.8%; empty where there is no interval."""
        if self.lower is None or self.upper is None:
            return ""
        return f"{self.about.text(self.lower)} to {self.about.text(self.upper)}"

    @property
    def period_label(self) -> str:
        """The period in words: year to 31 March 2024."""
        return self.about.period(self.period).label

    @property
    def comparison_text(self) -> str:
        """Better than England (22.4%); with the reason where nothing was compared."""
        sentence = OUTCOME_SENTENCES[self.outcome]
        if self.outcome is Outcome.NOT_COMPARED or self.england is None:
            return f"{sentence}: {self.reason}" if self.reason else sentence
        return f"{sentence} ({self.about.text(self.england)})"
