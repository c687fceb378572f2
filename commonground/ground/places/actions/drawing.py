"""Keep outlines: of the areas of a set as imported, and of larger areas as the union of their parts."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

import shapely
from shapely import Geometry

from commonground.ground.places import queries
from commonground.ground.places.formats.geojson import Feature
from commonground.ground.places.models import Adjacency, Area, AreaSet, Boundary, FootprintVersion
from commonground.ground.places.queries.batches import in_batches
from commonground.ground.places.rules.outlines import Border, Checked, borders, simplify, unions


@dataclass(frozen=True)
class Sheet:
    """One set of areas as it would be drawn after an import: outlines by code, with those of earlier imports."""

    set_slug: str
    outlines: Mapping[str, Geometry]
    simple: Mapping[str, Geometry]
    borders: Sequence[Border]
    told: Mapping[str, tuple[str, str]]  # code → file it came from, what was mended
    new: frozenset[str]
    changed: frozenset[str]


def sheet_of(set_slug: str, drawn: Mapping[str, tuple[Feature, Checked]]) -> Sheet:
    """Lay what was read over what is there. Simplified together, so that borders stay shared between files."""
    there = queries.outlines_in_set(set_slug)
    read = {code: found.outline for code, (_, found) in drawn.items() if found.outline is not None}
    new = frozenset(read.keys() - there.keys())
    changed = frozenset(
        code for code in read.keys() & there.keys() if shapely.to_wkb(read[code]) != shapely.to_wkb(there[code])
    )
    outlines = {**there, **read}
    return Sheet(
        set_slug=set_slug,
        outlines=outlines,
        simple=simplify(outlines) if new or changed else {},
        borders=borders(outlines) if new or changed else (),
        told={code: (feature.where.partition(",")[0], found.note) for code, (feature, found) in drawn.items()},
        new=new,
        changed=changed,
    )


def draw(sheet: Sheet) -> None:
    """Keep a sheet whose areas are registered: outlines, borders, and the unions that follow from them."""
    area_set = AreaSet.objects.get(slug=sheet.set_slug)
    areas = queries.areas_by_key(sheet.outlines)
    _replace(
        area_set,
        [
            Boundary(
                area=areas[code],
                drawn_in=area_set,
                outline=shapely.to_wkb(outline),
                simple_outline=shapely.to_wkb(sheet.simple[code]),
                source=sheet.told.get(code, ("", ""))[0],
                note=sheet.told.get(code, ("", ""))[1],
            )
            for code, outline in sheet.outlines.items()
        ],
    )
    _keep_borders(area_set, sheet.borders, among=areas)
    draw_unions(area_set, queries.direct_parts(area_set))


def draw_version(version: FootprintVersion) -> None:
    """Keep the outlines of a version's areas, in every set in which all of its parts are drawn."""
    wholes: dict[str, set[str]] = defaultdict(set)
    for part, whole in queries.steps_of(version):
        wholes[whole].add(part)
    for area_set in AreaSet.objects.filter(pk__in=Boundary.objects.values("drawn_in")):
        draw_unions(area_set, {whole: frozenset(parts) for whole, parts in wholes.items()})


def draw_unions(area_set: AreaSet, wholes: Mapping[str, frozenset[str]]) -> None:
    """Keep the outline of every whole (key → its direct parts) all of whose parts are drawn in the set."""
    parts = {part for held in wholes.values() for part in held} - wholes.keys()
    drawn = unions(queries.simple_outlines(area_set, parts), wholes)
    areas = queries.areas_by_key(drawn)
    _replace(
        area_set,
        [
            Boundary(area=areas[key], drawn_in=area_set, simple_outline=shapely.to_wkb(outline))
            for key, outline in drawn.items()
        ],
    )
    for kind in sorted({area.type_id for area in areas.values()}):
        alike = {key: area for key, area in areas.items() if area.type_id == kind}
        _keep_borders(area_set, borders({key: drawn[key] for key in alike}), among=alike)


def _replace(area_set: AreaSet, rows: Sequence[Boundary]) -> None:
    """Put rows in the place of those of the same areas, where anything is different."""
    there = {row.area_id: row for row in Boundary.objects.filter(drawn_in=area_set)}
    different = [row for row in rows if row.area_id not in there or not _same(there[row.area_id], row)]
    gone = [there[row.area_id].pk for row in different if row.area_id in there]
    for batch in in_batches(gone):
        Boundary.objects.filter(pk__in=batch).delete()
    Boundary.objects.bulk_create(different)


def _same(one: Boundary, other: Boundary) -> bool:
    return bytes(one.simple_outline) == bytes(other.simple_outline) and _bytes(one.outline) == _bytes(other.outline)


def _bytes(outline: bytes | memoryview | None) -> bytes:
    return bytes(outline) if outline is not None else b""


def _keep_borders(area_set: AreaSet, found: Sequence[Border], *, among: Mapping[str, Area]) -> None:
    """Make these the borders between the areas of `among`."""
    ids = {area.pk for area in among.values()}
    wanted = {_pair(among, border): border.metres for border in found}
    there = {
        (row.first_id, row.second_id): row
        for row in Adjacency.objects.filter(drawn_in=area_set)
        if row.first_id in ids and row.second_id in ids
    }
    gone = [row.pk for pair, row in there.items() if wanted.get(pair) != row.border_metres]
    for batch in in_batches(gone):
        Adjacency.objects.filter(pk__in=batch).delete()
    Adjacency.objects.bulk_create(
        Adjacency(drawn_in=area_set, first_id=first, second_id=second, border_metres=metres)
        for (first, second), metres in wanted.items()
        if (first, second) not in there or there[first, second].pk in gone
    )


def _pair(areas: Mapping[str, Area], border: Border) -> tuple[UUID, UUID]:
    return areas[border.first].pk, areas[border.second].pk
