"""How much of each area is further than a distance from the nearest place that offers something (S8).

Postcodes stand for where people live: they are the finest picture that every place has.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy

from commonground.foundation.analysis.grid import beyond, to_national_grid
from commonground.foundation.kernel.errors import NotFound
from commonground.foundation.kernel.viewer import Viewer
from commonground.ground.directory.models import ServiceAtLocation
from commonground.ground.directory.queries.gaps import Choice, map_chosen
from commonground.ground.directory.queries.needs import counted, distances_km, limit, needs
from commonground.ground.directory.queries.offers import offers
from commonground.ground.directory.queries.words import Word, groupings
from commonground.ground.directory.rules.gaps import Offer, Row
from commonground.ground.places import queries as places

if TYPE_CHECKING:
    from commonground.ground.places.models import Area

Point = tuple[float, float]
METRES = 1000


@dataclass(frozen=True)
class Far:
    """Of the postcodes of an area, how many are further than the distance. Both None where its postcodes are not known.

    `offered` are places that offer it to the area; `without_place` services that are nowhere: at home, on the phone.
    """

    area: "Area"
    beyond: int | None
    postcodes: int | None
    offered: int
    without_place: int

    @property
    def share(self) -> float | None:
        """Of nought to one. None where there is no place to be far from, or nobody knows."""
        if not self.offered or self.beyond is None or not self.postcodes:
            return None
        return self.beyond / self.postcodes


@dataclass(frozen=True)
class FarLine:
    """One need of an age band and kind of help, with a cell for each area."""

    row: Row
    need: Word
    grouping: Word
    cells: tuple[Far, ...]


@dataclass(frozen=True)
class FarPage:
    """What was chosen, and the lines. `largest` are the cells with the largest share beyond, with their line."""

    choices: tuple[Choice, ...]
    chosen: Choice
    kilometres: int
    distances: tuple[int, ...]
    lines: tuple[FarLine, ...]
    source: str

    @property
    def largest(self) -> list[tuple[FarLine, Far]]:
        told = [(line, cell) for line in self.lines for cell in line.cells if cell.share]
        return sorted(told, key=lambda pair: -(pair[1].share or 0))[: limit("most_named")]

    @property
    def is_known(self) -> bool:
        """Whether the postcodes of any area are known."""
        return any(cell.postcodes is not None for line in self.lines for cell in line.cells)


def far_page(viewer: Viewer, *, map_slug: str = "", kilometres: int | None = None) -> FarPage:
    """How far help is on one map. Raises NotFound for another map or distance."""
    on = viewer.today
    choices, chosen = map_chosen(map_slug, on=on)
    words, kinds = needs(), groupings()
    far = limit("usual_km") if kilometres is None else kilometres
    if far not in distances_km():
        raise NotFound("There is no such distance to choose. Choose one of the list.")
    homes = places.postcode_points(chosen.areas, on=on)
    there, metres = _There(homes, offers(homes.reaches, on=on), _where()), METRES * far
    lines = [
        FarLine(
            row, words[row.need], kinds[row.grouping], tuple(there.far(row, area, metres) for area in chosen.areas)
        )
        for one in counted()
        for row in one.rows
    ]  # fmt: skip
    return FarPage(choices, chosen, far, distances_km(), tuple(lines), places.postcode_source())


@dataclass(frozen=True)
class _There:
    """Where people live, what is offered, and where that is."""

    homes: places.PostcodePoints
    offered: Sequence[Offer]
    where: Mapping[str, Sequence[Point]]

    def far(self, row: Row, area: "Area", metres: float) -> Far:
        here = [one.key for one in self.offered if one.serves(row, area.key)]
        points = sorted({point for key in here for point in self.where.get(key, ())})
        nowhere = sum(key not in self.where for key in here)
        homes = self.homes.of[area.key]
        if homes is None:
            return Far(area, None, None, len(points), nowhere)
        return Far(area, beyond(homes, points, metres=metres), len(homes), len(points), nowhere)


def _where() -> Mapping[str, Sequence[Point]]:
    """Slug of a service → its places on the National Grid. A confidential one is none, so nothing of it is told."""
    rows = ServiceAtLocation.objects.in_the_open().filter(location__latitude__isnull=False).order_by()
    told = list(rows.values_list("service__slug", "location__longitude", "location__latitude"))
    found: dict[str, list[Point]] = defaultdict(list)
    if told:
        metres = to_national_grid(numpy.array([(east, north) for _, east, north in told], dtype=float))
        for (slug, _, _), (east, north) in zip(told, metres.tolist(), strict=True):
            found[slug].append((east, north))
    return found
