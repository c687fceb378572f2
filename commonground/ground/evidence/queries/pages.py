"""What the pages of an indicator and of a release's rows show, each read in a few queries."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING
from uuid import UUID

from django.core.paginator import Page, Paginator

from commonground.foundation.kernel.viewer import Viewer
from commonground.ground.evidence import access
from commonground.ground.evidence.models import Dataset, Release
from commonground.ground.evidence.queries.catalogue import definitions
from commonground.ground.evidence.queries.edition import Edition, edition_of_pages
from commonground.ground.evidence.queries.figures import REMEMBERED, by_area
from commonground.ground.evidence.queries.releases import Row, read_rows, release
from commonground.ground.evidence.queries.standing import Facts, facts, index_of
from commonground.ground.evidence.rules.figures import Figure
from commonground.ground.evidence.rules.indicators import Definition
from commonground.ground.places import queries as places

if TYPE_CHECKING:
    from commonground.ground.places.models import Area

ROWS_ON_A_PAGE = 100
MOST_RELEASES = 5
ABOVE_ALL = ("", "regions of England")  # England itself, then its regions: shown above every list


@dataclass(frozen=True)
class IndicatorPage:
    """`listed` are the figures of one level, highest first, with their areas; `above` those of England and regions.

    `facts` are without whoever answers for it: names of people are remembered nowhere."""

    key: str  # what it was made from
    facts: Facts
    dataset: Dataset
    releases: Sequence[Release]
    periods: Sequence[str]
    period: str
    levels: Sequence[str]
    level: str
    listed: Sequence[tuple["Area", Figure]]
    above: Sequence[tuple["Area", Figure]]

    @property
    def about(self) -> Definition:
        return self.facts.entry.about

    @property
    def asked(self) -> str:
        """What was chosen, of what there is to choose."""
        return f"{self.about.slug} {self.period} {self.level}"


def indicator_page(slug: str, *, viewer: Viewer, period: str = "", among: str = "") -> IndicatorPage:
    """Raises NotFound. An unknown period or level falls back to the newest and the first. Two queries where the page
    was asked for before."""
    return _page(edition_of_pages(viewer), slug, period, among)


@lru_cache(maxsize=REMEMBERED)
def _page(edition: Edition, slug: str, period: str, among: str) -> IndicatorPage:
    """Public evidence only, remembered under all that it was made from."""
    held = index_of(edition.catalogue)
    found = facts(slug, held, on=edition.day)
    about = found.entry.about
    figures = [one for series in by_area(slug, held=edition.preparation).values() for one in series]
    periods = sorted({figure.period for figure in figures}, reverse=True)
    chosen = period if period in periods else next(iter(periods), "")
    of_period = [figure for figure in figures if figure.period == chosen]
    levels = sorted({figure.level for figure in of_period} - set(ABOVE_ALL), key=_authorities_first)
    level = among if among in levels else next(iter(levels), "")
    shown = [figure for figure in of_period if figure.level in {level, *ABOVE_ALL}]
    areas = places.areas_by_key(figure.area_key for figure in shown)
    pairs = [
        (areas[figure.area_key], figure) for figure in sorted(shown, key=_highest_first) if figure.area_key in areas
    ]
    return IndicatorPage(
        key=edition.key,
        facts=replace(found, entry=replace(found.entry, care=None)),
        dataset=found.entry.dataset,
        releases=[one for one in held.releases if one.dataset_id == about.dataset][:MOST_RELEASES],
        periods=periods,
        period=chosen,
        levels=levels,
        level=level,
        listed=[(area, figure) for area, figure in pairs if figure.level == level],
        above=sorted(
            ((area, figure) for area, figure in pairs if figure.level != level), key=lambda pair: pair[1].level != ""
        ),
    )


def _authorities_first(level: str) -> tuple[bool, bool, str]:
    return level != "local authorities", "small areas" in level, level


def _highest_first(figure: Figure) -> tuple[bool, float]:
    return figure.value is None, -(figure.value or 0)


@dataclass(frozen=True)
class RowsPage:
    """One page of the rows of a release, with the indicators and areas that they name."""

    release: Release
    file: str
    row: int | None
    numbers: Page[int]
    rows: Sequence[Row]
    about: dict[str, Definition]
    areas: dict[str, "Area"]
    is_closed: bool = False


def rows_page(pk: UUID, *, file: str, row: int | None, page: int, viewer: Viewer) -> RowsPage:
    """Raises NotFound for a release that is not there.

    Where small numbers are protected (`is_closed`) no row is shown but to those who keep them.
    """
    held = release(pk)
    if not access.may_see_rows(viewer, held.dataset):
        nothing = Paginator(range(0), ROWS_ON_A_PAGE).get_page(1)
        return RowsPage(held, file, row, nothing, (), {}, {}, is_closed=True)
    table = read_rows(held, viewer=viewer, file=file, row=row)
    numbers = Paginator(range(table.num_rows), ROWS_ON_A_PAGE).get_page(page)
    rows = [Row(**values) for values in table.slice(max(numbers.start_index() - 1, 0), ROWS_ON_A_PAGE).to_pylist()]
    return RowsPage(
        release=held,
        file=file,
        row=row,
        numbers=numbers,
        rows=rows,
        about=definitions(),
        areas=places.areas_by_key(row.area for row in rows),
    )
