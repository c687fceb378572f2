"""Need against offer: what children of an area need, what is there for them, and what is missing (S2, S6, S7).

A row of the matrix is a need of an age band at one grouping; a column is an area of the footprint. The places of a
service are one number for all that it serves, so each cell gets the share that its children are of all children in need
whom the service serves. The shares of a service add up to its places; where a count of children is not known, its cell
gets none and says so. Rates are worked out from summed counts, never averaged.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import product

from commonground.foundation.kernel.states import Labelled


class Standing(Labelled):
    """What a cell says, worst first. `NO_NEED` is a count of nought."""

    NOTHING = "nothing", "None in the directory"
    SHORT = "short", "Far fewer places than elsewhere"
    WAITING = "waiting", "Long wait"
    UNKNOWN = "unknown", "Cannot be said"
    OFFERED = "offered", "Offered"
    NO_NEED = "no-need", "No need counted"


GAPS = (Standing.NOTHING, Standing.SHORT, Standing.WAITING)


@dataclass(frozen=True)
class Policy:
    """From packs/gaps.toml. `short_share`: a cell is short below this share of what the row has per child."""

    short_share: float
    long_wait_weeks: int


@dataclass(frozen=True)
class Row:
    """A need of an age band at one grouping. Ages are whole years, both ends included."""

    need: str
    band: str
    grouping: str
    youngest: int
    oldest: int


@dataclass(frozen=True)
class Need:
    """Children in need in one area, of all children there. `count` is None where a symbol stands for it."""

    count: float | None
    of: float | None = None
    symbol: str = ""


@dataclass(frozen=True)
class Offer:
    """A service as the matrix sees it. No ages mean every age; None is what is not known."""

    key: str
    name: str
    provider: str
    needs: frozenset[str]
    groupings: frozenset[str]
    areas: frozenset[str]
    youngest: int | None = None
    oldest: int | None = None
    places: int | None = None
    waiting_weeks: int | None = None
    hours: float | None = None
    ends_on: date | None = None
    places_on: date | None = None
    waiting_on: date | None = None

    def serves(self, row: Row, area: str) -> bool:
        return area in self.areas and row.need in self.needs and row.grouping in self.groupings and self.takes(row)

    def takes(self, row: Row) -> bool:
        """Whether any age of the row is one that the service takes."""
        from_ = 0 if self.youngest is None else self.youngest
        return from_ <= row.oldest and (self.oldest is None or self.oldest >= row.youngest)


@dataclass(frozen=True)
class Cell:
    """One row in one area. `shares`: key of a service → how many of its places fall here, where that is known."""

    row: Row
    area: str
    need: Need
    offers: tuple[Offer, ...] = ()
    shares: Mapping[str, float] = field(default_factory=dict)
    standing: Standing = Standing.UNKNOWN

    @property
    def places(self) -> float | None:
        """This cell's share of the places of its services, None where no share is known."""
        return sum(self.shares.values()) if self.shares else None

    @property
    def without_places(self) -> int:
        """Services of which no share is known."""
        return len(self.offers) - len(self.shares)

    @property
    def per_hundred(self) -> float | None:
        """Places for a hundred children in need."""
        return 100 * self.places / self.need.count if self.places is not None and self.need.count else None

    @property
    def longest_wait(self) -> int | None:
        return max((one.waiting_weeks for one in self.offers if one.waiting_weeks is not None), default=None)

    @property
    def hours(self) -> float | None:
        """Hours a week in which something is open, of the services whose hours are known."""
        known = [one.hours for one in self.offers if one.hours is not None]
        return sum(known) if known else None

    @property
    def unmet(self) -> float | None:
        """Children in need beyond the places, where both are known; all of them where nothing is offered."""
        if self.need.count is None:
            return None
        if not self.offers:
            return self.need.count
        return max(self.need.count - self.places, 0) if self.places is not None and not self.without_places else None


Place = tuple[Row, str]


def matrix(needs: Mapping[Place, Need], offers: Sequence[Offer], policy: Policy) -> dict[Place, Cell]:
    """Every cell for which a need is given, in that order, with what is offered there and how it stands."""
    there = _there(needs, offers)
    shares = _shares(needs, there)
    cells = {
        place: Cell(
            *place,
            need,
            there[place],
            {one.key: shares[one.key, place] for one in there[place] if (one.key, place) in shares},
        )
        for place, need in needs.items()
    }
    of_row: dict[Row, list[Cell]] = defaultdict(list)
    for cell in cells.values():
        of_row[cell.row].append(cell)
    typical = {row: _per_child(its) for row, its in of_row.items()}
    return {place: replace(cell, standing=_standing(cell, typical[cell.row], policy)) for place, cell in cells.items()}


def largest(cells: Iterable[Cell], *, most: int) -> list[Cell]:
    """The gaps with most children whom nothing reaches; those whose number is not known come last."""
    missing = [cell for cell in cells if cell.standing in GAPS]
    order = list(Standing)
    ranked = sorted(missing, key=lambda cell: (cell.unmet is None, -(cell.unmet or 0), order.index(cell.standing)))
    return ranked[:most]


def by_grouping(cells: Iterable[Cell]) -> dict[str, tuple[int, int]]:
    """Of each grouping: cells with a gap, of how many cells that can be judged."""
    counted: dict[str, tuple[int, int]] = {}
    for cell in cells:
        gaps, of = counted.get(cell.row.grouping, (0, 0))
        if cell.standing is not Standing.UNKNOWN:
            counted[cell.row.grouping] = (gaps + (cell.standing in GAPS), of + 1)
    return counted


def _there(needs: Iterable[Place], offers: Iterable[Offer]) -> dict[Place, tuple[Offer, ...]]:
    """What serves each cell. Services are looked for where they are kept by need, kind of help and area, so that
    thousands of them cost no more than what is found."""
    kept: dict[tuple[str, str, str], list[Offer]] = defaultdict(list)
    for one in offers:
        for key in product(one.needs, one.groupings, one.areas):
            kept[key].append(one)
    return {
        (row, area): tuple(one for one in kept[row.need, row.grouping, area] if one.takes(row)) for row, area in needs
    }


def _shares(needs: Mapping[Place, Need], there: Mapping[Place, Sequence[Offer]]) -> dict[tuple[str, Place], float]:
    """What of the places of each service falls to each cell that it serves, by children in need.

    A child is in one row of a need and band however many groupings it has, so groupings share alike.
    """
    served: dict[str, dict[Place, float]] = defaultdict(dict)
    places: dict[str, int] = {}
    for place, here in there.items():
        count = needs[place].count
        for one in here:
            if one.places is not None and count is not None:
                served[one.key][place] = count
                places[one.key] = one.places
    shares = {}
    for key, counts in served.items():
        whole = sum(counts.values())
        for place, count in counts.items():
            shares[key, place] = places[key] * count / whole if whole else 0.0
    return shares


def _per_child(cells: Sequence[Cell]) -> float | None:
    """Places for one child in need over all areas of a row, of the cells where both are known."""
    both = [(cell.places or 0.0, cell.need.count) for cell in cells if _is_countable(cell)]
    children = sum(count for _, count in both if count is not None)
    return sum(places for places, _ in both) / children if children else None


def _is_countable(cell: Cell) -> bool:
    """Where nothing is offered there are no places, and that is known."""
    return cell.need.count is not None and not cell.without_places


def _standing(cell: Cell, typical: float | None, policy: Policy) -> Standing:
    if cell.need.count == 0:
        return Standing.NO_NEED
    if not cell.offers:
        return Standing.NOTHING
    if _is_short(cell, typical, policy):
        return Standing.SHORT
    if (cell.longest_wait or 0) >= policy.long_wait_weeks:
        return Standing.WAITING
    return Standing.OFFERED if _is_countable(cell) else Standing.UNKNOWN


def _is_short(cell: Cell, typical: float | None, policy: Policy) -> bool:
    if typical is None or not _is_countable(cell) or not cell.need.count:
        return False
    return (cell.places or 0.0) / cell.need.count < policy.short_share * typical
