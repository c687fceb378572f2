"""How much of an area is further than a distance from help: by its postcodes, in a straight line."""

import pytest
from django.test import Client
from django.urls import reverse

from commonground.foundation.kernel.errors import NotFound
from commonground.ground.directory import queries
from commonground.ground.directory.models import Attribute, Location, Service, ServiceArea, TaxonomyTerm
from commonground.ground.directory.papers import far as papers
from commonground.ground.directory.tests.entries import ANYBODY, NOW, at, place, refuge, service
from commonground.ground.directory.tests.localities import six_localities
from commonground.ground.places import queries as places

pytestmark = pytest.mark.django_db
MANSFIELD = {"latitude": 53.1437, "longitude": -1.1972}  # the market place
WORKSOP = {"latitude": 53.3041, "longitude": -1.1244}  # in Bassetlaw, whose Retford lies 11 km to the east


@pytest.fixture(autouse=True)
def six() -> None:
    six_localities()


def offered(key: str, name: str) -> Service:
    """For children before school, to those of one area."""
    one = service(key, grouping="advice")
    term, _ = TaxonomyTerm.objects.get_or_create(code="early-years", defaults={"name": "Early years"})
    Attribute.objects.create(service=one, term=term)
    ServiceArea.objects.create(service=one, area=places.area_by_reference(name, on=NOW.date()))
    return one


def cell(name: str, kilometres: int) -> queries.Far:
    page = queries.far_page(ANYBODY, kilometres=kilometres)
    line = next(one for one in page.lines if (one.row.need, one.row.grouping) == ("early-years", "advice"))
    return next(one for one in line.cells if one.area.name == name)


def test_the_further_one_may_go_the_fewer_are_beyond() -> None:
    at(offered("worksop", "E07000171"), place("hall", **WORKSOP))
    shares = [cell("Bassetlaw", kilometres).share or 0 for kilometres in queries.far_page(ANYBODY).distances]
    assert shares == sorted(shares, reverse=True)
    assert shares[0] > shares[2] > 0.3  # 5 km from Worksop: Retford and the villages are beyond
    assert cell("Bassetlaw", 20).share == pytest.approx(0.1, abs=0.1)


def test_a_second_place_brings_it_nearer_and_none_can_bring_it_further() -> None:
    one = offered("both", "E07000171")
    at(one, place("hall", **WORKSOP))
    before = cell("Bassetlaw", 5)
    at(one, place("retford", latitude=53.3228, longitude=-0.9431))
    after = cell("Bassetlaw", 5)
    assert (after.postcodes, after.offered) == (before.postcodes, 2)
    assert (after.beyond or 0) < (before.beyond or 0)


def test_what_serves_another_area_is_near_nobody_here() -> None:
    at(offered("mansfield", "E07000174"), place("market", **MANSFIELD))
    assert cell("Mansfield and Ashfield", 20).share is not None
    assert papers.said(cell("Bassetlaw", 20)) == "none in the directory"


def test_a_service_that_is_nowhere_is_counted_beside() -> None:
    offered("at-home", "E07000171")
    assert papers.said(cell("Bassetlaw", 5)) == "1 service without a place"


def test_where_a_refuge_is_cannot_be_read_off(django_assert_max_num_queries) -> None:
    hidden = refuge()
    Location.objects.filter(is_confidential=True).update(**WORKSOP)
    Service.objects.filter(pk=hidden.pk).update(grouping="advice")
    Attribute.objects.create(service=hidden, term=TaxonomyTerm.objects.create(code="early-years", name="Early years"))
    with django_assert_max_num_queries(12):
        page = queries.far_page(ANYBODY)
    assert {cell.offered for line in page.lines for cell in line.cells} == {0}


def test_the_page_and_its_papers_say_it(client: Client) -> None:
    at(offered("worksop", "E07000171"), place("hall", **WORKSOP))
    shown = client.get(reverse("directory:far"), {"km": "5"}).content.decode()
    (said,) = [
        papers.largest_sentence(line, told, queries.far_page(ANYBODY))
        for line, told in queries.far_page(ANYBODY).largest
    ]
    assert said in shown
    assert "further than 5 km from the one place" in said
    assert client.get(reverse("directory:far-file", args=["pdf"])).content.startswith(b"%PDF")


@pytest.mark.parametrize("asked", [{"km": "3"}, {"km": "-5"}, {"km": "five"}, {"km": "²"}, {"map": "atlantis"}])
def test_another_distance_or_map_is_not_found(client: Client, asked: dict[str, str]) -> None:
    assert client.get(reverse("directory:far"), asked).status_code == 404


def test_an_unknown_distance_is_refused_to_programs_too() -> None:
    with pytest.raises(NotFound):
        queries.far_page(ANYBODY, kilometres=3)
