"""What ends when funding ends: services and places by quarter, and what is left beside them (peers A6)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from commonground.ground.directory.rules.gaps import Offer


@dataclass(frozen=True)
class Edge:
    """A service whose funding ends, and the services that go on for the same needs, ages and areas."""

    offer: Offer
    ends_on: date
    left: tuple[Offer, ...]

    @property
    def alone_in(self) -> frozenset[str]:
        """Areas in which nothing else serves any of its needs."""
        return self.offer.areas - frozenset[str]().union(*(one.areas for one in self.left))


@dataclass(frozen=True)
class Quarter:
    """The edges of one quarter of a calendar year. Services without a number of places are counted beside."""

    first: date
    edges: tuple[Edge, ...]

    @property
    def places(self) -> int:
        return sum(edge.offer.places or 0 for edge in self.edges)

    @property
    def without_places(self) -> int:
        return sum(edge.offer.places is None for edge in self.edges)


def cliff(offers: Sequence[Offer], *, on: date, until: date) -> list[Quarter]:
    """Quarters with funding that ends from `on` to `until`, both days included, soonest first.

    What is left are services whose funding is not known to end, or ends later.
    """
    ending = sorted(
        (one for one in offers if one.ends_on is not None and on <= one.ends_on <= until),
        key=lambda one: (one.ends_on or on, one.name),
    )
    quarters: dict[date, list[Edge]] = {}
    for one in ending:
        assert one.ends_on is not None
        left = tuple(other for other in offers if other.key != one.key and _goes_on(other, one, after=one.ends_on))
        quarters.setdefault(quarter(one.ends_on), []).append(Edge(one, one.ends_on, left))
    return [Quarter(first, tuple(edges)) for first, edges in sorted(quarters.items())]


def quarter(day: date) -> date:
    """The first day of its quarter."""
    return date(day.year, 3 * ((day.month - 1) // 3) + 1, 1)


def ended(offers: Iterable[Offer], *, on: date) -> list[Offer]:
    """Services that are still listed though their funding has ended: somebody has to say what became of them."""
    return sorted((one for one in offers if one.ends_on is not None and one.ends_on < on), key=lambda one: one.name)


def _goes_on(other: Offer, one: Offer, *, after: date) -> bool:
    if other.ends_on is not None and other.ends_on <= after:
        return False
    from_ = max(one.youngest or 0, other.youngest or 0)
    ends = [age for age in (one.oldest, other.oldest) if age is not None]
    return bool(other.needs & one.needs and other.areas & one.areas) and (not ends or from_ <= min(ends))
