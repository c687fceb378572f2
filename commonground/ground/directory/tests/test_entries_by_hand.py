"""What an entry must be when somebody writes it by hand, and at which field it is told."""

from datetime import date, time
from decimal import Decimal

import pytest

from commonground.ground.directory.rules import entries

TODAY = date(2026, 11, 22)


def told(problems):
    return {one.column: one.what for one in problems}


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        "See <a href='x'>here</a>",
        "A &lt;b&gt; word",
        "turned \u202eround",
        "<img src=x onerror=alert(1)>",
    ],
)
def test_html_scripts_and_hidden_signs_are_told_at_their_field(text):
    assert set(told(entries.of_text({"description": text, "fees": "Free"}))) == {"description"}


@pytest.mark.parametrize("text", ["Ages 5 < 6 & more", "Two\r\nlines", "", "“Quoted” – and £3.50"])
def test_plain_words_are_taken_as_they_are(text):
    assert entries.of_text({"description": text}) == []


@pytest.mark.parametrize(
    ("column", "value"), [("email", "nobody at home"), ("url", "javascript:alert(1)"), ("website", "ftp://example.org")]
)
def test_an_address_that_is_none_is_told_at_its_field(column, value):
    assert set(told(entries.of_text({column: value}))) == {column}


def test_ages_the_wrong_way_round_are_told_at_the_upper_one():
    wrong = told(entries.of_service({"minimum_age": Decimal(11), "maximum_age": Decimal(5)}, today=TODAY))
    assert wrong == {"maximum_age": "It is for ages 11 to 5: the oldest is below the youngest."}


@pytest.mark.parametrize(
    ("given", "column"),
    [
        ({"places": 5, "places_on": None}, "places_on"),
        ({"places": None, "places_on": TODAY}, "places"),
        ({"waiting_weeks": 2, "waiting_on": date(2026, 11, 23)}, "waiting_on"),
    ],
)
def test_a_number_and_its_day_belong_together_and_the_day_has_come(given, column):
    assert set(told(entries.of_service(given, today=TODAY))) == {column}


@pytest.mark.parametrize("number", ["places", "waiting_weeks"])
def test_a_number_with_its_day_is_taken(number):
    day = dict(entries.AS_AT)[number]
    assert entries.of_service({number: 0, day: TODAY}, today=TODAY) == []


PLACE = {"kind": "physical", "name": "Oak Centre", "postcode": "", "latitude": None, "longitude": None}


@pytest.mark.parametrize(
    ("more", "column", "says"),
    [
        ({"latitude": -1.2, "longitude": 53.1}, "latitude", "swapped"),
        ({"latitude": 0.0, "longitude": 0.0}, "latitude", "Gulf of Guinea"),
        ({"latitude": 53.1, "longitude": None}, "latitude", "only one of"),
        ({"name": ""}, "name", "needs a name or a postcode"),
        ({"external_identifier": "100"}, "external_identifier", "belong together"),
    ],
)
def test_what_is_wrong_with_a_place_is_told_at_its_field(more, column, says):
    wrong = told(entries.of_location({**PLACE, **more}))
    assert set(wrong) == {column}
    assert says in wrong[column]


def test_coordinates_far_from_their_postcode_are_told():
    assert entries.of_distance((450_000, 360_000), (455_000, 365_000), postcode="NG18 1AA") == []
    wrong = told(entries.of_distance((450_000, 360_000), (350_000, 360_000), postcode="NG18 1AA"))
    assert wrong == {"latitude": "These coordinates lie 100 km from the middle of NG18 1AA."}


HOURS = {"freq": "WEEKLY", "byday": "MO", "opens_at": time(9), "closes_at": time(10)}


@pytest.mark.parametrize(
    ("more", "column"),
    [
        ({"closes_at": time(9)}, "closes_at"),
        ({"closes_at": None}, "closes_at"),
        ({"interval": 0}, "interval"),
        ({"valid_from": date(2026, 2, 1), "valid_to": date(2026, 1, 1)}, "valid_to"),
        ({"valid_from": date(2026, 11, 24), "valid_to": date(2026, 11, 25)}, "byday"),
        ({"byday": "XX"}, "byday"),
        ({"byday": "", "bymonthday": "32"}, "bymonthday"),
        ({"byday": "", "opens_at": None, "closes_at": None}, "byday"),
    ],
)
def test_a_schedule_that_never_occurs_is_told_at_its_field(more, column):
    assert set(told(entries.of_schedule({**HOURS, **more}))) == {column}


def test_hours_that_occur_are_taken():
    assert entries.of_schedule(HOURS) == []
    assert entries.of_schedule({"description": "In term time"}) == []


def test_a_cost_says_something_and_does_not_end_before_it_begins():
    assert entries.of_cost({"amount": 0}) == []
    assert set(told(entries.of_cost({"option": "", "amount": None}))) == {"option"}
    backwards = {"option": "Free", "valid_from": date(2026, 2, 1), "valid_to": date(2026, 1, 1)}
    assert set(told(entries.of_cost(backwards))) == {"valid_to"}


def test_a_telephone_number_has_digits():
    assert entries.of_phone({"number": "01632 960001"}) == []
    assert set(told(entries.of_phone({"number": "ring the bell"}))) == {"number"}
