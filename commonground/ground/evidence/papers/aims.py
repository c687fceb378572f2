"""Targets and change markers of an area, as tables."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import reverse

from commonground.foundation.analysis.definitions import Polarity
from commonground.foundation.design.drawing import Cell
from commonground.ground.evidence.papers.drawings import address_of
from commonground.ground.evidence.papers.tables import RowOfCells, columns
from commonground.ground.evidence.queries import AimsPage, HeldTarget

if TYPE_CHECKING:
    from commonground.ground.evidence.models import ChangeMarker, Target


@dataclass(frozen=True)
class AimsShown:
    """`may_keep`: whether the viewer may change them, so that each leads to its form."""

    page: AimsPage
    may_keep: bool

    target_columns = columns(
        "Figure", "Period", "Target", "Figure of the period", "Met", "Decided on", "Reason", "Set by", "Standing",
        numbers=("Target", "Figure of the period"),
    )  # fmt: skip

    @property
    def target_rows(self) -> list[RowOfCells]:
        return [self._target(held) for held in self.page.targets]

    def _target(self, held: HeldTarget) -> RowOfCells:
        row, figure = held.target, held.figure
        name: str | Cell = held.about.short_name
        if figure is not None:
            name = Cell(held.about.short_name, address_of(figure, self.page.area.slug))
        return [
            name,
            held.about.period(row.period).label,
            held.about.text(row.value),
            figure.text if figure else "not yet",
            met(held),
            f"{row.decided_on:%-d %B %Y}",
            row.reason,
            row.set_by,
            self._way(row, f"Change the target for {held.about.short_name}", "evidence:change-target"),
        ]

    marker_columns = columns("What changed", "On", "For", "Known from", "Marked by", "Standing")

    @property
    def marker_rows(self) -> list[RowOfCells]:
        return [
            [
                row.title,
                f"{row.happened_on:%-d %B %Y}",
                row.indicator.short_name if row.indicator else "every figure",
                row.reason,
                row.made_by,
                self._way(row, f"Change “{row.title}”", "evidence:edit-marker"),
            ]
            for row in self.page.markers
        ]

    def _way(self, row: "Target | ChangeMarker", words: str, address: str) -> str | Cell:
        if row.withdrawn_on is not None:
            return f"Withdrawn on {row.withdrawn_on:%-d %B %Y}: {row.withdrawn_because}"
        return Cell(words, reverse(address, args=[row.pk])) if self.may_keep else "in force"

    @property
    def ways_out(self) -> list[tuple[str, str]]:
        """Where each that stands may be withdrawn: words and address."""
        if not self.may_keep:
            return []
        targets = [one.target for one in self.page.targets if one.target.withdrawn_on is None]
        markers = [one for one in self.page.markers if one.withdrawn_on is None]
        return [
            *((f"Withdraw the {one}", reverse("evidence:withdraw-target", args=[one.pk])) for one in targets),
            *((f"Withdraw “{one}”", reverse("evidence:withdraw-marker", args=[one.pk])) for one in markers),
        ]


def met(held: HeldTarget) -> str:
    """Whether the figure reached the target by its value; where neither way is good, on which side it lies."""
    figure, aim = held.figure, held.target.value
    if figure is None or figure.value is None:
        return ""
    polarity = held.about.polarity
    if polarity is Polarity.CONTEXT:
        return "at it" if figure.value == aim else "below it" if figure.value < aim else "above it"
    reached = figure.value <= aim if polarity is Polarity.LOW else figure.value >= aim
    return "met" if reached else "not met"
