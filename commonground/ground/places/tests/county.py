"""A county for tests: seven districts, people who draw and people who publish."""

from collections.abc import Mapping
from datetime import UTC, date, datetime

from commonground.foundation.kernel.identifiers import new_id
from commonground.foundation.kernel.viewer import Membership, Viewer, operator, public
from commonground.ground.places import actions, queries
from commonground.ground.places.actions import AreaRow, LevelRow, TileRow
from commonground.ground.places.models import Area, Footprint, FootprintVersion
from commonground.ground.places.rules import Placing

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
PERMISSIONS = frozenset({"places.register", "places.draft", "places.publish"})
OPERATOR = operator(NOW, permissions=PERMISSIONS)
PUBLIC = public(NOW)

DISTRICTS = {
    "E07000170": "Ashfield",
    "E07000171": "Bassetlaw",
    "E07000172": "Broxtowe",
    "E07000173": "Gedling",
    "E07000174": "Mansfield",
    "E07000175": "Newark and Sherwood",
    "E07000176": "Rushcliffe",
}
SQUARES = {
    "E07000170": (0, 2),
    "E07000171": (1, 0),
    "E07000172": (0, 3),
    "E07000173": (1, 2),
    "E07000174": (0, 1),
    "E07000175": (1, 1),
    "E07000176": (1, 3),
}
SEVEN = dict(DISTRICTS)
SIX = {**SEVEN, "E07000170": "Mansfield and Ashfield", "E07000174": "Mansfield and Ashfield"}
THREE = {
    **dict.fromkeys(["E07000170", "E07000174"], "Mansfield and Ashfield"),
    **dict.fromkeys(["E07000171", "E07000175"], "Bassetlaw, Newark and Sherwood"),
    **dict.fromkeys(["E07000172", "E07000173", "E07000176"], "South Nottinghamshire"),
}


def somebody(*permissions: str, label: str = "Ada Invented") -> Viewer:
    """Somebody with an account and these permissions."""
    membership = Membership(role="tester", permissions=frozenset(permissions))
    return Viewer(id=new_id(), label=label, memberships=(membership,), purpose="", session="s", now=NOW)


def register_county() -> Area:
    """England, the county and its seven districts, with their squares."""
    rows = [
        AreaRow(name="England", type="country", code="E92000001"),
        AreaRow(name="Nottinghamshire", type="county", code="E10000024", within=("E92000001",), aliases=("Notts",)),
        *(AreaRow(name=name, type="district", code=code, within=("E10000024",)) for code, name in DISTRICTS.items()),
    ]
    actions.register_areas(rows=rows, by=OPERATOR)
    actions.place_tiles(rows=(TileRow(code, *square) for code, square in SQUARES.items()), by=OPERATOR)
    return queries.area_by_reference("nottinghamshire")


def add_footprint(root: Area, *, slug: str = "localities", name: str = "Locality groups") -> Footprint:
    return actions.create_footprint(
        slug=slug, name=name, root=root, levels=[LevelRow("Locality", "Localities")], by=OPERATOR
    )


def add_draft(
    footprint: Footprint, label: str, placed: Mapping[str, str], *, by: Viewer = OPERATOR
) -> FootprintVersion:
    version = actions.draft_version(footprint=footprint, label=label, base="district", by=by)
    return actions.save_draft(version=version, based_on=version.version, placings=placings(placed), by=by)


def add_published(footprint: Footprint, label: str, placed: Mapping[str, str], *, valid_from: date) -> FootprintVersion:
    version = add_draft(footprint, label, placed)
    actions.publish_version(version=version, valid_from=valid_from, based_on=version.version, by=OPERATOR)
    return version


def placings(placed: Mapping[str, str]) -> list[Placing]:
    return [Placing(part, whole) for part, whole in placed.items()]
