"""One cell of the gap matrix with all that it is made of: the figures on one side, the services on the other."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.text import slugify

from commonground.foundation.design.drawing import Drawing
from commonground.foundation.kernel.errors import NotFound
from commonground.foundation.kernel.viewer import Viewer
from commonground.ground.directory.queries.gaps import GapPage, Line, gap_page
from commonground.ground.directory.rules.gaps import Cell, Offer, Standing
from commonground.ground.evidence.rules.figures import Figure
from commonground.ground.places import queries as places

if TYPE_CHECKING:
    from commonground.ground.places.models import Area

# What is missing is darker. What cannot be said has no colour, nor has an area where no need was counted.
BANDS = {Standing.OFFERED: 0, Standing.WAITING: 1, Standing.SHORT: 2, Standing.NOTHING: 3}
NO_CELL = "There is no such cell in the matrix. Choose one of its table."


@dataclass(frozen=True)
class CellKey:
    """What the address of a cell names."""

    map_slug: str
    area: str
    need: str
    band: str
    grouping: str


@dataclass(frozen=True)
class OfferHere:
    """A service in a cell. `share` is how many of its places fall to the cell, None where that is not known."""

    offer: Offer
    share: float | None


@dataclass(frozen=True)
class GapCell:
    """`figures` are the newest ones that the children were counted by; `beside` the same row in the other areas."""

    page: GapPage
    line: Line
    cell: Cell
    area: "Area"
    figures: tuple[Figure, ...]
    services: tuple[OfferHere, ...]
    drawing: Drawing | None

    @property
    def beside(self) -> tuple[Cell, ...]:
        return self.line.cells


def gap_cell(viewer: Viewer, key: CellKey) -> GapCell:
    """A cell as the viewer may see it. Raises NotFound where the matrix has none. Two queries more than it."""
    page = gap_page(viewer, map_slug=key.map_slug, grouping=key.grouping)
    line = next((one for one in page.lines if (one.row.need, slugify(one.row.band)) == (key.need, key.band)), None)
    area = next((one for one in page.chosen.areas if one.key == key.area), None)
    if line is None or area is None or not key.grouping:
        raise NotFound(NO_CELL)
    (cell,) = (one for one in line.cells if one.area == key.area)
    services = tuple(OfferHere(one, cell.shares.get(one.key)) for one in cell.offers)
    return GapCell(page, line, cell, area, line.figures[key.area], services, _drawing(page, line, key))


def _drawing(page: GapPage, line: Line, key: CellKey) -> Drawing | None:
    """How the row stands in each area, as a map whose areas lead to their cells."""
    paint = {
        cell.area: places.Paint(
            _in_short(cell), BANDS.get(cell.standing), href="" if cell.area == key.area else address(page, cell)
        )
        for cell in line.cells
    }
    return places.map_for(
        page.chosen.areas, paint, title="Places for a hundred children, by area",
        legend=[one.label for one in BANDS], headers=("Area", "Places for a hundred children"),
    )  # fmt: skip


def _in_short(cell: Cell) -> str:
    """What stands on the map: “4.1”, “none”, “not known”."""
    if not cell.offers:
        return "none"
    return "not known" if cell.per_hundred is None else f"{cell.per_hundred:.1f}"


def address(page: GapPage, cell: Cell) -> str:
    """The page of a cell of this matrix."""
    row = cell.row
    return reverse("directory:gap-cell", args=[page.chosen.slug, cell.area, row.need, slugify(row.band), row.grouping])
