"""Where the postcodes of an area lie: of whole authorities, else within its outline, else not known."""

from datetime import date
from pathlib import Path

import pytest

from commonground.ground.places import actions, queries
from commonground.ground.places.models import Area, Boundary
from commonground.ground.places.tests import county, squares
from commonground.ground.places.tests.county import OPERATOR

pytestmark = pytest.mark.django_db
ON = date(2026, 1, 1)


@pytest.fixture(autouse=True)
def six() -> None:
    footprint = county.add_footprint(county.register_county())
    county.add_published(footprint, "Six", county.SIX, valid_from=date(2015, 1, 1))


def count(name: str) -> int | None:
    area = queries.area_by_reference(name, on=ON)
    points = queries.postcode_points([area], on=ON).of[area.key]
    return None if points is None else len(points)


def test_a_locality_of_two_districts_has_the_postcodes_of_both() -> None:
    together = count("Mansfield and Ashfield")
    assert together is not None
    assert together == (count("E07000174") or 0) + (count("E07000170") or 0)
    assert together > 4000


def test_the_county_has_those_of_its_seven_districts() -> None:
    districts = ["Ashfield", "Bassetlaw", "Broxtowe", "Gedling", "Mansfield", "Newark and Sherwood", "Rushcliffe"]
    codes = list(Area.objects.filter(name__in=districts, code__startswith="E07").values_list("code", flat=True))
    assert count("E10000024") == sum(count(code or "") or 0 for code in codes)


def test_a_small_area_has_those_within_its_outline_and_none_are_made_up_without_one(tmp_path: Path) -> None:
    found = queries.locate_many(["NG15 0AA"], on=ON)[0]
    assert found.easting is not None
    assert found.northing is not None
    east, north = found.easting - squares.WEST - 500, found.northing - squares.SOUTH - 500
    ring = [(x + east, y + north) for x, y in squares.square(0, 0)]
    path = squares.write(tmp_path, squares.collection(squares.feature(1, ring)), name="E07000170.geojson")
    actions.import_boundaries(paths=[path], by=OPERATOR)
    here = count("E01000001")
    assert here is not None
    assert 0 < here < (count("E07000170") or 0)
    Boundary.objects.all().delete()
    assert count("E01000001") is None
