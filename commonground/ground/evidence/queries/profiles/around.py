"""What a figure of an area is held against: England, and the areas that hold it. More comparators come in here."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import takewhile
from typing import TYPE_CHECKING

from commonground.foundation.analysis.comparison import Outcome, compare
from commonground.foundation.analysis.definitions import Method
from commonground.foundation.analysis.intervals import Interval
from commonground.ground.evidence.models import Preparation
from commonground.ground.evidence.queries.comparators import Comparators, comparators
from commonground.ground.evidence.rules.comparing import Against, compared
from commonground.ground.evidence.rules.figures import Figure
from commonground.ground.evidence.rules.performance.kinds import beside_england
from commonground.ground.evidence.rules.profiles.content import Beside

if TYPE_CHECKING:
    from commonground.ground.places.models import Area

ENGLAND = "E92000001"
Read = Callable[[str], Sequence[Figure]]  # every figure of an area by its key
NEIGHBOURS = "Statistical neighbours"
NO_FIGURE = "not available for this period"


@dataclass(frozen=True)
class Comparator:
    """An area, or several together, by name, with figures by indicator and period."""

    name: str
    figures: Mapping[tuple[str, str], Figure]

    def beside(self, figure: Figure) -> Beside:
        """Its figure of the same indicator and period, and how the area compares with it."""
        found = self.figures.get((figure.indicator, figure.period))
        if found is None or found.value is None:
            return Beside(self.name, reason=NO_FIGURE if found is None else found.text)
        if figure.about.method is Method.COUNT:  # a whole is no comparator of its part: say which share of it is here
            share = f"{100 * (figure.value or 0) / found.value:.0f}% of {found.text}" if found.value else found.text
            return Beside(self.name, found.value, share if figure.value is not None else found.text)
        ends = None if figure.lower is None or figure.upper is None else Interval(figure.lower, figure.upper)
        compared = compare(ends, found.value, figure.about.polarity)
        return Beside(
            self.name, found.value, found.text, "" if compared.reason else compared.outcome.value, compared.reason
        )


def wholes_of(area: "Area", above: Sequence["Area"]) -> list["Area"]:
    """What holds the area, smallest first, without England: its county and region. `above` as `above_root` says."""
    own = [] if area.footprint is None or area.footprint.root_id == area.pk else [area.footprint.root]
    return [*own, *takewhile(lambda one: one.key != ENGLAND, above)]


@dataclass(frozen=True)
class Together:
    """Statistical neighbours together, from the prepared tables; the edition is that of the figure's period."""

    held: Comparators
    name: str = NEIGHBOURS

    def beside(self, figure: Figure) -> Beside:
        """Their value of the same indicator and period, and how the area compares with it."""
        if not self.held.neighbours:
            return Beside(self.name, reason="this area has no statistical neighbours")
        found = self.held.benchmark(figure, Against.NEIGHBOURS)
        if found is None or found.value is None:
            return Beside(self.name, reason=NO_FIGURE)
        graded = compared(figure, found)
        outcome = "" if graded.outcome is Outcome.NOT_COMPARED else graded.outcome.value
        return Beside(self.name, found.value, f"{figure.about.text(found.value)}{found.brief}", outcome, graded.reason)


def others_of(
    area: "Area", above: Sequence["Area"], read: Read, preparation: Preparation
) -> Sequence[Comparator | Together]:
    """What stands beside the figures of an area after England: the areas that hold it, and its neighbours if any."""
    wholes = [Comparator(whole.name, by_period(read(whole.key))) for whole in wholes_of(area, above)]
    together = Together(comparators(area, read(area.key), held=preparation, above=above, with_targets=False))
    return [*wholes, together] if together.held.neighbours else wholes


def by_period(figures: Iterable[Figure]) -> dict[tuple[str, str], Figure]:
    return {(one.indicator, one.period): one for one in figures}


def beside(figure: Figure, others: Sequence[Comparator | Together]) -> tuple[Beside, ...]:
    """England first, then the others; England itself is beside nothing."""
    if figure.area_key == ENGLAND:
        return ()
    return (beside_england(figure), *(one.beside(figure) for one in others))
