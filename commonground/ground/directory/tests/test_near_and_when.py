"""Finding what is near, when somebody can come, and for nothing; words with a slip; short lists; hubs and rooms."""

import sys
from datetime import date, time

import pytest
from django.test import Client
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from commonground.ground.directory import papers, queries
from commonground.ground.directory.models import (
    Accessibility,
    Attribute,
    CostOption,
    Language,
    Schedule,
    ServiceArea,
    TaxonomyTerm,
)
from commonground.ground.directory.queries import venues
from commonground.ground.directory.rules.distances import Point, in_words, kilometres
from commonground.ground.directory.rules.hours_sought import Sought
from commonground.ground.directory.tests.entries import HIDDEN, NOW, at, place, refuge, service
from commonground.ground.directory.tests.localities import six_localities
from commonground.ground.places import queries as places

TODAY = NOW.date()
TOWN = Point(53.1440, -1.1980)
FROM = queries.Whence("NG18 1AA", None, TOWN, is_postcode=True)


def found(**asked: object) -> list[str]:
    return [one.slug for one in queries.found_services(queries.AskedHelp(**asked), on=TODAY)]


def at_distance(slug: str, north: float) -> None:
    """A service so many hundredths of a degree north of the town: 1.112 km each."""
    at(service(slug), place(f"place-of-{slug}", latitude=TOWN.latitude + north / 100, longitude=TOWN.longitude))


@pytest.mark.parametrize(
    ("one", "other", "far"),
    [
        (Point(51.5074, -0.1278), Point(53.4808, -2.2426), 262),  # London to Manchester
        (Point(50.3755, -4.1427), Point(50.7184, -3.5339), 57),  # Plymouth to Exeter
        (TOWN, TOWN, 0),
    ],
)
def test_distances_are_those_of_the_map(one: Point, other: Point, far: float) -> None:
    assert kilometres(one, other) == pytest.approx(far, rel=0.01, abs=0.001)


@pytest.mark.parametrize(
    ("far", "said"), [(0.0, "about 100 m"), (0.44, "about 400 m"), (2.34, "about 2.3 km"), (14.4, "about 14 km")]
)
def test_distances_are_told_as_estimates(far: float, said: str) -> None:
    assert in_words(far) == said


@given(st.floats(49.9, 55.8), st.floats(-6, 1.7), st.floats(-0.8, 0.8), st.floats(-0.8, 0.8))
def test_the_plane_of_the_database_is_the_sphere_within_a_percent(
    latitude: float, longitude: float, north: float, east: float
) -> None:
    here, there = Point(latitude, longitude), Point(latitude + north, longitude + east)
    plane = ((north * 111.195) ** 2 + (east * here.across) ** 2) ** 0.5
    assert plane == pytest.approx(kilometres(here, there), rel=0.013, abs=0.01)


@pytest.mark.django_db
def test_the_nearest_come_first_and_what_has_no_place_last() -> None:
    for slug, north in (("far", 9), ("near", 1), ("between", 4)):
        at_distance(slug, north)
    service("by-telephone")
    assert found(whence=FROM) == ["near", "between", "far", "by-telephone"]
    assert found(whence=FROM, within=5) == ["near", "between", "by-telephone"]


@pytest.mark.django_db
def test_a_confidential_place_has_no_distance() -> None:
    hidden = refuge().at_locations.get().location
    hidden.latitude, hidden.longitude = TOWN.latitude, TOWN.longitude
    hidden.save()
    at_distance("told", 2)
    assert found(whence=FROM) == ["told", "refuge"], "else the order would say where it is"


@pytest.mark.django_db
def test_a_postcode_is_looked_up_without_being_kept(client: Client) -> None:
    at_distance("told", 2)
    page = client.get(reverse("directory:services"), {"where": "NG18 1AA"})
    assert "The nearest to NG18 1AA come first" in page.content.decode()
    assert "about " in page.content.decode()
    assert "no-store" in page["Cache-Control"]
    assert page["X-Robots-Tag"] == "noindex"


WHEN = [
    (Sought.EVENING, {"byday": "MO", "opens_at": time(15, 30), "closes_at": time(20)}, True),
    (Sought.EVENING, {"byday": "MO", "opens_at": time(15, 30), "closes_at": time(17)}, False),
    (Sought.WEEKEND, {"byday": "FR,SA", "opens_at": time(9), "closes_at": time(12)}, True),
    (Sought.WEEKEND, {"byday": "FR", "opens_at": time(9), "closes_at": time(12)}, False),
    (Sought.MONDAY, {"byday": "2MO", "opens_at": time(9), "closes_at": time(12)}, True),
    (Sought.MONDAY, {"byday": "MO", "valid_to": date(2026, 9, 1)}, False),
]


@pytest.mark.django_db
@pytest.mark.parametrize(("sought", "held", "fits"), WHEN)
@pytest.mark.parametrize("of", ["service", "place"])
def test_hours_of_a_service_or_of_one_of_its_places_decide_when(
    sought: Sought, held: dict, fits: bool, of: str
) -> None:
    one = service("one")
    here = at(one, place())
    Schedule.objects.create(freq="WEEKLY", **({"service": one} if of == "service" else {"at_location": here}), **held)
    assert bool(found(when=sought)) is fits


@pytest.mark.django_db
def test_free_is_what_says_so_and_asks_for_nothing_beside() -> None:
    for slug, costs in (("free", [0]), ("paid", [500]), ("partly", [0, 500]), ("silent", [])):
        one = service(slug)
        for amount in costs:
            CostOption.objects.create(service=one, amount=amount)
    service("in-words", fees="Free for residents")
    assert found(is_free=True) == ["free", "in-words"]


@pytest.mark.django_db
def test_language_and_access_narrow_and_a_confidential_place_decides_nothing() -> None:
    one, other = service("one"), service("other")
    Language.objects.create(service=one, name="Polish", code="pl")
    where = place(name="Hall")
    at(other, where)
    Accessibility.objects.create(location=where, description="Ramp at the side door")
    Accessibility.objects.create(location=refuge().at_locations.get().location, description="A ramp")
    assert queries.languages() == {"pl": "Polish"}
    assert found(language="pl") == ["one"]
    assert found(access=queries.accesses()["steps"]) == ["other"]


@pytest.mark.django_db
def test_a_word_with_a_slip_is_read_as_the_one_that_is_meant_and_that_is_said(client: Client) -> None:
    service("talk", name="Counselling for young people")
    page = client.get(reverse("directory:services"), {"q": "councelling"}).content.decode()
    assert "No service says “councelling”. Shown is what says “counselling”." in page
    assert "Counselling for young people" in page


@pytest.mark.django_db
def test_a_word_that_is_said_is_never_read_as_another() -> None:
    service("talk", name="Talking", description="walking")
    assert queries.slips_read("walking tlaking") == {"tlaking": ["talking"]}
    assert queries.slips_read("") == {}


@pytest.mark.django_db
def test_the_name_of_a_need_finds_what_is_for_it() -> None:
    one = service("one", name="Rights and benefits")
    Attribute.objects.create(service=one, term=TaxonomyTerm.objects.create(name="Money", code="money"))
    service("other")
    assert found(words="housing") == ["one"]


@pytest.mark.django_db
def test_a_short_list_holds_public_names_and_tells_what_is_gone(client: Client) -> None:
    service("first", name="First thing")
    service("second", name="Second thing")
    refuge()
    asked = {"s": ["second", "refuge", "first", "gone", "second"]}
    page = client.get(reverse("directory:short-list"), asked).content.decode()
    assert page.index("Second thing") < page.index("Refuge for families") < page.index("First thing")
    assert "1 service of this list is no longer in the directory" in page
    assert HIDDEN not in page
    assert "?s=second&amp;s=refuge&amp;s=first" in page


@pytest.mark.django_db
def test_a_service_is_put_on_the_list_without_losing_what_was_asked(client: Client) -> None:
    service("first", name="First thing")
    page = client.get(reverse("directory:services"), {"q": "thing", "s": "other"}).content.decode()
    assert '<input type="hidden" name="q" value="thing">' in page
    assert '<input type="hidden" name="s" value="other">' in page
    assert 'name="s" value="first"' in page


@pytest.mark.django_db
def test_the_paper_of_a_list_says_what_a_family_needs_and_no_hidden_place() -> None:
    one = service("one", name="Play", application_process="Come on Monday")
    here = at(one, place(name="Oak Centre", postcode="NG18 1AA"))
    Schedule.objects.create(at_location=here, freq="WEEKLY", byday="MO", opens_at=time(9), closes_at=time(12))
    refuge()
    report = papers.short_list_report(queries.short_list(["one", "refuge"]), as_at=TODAY)
    said = str(report)
    assert "Where: Oak Centre, NG18 1AA: Mondays, 09:00 to 12:00" in said
    assert "How to get it: Come on Monday" in said
    assert HIDDEN not in said


@pytest.mark.django_db
@pytest.mark.parametrize("suffix", ["pdf", "docx"])
def test_a_card_of_one_service_is_a_file(client: Client, suffix: str) -> None:
    service("one", name="Play")
    address = reverse("directory:short-list-file", args=[suffix])
    assert client.get(address, {"s": "one"}).status_code == 200
    assert client.get(address).status_code == 404


@pytest.mark.django_db
def test_hubs_and_rooms_are_listed_and_no_confidential_one(client: Client) -> None:
    at(service(name="Baby talk"), place("hub", name="The hub", is_hub=True))
    place("hall", name="The hall", is_bookable=True, venue_access="Ask a day before.")
    place("ended", name="Ended hub", is_hub=True, ends_on=date(2025, 1, 1))
    place("secret", name=HIDDEN, is_hub=True, is_bookable=True, is_confidential=True)
    hubs, rooms = (client.get(reverse(f"directory:{name}")).content.decode() for name in ("hubs", "rooms"))
    assert "The hub" in hubs
    assert "Baby talk" in hubs
    assert "Ask a day before." in rooms
    assert all(HIDDEN not in page and "Ended hub" not in page for page in (hubs, rooms))


@pytest.mark.django_db
def test_the_map_shows_places_that_are_told(client: Client) -> None:
    at_distance("told", 2)
    hidden = refuge().at_locations.get().location
    hidden.latitude, hidden.longitude = TOWN.latitude, TOWN.longitude
    hidden.save()
    for show in ("map", ""):
        page = client.get(reverse("directory:services"), {"where": "NG18 1AA", "show": show}).content.decode()
        assert "Where you asked" in page
        assert "1 place." in page
        assert HIDDEN not in page


@pytest.mark.django_db
def test_all_that_can_be_asked_at_once_is_few_queries(client: Client, django_assert_max_num_queries) -> None:
    for number in range(25):
        at_distance(f"many-{number}", number / 10)
    asked = {
        "q": "play", "need": "money", "age": "7", "where": "NG18 1AA", "within": "5", "when": "evening", "free": "on",
        "language": "pl", "access": "steps", "grouping": "advice", "level": "universal",
    }  # fmt: skip
    for more in (asked, {"where": "NG18 1AA"}, {"where": "NG18 1AA", "show": "map"}, {"q": "plaayy"}):
        with django_assert_max_num_queries(12):
            assert client.get(reverse("directory:services"), more).status_code == 200
    with django_assert_max_num_queries(6):
        client.get(reverse("directory:hubs"), {"where": "NG18 1AA"})


@pytest.mark.django_db
def test_services_of_an_area_are_counted_by_need() -> None:
    six_localities()
    mansfield, bassetlaw = (places.area_by_reference(name, on=TODAY) for name in ("E07000174", "E07000171"))
    money = TaxonomyTerm.objects.create(name="Money", code="money")
    for slug, area in (("here", mansfield), ("there", bassetlaw)):
        one = service(slug)
        ServiceArea.objects.create(service=one, area=area)
        Attribute.objects.create(service=one, term=money)
    counted = {one.need.code: one.services for one in queries.offered_by_need(mansfield, on=TODAY)}
    assert (counted["money"], counted["youth"]) == (1, 0)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("page", "shown"),
    [
        ("", "1 to 20"),
        ("2", "21 to 25"),
        ("3", "21 to 25"),
        ("0", "21 to 25"),
        ("x", "1 to 20"),
        ("9" * 40, "21 to 25"),
    ],
)
def test_a_page_that_is_none_is_the_nearest_there_is(client: Client, page: str, shown: str) -> None:
    for number in range(25):
        service(f"s-{number}")
    told = client.get(reverse("directory:services"), {"page": page}).content.decode()
    first, last = shown.split(" to ")
    assert f"Showing <strong>{first}</strong> to <strong>{last}</strong> of <strong>25</strong> services" in told


@pytest.mark.django_db
def test_a_map_shows_the_nearest_places_and_says_that_there_are_more(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (venues, sys.modules[papers.help_map.__module__]):
        monkeypatch.setattr(module, "MOST_ON_A_MAP", 2)
    for slug, north in (("far", 9), ("near", 4), ("nearest", 1), ("furthest", 12)):
        at_distance(slug, north)
    rows = queries.found_services(queries.AskedHelp(), on=TODAY)
    shown = queries.places_of(rows, FROM, on=TODAY)
    assert [one.location.slug for one in shown] == ["place-of-nearest", "place-of-near", "place-of-far"]
    drawing = papers.help_map(shown, whence=FROM, maps=list)
    assert drawing is not None
    assert drawing.summary.startswith("The nearest 2 places. There are more: narrow what you look for.")
    assert len(drawing.table.rows) == 3, "two places, and where was asked"
    few = papers.help_map(shown[:2], whence=None, maps=list)
    assert few is not None
    assert few.summary.startswith("2 places.")
