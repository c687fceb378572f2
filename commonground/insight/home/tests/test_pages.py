"""The pages of this room as people get them."""

from collections.abc import Callable

import pytest
from django.core.cache import caches
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from commonground.foundation.work.models import Job
from commonground.ground.evidence.models import Preparation
from commonground.ground.places.models import Fingerprint
from tests.world import World

MOST_QUERIES = 12
PLACES = [
    "/places/nottinghamshire/",
    "/places/nottinghamshire/?map=localities/three-localities-proposed",
    "/places/nottinghamshire/?figure=re-referrals",
    "/places/nottinghamshire/?on=2014-06-01",
    "/places/mansfield/",
    "/places/mansfield/?map=localities/six-localities-2015",
    "/places/mansfield-and-ashfield/",
    "/places/south-nottinghamshire/?figure=children-most-deprived-tenth",
    "/places/derbyshire/",
    "/places/england/",
]


@pytest.fixture(autouse=True)
def _nothing_remembered() -> None:
    """Each test begins with an empty cache of pages; the other cache lies in the database."""
    caches["public"].clear()


@pytest.fixture
def as_role(world: World) -> Callable[[str], Client]:
    """Somebody signed in, by role; "public" is not signed in."""

    def client(role: str) -> Client:
        found = Client()
        if role != "public":
            found.force_login(world.account(role))
        return found

    return client


@pytest.mark.parametrize("address", PLACES)
def test_the_page_of_a_place_opens_with_few_queries_also_for_who_is_signed_in(
    as_role: Callable[[str], Client], address: str
) -> None:
    client = as_role("locality-manager")
    client.get("/places/gedling/")  # a process that has just started reads the catalogue once
    with CaptureQueriesContext(connection) as made:
        answer = client.get(address)
    with CaptureQueriesContext(connection) as again:
        client.get(address)
    assert answer.status_code == 200
    assert len(made) <= MOST_QUERIES, [query["sql"][:150] for query in made.captured_queries]
    assert len(again) <= len(made)


def test_a_page_from_the_cache_is_the_page_that_was_made(as_role: Callable[[str], Client]) -> None:
    client = as_role("public")
    assert client.get("/places/mansfield/").content == client.get("/places/mansfield/").content


def test_two_maps_two_figures_and_two_places_never_share_a_kept_page(as_role: Callable[[str], Client]) -> None:
    client = as_role("public")
    contents = [client.get(address).content for address in PLACES]
    assert len(set(contents)) == len(PLACES)
    assert [client.get(address).content for address in PLACES] == contents


def test_nothing_of_a_person_is_kept_with_a_page(as_role: Callable[[str], Client]) -> None:
    as_role("analyst").get("/places/mansfield/")
    assert "Somebody analyst" not in as_role("public").get("/places/mansfield/").content.decode()


@pytest.mark.parametrize("slug", ["nottinghamshire", "mansfield-and-ashfield", "rushcliffe"])
def test_the_page_says_its_map_its_paragraph_its_parts_and_its_sources(
    as_role: Callable[[str], Client], slug: str
) -> None:
    said = as_role("public").get(f"/places/{slug}/").content.decode()
    for words in ("On the map", "children and young people aged 0 to 17", "Sources and freshness", "profile.pdf"):
        assert words in said


def test_each_card_opens_its_figure(as_role: Callable[[str], Client]) -> None:
    said = as_role("public").get("/places/nottinghamshire/").content.decode()
    assert 'href="/evidence/re-referrals/nottinghamshire/2024/"' in said


def test_a_day_that_is_none_is_said_so(as_role: Callable[[str], Client]) -> None:
    answer = as_role("public").get("/places/nottinghamshire/?on=yesterday")
    assert answer.status_code == 422
    assert "Write it as 2015-01-31" in answer.content.decode()


@pytest.mark.parametrize("address", ["/places/atlantis/", "/places/mansfield/?map=no/map", "/places/mansfield/x.csv"])
def test_what_is_not_there_is_not_found(as_role: Callable[[str], Client], address: str) -> None:
    assert as_role("public").get(address).status_code == 404


def test_stale_figures_are_said_to_be_and_asked_for_once(world: World, as_role: Callable[[str], Client]) -> None:
    Fingerprint.objects.update(value="0" * 64)  # as when a map was published
    answer = as_role("public").get("/places/mansfield/")
    as_role("public").get("/places/gedling/")
    assert "Figures are being prepared" in answer.content.decode()
    assert [(job.name, job.requested_by_label) for job in Job.objects.filter(state="queued")] == [
        ("evidence.prepare", "the site, for stale figures")
    ]


def test_without_any_preparation_the_page_still_opens(world: World, as_role: Callable[[str], Client]) -> None:
    Preparation.objects.all().delete()
    answer = as_role("public").get("/places/nottinghamshire/")
    assert answer.status_code == 200
    assert "for the first time" in answer.content.decode()


def test_the_first_screen_welcomes_visitors_with_the_place(as_role: Callable[[str], Client]) -> None:
    said = as_role("public").get("/").content.decode()
    assert "168,481 children" in said
    assert "/sign-in/" in said


@pytest.mark.parametrize(
    ("role", "words"),
    [
        ("locality-manager", "What needs you"),
        ("analyst", "Figures prepared on"),
        ("group-member", "What to do first"),
    ],
)
def test_the_first_screen_of_a_role_shows_what_is_there_for_it(
    as_role: Callable[[str], Client], role: str, words: str
) -> None:
    assert words in as_role(role).get("/").content.decode()


def test_a_draft_waits_for_those_who_draw_and_for_nobody_else(as_role: Callable[[str], Client]) -> None:
    assert "North, West and South" in as_role("locality-manager").get("/").content.decode()
    for role in ("public", "analyst", "group-member"):
        assert "North, West and South" not in as_role(role).get("/").content.decode()


@pytest.mark.parametrize("role", ["public", "locality-manager", "analyst", "system-administrator"])
def test_the_first_screen_opens_with_few_queries(as_role: Callable[[str], Client], role: str) -> None:
    client = as_role(role)
    client.get("/")
    with CaptureQueriesContext(connection) as made:
        assert client.get("/").status_code == 200
    assert len(made) <= MOST_QUERIES, [query["sql"][:150] for query in made.captured_queries]


@pytest.mark.parametrize(("name", "suffix"), [("map", "csv"), ("trend", "csv"), ("ages", "csv")])
def test_the_figures_of_a_drawing_can_be_taken_away(as_role: Callable[[str], Client], name: str, suffix: str) -> None:
    figure = "re-referrals" if name == "trend" else "imd-2019-score"
    answer = as_role("public").get(f"/places/nottinghamshire/{name}.{suffix}?figure={figure}")
    lines = answer.content.decode("utf-8-sig").splitlines()
    assert answer.status_code == 200
    assert len(lines) > 4


def test_a_figure_leads_only_to_maps_that_have_it(as_role: Callable[[str], Client]) -> None:
    counted = as_role("public").get("/evidence/children-0-17/nottinghamshire/2020/").content.decode()
    assert "/on/localities/six-localities-2015/" in counted
    assert "/on/primary-clusters/" not in counted, "schools have no children of their own"
    assert "/on/" not in as_role("public").get("/evidence/re-referrals/nottinghamshire/2024/").content.decode()
