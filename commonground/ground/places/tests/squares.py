"""GeoJSON drawn in tests: areas as squares of a kilometre on the National Grid, as a publisher writes them."""

import gzip
import json
from collections.abc import Mapping, Sequence
from pathlib import Path

Ring = Sequence[tuple[float, float]]
KILOMETRE = 1000.0
WEST, SOUTH = 450_000.0, 350_000.0  # in Ashfield


def square(column: int, row: int, *, side: float = KILOMETRE) -> list[tuple[float, float]]:
    """A closed ring; columns count eastwards, rows northwards."""
    west, south = WEST + column * side, SOUTH + row * side
    return [(west, south), (west + side, south), (west + side, south + side), (west, south + side), (west, south)]


def bow_tie(column: int, row: int) -> list[tuple[float, float]]:
    """A ring that crosses itself in the middle."""
    south_west, south_east, north_east, north_west, _ = square(column, row)
    return [south_west, north_east, south_east, north_west, south_west]


def spike(column: int, row: int) -> list[tuple[float, float]]:
    """A square with a slip of the pen: a line out and back on itself."""
    ring = square(column, row)
    corner = ring[2]
    return [*ring[:3], (corner[0] + 50, corner[1]), corner, *ring[3:]]


def feature(
    number: int, ring: Ring | None, *, letters: str = "LSOA21", prefix: str = "E01", **properties: object
) -> dict[str, object]:
    code = f"{prefix}{number:06d}"
    geometry = {"type": "Polygon", "coordinates": [ring]} if ring is not None else None
    named = {f"{letters}CD": code, f"{letters}NM": f"Ashfield {number:03d}A", "LADCD_ACTIVE": "E07000170"}
    return {"type": "Feature", "properties": {**named, **properties}, "geometry": geometry}


def collection(*features: Mapping[str, object], crs: str = "urn:ogc:def:crs:EPSG::27700") -> dict[str, object]:
    named = {"crs": {"type": "name", "properties": {"name": crs}}} if crs else {}
    return {"type": "FeatureCollection", **named, "features": list(features)}


def write(folder: Path, content: object, *, name: str = "E07000170.geojson", packed: bool = False) -> Path:
    path = folder / (f"{name}.gz" if packed else name)
    text = json.dumps(content).encode()
    path.write_bytes(gzip.compress(text) if packed else text)
    return path


def four_squares() -> dict[str, object]:
    """Two by two: 1 and 2 below, 3 and 4 above them."""
    return collection(*(feature(1 + column + 2 * row, square(column, row)) for row in (0, 1) for column in (0, 1)))
