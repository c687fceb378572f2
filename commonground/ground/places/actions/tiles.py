"""Squares that stand for areas whose boundaries are not loaded."""

from collections.abc import Iterable
from dataclasses import dataclass

from commonground.foundation.audit import actions as audit
from commonground.foundation.kernel.errors import Invalid, Problem
from commonground.foundation.kernel.viewer import Viewer
from commonground.ground.places import access, queries
from commonground.ground.places.models import TilePosition


@dataclass(frozen=True)
class TileRow:
    """Where the square of an area (by code or slug) stands, counted from the top left, from 0."""

    area: str
    column: int
    row: int


@audit.atomic()
def place_tiles(*, rows: Iterable[TileRow], by: Viewer) -> int:
    """Put areas on the map of squares. Returns how many were new or moved; twice changes nothing.

    Raises Invalid for an area that is not known, or two areas on one square.
    """
    access.check_can_register(by)
    rows = list(rows)
    areas = queries.areas_by_key(row.area for row in rows)
    _check(rows, set(areas))
    now = {tile.area_id: tile for tile in TilePosition.objects.filter(area__in=areas.values())}
    new = []
    for row in rows:
        tile = now.get(areas[row.area].pk)
        if tile is None or (tile.column, tile.row) != (row.column, row.row):
            new.append(TilePosition(area=areas[row.area], column=row.column, row=row.row))
    TilePosition.objects.bulk_create(
        new, update_conflicts=True, unique_fields=["area"], update_fields=["column", "row"]
    )
    if new:
        audit.record("tiles placed", by=by, details={"tiles": len(new)})
    return len(new)


def _check(rows: list[TileRow], known: set[str]) -> None:
    problems: list[Problem] = []
    held: dict[tuple[int, int], str] = {}
    for row in rows:
        if row.area not in known:
            problems.append(Problem(where=row.area, what="is not an area we know.", do="Check its code."))
        other = held.setdefault((row.column, row.row), row.area)
        if other != row.area:
            what = f"stands on the same square as {other}, column {row.column}, row {row.row}."
            problems.append(Problem(where=row.area, what=what, do="Move one of them."))
    if problems:
        raise Invalid("These squares cannot be placed. Nothing was changed.", problems)
