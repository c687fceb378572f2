"""Pages of partners: who is named to whom, how few questions they ask, files, and two who edit at once."""

import pytest
from django.urls import reverse

from commonground.foundation.audit.models import AuditPerson
from commonground.ground.partners.models import Organisation, Practitioner, Role

NAME = "Ann Nobody-Else"


@pytest.fixture
def manager(cast, client):
    """The client, signed in as a locality manager."""
    cast.roles["manager"] = Role.objects.create(
        slug="manager", name="Manager", permissions=["partners.keep", "partners.look-up"]
    )
    client.force_login(cast.add("manager", "manager", cast.county))
    return client


@pytest.fixture
def team(cast, bodies):
    team = bodies.team(cast.county, areas="Ashfield")
    bodies.person(team, NAME, email="ann@example.org")
    return team


def test_the_public_sees_teams_and_their_areas_but_nobody_in_them(client, team):
    text = client.get(reverse("partners:team", args=[team.pk])).content.decode()
    assert ("Ashfield" in text, NAME in text, "officer" in text) == (True, False, False)
    for name in ("practitioners", "registers", "links", "sheets"):
        answer = client.get(reverse(f"partners:{name}"))
        assert (answer.status_code, "/sign-in/" in answer["Location"]) == (302, True)


def test_who_is_named_on_a_page_or_in_a_file_is_on_record(manager, team):
    person = Practitioner.objects.get()
    for address in (
        reverse("partners:team", args=[team.pk]),
        reverse("partners:practitioners"),
        reverse("partners:practitioner", args=[person.pk]),
        reverse("partners:practitioners-file", args=["csv"]),
    ):
        before = AuditPerson.objects.filter(person=person.pk).count()
        assert NAME in manager.get(address).content.decode()
        assert AuditPerson.objects.filter(person=person.pk).count() == before + 1, address


@pytest.mark.parametrize("name", ["organisations", "teams", "voluntary", "practitioners"])
def test_a_list_asks_no_more_with_many_rows_than_with_few(manager, team, bodies, name, django_assert_max_num_queries):
    for number in range(12):
        body = bodies.add(f"Body {number}", "charity")
        bodies.person(bodies.team(body, areas="Mansfield"), f"Person {number}")
    manager.get(reverse(f"partners:{name}"))  # the first page of a session writes that it began
    with django_assert_max_num_queries(12):
        assert manager.get(reverse(f"partners:{name}")).status_code == 200


def test_the_pages_of_a_body_and_of_a_team_ask_few_queries(manager, bodies, django_assert_max_num_queries):
    team = bodies.team(bodies.charity, areas="Mansfield")
    bodies.person(team, NAME)
    for name, key in (("organisation", bodies.charity.slug), ("team", team.pk), ("change-team", team.pk)):
        address = reverse(f"partners:{name}", args=[key])
        manager.get(address)
        with django_assert_max_num_queries(12):
            assert manager.get(address).status_code == 200


@pytest.mark.parametrize("name", ["change-organisation", "capacity", "add-offer"])
def test_a_form_of_a_body_asks_few_queries(manager, bodies, name, django_assert_max_num_queries):
    address = reverse(f"partners:{name}", args=[bodies.charity.slug])
    manager.get(address)
    with django_assert_max_num_queries(12):
        assert manager.get(address).status_code == 200


def test_what_looks_like_a_formula_leaves_as_text(manager, cast, bodies):
    bodies.add("=cmd|calc!A1")
    text = manager.get(reverse("partners:organisations-file", args=["csv"])).content.decode()
    assert "'=cmd|calc!A1" in text


def test_the_second_of_two_who_edit_is_shown_both_values(manager, cast):
    sent = {"based_on": "1", "name": "First", "sector": "council"}
    address = reverse("partners:change-organisation", args=["county"])
    assert manager.post(address, sent).status_code == 302
    answer = manager.post(address, {**sent, "name": "Second"})
    assert answer.status_code == 409
    assert all(name in answer.content.decode() for name in ("First", "Second"))
    assert Organisation.objects.get(slug="county").name == "First"


def test_what_a_rule_refuses_stands_at_its_field_and_what_was_typed_stays(manager, cast):
    address = reverse("partners:add-team", args=["county"])
    answer = manager.post(address, {"name": "Early help", "service": "council", "areas": "Narnia", "starts_on_0": "1"})
    text = answer.content.decode()
    assert (answer.status_code, "Early help" in text, "must include a month" in text) == (200, True, True)
    days = {"starts_on_0": "1", "starts_on_1": "4", "starts_on_2": "2026"}
    text = manager.post(
        address, {"name": "Early help", "service": "council", "areas": "Narnia", **days}
    ).content.decode()
    assert "We know no area “Narnia”" in text


def test_an_address_that_asks_for_a_place_or_sector_there_is_not_says_so(client, cast):
    assert client.get(reverse("partners:organisations"), {"sector": "nonsense"}).status_code == 422
    assert client.get(reverse("partners:teams"), {"place": "nowhere"}).status_code == 422
