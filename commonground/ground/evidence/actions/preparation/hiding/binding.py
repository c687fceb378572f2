"""What binds counts to each other: areas that add up to areas, and counts that add up to counts."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from commonground.foundation.analysis.definitions import Method
from commonground.foundation.analysis.shares import PIECE
from commonground.ground.evidence.actions.preparation.hiding.counting import BOTTOM, REST, TOP, Counts, Kind
from commonground.ground.evidence.actions.preparation.observing import moved
from commonground.ground.evidence.rules.basis import Plan
from commonground.ground.evidence.rules.indicators import Definition

LEAST = 1e-6
MOST_ADDENDS = 4  # of a sum that nobody declared
MOST_SEARCHED = 24  # kinds of one period among which such sums are looked for


@dataclass(frozen=True)
class Bound:
    """A whole area and the areas that make it up, each times a share. `cut` are those that count by pieces: it binds
    only where these were counted themselves."""

    whole: str
    layer: str
    parts: Mapping[str, float]
    cut: frozenset[str] = frozenset()

    @property
    def is_of_whole_areas(self) -> bool:
        return all(share == 1.0 for share in self.parts.values())


@dataclass(frozen=True)
class Sum:
    """A count that is the sum of others in every area."""

    whole: Kind
    parts: tuple[Kind, ...]


def bounds(plans: Iterable[Plan]) -> list[Bound]:
    """How areas make up areas, by every way in which a figure could be put together. Pieces of an area that was drawn
    anew are shares of it."""
    found: dict[tuple[str, str], dict[str, float]] = {}
    cut: dict[tuple[str, str], set[str]] = defaultdict(set)
    for plan in plans:
        shares = {share.piece: share.share for share in plan.shares}
        groups: dict[tuple[str, str], dict[str, float]] = defaultdict(dict)
        for part, whole, layer in plan.placed:
            area, is_piece, _ = part.partition(PIECE)
            groups[whole, layer][area] = groups[whole, layer].get(area, 0.0) + shares.get(part, 1.0)
            if is_piece:
                cut[whole, layer].add(area)
        found |= groups | {(one.whole, one.layer): dict.fromkeys(one.parts, 1.0) for one in plan.entire}
    return [
        Bound(whole, layer, parts, frozenset(cut[whole, layer]))
        for (whole, layer), parts in found.items()
        if list(parts) != [whole]
    ]


def binding(bound: Iterable[Bound], known: Mapping[str, float | None], observed: Collection[str]) -> list[Bound]:
    """Those that bind a kind with these counts, without those that follow from others.

    A whole that nobody knows tells nothing of parts that nobody knows either.
    """
    applying = [one for one in bound if _applies(one, known) and one.cut <= frozenset(observed)]
    by_whole: dict[str, dict[str, Bound]] = defaultdict(dict)
    for one in applying:
        by_whole[one.whole][one.layer] = one
    return [
        one
        for one in applying
        if not any(
            _follows(one, coarser, by_whole)
            for coarser in by_whole[one.whole].values()
            if len(coarser.parts) < len(one.parts)
        )
    ]


def _applies(bound: Bound, known: Mapping[str, float | None]) -> bool:
    if bound.whole not in known or known.keys().isdisjoint(bound.parts):
        return False
    return known[bound.whole] is not None or known.keys() >= bound.parts.keys()


def _follows(one: Bound, coarser: Bound, by_whole: Mapping[str, Mapping[str, Bound]]) -> bool:
    """Whether the coarser parts of the same whole are themselves made up of just these."""
    together: dict[str, float] = defaultdict(float)
    for part, share in coarser.parts.items():
        inner = by_whole.get(part, {}).get(one.layer)
        for area, inner_share in inner.parts.items() if inner else ():
            together[area] += share * inner_share
    same_areas = together.keys() == one.parts.keys()
    return same_areas and all(abs(together[area] - share) < LEAST for area, share in one.parts.items())


def same(counts: Counts, about: Mapping[str, Definition]) -> dict[Kind, Kind]:
    """Each kind → the one that stands for all that count the same people: alike in every area of one period, or made
    from each other."""
    stands: dict[Kind, Kind] = {}
    met: dict[tuple[str, tuple[tuple[str, float | None], ...]], Kind] = {}
    for kind in sorted(counts.of):
        vector = tuple(sorted(counts.of[kind].items(), key=lambda pair: pair[0]))
        stands[kind] = met.setdefault((kind.period, vector), kind)
    for kind in sorted(counts.of):
        for other in _made_from(kind, about):
            if other in stands and counts.of[other] == counts.of[kind]:
                old, new = stands[kind], stands[other]
                stands = {one: new if held == old else held for one, held in stands.items()}
    return stands


def _made_from(kind: Kind, about: Mapping[str, Definition]) -> Iterator[Kind]:
    made_from = about[kind.indicator].made_from
    if kind.role == TOP and made_from.numerator:
        yield Kind(made_from.numerator, "value", moved(kind.period, made_from.numerator_years))
    if kind.role == BOTTOM and made_from.denominator:
        yield Kind(made_from.denominator, "value", moved(kind.period, made_from.denominator_years))


def add_rests(counts: Counts, about: Mapping[str, Definition], thresholds: Mapping[str, int]) -> list[Sum]:
    """Of every percentage: those who are not counted in it. They are shown nowhere but can be worked out."""
    found = []
    for kind in sorted(kind for kind in counts.of if kind.role == TOP):
        bottom, rest = kind._replace(role=BOTTOM), kind._replace(role=REST)
        if about[kind.indicator].method is not Method.PROPORTION or bottom not in counts.of:
            continue
        pairs = {area: (top, counts.of[bottom].get(area)) for area, top in counts.of[kind].items()}
        left = {area: below - top for area, (top, below) in pairs.items() if top is not None and below is not None}
        is_part = all(count >= -LEAST for count in left.values())
        few = any(LEAST < count < thresholds[kind.indicator] for count in left.values())
        if is_part and left and (few or bottom not in counts.public):
            counts.of[rest] = {area: max(count, 0.0) for area, count in left.items()}
            found.append(Sum(bottom, (kind, rest)))
        elif bottom in counts.public:
            del counts.of[bottom]
    return found


def sums(counts: Counts, kinds: Sequence[Kind]) -> list[Sum]:
    """Counts that are the sum of two to four others of the same period in every area, whether or not anybody said so:
    boys and girls beside all children. An outsider would see it too."""
    by_period: dict[str, list[Kind]] = defaultdict(list)
    for kind in kinds:
        by_period[kind.period].append(kind)
    return [found for of_period in by_period.values() for found in _sums(counts, of_period[:MOST_SEARCHED])]


def _sums(counts: Counts, kinds: Sequence[Kind]) -> Iterator[Sum]:
    for whole in kinds:
        totals = counts.of[whole]
        areas = [area for area, count in totals.items() if count]
        beside = [kind for kind in kinds if kind != whole and _is_within(counts.of[kind], totals)]
        if len(areas) < 2:
            continue
        first = {kind: counts.of[kind].get(areas[0]) or 0.0 for kind in beside}
        for size in range(2, MOST_ADDENDS + 1):
            for parts in combinations(beside, size):
                if abs(sum(first[part] for part in parts) - (totals[areas[0]] or 0.0)) < LEAST and _add_up(
                    counts, whole, parts
                ):
                    yield Sum(whole, parts)


def _is_within(part: Mapping[str, float | None], whole: Mapping[str, float | None]) -> bool:
    known = [(count, whole.get(area)) for area, count in part.items() if count]
    return bool(known) and all(total is None or count <= total + LEAST for count, total in known)


def _add_up(counts: Counts, whole: Kind, parts: Sequence[Kind]) -> bool:
    for area, total in counts.of[whole].items():
        several = [counts.of[part].get(area) for part in parts]
        known = [count for count in several if count is not None]
        if total is not None and len(known) == len(parts) and abs(sum(known) - total) > LEAST:
            return False
    return True
