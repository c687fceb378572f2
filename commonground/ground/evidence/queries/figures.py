"""Figures of places, from the prepared cube: one read for a whole page."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Any
from uuid import UUID

from commonground.foundation.analysis.comparison import Outcome
from commonground.foundation.kernel.errors import NotFound
from commonground.ground.evidence.models import Preparation
from commonground.ground.evidence.queries import cube
from commonground.ground.evidence.queries.catalogue import Catalogue, catalogue, indicator
from commonground.ground.evidence.rules.figures import Figure
from commonground.ground.evidence.rules.indicators import Definition
from commonground.ground.places import queries as places

if TYPE_CHECKING:
    from commonground.ground.places.models import FootprintVersion

REMEMBERED = 64  # areas and indicators whose figures stay in memory; public evidence only, keyed by the cube


def figures_for(area_key: str, *, held: Preparation | None = None) -> list[Figure]:
    """Every figure of an area that the page of a place shows at once, by indicator in the order of the catalogue,
    oldest period first. Some hundred of others stand in the catalogue (`series`)."""
    preparation = held or cube.current_preparation()
    return list(_of_area(Kept(preparation), area_key)) if preparation else []


def figures_of(area_key: str, indicators: Sequence[str], *, held: Preparation) -> list[Figure]:
    """Figures of an area for some indicators, whatever the page of a place shows; ordered as in `figures_for`."""
    if not indicators:
        return []
    kept = Kept(held)
    rows = cube.rows_where(held, area=area_key, indicator=list(indicators))
    return list(as_figures(rows, definitions_of(kept), names_of_sets(rows, kept)))


def figures_at(indicator_slug: str, period: str, area_keys: Sequence[str]) -> dict[str, Figure]:
    """One indicator and period for several areas, by area key; areas without a figure are missing."""
    found = series(indicator_slug, area_keys)
    return {key: figure for key, figures in found.items() for figure in figures if figure.period == period}


def series(
    indicator_slug: str, area_keys: Sequence[str], *, held: Preparation | None = None
) -> dict[str, list[Figure]]:
    """One indicator through time for several areas, by area key, oldest period first. `held` as in `figures_for`."""
    found = by_area(indicator_slug, held=held)
    return {key: list(found[key]) for key in area_keys if key in found}


def figures_together(
    indicators: Sequence[str], area_keys: Collection[str]
) -> dict[tuple[str, str], tuple[Figure, ...]]:
    """Several indicators through time for several areas, by indicator and area key, oldest period first: one query and
    one read of the cube."""
    preparation = cube.current_preparation()
    if preparation is None or not indicators or not area_keys:
        return {}
    kept = Kept(preparation)
    rows = cube.rows_where(preparation, area=list(area_keys), indicator=list(indicators))
    found: dict[tuple[str, str], list[Figure]] = defaultdict(list)
    for figure in as_figures(rows, definitions_of(kept), names_of_sets(rows, kept)):
        found[figure.indicator, figure.area_key].append(figure)
    return {key: tuple(figures) for key, figures in found.items()}


def by_area(indicator_slug: str, *, held: Preparation | None = None) -> Mapping[str, Sequence[Figure]]:
    """One indicator for every area that has it, by area key, oldest period first. `held` as in `figures_for`."""
    preparation = held or cube.current_preparation()
    return _of_indicator(Kept(preparation), indicator_slug) if preparation else {}


def value(indicator_slug: str, area_key: str, period: str) -> Figure:
    """One figure. Raises NotFound with the periods there are."""
    about = indicator(indicator_slug)
    held = series(indicator_slug, [area_key]).get(area_key, [])
    for figure in held:
        if figure.period == period:
            return figure
    there_are = ", ".join(figure.period for figure in held)
    raise NotFound(
        f"There is no figure of {about.short_name} for {area_key} and {period}. "
        + (f"There are: {there_are}." if there_are else "There are none for this area.")
    )


def with_figures(
    maps: Iterable[tuple["FootprintVersion", set[str]]], held: Mapping[str, Sequence[Figure]], period: str
) -> list["FootprintVersion"]:
    """The maps on which some area has the figure for the period: nobody is led to an empty one."""
    there_is = {key for key, figures in held.items() if any(figure.period == period for figure in figures)}
    return [version for version, drawn in maps if there_is & drawn]


class Kept:
    """A preparation as the key of what is remembered of it: equal where the cube is the same."""

    def __init__(self, preparation: Preparation) -> None:
        self.preparation = preparation

    def __hash__(self) -> int:
        return hash(self.preparation.identity)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Kept) and other.preparation.identity == self.preparation.identity


@lru_cache(maxsize=2)
def catalogue_of(kept: Kept) -> Catalogue:
    """The catalogue as it was when the cube was made: a change of it makes the cube stale."""
    return catalogue()


def definitions_of(kept: Kept) -> dict[str, Definition]:
    """What it defines."""
    return catalogue_of(kept).definitions


@lru_cache(maxsize=2)
def _set_names(kept: Kept) -> dict[str, str]:
    """What sets of areas are called. One query for each cube."""
    return places.set_names()


def names_of_sets(rows: Sequence[Mapping[str, Any]], kept: Kept) -> Mapping[str, str]:
    """Names of sets, asked for only where a figure was carried over from one to another."""
    return _set_names(kept) if any(row["rebased_from"] for row in rows) else {}


@lru_cache(maxsize=REMEMBERED)
def _of_area(kept: Kept, area_key: str) -> tuple[Figure, ...]:
    about = definitions_of(kept)
    shown = [slug for slug, definition in about.items() if definition.on_place_page]
    rows = cube.rows_where(kept.preparation, area=area_key, indicator=shown) if shown else []
    return as_figures(rows, about, names_of_sets(rows, kept))


def as_figures(
    rows: Sequence[Mapping[str, Any]], about: Mapping[str, Definition], sets: Mapping[str, str]
) -> tuple[Figure, ...]:
    """Rows of an area as figures, by indicator in the order of `about`, oldest period first."""
    order = {slug: position for position, slug in enumerate(about)}
    known = [row for row in rows if row["indicator"] in about]
    known.sort(key=lambda row: (order[row["indicator"]], row["period"]))
    return tuple(as_figure(row, about, sets) for row in known)


@lru_cache(maxsize=REMEMBERED)
def _of_indicator(kept: Kept, slug: str) -> Mapping[str, Sequence[Figure]]:
    about = definitions_of(kept)
    found: dict[str, list[Figure]] = defaultdict(list)
    rows = sorted(cube.rows_where(kept.preparation, indicator=slug), key=lambda row: row["period"])
    sets = names_of_sets(rows, kept)
    for row in rows:
        found[row["area"]].append(as_figure(row, about, sets))
    return dict(found)


def as_figure(row: Mapping[str, Any], about: Mapping[str, Definition], sets: Mapping[str, str]) -> Figure:
    """A row of the cube as a figure. `sets`: slug of each set of areas → what it is called."""
    return Figure(
        indicator=row["indicator"],
        area_key=row["area"],
        period=row["period"],
        value=row["value"],
        symbol=row["symbol"] or "",
        numerator=row["numerator"],
        denominator=row["denominator"],
        lower=row["lower"],
        upper=row["upper"],
        vintage=row["vintage"] or "",
        release=_id(row["release"]),
        source=row["source"] or "",
        file=row["file"] or "",
        row=row["row"],
        column=row["column"] or "",
        published=row["published"] or "",
        parts=row["parts"],
        parts_without=row["parts_without"],
        denominator_release=_id(row["denominator_release"]),
        denominator_period=row["denominator_period"] or "",
        rebased_from=sets.get(row["rebased_from"], ""),
        rebased_to=sets.get(row["rebased_to"], ""),
        estimated_numerator=row["estimated_numerator"],
        estimated_denominator=row["estimated_denominator"],
        weighted_by=about[row["weighted_by"]].name if row["weighted_by"] in about else "",
        fit=row["fit"] or "",
        england=row["england"],
        outcome=Outcome(row["outcome"]),
        reason=row["reason"] or "",
        rank=row["rank"],
        rank_of=row["rank_of"],
        level=row["level"] or "",
        about=about[row["indicator"]],
    )


@lru_cache(maxsize=256)
def _id(text: str | None) -> UUID | None:
    """The same few releases stand behind all figures of a page."""
    return UUID(text) if text else None
