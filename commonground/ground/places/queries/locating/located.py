"""What is known of where something lies."""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from commonground.ground.places.rules import NotLocated

if TYPE_CHECKING:
    from commonground.ground.places.models import Area, AreaSet, Footprint, FootprintLevel, FootprintVersion


@dataclass(frozen=True)
class Official:
    """A council's area. `slug` and `area_id` are there where the area is registered, so that it has a page."""

    code: str
    name: str
    slug: str = ""
    area_id: UUID | None = None


@dataclass(frozen=True)
class AreaOfSet:
    """A small area or a ward, and the set of areas that draws it so (small areas of 2011, wards of 2025)."""

    set: "AreaSet"
    area: "Area"


@dataclass(frozen=True)
class InFootprint:
    """One level of a footprint on the day. `area` is None where it cannot be said, and `why` says why not.

    `version` is the one in force on the day, None where there was none (then `level` is None as well).
    """

    footprint: "Footprint"
    version: "FootprintVersion | None"
    level: "FootprintLevel | None"
    area: "Area | None"
    why: str = ""


@dataclass(frozen=True, slots=True)
class Located:
    """Where something lies as at a day.

    `problem` says why it has no place here, and what is known all the same stays (the district of a postcode outside
    of the area, say). `notes` are sentences on what this site has not loaded and on what does not agree: never
    guessed, never left out.
    """

    asked: str
    on: date
    postcode: str = ""
    easting: float | None = None
    northing: float | None = None
    authority: Official | None = None
    district: Official | None = None
    small_areas: "tuple[AreaOfSet, ...]" = ()
    wards: "tuple[AreaOfSet, ...]" = ()
    footprints: "tuple[InFootprint, ...]" = ()
    problem: NotLocated | None = None
    notes: tuple[str, ...] = ()

    @property
    def ward(self) -> AreaOfSet | None:
        """The ward as last drawn before the day; None where only later wards, or none, are loaded."""
        drawn = [ward for ward in self.wards if ward.set.year is None or ward.set.year <= self.on.year]
        return max(drawn, key=lambda ward: ward.set.year or 0, default=None)

    def small_area(self, year: int) -> "Area | None":
        """The small area of one census: 2011 or 2021."""
        return next((one.area for one in self.small_areas if one.set.year == year), None)

    def area_of(self, footprint: str, level: str = "") -> "Area | None":
        """The area of a footprint, by slug; of its finest level where none is named."""
        held = [one for one in self.footprints if one.footprint.slug == footprint and one.level is not None]
        named = [one for one in held if not level or (one.level is not None and one.level.slug == level)]
        return max(named, key=lambda one: one.level.order if one.level else 0).area if named else None
