"""Those who know, read, write and freeze, each with an account of their own; and a place with figures."""

from uuid import UUID

from commonground.foundation.kernel.viewer import Membership, Viewer
from commonground.ground.evidence.tests.caring import NOW
from commonground.ground.partners import actions as partners
from commonground.ground.partners import queries as partner_queries
from commonground.ground.places import actions as places
from commonground.ground.places import queries as place_queries
from commonground.ground.places.actions import AreaRow

SECTORS = '[[sector]]\nslug = "trial"\nname = "Trial"\n'
COUNTY, DISTRICT = "E10000024", "E07000174"


def somebody(number: int, *permissions: str, label: str = "Alex Invented") -> Viewer:
    """A person with an account and these permissions."""
    membership = Membership(role="trial", permissions=frozenset(permissions), organisation="Trial")
    return Viewer(UUID(int=number), label, (membership,), "", "s", NOW)


AUTHOR = somebody(1, "evidence.note", label="Author Invented")
READER = somebody(2, "evidence.review", "evidence.note", label="Reader Invented")
WRITER = somebody(3, "evidence.write", label="Writer Invented")
OTHER_WRITER = somebody(4, "evidence.write", label="Other Invented")
MANAGER = somebody(5, "evidence.write", "evidence.freeze", "evidence.review", "evidence.note", label="Manager Invented")
NOBODY = somebody(6, label="Nobody Invented")


def body(by: Viewer):
    """An organisation that keeps profiles."""
    partners.load_sectors(text=SECTORS, by=by)
    partners.register_organisation(slug="trial-council", name="Trial council", sector="trial", by=by)
    return partner_queries.organisation("trial-council")


def county(by: Viewer):
    """Nottinghamshire with one of its districts, in the East Midlands, in England."""
    places.register_areas(
        rows=[
            AreaRow("England", "country", "E92000001"),
            AreaRow("East Midlands", "region", "E12000004", within=("E92000001",)),
            AreaRow("Nottinghamshire", "county", COUNTY, within=("E12000004",)),
            AreaRow("Mansfield", "district", DISTRICT, within=(COUNTY,)),
        ],
        by=by,
    )
    return place_queries.area_by_reference(COUNTY)
