"""Statistical neighbours: editions, and the neighbours of one authority."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from commonground.ground.evidence.models import Neighbour, NeighbourSet
from commonground.ground.evidence.rules.neighbours import main_code, main_codes, names


@dataclass(frozen=True)
class Listed:
    """One neighbour of an authority in an edition."""

    code: str
    name: str
    place: int
    closeness: str


def neighbour_sets() -> list[NeighbourSet]:
    """Every edition, the oldest first. One query."""
    return list(NeighbourSet.objects.all())


def neighbours_of(area_key: str) -> Mapping[str, Sequence[Listed]]:
    """Slug of each edition → the neighbours of an authority, the most alike first. One query."""
    found: dict[str, list[Listed]] = {}
    rows = Neighbour.objects.filter(area=main_code(area_key)).order_by("set__valid_from", "place")
    for edition, code, place, closeness in rows.values_list("set__slug", "code", "place", "closeness"):
        found.setdefault(edition, []).append(Listed(code, names().get(code, code), place, closeness))
    return found


def editions_of(area_key: str) -> list[tuple[NeighbourSet, list[Listed]]]:
    """The editions in which an authority has neighbours, the oldest first, each with them. One query for both."""
    found: dict[str, tuple[NeighbourSet, list[Listed]]] = {}
    rows = Neighbour.objects.filter(area=main_code(area_key)).select_related("set").order_by("set__valid_from", "place")
    for row in rows:
        _, listed = found.setdefault(row.set.slug, (row.set, []))
        listed.append(Listed(row.code, names().get(row.code, row.code), row.place, row.closeness))
    return list(found.values())


def neighbour_table() -> list[tuple[str, str, str]]:
    """(edition, authority, neighbour) for every code that figures may stand under, today's or former. One query."""
    former: dict[str, list[str]] = {}
    for old, new in main_codes().items():
        former.setdefault(new, []).append(old)
    return [
        (edition, own, code)
        for edition, area, code in Neighbour.objects.values_list("set__slug", "area", "code").order_by("pk")
        for own in (area, *former.get(area, ()))
    ]
