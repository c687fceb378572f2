"""Finding help: what fits, what is shown of it, and a confidential place that is in none of it."""

from datetime import date, time
from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse

from commonground.foundation.kernel.errors import NotFound, Problem
from commonground.ground.directory import queries
from commonground.ground.directory.models import (
    Address,
    Attribute,
    Contact,
    CostOption,
    Phone,
    Schedule,
    Service,
    ServiceArea,
    TaxonomyTerm,
)
from commonground.ground.directory.tests.entries import ANYBODY, HIDDEN, KEEPER, NOW, at, place, refuge, service
from commonground.ground.directory.tests.localities import six_localities
from commonground.ground.places import queries as places

pytestmark = pytest.mark.django_db
TODAY = NOW.date()


def found(**asked: object) -> list[str]:
    return [one.slug for one in queries.found_services(queries.AskedHelp(**asked), on=TODAY)]


def test_every_word_must_stand_somewhere_in_what_is_said() -> None:
    service("talk", name="Counselling", description="Somebody to talk to in the evening.")
    service("play", name="Stay and play")
    assert found(words="talk EVENING") == ["talk"]
    assert found(words="trust play") == ["play"], "the provider’s name counts too"
    assert found(words="talk morning") == []


@pytest.mark.parametrize(("age", "fits"), [(10, False), (11, True), (18, True), (19, False)])
def test_a_whole_year_belongs_to_an_age(age: int, fits: bool) -> None:
    service("young", minimum_age=Decimal("11"), maximum_age=Decimal("18.5"))
    assert bool(found(age=age)) is fits


def test_a_service_without_ages_is_for_every_age() -> None:
    service("everybody")
    assert found(age=3) == ["everybody"]


def test_a_need_a_kind_of_help_and_a_level_narrow_the_list() -> None:
    one = service("one", grouping="advice", level="universal")
    Attribute.objects.create(service=one, term=TaxonomyTerm.objects.create(name="Money", code="money"))
    service("other", grouping="help", level="targeted")
    assert found(need="money") == found(grouping="advice") == found(level="universal") == ["one"]


def test_what_is_closed_for_a_time_is_shown_and_what_ended_is_not() -> None:
    service("closed", status="temporarily closed")
    service("ended", status="defunct")
    assert found() == ["closed"]
    with pytest.raises(NotFound):
        queries.service_card("ended", viewer=KEEPER)


def test_an_area_finds_what_names_it_what_is_in_it_and_what_is_for_everybody() -> None:
    six_localities()
    mansfield, bassetlaw = (places.area_by_reference(name, on=TODAY) for name in ("E07000174", "E07000171"))
    ServiceArea.objects.create(service=service("names-it"), area=mansfield)
    ServiceArea.objects.create(service=service("names-another"), area=bassetlaw)
    at(service("in-it"), place("in-mansfield", area=mansfield))
    at(service("in-another"), place("in-bassetlaw", area=bassetlaw))
    service("everybody")
    asked = places.area_by_reference("Mansfield and Ashfield", on=TODAY)
    assert set(found(whence=queries.Whence(asked.name, asked, None))) == {"everybody", "in-it", "names-it"}


def test_a_name_that_nobody_knows_is_told_and_nothing_is_hidden_for_it(client: Client) -> None:
    service("play")
    said = queries.whence("Atlantis", on=TODAY)
    assert isinstance(said, Problem)
    page = client.get(reverse("directory:services"), {"where": "Atlantis"}).content.decode()
    assert "“Atlantis” is no postcode and no area that is known here." in page
    assert "Stay and play" in page


def whole() -> Service:
    """A service with something of everything that a card shows."""
    one = service("whole", name="Whole service", minimum_age=Decimal(5), maximum_age=Decimal(11))
    Schedule.objects.create(service=one, freq="WEEKLY", byday="MO", opens_at=time(9), closes_at=time(12))
    CostOption.objects.create(service=one, option="Free")
    Phone.objects.create(service=one, number="01632 960001")
    Contact.objects.create(service=one, name="Named Person", title="Worker", is_public=False)
    Contact.objects.create(service=one, name="Public Person", title="Manager", is_public=True)
    where = place("hall", name="Village hall", is_hub=True)
    Address.objects.create(location=where, address_1="1 Green Lane", city="Retford")
    here = at(one, where)
    Schedule.objects.create(at_location=here, freq="WEEKLY", byday="TU", opens_at=time(13), closes_at=time(15))
    return one


def test_a_card_tells_all_that_is_public_and_no_name_that_is_not(client: Client) -> None:
    whole()
    page = client.get(reverse("directory:service", args=["whole"])).content.decode()
    for said in ("Ages 5 to 11", "Mondays, 09:00 to 12:00", "Tuesdays, 13:00 to 15:00", "01632 960001", "1 Green Lane"):
        assert said in page
    assert "Public Person" in page
    assert "Named Person" not in page


def test_until_when_a_service_is_paid_for_is_not_on_its_public_card(client: Client) -> None:
    service("ends", funding_ends_on=date(2027, 3, 31))
    assert b"31 March 2027" not in client.get(reverse("directory:service", args=["ends"])).content
    assert queries.service_card("ends", viewer=KEEPER).may_read_funding


def test_a_confidential_place_stands_on_no_page_of_anybody_who_may_not_know_of_it(client: Client) -> None:
    hidden = refuge()
    Phone.objects.create(location=hidden.at_locations.get().location, number="01632 960999")
    where = hidden.at_locations.get().location.slug
    for address in (
        reverse("directory:services"),
        reverse("directory:services") + "?q=larkspur",
        reverse("directory:service", args=["refuge"]),
        reverse("directory:provider", args=[hidden.provider.slug]),
        reverse("directory:gaps"),
    ):
        page = client.get(address).content.decode()
        assert HIDDEN not in page
        assert "Larkspur" not in page
        assert "01632 960999" not in page
        assert reverse("directory:venue", args=[where]) not in page
    assert client.get(reverse("directory:venue", args=[where])).status_code == 404
    assert queries.venue_page(where, viewer=KEEPER).name == HIDDEN


def test_a_card_says_that_a_service_is_somewhere_that_is_not_told() -> None:
    refuge()
    card = queries.service_card("refuge", viewer=ANYBODY)
    assert (card.is_elsewhere, list(card.places)) == (True, [])


def test_pages_ask_the_same_however_many_services(client: Client, django_assert_max_num_queries) -> None:
    for number in range(30):
        one = service(f"many-{number}", name=f"Service {number}")
        Schedule.objects.create(service=one, freq="WEEKLY", byday="MO", opens_at=time(9), closes_at=time(12))
        at(one, place(f"place-{number}"))
    whole()
    for name, arguments in (
        ("services", []), ("service", ["whole"]), ("provider", ["example-trust"]), ("venue", ["hall"]),
    ):  # fmt: skip
        with django_assert_max_num_queries(9):
            assert client.get(reverse(f"directory:{name}", args=arguments)).status_code == 200
