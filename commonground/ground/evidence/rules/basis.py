"""Through which small areas a figure of a larger area is put together, where its own do not hold the numbers.

Three ways, the first that knows a number wins: the very areas it was published for; areas of another year, carried over
piece by piece; areas that are counted to it by best fit, of the same year or of another.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from commonground.foundation.analysis.shares import Share
from commonground.ground.evidence.rules.coverage import Layered
from commonground.ground.places.rules import ChangeRow, FitRow

BEST_FIT = "best fit"
BY_POINT = "point"  # each postcode or school was counted where its point lies
NO_FIT = "none"  # no small area is counted to it


@dataclass(frozen=True)
class Basis:
    """A layer by its name and what is to be said of figures that come through it.

    `rebased_from` and `rebased_to` are sets of areas, empty where nothing was carried over; `preference` counts from
    nought for what is taken first; `weighted_by` is the indicator by which split areas were shared out, empty for
    equal shares.
    """

    layer: str
    preference: int = 0
    rebased_from: str = ""
    rebased_to: str = ""
    fit: str = ""
    weighted_by: str = ""


class Placed(NamedTuple):
    """A part of a whole through a layer. A part is an area, or the piece of one that lies in another."""

    part: str
    whole: str
    layer: str


@dataclass(frozen=True)
class Direction:
    """Figures of one set of areas shown on another: 2011 on 2021, and the reverse."""

    before: str
    after: str
    shares: Sequence[Share]
    weighted_by: str = ""

    @property
    def layer(self) -> str:
        return f"{self.before} on {self.after}"


@dataclass(frozen=True)
class Entire:
    """A whole that a dataset holds every part of. What it says of them makes the whole up, and nothing else does.

    `parts`: all areas of the dataset that begin alike, in order.
    """

    dataset: str
    whole: str
    parts: Sequence[str]

    @property
    def layer(self) -> str:
        return f"all of {self.dataset}"


@dataclass(frozen=True)
class Plan:
    """Every way in which wholes may be put together, and what each way is called."""

    placed: Sequence[Placed]
    bases: Sequence[Basis]
    shares: Sequence[Share]
    entire: Sequence[Entire] = ()
    without_fit: Sequence[str] = ()
    fitted: frozenset[str] = frozenset()

    @property
    def redrawn(self) -> list[str]:
        """Areas whose figures are carried over from others."""
        return sorted({share.successor for share in self.shares})


def plan(
    layered: Sequence[Layered],
    directions: Sequence[Direction],
    fits: Sequence[FitRow],
    without_fit: Sequence[str] = (),
    *,
    entire: Sequence[Entire] = (),
) -> Plan:
    """All ways for all wholes. `layered`: what covers each whole as it is (`coverage.covering`)."""
    own = _groups(layered)
    fitted = _fitted(own, fits, frozenset(without_fit))
    placed = [Placed(*row) for row in layered]
    layers = [*(row.layer for row in layered), *(one.layer for one in entire)]
    bases = {layer: Basis(layer) for layer in layers}
    for (whole, layer), parts in fitted.items():
        basis = Basis(f"{layer} by {BEST_FIT}", 2, fit=BEST_FIT)
        bases[basis.layer] = basis
        placed += [Placed(part, whole, basis.layer) for part in sorted(parts)]
    for direction in directions:
        for basis, rows in _carried_over(direction, own, fitted):
            bases[basis.layer] = basis
            placed += rows
    return Plan(
        placed=placed,
        bases=[bases[name] for name in sorted(bases)],
        shares=[share for direction in directions for share in direction.shares],
        entire=entire,
        without_fit=list(without_fit),
        fitted=frozenset(row.whole for row in fits),
    )


def both_ways(changes: Iterable[ChangeRow]) -> dict[tuple[str, str], list[tuple[str, str]]]:
    """Pairs (area, area it is carried over to) of each direction: of each two sets, and the reverse."""
    found: dict[tuple[str, str], list[tuple[str, str]]] = defaultdict(list)
    for row in changes:
        found[row.before, row.after].append((row.former, row.successor))
        found[row.after, row.before].append((row.successor, row.former))
    return dict(found)


Groups = Mapping[tuple[str, str], Collection[str]]  # whole, layer → parts


def _groups(layered: Iterable[Layered]) -> dict[tuple[str, str], set[str]]:
    found: dict[tuple[str, str], set[str]] = defaultdict(set)
    for row in layered:
        found[row.whole, row.layer].add(row.part)
    return dict(found)


def _fitted(own: Groups, fits: Sequence[FitRow], without: frozenset[str]) -> dict[tuple[str, str], set[str]]:
    """Small areas by best fit of the larger areas themselves, and of wholes that are put together from those.

    A whole whose small areas are known to lie in it needs none. An area without a best fit brings nobody: its people
    are counted beside it, so a locality that holds it is the sum of the others.
    """
    found: dict[tuple[str, str], set[str]] = defaultdict(set)
    parts_of: dict[str, set[str]] = defaultdict(set)
    base_of: dict[str, str] = {}
    for row in fits:
        parts_of[row.whole].add(row.part)
        base_of[row.whole] = row.base
        found[row.whole, row.base].add(row.part)
    known = {*parts_of, *without}
    for (whole, _), parts in own.items():
        bases = {base_of[part] for part in parts if part in base_of}
        if len(bases) == 1 and known.issuperset(parts):
            base = bases.pop()
            if (whole, base) not in own:
                found[whole, base].update(*(parts_of.get(part, set()) for part in parts))
    return dict(found)


def _carried_over(direction: Direction, own: Groups, fitted: Groups) -> Iterator[tuple[Basis, list[Placed]]]:
    pieces: dict[str, list[str]] = defaultdict(list)
    for share in direction.shares:
        pieces[share.successor].append(share.piece)
    names = {"rebased_from": direction.before, "rebased_to": direction.after, "weighted_by": direction.weighted_by}
    rebased = Basis(direction.layer, 1, **names)
    by_fit = Basis(f"{direction.layer} by {BEST_FIT}", 3, fit=BEST_FIT, **names)
    rows = [Placed(piece, area, rebased.layer) for area in sorted(pieces) for piece in pieces[area]]
    for basis, groups in ((rebased, own), (by_fit, fitted)):
        for (whole, layer), parts in groups.items():
            has_own = (whole, direction.before) in own  # the same numbers, without the way round
            if layer == direction.after and not has_own and not pieces.keys().isdisjoint(parts):
                there = [piece for part in sorted(parts) for piece in pieces.get(part, [part])]
                rows += [Placed(piece, whole, basis.layer) for piece in there]
        yield basis, rows
        rows = []
