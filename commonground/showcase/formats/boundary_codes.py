"""Which areas a boundary file draws: their codes, names and the year of its column, before anything is imported."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from commonground.foundation.kernel.streams import Wanted, open_text, unreadable

GEOJSON = Wanted(encode="Save it as UTF-8", check="Check that it is GeoJSON.", line="line", begins=b"{",
                 otherwise=("is not GeoJSON.", "Export the areas as GeoJSON."))  # fmt: skip
COLUMN = re.compile(r"([A-Z]+)(\d{2})CD")  # WD25CD, LSOA21CD
LOCAL_AUTHORITY = "LAD"


@dataclass(frozen=True)
class Drawn:
    """What a file draws: `areas` are names by code, `year` that of its column of codes."""

    name: str
    year: int
    areas: Mapping[str, str]


def read_drawn(path: Path) -> Drawn:
    """The areas of a GeoJSON file with a column of official codes, such as WD25CD. Raises Invalid."""
    with open_text(path, wanted=GEOJSON) as text:
        content = text.whole()
    try:
        rows = [feature["properties"] for feature in json.loads(content)["features"]]
        column = next(key for key in rows[0] if (found := COLUMN.fullmatch(key)) and found[1] != LOCAL_AUTHORITY)
        areas = {str(row[column]).strip(): str(row.get(f"{column[:-2]}NM") or row[column]).strip() for row in rows}
    except (ValueError, LookupError, TypeError, AttributeError, StopIteration, RecursionError) as error:
        do = "Each feature needs a property such as WD25CD with its official code."
        raise unreadable(path.name, "has no column of area codes, or is cut short.", do) from error
    found = COLUMN.fullmatch(column)
    return Drawn(path.name, 2000 + int(found[2]) if found else 0, areas)
