"""One figure of every area of a map: a series shown on any boundary, with what is not placed (P5, P14)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING

from commonground.foundation.analysis.definitions import Method
from commonground.foundation.kernel.errors import NotFound
from commonground.foundation.kernel.viewer import Viewer
from commonground.ground.evidence.queries import cube
from commonground.ground.evidence.queries.figures import REMEMBERED, Kept, by_area, definitions_of, with_figures
from commonground.ground.evidence.rules.figures import Figure
from commonground.ground.evidence.rules.indicators import Definition
from commonground.ground.places import queries as places

if TYPE_CHECKING:
    from commonground.ground.places.models import Area, FootprintVersion


@dataclass(frozen=True)
class OnMap:
    """The areas of a map at its highest level with their figures, by name; `root` is the place that it divides.

    `held_by` are the areas of the map in which the area that was asked about lies, wholly or by some of its parts.
    """

    key: str  # what it was made from
    about: Definition
    period: str
    version: "FootprintVersion"
    localities: Sequence[places.Locality]
    figures: Sequence[Figure | None]
    root: Figure | None
    maps: Sequence["FootprintVersion"]
    area: "Area | None" = None
    held_by: Sequence["Area"] = ()

    @property
    def period_label(self) -> str:
        return self.about.period(self.period).label

    @property
    def together(self) -> float | None:
        """The sum of the areas, where the figure is a count that all of them have."""
        values = [figure.value if figure else None for figure in self.figures]
        known = [value for value in values if value is not None]
        is_count = self.about.method is Method.COUNT and len(known) == len(values)
        return sum(known) if is_count and known else None

    @property
    def not_placed(self) -> float | None:
        """What the whole place has beside the sum of the areas."""
        if self.together is None or self.root is None or self.root.value is None:
            return None
        return self.root.value - self.together


def on_map(slug: str, period: str, *, footprint: str, version: str, viewer: Viewer, area_reference: str = "") -> OnMap:
    """Raises NotFound for a map, an area or a period that is not there; with the periods there are."""
    preparation = cube.current_preparation()
    if preparation is None:
        raise NotFound("No figures have been prepared yet. `commonground import` loads some.")
    found = places.version_for(viewer, footprint_slug=footprint, version_slug=version)
    if not found.is_open_to_all:
        raise NotFound("Figures are shown on maps that were proposed or published. Propose this one first.")
    return _on_map(Kept(preparation), places.state(), slug, period, found, area_reference, viewer.today)


@lru_cache(maxsize=REMEMBERED)
def _on_map(
    kept: Kept,
    places_are: places.State,
    slug: str,
    period: str,
    version: "FootprintVersion",
    area_reference: str,
    today: date,
) -> OnMap:
    """Public evidence on a map that is open to all, remembered under all that it was made from."""
    about, root = _about(slug, kept), version.footprint.root
    held = by_area(slug, held=kept.preparation)
    area = places.area_by_reference(area_reference, on=today) if area_reference else None
    localities = next(iter(places.localities(version).values()), [])
    wanted = about.period(period).slug if period else _newest(held, root.key, localities)
    listed = [_at(held.get(one.area.key, ()), wanted) for one in localities]
    if not any(listed):
        periods = sorted({figure.period for one in localities for figure in held.get(one.area.key, ())})
        there_are = f"There are: {', '.join(periods)}." if periods else "There are none."
        raise NotFound(f"No area of {version.label} has a figure of {about.short_name} for {wanted}. {there_are}")
    return OnMap(
        key=f"{kept.preparation.identity} {' '.join(map(str, places_are))}",
        about=about,
        period=wanted,
        version=version,
        localities=localities,
        figures=listed,
        root=_at(held.get(root.key, ()), wanted),
        maps=with_figures(places.maps_of(area or root), held, wanted),
        area=area,
        held_by=places.wholes_on(version, area) if area else (),
    )


def _about(slug: str, kept: Kept) -> Definition:
    """As it was when the cube was made. Raises NotFound."""
    held = definitions_of(kept)
    if slug not in held:
        raise NotFound(f"There is no indicator ‘{slug}’. The evidence page lists them.")
    return held[slug]


def _newest(held: Mapping[str, Sequence[Figure]], root: str, localities: Sequence[places.Locality]) -> str:
    keys = [root, *(one.area.key for one in localities)]
    return max((figure.period for key in keys for figure in held.get(key, ())), default="")


def _at(figures: Sequence[Figure], period: str) -> Figure | None:
    return next((figure for figure in figures if figure.period == period), None)
