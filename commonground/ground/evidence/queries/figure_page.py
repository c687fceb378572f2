"""All that the page of a figure shows, from the prepared cube and at most nine queries."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import pyarrow.parquet as pq
from django.db.models import Q

from commonground.foundation.kernel.errors import NotFound
from commonground.foundation.kernel.viewer import Viewer
from commonground.ground.evidence.models import ChangeMarker, Release
from commonground.ground.evidence.queries.aims import markers_for
from commonground.ground.evidence.queries.edition import Edition, edition_of_pages
from commonground.ground.evidence.queries.figures import REMEMBERED, Kept, by_area, definitions_of, with_figures
from commonground.ground.evidence.queries.files import local_path
from commonground.ground.evidence.queries.releases import releases
from commonground.ground.evidence.rules.figures import Figure, lower_first
from commonground.ground.evidence.rules.indicators import Definition, number
from commonground.ground.places import queries as places

if TYPE_CHECKING:
    from commonground.ground.places.models import Area, FootprintVersion

ENGLAND = "E92000001"
MOST_LINES = 4  # of the chart: the area, what it lies in, England
MOST_REVISIONS = 5
MOST_PARTS = 100


@dataclass(frozen=True)
class Placed:
    """An area with its figure."""

    area: "Area"
    figure: Figure


@dataclass(frozen=True)
class Line:
    """An area with its figures, oldest period first."""

    area: "Area"
    figures: Sequence[Figure]


@dataclass(frozen=True)
class Revision:
    """What a release said about the same area and period."""

    release: Release
    said: str
    is_same: bool


@dataclass(frozen=True)
class FigurePage:
    """`lines` are this area, what it lies in, and England; `peers` the areas of its level around it, itself among them,
    and `parts` what it is made of, both for the same period, highest first; `maps` show the same elsewhere, where they
    were asked for; `changes` are marked in its series."""

    key: str  # what it was made from
    figure: Figure
    area: "Area"
    lines: Sequence[Line]
    peers: Sequence[Placed]
    parts: Sequence[Placed]
    parts_left_out: int
    release: Release | None
    denominator_release: Release | None
    denominator_about: Definition | None
    revisions: Sequence[Revision]
    wholes: Sequence["Area"] = ()
    maps: Sequence["FootprintVersion"] = ()
    changes: Sequence[ChangeMarker] = ()

    @property
    def about(self) -> Definition:
        return self.figure.about

    @property
    def address(self) -> tuple[str, str, str]:
        """Indicator, area and period as they stand in the address."""
        return self.figure.indicator, self.area.slug, self.figure.period


@dataclass(frozen=True)
class Surroundings:
    """What an area lies in, smallest first; what it is made of; and the areas beside it."""

    wholes: Sequence["Area"]
    parts: Sequence["Area"]
    beside: Sequence["Area"]


def figure_page(slug: str, area_reference: str, period: str, *, viewer: Viewer, with_maps: bool = False) -> FigurePage:
    """Raises NotFound, saying which periods there are. One query where the page was asked for before."""
    asked = (edition_of_pages(viewer), slug, area_reference, period)
    return replace(_page(*asked), maps=_maps(*asked)) if with_maps else _page(*asked)


@lru_cache(maxsize=REMEMBERED)
def _maps(edition: Edition, slug: str, area_reference: str, period: str) -> Sequence["FootprintVersion"]:
    """Maps that show the same, remembered as the page is. One query beside it."""
    page = _page(edition, slug, area_reference, period)
    held = by_area(slug, held=edition.preparation)
    return with_figures(places.maps_of(page.area, wholes=page.wholes), held, page.figure.period)


@lru_cache(maxsize=REMEMBERED)
def _page(edition: Edition, slug: str, area_reference: str, period: str) -> FigurePage:
    """Public evidence only, remembered under all that it was made from."""
    if edition.preparation is None:
        raise NotFound("No figures have been prepared yet. `commonground import` loads some.")
    kept = Kept(edition.preparation)
    about = definitions_of(kept)
    if slug not in about:
        raise NotFound(f"There is no indicator ‘{slug}’. The evidence page lists them.")
    area, met = places.area_with(area_reference, [ENGLAND], on=edition.day)
    held = by_area(slug, held=kept.preparation)
    figure = the_figure(held.get(area.key, ()), area=area, about=about[slug], period=period)
    around = _around(area)
    found = {row.pk: row for row in _releases(about[slug].dataset, figure)}
    parts = _placed(around.parts, held, figure.period)
    return FigurePage(
        key=edition.key,
        figure=figure,
        area=area,
        lines=_lines([area, *around.wholes], list(met.values()), held),
        wholes=around.wholes,
        peers=[one for one in _placed(around.beside, held, figure.period) if one.figure.level == figure.level],
        parts=parts[:MOST_PARTS],
        parts_left_out=max(len(parts) - MOST_PARTS, 0),
        release=found.get(figure.release) if figure.release else None,
        denominator_release=found.get(figure.denominator_release) if figure.denominator_release else None,
        denominator_about=about.get(about[slug].made_from.denominator),
        revisions=_revisions([row for row in found.values() if row.dataset_id == about[slug].dataset], figure),
        changes=markers_for(area, slug, around=around.wholes),
    )


def the_figure(figures: Iterable[Figure], *, area: "Area", about: Definition, period: str) -> Figure:
    """The one of a period. Raises NotFound with the periods there are."""
    listed = list(figures)
    wanted = about.period(period).slug
    for figure in listed:
        if figure.period == wanted:
            return figure
    there_are = ", ".join(figure.period for figure in listed)
    raise NotFound(
        f"There is no figure of {about.short_name} for {area.name} and {about.period(period).label}. "
        + (f"There are: {there_are}." if there_are else "There are none for this area.")
    )


def _around(area: "Area") -> Surroundings:
    """Two queries."""
    if area.code is None:
        return _around_locality(area)
    wholes = places.two_wholes(area)
    parts = places.official_parts_of([area, *wholes[:1]])
    return Surroundings(wholes, parts[area], parts[wholes[0]] if wholes else [])


def _around_locality(area: "Area") -> Surroundings:
    """A locality lies in what its footprint divides, beside the other areas of its newest version."""
    chosen = next((one for one in places.maps_showing(area) if one.parts), None)
    if chosen is None:
        return Surroundings((), (), ())
    footprint = chosen.version.footprint
    beside = places.largest_areas_on(footprint.slug, chosen.version.slug)
    return Surroundings([footprint.root], chosen.parts, beside)


def _lines(areas: Sequence["Area"], country: Sequence["Area"], held: Mapping[str, Sequence[Figure]]) -> list[Line]:
    """The area's own first; England always, however many it lies in."""
    shown = dict.fromkeys([*[area for area in areas if area not in country][: MOST_LINES - 1], *country])
    if areas[0] in country:
        shown = dict.fromkeys(areas[:1])
    return [Line(area, held[area.key]) for area in shown if area.key in held]


def _placed(areas: Iterable["Area"], held: Mapping[str, Sequence[Figure]], period: str) -> list[Placed]:
    found = [Placed(area, figure) for area in areas for figure in held.get(area.key, ()) if figure.period == period]
    return sorted(found, key=lambda one: (one.figure.value is None, -(one.figure.value or 0), one.area.name))


def _releases(dataset: str, figure: Figure) -> list[Release]:
    """The newest releases of the dataset, and those that the figure stands on. One query."""
    wanted = Q(dataset=dataset) | Q(pk__in=[pk for pk in (figure.release, figure.denominator_release) if pk])
    return list(releases().filter(wanted))


def _revisions(held: Sequence[Release], figure: Figure) -> list[Revision]:
    """What each of the newest releases of the dataset says about this key; only where the figure was published."""
    if not figure.is_published or len(held) < 2 or figure.about.suppress_below:
        return []  # what earlier releases said in full is hidden, as it is in this one
    found = []
    for release in held[:MOST_REVISIONS]:
        key = [
            (name, "==", getattr(figure, field)) for name, field in (("indicator", "indicator"), ("period", "period"))
        ]
        key.append(("area", "==", figure.area_key))
        names = ["value", "symbol", "numerator", "denominator"]
        table = pq.read_table(local_path(release.file), columns=names, filters=key, use_threads=False)
        for row in table.to_pylist():
            said = _said(row, figure.about)
            found.append(Revision(release, said, is_same=said == _text_of(figure)))
    return found


def _text_of(figure: Figure) -> str:
    return figure.about.text(figure.value) if figure.value is not None else figure.symbol


def _said(row: Mapping[str, Any], about: Definition) -> str:
    """What a release says: its value, or what its counts give, or the symbol in its place."""
    value, top, bottom = row["value"], row["numerator"], row["denominator"]
    if value is None and not row["symbol"] and top is not None and bottom:
        value = top / bottom * about.multiplier
    if value is not None:
        return about.text(value)
    return row["symbol"] or (f"{number(top)} ({lower_first(about.numerator)})" if top is not None else "")
