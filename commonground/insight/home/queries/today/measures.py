"""How somebody's own places do, in a few measures: published figures, open to everybody."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from commonground.ground.evidence import queries as evidence
from commonground.ground.evidence.rules.figures import Figure

if TYPE_CHECKING:
    from commonground.ground.evidence.models import Preparation
    from commonground.ground.places.models import Area

MOST = 5


@dataclass(frozen=True)
class Measure:
    """A figure and the one of the period before, where there is one."""

    figure: Figure
    before: Figure | None

    @property
    def direction(self) -> str:
        """“Up from 20.0% the year before”: what it did, not whether that is good. Nothing where there is no figure."""
        if self.figure.value is None:
            return ""
        if self.before is None or self.before.value is None:
            return "No earlier figure to hold it against"
        if self.before.text == self.figure.text:
            return f"The same as in the {self.before.period_label}"
        way = "Up" if self.figure.value > self.before.value else "Down"
        return f"{way} from {self.before.text} ({self.before.period_label})"


@dataclass(frozen=True)
class OwnPlace:
    """One of the viewer's places. `wider` are measures of the whole place, where too few are published below it."""

    area: "Area"
    measures: Sequence[Measure]
    wider: Sequence[Measure]


def own_places(areas: Sequence["Area"], *, root: "Area", held: "Preparation | None") -> list[OwnPlace]:
    """Five measures for each place: its own first, then those of the whole place that it has none of. No query of the
    database: figures are read from what was prepared."""
    if held is None:
        return [OwnPlace(area, (), ()) for area in areas]
    found = []
    for area in areas:
        own = _headlines(area, held)
        known = {measure.figure.indicator for measure in own}
        around = [] if area.pk == root.pk else _headlines(root, held)
        wider = [measure for measure in around if measure.figure.indicator not in known]
        found.append(OwnPlace(area, own[:MOST], wider[: max(MOST - len(own), 0)]))
    return found


def _headlines(area: "Area", held: "Preparation") -> list[Measure]:
    series: dict[str, list[Figure]] = {}
    for figure in evidence.figures_for(area.key, held=held):
        series.setdefault(figure.indicator, []).append(figure)
    return [
        Measure(figures[-1], figures[-2] if len(figures) > 1 else None)
        for figures in series.values()
        if figures[-1].about.is_headline
    ]
