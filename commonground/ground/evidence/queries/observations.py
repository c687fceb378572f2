"""Observations for programs: pages and streams of the prepared cube, without reading all of it.

The cube is one file sorted by area, indicator and period, in groups of rows whose smallest and largest area are known.
A page begins where the page before it ended (a row number of this one file), reads the groups that can hold what is
asked for, first the three columns that decide, and stops when it is full.
"""

import functools
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from commonground.foundation.kernel.errors import Conflict, Invalid, NotFound, Problem
from commonground.foundation.kernel.viewer import Viewer
from commonground.ground.evidence.models import Preparation
from commonground.ground.evidence.queries.cube import current_preparation, local_cube
from commonground.ground.evidence.queries.figures import Kept, as_figure, definitions_of, names_of_sets
from commonground.ground.evidence.rules.figures import Figure
from commonground.ground.places import queries as places
from commonground.ground.places.queries import AreaFilter

KEYS = ["area", "indicator", "period"]
MOST_AT_ONCE = 500_000  # rows of one file: a national set by small area is asked for indicator by indicator
AT_A_TIME = 500
AFTER_ALL = "\uffff"


@dataclass(frozen=True)
class ObservationFilter:
    """What somebody asks for; empty asks for everything. Areas as people name them, or as a filter of places."""

    indicators: Sequence[str] = ()
    areas: Sequence[str] = ()
    periods: Sequence[str] = ()
    among: AreaFilter = field(default_factory=AreaFilter)


@dataclass(frozen=True)
class Wanted:
    """The same as keys of the cube. None: not narrowed."""

    indicators: frozenset[str] | None
    areas: frozenset[str] | None
    periods: frozenset[str] | None

    @property
    def columns(self) -> Iterator[tuple[str, frozenset[str]]]:
        for name, values in zip(KEYS, (self.areas, self.indicators, self.periods), strict=True):
            if values is not None:
                yield name, values


@dataclass(frozen=True)
class Group:
    """A group of rows of the cube: its number, its first row, how many, and its smallest and largest area."""

    number: int
    first: int
    rows: int
    least: str
    most: str


@dataclass(frozen=True)
class ObservationPage:
    """Figures in the order of the cube, names of their areas, and the row at which the next page begins."""

    preparation: Preparation
    figures: Sequence[Figure]
    names: dict[str, str]
    next_row: int | None


def observation_page(
    asked: ObservationFilter, *, viewer: Viewer, limit: int, edition: str = "", row: int = 0
) -> ObservationPage:
    """So many figures from a row on. Raises NotFound, Invalid, and Conflict where `edition` is not the cube of now:
    what was hidden since is not shown from an old one, and two editions are not mixed."""
    preparation = _current()
    if edition and edition != edition_of(preparation):
        raise Conflict("The figures were prepared anew since the first page. Begin again without a cursor.")
    wanted = _wanted(asked, preparation, viewer)
    figures: list[Figure] = []
    next_row = None
    for numbers, table in _walk(preparation, wanted, row=row, most=limit + 1):
        room = limit - len(figures)
        if len(numbers) > room:
            next_row = numbers[room]
        figures += _figures(preparation, table.slice(0, room))
        if next_row is not None:
            break
    return ObservationPage(preparation, figures, _names(figures), next_row)


def stream_observations(asked: ObservationFilter, *, viewer: Viewer) -> Iterator[tuple[Figure, str]]:
    """Every figure with the name of its area. Everything that can be wrong is raised before the first one.

    Raises as `observation_page`, and Invalid where there are more than one file should hold.
    """
    preparation = _current()
    wanted = _wanted(asked, preparation, viewer)
    found = _count(preparation, wanted)
    if found > MOST_AT_ONCE:
        raise Invalid(
            f"That are {found:,} observations; a file holds at most {MOST_AT_ONCE:,}. Nothing was sent.",
            [Problem("is too much at once.", "Ask for one indicator, one kind of area or one period at a time.")],
        )
    return _streamed(preparation, wanted)


def edition_of(preparation: Preparation) -> str:
    """A short name of the cube."""
    return preparation.identity[:16]


def evidence_edition() -> str:
    """Changes whenever a figure, an area or a map does."""
    preparation = current_preparation()
    return f"{preparation.pk if preparation else ''} {places.state()}"


def _current() -> Preparation:
    preparation = current_preparation()
    if preparation is None:
        raise NotFound("No figures have been prepared here yet.")
    return preparation


def _streamed(preparation: Preparation, wanted: Wanted) -> Iterator[tuple[Figure, str]]:
    names = places.names_of_all(wanted.areas)
    for _, table in _walk(preparation, wanted):
        for start in range(0, table.num_rows, AT_A_TIME):
            figures = _figures(preparation, table.slice(start, AT_A_TIME))
            for figure in figures:
                yield figure, names.get(figure.area_key, figure.area_key)


def _areas(references: Sequence[str], viewer: Viewer) -> set[str]:
    """Keys of areas by code or slug, all in one query; one more for each that is named otherwise."""
    plain = places.areas_by_key(references)
    others = [one for one in references if one not in plain]
    found = [*plain.values(), *(places.area_by_reference(one, on=viewer.today) for one in others)]
    return {area.key for area in found}


def _wanted(asked: ObservationFilter, preparation: Preparation, viewer: Viewer) -> Wanted:
    """Raises NotFound for an indicator or area that is not known, Invalid for what cannot be."""
    unknown = sorted(set(asked.indicators) - definitions_of(Kept(preparation)).keys())
    if unknown:
        raise NotFound(f"There is no indicator ‘{unknown[0]}’. The list of indicators names them.")
    areas: set[str] | None = _areas(asked.areas, viewer) if asked.areas else None
    if asked.among:
        keys = places.keys_of(places.areas_listed(asked.among, viewer=viewer))
        areas = set(keys) if areas is None else areas & keys
    return Wanted(
        indicators=frozenset(asked.indicators) or None,
        areas=None if areas is None else frozenset(areas),
        periods=frozenset(asked.periods) or None,
    )


def _walk(
    preparation: Preparation, wanted: Wanted, *, row: int = 0, most: int | None = None
) -> Iterator[tuple[list[int], pa.Table]]:
    """(row numbers, rows) of each group of the cube that has some, from a row on; `most` of them at most."""
    with pq.ParquetFile(local_cube(preparation)) as file:
        left = most
        for group in _groups_with(preparation, wanted):
            if group.first + group.rows <= row:
                continue
            at = _places(file, group, wanted, from_row=row)
            at = at if left is None else at.slice(0, left)
            if len(at):
                whole = file.read_row_group(group.number, use_threads=False)
                yield [group.first + place for place in at.to_pylist()], whole.take(at)
            if left is not None:
                left -= len(at)
                if left <= 0:
                    return


def _places(file: pq.ParquetFile, group: Group, wanted: Wanted, *, from_row: int = 0) -> pa.Array:
    """Where in the group the rows stand that are wanted."""
    at = pa.array(range(max(from_row - group.first, 0), group.rows), pa.int64())
    deciding = dict(wanted.columns)
    if not deciding:
        return at
    keys = file.read_row_group(group.number, columns=list(deciding), use_threads=False)
    fits = [pc.is_in(keys[name], value_set=pa.array(sorted(values))) for name, values in deciding.items()]
    mask = functools.reduce(pc.and_, fits).combine_chunks()
    return at.filter(mask.take(at))


def _count(preparation: Preparation, wanted: Wanted) -> int:
    groups = _groups_with(preparation, wanted)
    if not dict(wanted.columns):
        return sum(group.rows for group in groups)
    with pq.ParquetFile(local_cube(preparation)) as file:
        return sum(len(_places(file, group, wanted)) for group in groups)


def _groups_with(preparation: Preparation, wanted: Wanted) -> list[Group]:
    """The groups that can hold the areas wanted, by what is known of each."""
    groups = _groups(preparation.file, local_cube(preparation))
    if wanted.areas is None:
        return groups
    areas = sorted(wanted.areas)
    return [group for group in groups if _first_from(areas, group.least) <= group.most]


def _first_from(areas: Sequence[str], least: str) -> str:
    """The first of the sorted areas that does not come before `least`; what comes after all where there is none."""
    place = bisect_left(areas, least)
    return areas[place] if place < len(areas) else AFTER_ALL


@lru_cache(maxsize=4)
def _groups(name: str, path: str) -> list[Group]:
    """`name` never stands for other content."""
    with pq.ParquetFile(path) as file:
        told, first, groups = file.metadata, 0, []
        place = file.schema_arrow.get_field_index("area")
        for number in range(told.num_row_groups):
            held = told.row_group(number)
            known = held.column(place).statistics
            least, most = (known.min, known.max) if known and known.has_min_max else ("", AFTER_ALL)
            groups.append(Group(number, first, held.num_rows, least, most))
            first += held.num_rows
    return groups


def _figures(preparation: Preparation, table: pa.Table) -> list[Figure]:
    kept = Kept(preparation)
    rows, about = table.to_pylist(), definitions_of(kept)
    sets = names_of_sets(rows, kept)
    return [as_figure(row, about, sets) for row in rows if row["indicator"] in about]


def _names(figures: Sequence[Figure]) -> dict[str, str]:
    return places.names_of(figure.area_key for figure in figures)
