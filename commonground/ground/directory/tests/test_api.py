"""The read API of Open Referral: its pages, its parameters, and that it tells of no confidential place."""

import json

import pytest
from django.test import Client

from commonground.ground.directory.models import TaxonomyTerm
from commonground.ground.directory.tests import entries, feeds

pytestmark = pytest.mark.django_db
API = "/api/open-referral/"


def read(address: str, **asked: object):
    answer = Client().get(f"{API}{address}", asked)
    assert answer.status_code == 200, answer.content
    return answer.json()


def test_it_says_which_version_it_is():
    assert read("")["version"] == "HSDS-UK-3.0"


def test_the_pages_of_services_add_up():
    made = {str(entries.service(f"service-{number}").public_id) for number in range(7)}
    pages = [read("services", page=number, per_page=3) for number in (1, 2, 3)]
    assert {one["id"] for page in pages for one in page["contents"]} == made
    assert [page["size"] for page in pages] == [3, 3, 1]
    assert {(page["total_items"], page["total_pages"]) for page in pages} == {(7, 3)}
    assert [(page["first_page"], page["last_page"]) for page in pages] == [(True, False), (False, False), (False, True)]


def test_a_page_beyond_the_last_and_an_empty_directory_are_empty():
    nothing = read("services")
    assert (nothing["empty"], nothing["total_pages"], nothing["first_page"], nothing["last_page"]) == (
        True,
        0,
        True,
        True,
    )
    entries.service()
    assert read("services", page=9)["empty"]


@pytest.mark.parametrize(
    ("asked", "finds"),
    [
        ({"search": "stay"}, True),
        ({"search": "example trust"}, True),
        ({"search": "boxing"}, False),
        ({"minimum_age": 4}, True),
        ({"minimum_age": 6}, False),
        ({"maximum_age": 11}, True),
        ({"maximum_age": 10}, False),
        ({"day": "Monday"}, True),
        ({"day": "TU"}, False),
        ({"start_time": "09:00", "day": "MO"}, True),
        ({"end_time": "10:00"}, False),
    ],
)
def test_services_are_narrowed_as_the_standard_says(asked, finds):
    offered = entries.service(minimum_age=5, maximum_age=11)
    offered.schedules.create(freq="WEEKLY", byday="MO", opens_at="09:30", closes_at="11:00")
    assert (read("services", **asked)["total_items"] == 1) is finds


def test_services_are_found_by_a_word_of_a_list():
    offered = entries.service()
    entries.service("other")
    term = TaxonomyTerm.objects.create(name="Play")
    offered.attributes.create(term=term)
    assert read("services", taxonomy_term_id=term.public_id)["total_items"] == 1
    assert read(f"taxonomy_terms/{term.public_id}")["name"] == "Play"


def test_places_are_found_by_distance_from_a_postcode():
    entries.at(entries.service(), entries.place(latitude=53.14, longitude=-1.2))
    assert read("service_at_locations", postcode="NG18 1AA", proximity=5_000)["total_items"] == 1
    assert read("service_at_locations", postcode="NG1 1AA", proximity=1_000)["total_items"] == 0


@pytest.mark.parametrize(
    "asked",
    [{"pages": 2}, {"page": "x"}, {"per_page": 100_000}, {"minimum_age": "old"}, {"day": "never"}, {"search": "a\0"}],
)
def test_a_parameter_that_is_none_is_told(asked):
    answer = Client().get(f"{API}services", asked)
    assert answer.status_code == 422
    assert answer["Content-Type"] == "application/problem+json"


def test_who_has_an_answer_already_is_told_so():
    entries.service()
    first = Client().get(f"{API}services")
    again = Client().get(f"{API}services", headers={"If-None-Match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")


def test_nothing_tells_of_a_confidential_place():
    offered = entries.refuge()
    hidden = offered.at_locations.get()
    hidden.location.addresses.create(address_1=entries.HIDDEN, postal_code="NG18 1AA")
    said = json.dumps([read("services"), read(f"services/{offered.public_id}"), read("service_at_locations")])
    for word in (entries.HIDDEN, "Canary", "NG18", str(hidden.location.public_id), str(hidden.public_id)):
        assert word not in said
    assert Client().get(f"{API}service_at_locations/{hidden.public_id}").status_code == 404
    assert read("service_at_locations", postcode="NG18 1AA", proximity=100_000)["empty"]


def test_a_page_of_a_full_directory_asks_the_database_a_few_times(django_assert_max_num_queries, tmp_path):
    feeds.take(tmp_path, [feeds.whole_service(f"Service {number}") for number in range(12)])
    with django_assert_max_num_queries(12):
        read("services")
    with django_assert_max_num_queries(12):
        read("service_at_locations")


@pytest.mark.parametrize("age", ["1e300", "-1e300", "1e-300", "1" * 400, "5." + "0" * 400, "NaN", "Infinity"])
def test_an_age_that_is_no_age_is_answered_and_breaks_nothing(client, age):
    for name in ("minimum_age", "maximum_age"):
        assert client.get("/api/open-referral/services", {name: age}).status_code in (200, 422)
