"""What an area can be compared with, and the values to compare with, from the prepared tables."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING

from commonground.foundation.analysis.definitions import Method
from commonground.foundation.analysis.spread import Spread
from commonground.ground.evidence.models import NeighbourSet, Preparation, Target
from commonground.ground.evidence.queries import cube
from commonground.ground.evidence.queries.figures import figures_for
from commonground.ground.evidence.queries.neighbours import Listed, editions_of
from commonground.ground.evidence.rules.comparing import Against, Benchmark, Standing
from commonground.ground.evidence.rules.figures import Figure
from commonground.ground.evidence.rules.neighbours import applied
from commonground.ground.places import queries as places

if TYPE_CHECKING:
    from commonground.ground.places.models import Area

ENGLAND = "E92000001"
LEVEL_MEDIAN = "the median of the areas of its level"
OWN_TARGET = "own target"
Key = tuple[str, str]  # indicator, period


@dataclass(frozen=True)
class Comparators:
    """Of one area. `wholes` are England and what the area lies in; `targets` and `neighbours` may be empty.

    `asked_edition` is the slug of the edition that a person chose; without one the edition in force is taken.
    """

    wholes: Sequence["Area"]
    editions: Sequence[NeighbourSet]
    neighbours: Mapping[str, Sequence[Listed]]
    targets: Mapping[Key, Target]
    asked_edition: str = ""
    _values: Mapping[str, Mapping[Key, Figure]] = field(default_factory=dict)
    _together: Mapping[tuple[str, str, str], Benchmark] = field(default_factory=dict)
    _spreads: Mapping[tuple[str, str, str], Spread] = field(default_factory=dict)
    _ties: Mapping[tuple[str, str, str, float], int] = field(default_factory=dict)

    def edition_for(self, figure: Figure) -> tuple[NeighbourSet, bool] | None:
        """The edition for a figure's period, and whether it was in force on its last day (or chosen)."""
        held = [one for one in self.editions if one.slug in self.neighbours]
        chosen = next((one for one in held if one.slug == self.asked_edition), None)
        if chosen is not None:
            return chosen, True
        found = applied(held, figure.about.period(figure.period).until - timedelta(days=1))
        return (found.edition, found.was_in_force) if found else None

    def benchmark(self, figure: Figure, against: str) -> Benchmark | None:
        """The value to compare a figure with; None where there is none for its period."""
        key = (figure.indicator, figure.period)
        if figure.about.method is Method.COUNT:
            return None
        if against == Against.TARGET:
            target = self.targets.get(key)
            return Benchmark(target.value, OWN_TARGET) if target else None
        if against == Against.NEIGHBOURS:
            edition = self.edition_for(figure)
            return self._together.get((edition[0].slug, *key)) if edition else None
        if against == Against.LEVEL:
            spread = self.spread(figure)
            return (
                Benchmark(spread.middle, LEVEL_MEDIAN, spread.known, spread.known + spread.missing) if spread else None
            )
        found = self._values.get(against, {}).get(key)
        return Benchmark(found.value) if found is not None and found.value is not None else None

    def spread(self, figure: Figure) -> Spread | None:
        """How the areas of its level lie."""
        return self._spreads.get((figure.level, figure.indicator, figure.period))

    def standing(self, figure: Figure) -> Standing | None:
        """Rank, ties and what is missing; None for a figure without a rank."""
        spread = self.spread(figure)
        if figure.rank is None or figure.value is None or spread is None:
            return None
        tied = self._ties.get((figure.level, figure.indicator, figure.period, figure.value), 1)
        return Standing(figure.rank, spread.known, tied, spread.missing)


def above_root(area: "Area") -> list["Area"]:
    """What an official area lies in, and of another area what the place lies in that it was drawn for. One query."""
    return places.wholes_above(area if area.footprint is None or area.code else area.footprint.root)


def comparators(
    area: "Area",
    figures: Sequence[Figure],
    *,
    held: Preparation,
    edition: str = "",
    above: Sequence["Area"] | None = None,
    with_targets: bool = True,
) -> Comparators:
    """All that the figures of an area can be compared with, of targets too. At most four queries, one fewer where it is
    known what is `above_root`; five reads of prepared tables."""
    wholes, editions = _wholes(area, above_root(area) if above is None else above), editions_of(area.key)
    levels = sorted({figure.level for figure in figures if figure.level})
    wanted = sorted({figure.indicator for figure in figures})
    return Comparators(
        wholes=wholes,
        editions=[edition for edition, _ in editions],
        neighbours={edition.slug: listed for edition, listed in editions},
        targets=targets_of(area) if with_targets else {},
        asked_edition=edition,
        _values={
            whole.slug: {(one.indicator, one.period): one for one in figures_for(whole.key, held=held)}
            for whole in wholes
        },
        _together={
            (row["edition"], row["indicator"], row["period"]): Benchmark(
                row["value"], row["how"], row["known"], row["of"]
            )
            for row in cube.beside_where(held, "neighbours", area=area.key, indicator=wanted)
        },
        _spreads=_spreads(held, levels, wanted),
        _ties={
            (row["level"], row["indicator"], row["period"], row["value"]): row["tied"]
            for row in cube.beside_where(held, "ties", level=levels, indicator=wanted)
        }
        if levels
        else {},
    )


def targets_of(area: "Area") -> dict[Key, Target]:
    """Targets of an area that are not withdrawn, by indicator and period. One query."""
    rows = Target.objects.filter(area=area.pk, withdrawn_on=None)
    return {(row.indicator_id, row.period): row for row in rows}


def _spreads(held: Preparation, levels: Sequence[str], wanted: Sequence[str]) -> dict[tuple[str, str, str], Spread]:
    if not levels:
        return {}
    names = ("low", "quarter", "middle", "three_quarters", "high", "known", "missing")
    return {
        (row["level"], row["indicator"], row["period"]): Spread(*[row[name] for name in names])
        for row in cube.beside_where(held, "spreads", level=levels, indicator=wanted)
    }


def _wholes(area: "Area", above: Sequence["Area"]) -> list["Area"]:
    """England, then what the area lies in from the largest to the smallest. Not itself. A query more only where England
    is not above."""
    own = [area.footprint.root] if area.footprint and area.code is None else []
    around = [*own, *above[: 2 if own else 3]]
    if not own and len(around) == 3 and around[1].key == ENGLAND:
        around.pop()
    found = {one.key: one for one in reversed(around)}
    met = [one for one in above if one.key == ENGLAND] or list(places.areas_by_key([ENGLAND]).values())
    listed = [*(one for one in met if ENGLAND not in found), *found.values()]
    return [one for one in listed if one.pk != area.pk]
