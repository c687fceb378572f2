"""Which map a place is shown on: the one asked for, the one of a day, or the one in force today."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from commonground.foundation.kernel.errors import NotFound
from commonground.ground.places.rules import Status, holds_on


class Stands(StrEnum):
    """How a map sees an area."""

    DIVIDED = "divided"  # it is the whole place that the map divides
    OWN = "own"  # it is an area of the map
    WITHIN = "within"  # it lies in one area of the map
    APART = "apart"  # its parts lie in several areas of the map


@dataclass(frozen=True)
class Map:
    """One version of a footprint, and how it sees the area of the page."""

    footprint: str
    slug: str
    label: str
    status: str
    stands: Stands
    valid_from: date | None = None
    valid_until: date | None = None
    groups_schools: bool = False  # its areas are groups of schools: of maps, people mean those of ground first

    @property
    def address(self) -> str:
        """As `?map=` has it."""
        return f"{self.footprint}/{self.slug}"

    @property
    def is_own(self) -> bool:
        """The map divides the area, or has it as one of its own."""
        return self.stands in (Stands.DIVIDED, Stands.OWN)

    def is_in_force(self, on: date) -> bool:
        """Published, and holding on the day: from its first day until, not including, its last."""
        was_published = self.status in (Status.PUBLISHED, Status.SUPERSEDED)
        return was_published and holds_on(on, self.valid_from, self.valid_until)

    def since(self, today: date) -> str:
        """When it holds, in words."""
        first = f"{self.valid_from:%-d %B %Y}" if self.valid_from else "a day not given"
        if self.status == Status.PROPOSED:
            return f"proposed from {first}"
        if self.valid_until:
            return f"in force from {first} until {self.valid_until:%-d %B %Y}"
        return f"in force since {first}" if self.is_in_force(today) else f"in force from {first}"


def _as_meant(one: Map) -> tuple[bool, date, str]:
    return not one.groups_schools, one.valid_from or date.min, one.address


def chosen_map(maps: Sequence[Map], *, wanted: str = "", on: date | None = None, today: date) -> Map | None:
    """The map to show an area on. None where no map shows it.

    `wanted` is an address of a map; `on` a day, for the map in force then. Otherwise the map in force today that was
    drawn last, of ground before of schools, among those that have the area as one of their own; an area of no map in
    force is shown on its own one.
    Raises NotFound for a map that does not show the area, and for a day on which no map did.
    """
    if wanted:
        found = next((one for one in maps if one.address == wanted), None)
        if found is None:
            raise NotFound(f"This place is not on a map “{wanted}”. The page of the place lists its maps.")
        return found
    held = [one for one in maps if one.is_in_force(on or today)]
    if on is not None and not held:
        raise NotFound(f"No map of this place was in force on {on:%-d %B %Y}.")
    own = [one for one in held if one.is_own] or [one for one in maps if one.is_own and on is None]
    return max(own or held or maps, key=_as_meant, default=None)
