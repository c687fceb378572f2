"""From areas to those within them or around them, through any number of steps, walked by the database in one query."""

from collections.abc import Collection, Iterator
from typing import Any
from uuid import UUID

from django.db import connection

from commonground.ground.places.models import Area
from commonground.ground.places.queries.batches import in_batches

Edge = tuple[UUID, UUID]  # (part, whole)

# One step on: official ones, and those of every map that is open to all (FootprintVersion.open_to_all). SQLite reads
# each table by its index where each is a term of its own; PostgreSQL where they are one below a lateral join, and takes
# no walk of more terms.
IS_OPEN = """
    JOIN places_footprintversion map
    ON map.id = step.version_id AND COALESCE(map.proposed_at, map.published_at) IS NOT NULL
"""
STEP = {
    "sqlite": """
        SELECT step.{found} FROM {walk} CROSS JOIN places_containment step WHERE step.{known} = {walk}.id
        UNION
        SELECT step.{found} FROM {walk} CROSS JOIN places_areamembership step {is_open} WHERE step.{known} = {walk}.id
    """,
    "postgresql": """
        SELECT further.{found} FROM {walk} CROSS JOIN LATERAL (
            SELECT step.{found} FROM places_containment step WHERE step.{known} = {walk}.id
            UNION ALL
            SELECT step.{found} FROM places_areamembership step {is_open} WHERE step.{known} = {walk}.id
        ) further
    """,
}
WITHIN = """
WITH RECURSIVE within(id) AS (SELECT id FROM places_area WHERE id IN ({keys}) UNION {down})
"""
STEPS = """
SELECT step.part_id, step.whole_id FROM places_containment step WHERE step.whole_id IN (SELECT id FROM within)
UNION
SELECT step.part_id, step.whole_id FROM places_areamembership step {is_open}
WHERE step.whole_id IN (SELECT id FROM within) AND step.part_id <> step.whole_id
"""
AROUND = """
, around(id) AS (SELECT id FROM within UNION {up})
SELECT around.id, within.id FROM around LEFT JOIN within ON within.id = around.id
"""
FORMING = """
WITH RECURSIVE forming(id) AS (
    SELECT part_id FROM places_areamembership WHERE whole_id = %s
    UNION
    SELECT step.part_id FROM forming CROSS JOIN places_areamembership step WHERE step.whole_id = forming.id
)
SELECT id FROM forming
"""


def steps_down(start: Collection[UUID]) -> set[Edge]:
    """Every step of membership that leads down from these areas. One query a batch."""
    return {
        (part, whole)
        for batch in in_batches(sorted(start))
        for part, whole in _asked(_within(len(batch)) + STEPS.format(is_open=IS_OPEN), batch)
    }


def ground_of(area: UUID) -> tuple[frozenset[UUID], frozenset[UUID]]:
    """An area and all areas within it; and these with all that hold any of them. One query."""
    up = _step("around", found="whole_id", known="part_id")
    rows = list(_asked(_within(1) + AROUND.format(up=up), [area]))
    return frozenset(inner for _, inner in rows if inner), frozenset(one for one, _ in rows if one)


def forming(area: UUID) -> list[UUID]:
    """The areas that form an area on any map, also on one being drawn, and what forms those. One query."""
    return [one for (one,) in _asked(FORMING, [area]) if one != area]


def _within(starts: int) -> str:
    """`within`: so many areas, and all areas within them."""
    down = _step("within", found="part_id", known="whole_id")
    return WITHIN.format(keys=", ".join(["%s"] * starts), down=down)


def _step(walk: str, *, found: str, known: str) -> str:
    return STEP[connection.vendor].format(walk=walk, found=found, known=known, is_open=IS_OPEN)


def _asked(sql: str, ids: Collection[UUID]) -> Iterator[tuple[Any, ...]]:
    """Our own text; the keys are passed beside it."""
    key = Area._meta.pk
    with connection.cursor() as cursor:
        cursor.execute(sql, [key.get_db_prep_value(one, connection) for one in ids])
        for row in cursor.fetchall():
            yield tuple(one if one is None or isinstance(one, UUID) else UUID(one) for one in row)
