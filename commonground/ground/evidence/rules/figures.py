"""A figure: one value of one indicator for one area and period, with all that is needed to trust it."""

from dataclasses import dataclass, field
from uuid import UUID

from commonground.foundation.analysis.comparison import Outcome
from commonground.foundation.analysis.symbols import meaning
from commonground.ground.evidence.rules.indicators import Definition, number

OUTCOME_SENTENCES = {
    Outcome.BETTER: "Better than England",
    Outcome.WORSE: "Worse than England",
    Outcome.SIMILAR: "Similar to England",
    Outcome.LOWER: "Lower than England",
    Outcome.HIGHER: "Higher than England",
    Outcome.NOT_COMPARED: "Not compared with England",
}


@dataclass(frozen=True, slots=True)
class Figure:
    """`value` is None where `symbol` stands in its place. `lower` and `upper` are the 95% interval where there is one.

    `parts` is nought for a figure published for the area itself, else how many parts it was put together from;
    `parts_without` of those had no number. `release` is the release that `file`, `row` and `column` belong to; for a
    figure put together from parts these three are empty. `denominator_release` and `denominator_period` (in words:
    mid-2023) say where the denominator came from when it is another indicator's. `england` is the figure of England
    for the same period. `rank` counts from 1 for the highest value among `rank_of` areas of `level` (in words).
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
    england: float | None = None
    outcome: Outcome = Outcome.NOT_COMPARED
    reason: str = ""
    rank: int | None = None
    rank_of: int | None = None
    level: str = ""
    about: Definition = field(kw_only=True, repr=False, compare=False)

    @property
    def is_published(self) -> bool:
        """Published for this very area, rather than put together from its parts."""
        return self.parts == 0

    @property
    def computed(self) -> str:
        """How the value came about, in words."""
        if self.is_published:
            return "published for this area" if self.published else "worked out from counts published for this area"
        return f"rolled up from {number(self.parts)} part{'' if self.parts == 1 else 's'}"

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
