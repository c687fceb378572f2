"""Areas and footprints for analysts' tools."""

from collections.abc import Iterable
from datetime import date

from django.http import HttpRequest
from ninja import Field, Query, Router, Schema

from commonground.foundation.design.doors import viewer_of
from commonground.foundation.design.endpoints import (
    USUAL,
    AreaFootprint,
    AreaReference,
    Cursor,
    Limit,
    Slug,
    next_page,
    pack,
    reads,
    unpack,
)
from commonground.foundation.kernel.viewer import Viewer
from commonground.ground.places import queries
from commonground.ground.places.models import Area, Footprint
from commonground.ground.places.queries import OnMap

router = Router()


class AreaAnswer(Schema):
    """`key` is how figures name the area: its official code where it has one, else its slug."""

    key: str
    code: str | None
    slug: str
    name: str
    kind: str
    footprint: str | None = Field(description="The footprint it was drawn for; null for an official area.")
    valid_from: date | None
    valid_until: date | None = Field(description="The first day on which it is no more.")


class MapAnswer(Schema):
    """How one version of a footprint sees the area: what forms it there, and which areas of the map hold it."""

    footprint: str
    version: str
    status: str
    parts: list[AreaAnswer]
    wholes: list[AreaAnswer]


class AreaWithinAnswer(AreaAnswer):
    """`wholes` are the official areas that hold it, the smallest first; `parts` those directly in it."""

    wholes: list[AreaAnswer]
    parts: list[AreaAnswer]
    maps: list[MapAnswer]


class AreasAnswer(Schema):
    items: list[AreaAnswer]
    next: str | None = Field(description="Address of the next page; null on the last.")


class LevelAnswer(Schema):
    slug: str
    name: str
    plural: str
    order: int


class VersionAnswer(Schema):
    slug: str
    label: str
    status: str
    valid_from: date | None
    valid_until: date | None


class FootprintAnswer(Schema):
    slug: str
    name: str
    description: str
    divides: str = Field(description="Key of the area that it divides.")
    levels: list[LevelAnswer]
    versions: list[VersionAnswer]


class AreasAsked(Schema):
    kind: Slug = Field("", description="Kind of area, such as `district` or `ward`.")
    footprint: AreaFootprint = Field("", description="`localities`, or one version of it: `localities@six-2015`.")
    level: Slug = Field("", description="Level of that footprint; without it every level is listed.")
    limit: Limit = USUAL
    cursor: Cursor = ""


def _edition(viewer: Viewer) -> str:
    """What lies in what, what was done to any map, and the day, which says which map is in force."""
    return f"{queries.state()} {viewer.today}"


@router.get("/areas", response=AreasAnswer)
@reads("public", edition=_edition)
def areas(request: HttpRequest, asked: Query[AreasAsked]) -> dict[str, object]:
    """Areas by kind, or of a footprint and level, in the order of their slugs."""
    wanted = queries.AreaFilter(asked.kind, asked.footprint, asked.level)
    found = queries.areas_listed(wanted, viewer=viewer_of(request))
    if asked.cursor:
        found = found.filter(slug__gt=unpack(asked.cursor, str)[0])
    rows = list(found[: asked.limit + 1])
    more = pack(rows[asked.limit - 1].slug) if len(rows) > asked.limit else None
    return {"items": [_as_own(row) for row in rows[: asked.limit]], "next": next_page(request, more)}


@router.get("/areas/{reference}", response=AreaWithinAnswer)
@reads("public", edition=_edition)
def area(request: HttpRequest, reference: AreaReference) -> dict[str, object]:
    """One area by code or slug, what it lies in and what is in it, officially and on every map."""
    found = queries.area_within(reference, viewer=viewer_of(request))
    return {
        **_as_own(found.area),
        "wholes": _as_areas(found.wholes),
        "parts": _as_areas(found.parts),
        "maps": [_as_map(one) for one in found.maps],
    }


@router.get("/footprints", response=list[FootprintAnswer])
@reads("public", edition=_edition)
def footprints(request: HttpRequest) -> list[dict[str, object]]:
    """Every footprint with its levels and its versions: proposed, in force or of former times."""
    return [_as_footprint(one) for one in queries.footprints()]


def _as_area(found: Area, footprint: str = "") -> dict[str, object]:
    """`footprint` is that of an area that was drawn for one."""
    return {
        "key": found.key,
        "code": found.code,
        "slug": found.slug,
        "name": found.name,
        "kind": found.type_id,
        "footprint": footprint if found.footprint_id else None,
        "valid_from": found.valid_from,
        "valid_until": found.valid_until,
    }


def _as_own(found: Area) -> dict[str, object]:
    """An area that was read with its footprint."""
    return _as_area(found, found.footprint.slug if found.footprint else "")


def _as_areas(found: Iterable[Area], footprint: str = "") -> list[dict[str, object]]:
    return [_as_area(one, footprint) for one in found]


def _as_map(found: OnMap) -> dict[str, object]:
    version, footprint = found.version, found.version.footprint.slug
    return {
        "footprint": footprint,
        "version": version.slug,
        "status": version.status,
        "parts": _as_areas(found.parts, footprint),
        "wholes": _as_areas(found.wholes, footprint),
    }


def _as_footprint(found: Footprint) -> dict[str, object]:
    return {
        "slug": found.slug,
        "name": found.name,
        "description": found.description,
        "divides": found.root.key,
        "levels": list(found.levels.all()),
        "versions": list(found.versions.all()),
    }
