"""Figures as cards and as rows of a table."""

from dataclasses import dataclass

from commonground.foundation.analysis.comparison import Outcome
from commonground.foundation.design.drawing import Cell, Drawing
from commonground.ground.evidence.rules.figures import Figure
from commonground.insight.home.papers.addresses import figure_address


@dataclass(frozen=True)
class Card:
    """One figure as a card shows it."""

    figure: Figure
    href: str
    against: str
    sparkline: Drawing | None

    @property
    def value(self) -> str:
        """The value as written; nothing where there is none."""
        return self.figure.text if self.figure.value is not None else ""

    @property
    def when(self) -> str:
        """“Year to 31 March 2024”; of a rate “Per 10,000 children, year to 31 March 2024”."""
        unit, label = self.figure.about.unit, self.figure.period_label
        said = f"{unit}, {label}" if unit.startswith("per ") else label
        return said[:1].upper() + said[1:]

    @property
    def why(self) -> str:
        """Why there is no value."""
        return "" if self.value else self.figure.text.capitalize()

    @property
    def word(self) -> str:
        """How it compares with England; nothing where it is not compared."""
        return "" if self.figure.outcome is Outcome.NOT_COMPARED else self.figure.outcome.value


@dataclass(frozen=True)
class ThemeOnPage:
    """A theme: its headlines, and its other figures as rows of a table."""

    slug: str
    name: str
    headlines: list[Card]
    others: list[list[str | Cell]]


def figure_row(figure: Figure, slug: str) -> list[str | Cell]:
    """A figure in a table of figures, leading to its page."""
    return [
        Cell(figure.about.measured, figure_address(figure, slug)),
        figure.text,
        figure.period_label,
        "" if figure.outcome is Outcome.NOT_COMPARED else figure.comparison_text,
    ]
