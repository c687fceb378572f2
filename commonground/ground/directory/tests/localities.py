"""A county of seven districts in six localities: two of them are one, which its people call Mansfield and Ashfield."""

from datetime import date

from commonground.foundation.kernel.viewer import operator
from commonground.ground.directory.tests.entries import NOW
from commonground.ground.places import actions
from commonground.ground.places import queries as places
from commonground.ground.places.actions import AreaRow, LevelRow
from commonground.ground.places.models import FootprintVersion
from commonground.ground.places.rules import Placing

OPERATOR = operator(NOW, permissions=frozenset({"places.register", "places.draft", "places.publish"}))
TOGETHER = "Mansfield and Ashfield"
DISTRICTS = {
    "E07000170": "Ashfield",
    "E07000171": "Bassetlaw",
    "E07000172": "Broxtowe",
    "E07000173": "Gedling",
    "E07000174": "Mansfield",
    "E07000175": "Newark and Sherwood",
    "E07000176": "Rushcliffe",
}


def six_localities() -> FootprintVersion:
    """Registered, drawn and in force since 2015."""
    rows = [
        AreaRow(name="England", type="country", code="E92000001"),
        AreaRow(name="Nottinghamshire", type="county", code="E10000024", within=("E92000001",)),
        *(AreaRow(name=name, type="district", code=code, within=("E10000024",)) for code, name in DISTRICTS.items()),
    ]
    actions.register_areas(rows=rows, by=OPERATOR)
    from_ = places.area_by_reference("nottinghamshire")
    levels = [LevelRow("Locality", "Localities")]
    footprint = actions.create_footprint(
        slug="localities", name="Locality groups", root=from_, levels=levels, by=OPERATOR
    )
    version = actions.draft_version(footprint=footprint, label="Six (2015)", base="district", by=OPERATOR)
    placings = [
        Placing(code, TOGETHER if name in TOGETHER.split(" and ") else name) for code, name in DISTRICTS.items()
    ]
    version = actions.save_draft(version=version, based_on=version.version, placings=placings, by=OPERATOR)
    actions.publish_version(version=version, valid_from=date(2015, 1, 1), based_on=version.version, by=OPERATOR)
    return version
