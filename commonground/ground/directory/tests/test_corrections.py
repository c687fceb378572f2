"""What of a quarantined record is corrected by a field of its own, and what of the record that changes."""

import pytest
from django.contrib.messages.storage.cookie import CookieStorage
from django.test import RequestFactory

from commonground.ground.directory.forms.feeds import members_of
from commonground.ground.directory.models import Quarantined, Service
from commonground.ground.directory.rules.corrections import corrected, members_meant
from commonground.ground.directory.rules.words import Outcome
from commonground.ground.directory.tests.entries import KEEPER
from commonground.ground.directory.tests.feeds import take, whole_service
from commonground.ground.directory.views import feeds as views

RECORD = {
    "id": "1",
    "name": None,
    "email": "none",
    "minimum_age": 12,
    "tags": ["a", "b"],
    "schedules": [{"id": "2", "freq": "WEEKLY", "byday": "TH"}],
    "places": [{"location": {"id": "3", "latitude": -1.2, "longitude": 53.1, "name": "Hall"}}],
}


@pytest.mark.parametrize(
    ("said", "ways"),
    [
        ("/4/email: is “none”, which is no e-mail address.", ["email"]),
        ("/4: has no name.", ["name"]),
        ("/4/schedules/0: never occurs. Correct its days.", ["schedules/0/freq", "schedules/0/byday"]),
        (
            "/4/places/0/location: has latitude and longitude swapped: -1.2, 53.1.",
            ["places/0/location/latitude", "places/0/location/longitude"],
        ),
        ("/4/tags/1: is “b”.", ["tags/1"]),
        ("/4: has the id of the service at /3.", []),
        ("/4/schedules/7: never occurs.", []),
        ("/4/schedules: should be a list of at most 500.", []),
        ("services.csv, row 3: has no name.", []),
        ("It is longer than what is read.", []),
    ],
)
def test_the_members_that_a_sentence_is_about_are_asked_for(said: str, ways: list[str]) -> None:
    assert ["/".join(one.way) for one in members_meant(RECORD, place="/4", problems=[said])] == ways


def test_a_member_of_which_two_things_are_said_is_asked_for_once() -> None:
    twice = ["/4/email: is wrong.", "/4/email: is long."]
    assert [(one.name, one.value) for one in members_meant(RECORD, place="/4", problems=twice)] == [("Email", "none")]


def test_what_is_typed_takes_the_place_of_what_stood_there_and_numbers_stay_numbers() -> None:
    where = ("places", "0", "location")
    made = corrected(RECORD, {("email",): "a@example.org", (*where, "latitude"): "53.1", ("minimum_age",): "twelve"})
    assert made["email"] == "a@example.org"
    assert made["places"][0]["location"] == RECORD["places"][0]["location"] | {"latitude": 53.1}
    assert made["minimum_age"] == "twelve", "what is no number is told by whoever reads it"
    assert RECORD["email"] == "none"


def test_what_is_left_empty_is_taken_out() -> None:
    assert "email" not in corrected(RECORD, {("email",): " "})


def _row(tmp_path, **wrong: object) -> Quarantined:
    take(tmp_path, [whole_service(), {**whole_service("Bad"), **wrong}])
    return Quarantined.objects.latest("run__started_at", "id")


def _sent(row: Quarantined, **typed: str):
    data = {"what": "members", "members-based_on": "1", **{f"members-{key}": text for key, text in typed.items()}}
    request = RequestFactory().post("/", data)
    request.viewer, request._messages = KEEPER, CookieStorage(request)
    return views.quarantined(request, row.pk)


@pytest.mark.django_db
def test_a_record_is_taken_in_once_its_wrong_members_are_typed_anew(tmp_path):
    row = _row(tmp_path, email="no-address", minimum_age="young")
    assert [one.name for one in members_of(row)] == ["Email", "Minimum age"]
    assert _sent(row, **{"at-0": "right@example.org", "at-1": "5"}).status_code == 302
    row.refresh_from_db()
    made = Service.objects.get(email="right@example.org")
    assert (row.outcome, row.service, made.minimum_age) == (Outcome.TAKEN, made, 5)


@pytest.mark.django_db
def test_what_is_still_wrong_is_told_and_what_was_typed_stays(tmp_path):
    row = _row(tmp_path, email="no-address")
    page = _sent(row, **{"at-0": "still none"}).content.decode()
    assert "/email: is “still none”" in page
    assert 'value="still none"' in page
    assert Service.objects.count() == 1


@pytest.mark.django_db
def test_a_record_of_which_nothing_can_be_named_is_corrected_as_a_whole(tmp_path):
    row = _row(tmp_path, eligibilitys=[])
    request = RequestFactory().get("/")
    request.viewer = KEEPER
    page = views.quarantined(request, row.pk).content.decode()
    assert 'name="raw"' in page
    assert "members-at-0" not in page
    assert "<details" not in page
