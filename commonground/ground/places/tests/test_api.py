"""What programs read of places."""

import pytest
from django.test import Client

AREAS = "/api/v1/places/areas"


def get(path: str, status: int = 200) -> dict:
    answer = Client().get(path)
    assert answer.status_code == status, answer.content
    return answer.json()


def slugs(path: str) -> list[str]:
    """Every area of a list, page after page."""
    found = []
    while path:
        page = get(path.removeprefix("http://testserver"))
        found += [one["slug"] for one in page["items"]]
        path = page["next"]
    return found


def test_areas_are_listed_page_by_page_in_the_order_of_their_slugs(six):
    found = slugs(f"{AREAS}?limit=4")
    assert found == sorted(set(found))
    assert {"england", "nottinghamshire", "ashfield", "mansfield-and-ashfield"} <= set(found)


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("kind=county", ["nottinghamshire"]),
        ("kind=district&limit=3", None),
        ("footprint=localities", "six"),
        ("footprint=localities@seven-2013", "seven"),
        ("footprint=localities&level=locality", "six"),
    ],
)
def test_areas_are_narrowed_by_kind_and_by_the_map_in_force_or_one_that_is_named(six, asked, found):
    listed = slugs(f"{AREAS}?{asked}")
    if found == "six":
        assert "mansfield-and-ashfield" in listed
        assert len(listed) == 6
    elif found == "seven" or found is None:
        assert len(listed) == 7
    else:
        assert listed == found


def test_a_draft_is_there_for_nobody_who_does_not_draw(draft):
    assert get(f"{AREAS}?footprint=localities@three-2027", 404)["status"] == 404
    assert "south-nottinghamshire" not in slugs(AREAS)
    told = get("/api/v1/places/footprints")
    assert "three-2027" not in {version["slug"] for version in told[0]["versions"]}


@pytest.mark.parametrize("reference", ["mansfield", "E07000174", "MANSFIELD"])
def test_an_area_says_what_holds_it_and_what_is_in_it_officially_and_on_every_map(six, reference):
    told = get(f"{AREAS}/{reference}")
    assert [one["name"] for one in told["wholes"]] == ["Nottinghamshire", "England"]
    on = {one["version"]: [whole["slug"] for whole in one["wholes"]] for one in told["maps"]}
    assert on == {"six-2015": ["mansfield-and-ashfield"], "seven-2013": ["mansfield"]}
    assert len(get(f"{AREAS}/nottinghamshire")["parts"]) == 7


def test_footprints_say_their_levels_and_versions(six):
    [told] = get("/api/v1/places/footprints")
    assert (told["divides"], [level["slug"] for level in told["levels"]]) == ("E10000024", ["locality"])
    assert {version["slug"]: version["status"] for version in told["versions"]} == {
        "six-2015": "published", "seven-2013": "superseded",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("path", "status"),
    [
        (f"{AREAS}/nowhere", 404),
        (f"{AREAS}/%00", 404),
        (f"{AREAS}?kind=castle", 422),
        (f"{AREAS}?level=locality", 422),
        (f"{AREAS}?footprint=localities&level=castle", 422),
        (f"{AREAS}?footprint=none", 404),
        (f"{AREAS}?cursor=W10", 422),
        (f"{AREAS}?colour=red", 422),
    ],
)
def test_what_is_not_there_is_told_so(six, path, status):
    assert get(path, status)["detail"]


@pytest.mark.parametrize("limit", [1, 500])
def test_a_list_of_areas_takes_as_many_queries_whatever_it_holds(six, limit, django_assert_num_queries):
    with django_assert_num_queries(2):
        get(f"{AREAS}?limit={limit}")


def test_a_list_that_has_not_changed_is_not_sent_again(six, client):
    first = client.get(AREAS)
    assert client.get(AREAS, headers={"If-None-Match": first["ETag"]}).status_code == 304


def test_head_is_answered_as_get_without_a_body(six, client):
    whole, head = client.get(AREAS), client.head(AREAS)
    assert (head.status_code, head.content) == (200, b"")
    assert {**head.headers} == {**whole.headers, "Content-Length": str(len(whole.content))}
    assert client.head(f"{AREAS}nowhere/").status_code == client.get(f"{AREAS}nowhere/").status_code == 404


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_nothing_is_changed_through_the_api(six, client, method):
    answer = getattr(client, method)(AREAS)
    assert (answer.status_code, answer["Allow"]) == (405, "GET, HEAD")
    assert answer["Content-Type"] == "application/problem+json"
