"""The matrix of gaps of the example place, worked by hand for one locality from published children and its services."""

import pytest
from django.utils import timezone

from commonground.foundation.kernel.viewer import operator, public
from commonground.ground.directory import queries
from commonground.ground.directory.rules.gaps import Cell, Standing
from commonground.showcase import actions as showcase
from commonground.showcase.actions.services import list_services
from commonground.showcase.formats import read_pack
from tests.world import World


@pytest.fixture
def cells(world: World) -> dict[tuple[str, str], Cell]:
    """Cells of Mansfield and Ashfield, by need and grouping."""
    page = queries.gap_page(public(timezone.now()))
    (key,) = [area.key for area in page.chosen.areas if area.name == "Mansfield and Ashfield"]
    return {(cell.row.need, cell.row.grouping): cell for line in page.lines for cell in line.cells if cell.area == key}


def test_the_matrix_of_a_locality_is_what_was_worked_by_hand(cells: dict[tuple[str, str], Cell]) -> None:
    """Children of mid-2020 (ONS): 7,073 + 6,210 aged 0 to 4; 41,049 of that age in the county.

    Stay and play in Sutton has 120 places there alone: 120 / 13,283 = 0.90 for a hundred. Baby talk has 40 there alone.
    Counselling has 400 for the county: 20.3% of the children aged 11 to 15 here, of those of the county.
    """
    thriving, advice = cells["early-years", "thriving"], cells["early-years", "advice"]
    assert (thriving.need.count, thriving.places, round(thriving.per_hundred or 0, 2)) == (13_283, 120, 0.9)
    assert (advice.places, advice.longest_wait, advice.standing) == (40, 2, Standing.OFFERED)
    counsel = cells["emotional", "help"]
    assert counsel.need.of is not None
    assert counsel.need.count == pytest.approx(0.203 * counsel.need.of)
    assert counsel.standing is Standing.WAITING


def test_what_nobody_offers_and_what_has_no_number_are_told_apart(cells: dict[tuple[str, str], Cell]) -> None:
    assert cells["emotional", "more-help"].standing is Standing.NOTHING
    ring = cells["emotional", "advice"]
    assert (ring.places, ring.without_places, ring.standing) == (None, 1, Standing.UNKNOWN)
    assert ring.hours == 42


@pytest.mark.django_db
@pytest.mark.parametrize("place", ["manchester", "nottinghamshire", "plymouth"])
def test_every_service_of_a_pack_can_be_taken_in_and_says_that_it_is_invented(place: str) -> None:
    by = operator(timezone.now(), permissions=showcase.PERMISSIONS)
    told: list[str] = []
    list_services(pack=read_pack(place), by=by, tell=told.append)
    assert told[0].endswith(" 0 that could not be taken")
    assert all("(invented)" in one["organization"]["name"] for one in queries.every_published())


def test_hubs_have_services_venues_can_be_booked_and_the_refuge_is_nowhere(world: World) -> None:
    hub = queries.venue_page("mansfield-family-hub", viewer=public(timezone.now()))
    assert hub.location.is_hub
    assert {"Baby talk", "Family workers"} <= {one.service.name for one in hub.services}
    assert hub.location.latitude == pytest.approx(53.144, abs=0.01)
    bookable = queries.locations(public(timezone.now())).filter(is_bookable=True)
    assert bookable.exclude(venue_access="").count() == 3
    refuge = queries.service_card("refuge-for-families", viewer=public(timezone.now()))
    assert (refuge.is_elsewhere, list(refuge.places), refuge.help.where) == (True, [], [])
    assert "Kestrel" not in str(list(queries.every_published()))
