"""Boundaries as the Office for National Statistics and others publish them: GeoJSON, one feature an area."""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy
import shapely
from shapely import Geometry

from commonground.foundation.kernel.errors import Invalid, Problem
from commonground.foundation.kernel.streams import Wanted, open_text, unreadable
from commonground.ground.places.formats.area_types import KNOWN_TYPES, KnownType, type_of_code
from commonground.ground.places.formats.coordinates import on_the_grid, system_named

LARGEST = 256 << 20  # bytes when unpacked; the small areas of all England are 150 million
GEOJSON = Wanted(
    encode="Save it as UTF-8",
    check="Check that it is GeoJSON.",
    line="line",
    begins=b"{",
    otherwise=("is not GeoJSON.", "Export the boundaries as GeoJSON; other kinds of files are not read."),
)
COLUMN = re.compile(r"([A-Z]+)(\d{2})CD")  # LSOA21CD, WD25CD, LAD25CD
CODE = re.compile(r"[EW]\d{8}")
NAME_OF_SMALL_AREA = re.compile(r"(.+) \d{3}[A-Z]?")  # "Ashfield 015A" lies in Ashfield
CENTURY = 70  # LSOA01 is of 2001; a year of two digits from here on is of the last century


@dataclass(frozen=True)
class Feature:
    """One area of a file: what it is, the district it lies in where the file says so, and its outline.

    `outline` is a polygon or several in metres of the National Grid, as drawn: not yet checked.
    """

    where: str
    code: str
    name: str
    type: KnownType
    year: int
    outline: Geometry
    district: str = ""
    district_name: str = ""

    @property
    def set_slug(self) -> str:
        return self.type.set_slug(self.year)


@dataclass(frozen=True)
class Column:
    """The property that holds the codes of a file's areas: LSOA21CD."""

    code: str
    name: str
    letters: str
    year: int


def read_features(path: Path, *, largest: int = LARGEST) -> list[Feature]:
    """The areas of a file. Raises Invalid, naming every feature that is wrong, where it cannot be read whole."""
    content = _parsed(path, largest)
    rows = content.get("features")
    if not isinstance(rows, list) or not rows:
        raise unreadable(path.name, "holds no features.", "It should be a GeoJSON feature collection.")
    columns = [_column_of(row) for row in rows]
    outlines = _outlines(rows)
    problems = [
        problem
        for number, (row, column, outline) in enumerate(zip(rows, columns, outlines, strict=True), start=1)
        for problem in _problems(f"{path.name}, feature {number}", row, column, outline)
    ]
    if not problems:
        outlines, problems = on_the_grid(outlines, system=system_named(content), where=path.name)
    if problems:
        raise Invalid(f"{path.name} cannot be imported. Nothing was changed.", problems)
    return _features(path, rows, columns, outlines)


def _parsed(path: Path, largest: int) -> Mapping[str, object]:
    with open_text(path, largest=largest, wanted=GEOJSON) as stream:
        text = stream.whole()
    try:
        content = json.loads(text)
    except (json.JSONDecodeError, RecursionError) as error:
        place = f"line {error.lineno}" if isinstance(error, json.JSONDecodeError) else "its nesting"
        what = f"is damaged or was cut short: it stops making sense at {place}."
        raise unreadable(path.name, what, "Download it again.") from error
    if not isinstance(content, dict):
        raise unreadable(path.name, "is not GeoJSON.", "It should be a feature collection.")
    return content


def _features(
    path: Path,
    rows: Sequence[Mapping[str, Mapping[str, object]]],
    columns: Sequence[Column | None],
    outlines: Sequence[Geometry],
) -> list[Feature]:
    return [
        _feature(f"{path.name}, feature {number}", path, row["properties"], column, outline)
        for number, (row, column, outline) in enumerate(zip(rows, columns, outlines, strict=True), start=1)
        if column is not None
    ]


def _feature(where: str, path: Path, properties: Mapping[str, object], column: Column, outline: Geometry) -> Feature:
    code = str(properties[column.code]).strip()
    name = str(properties.get(column.name) or code).strip()
    kind = type_of_code(code) or KNOWN_TYPES["locality"]
    district = "" if column.letters == "LAD" else _district(properties, path)
    named = [str(value) for key, value in properties.items() if re.fullmatch(r"LAD\d\dNM", key) and value]
    small = NAME_OF_SMALL_AREA.fullmatch(name)
    return Feature(
        where=where,
        code=code,
        name=name,
        type=kind,
        year=column.year,
        outline=outline,
        district=district,
        district_name=named[0] if named else small[1] if small and kind.slug != "ward" else "",
    )


def _district(properties: Mapping[str, object], path: Path) -> str:
    """The district an area lies in: from a column such as LAD25CD or LADCD_ACTIVE, else from the file's name."""
    for key, value in properties.items():
        if re.fullmatch(r"LAD(\d\dCD|CD_ACTIVE)", key) and type_of_code(str(value)):
            return str(value)
    stem = path.name.partition(".")[0]
    return stem if CODE.fullmatch(stem) and type_of_code(stem) else ""


def _column_of(row: object) -> Column | None:
    """The column of codes: of those whose codes are of their kind, the one of the smallest areas."""
    properties = row.get("properties") if isinstance(row, dict) else None
    if not isinstance(properties, dict):
        return None
    return max(_columns(properties), key=lambda found: found[0], default=(0, None))[1]


def _columns(properties: Mapping[str, object]) -> Iterator[tuple[int, Column]]:
    letters_known = {known.property for known in KNOWN_TYPES.values() if known.property}
    for key, value in properties.items():
        found = COLUMN.fullmatch(key)
        if found and found[1] in letters_known:
            kind = type_of_code(str(value).strip())
            order = kind.order if kind and kind.property == found[1] else 0
            year = int(found[2])
            yield order, Column(key, f"{key[:-2]}NM", found[1], year + (1900 if year >= CENTURY else 2000))


def _problems(where: str, row: object, column: Column | None, outline: Geometry | None) -> Iterator[Problem]:
    if not isinstance(row, dict) or not isinstance(row.get("properties"), dict):
        yield Problem(where=where, what="has no properties.", do="Each feature needs a code and a name.")
        return
    properties = row["properties"]
    if column is None:
        found = ", ".join(list(properties)[:6]) or "none"
        do = "Name the column of codes as published: LSOA21CD or WD25CD, for example."
        yield Problem(where=where, what=f"has no column of area codes; its columns are {found}.", do=do)
        return
    code, name = str(properties[column.code]).strip(), str(properties.get(column.name) or "").strip()
    kind = type_of_code(code) if CODE.fullmatch(code) else None
    if kind is None or kind.property != column.letters:
        yield Problem(where=where, what=f"“{code}” is no code for the column {column.code}.", do="Check the code.")
    yield from _geometry_problems(f"{where}, {name or code} ({code})", row.get("geometry"), outline)


def _geometry_problems(where: str, geometry: object, outline: Geometry | None) -> Iterator[Problem]:
    kind = geometry.get("type") if isinstance(geometry, dict) else None
    if kind is None:
        yield Problem(where=where, what="has no outline.", do="Export it again with its geometry.")
    elif kind not in ("Polygon", "MultiPolygon"):
        yield Problem(where=where, what=f"is drawn as {kind}, not as an area.", do="Export areas, not points or lines.")
    elif outline is None:
        do = "Each ring needs at least four points of two numbers, the last like the first."
        yield Problem(where=where, what="has an outline that is broken.", do=do)


def _outlines(rows: Sequence[object]) -> Sequence[Geometry]:
    """None in the place of an outline that is missing or broken."""
    texts = [json.dumps(row.get("geometry")) if isinstance(row, dict) else "null" for row in rows]
    return list(shapely.force_2d(shapely.from_geojson(numpy.array(texts), on_invalid="ignore")))
