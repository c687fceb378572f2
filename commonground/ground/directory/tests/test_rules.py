"""What is true of schedules, positions, ages and text from outside."""

from datetime import date, time
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commonground.ground.directory.rules import ages, plain, positions, schedules
from commonground.ground.directory.rules.schedules import When


@pytest.mark.parametrize(
    ("when", "why"),
    [
        (When(freq="WEEKLY", byday="MO,TH"), ""),
        (When(freq="MONTHLY", byday="1MO,-1FR"), ""),
        (When(freq="WEEKLY", opens_at=time(22), closes_at=time(2)), ""),  # past midnight
        (When(valid_from=date(2026, 1, 1), valid_to=date(2026, 1, 1)), ""),
        (When(freq="WEEKLY", byday="XX"), "none of"),
        (When(freq="WEEKLY", interval=0), "interval"),
        (When(valid_from=date(2026, 2, 1), valid_to=date(2026, 1, 1)), "before it begins"),
        (When(opens_at=time(9), closes_at=time(9)), "never occurs"),
        (When(freq="WEEKLY", byday="MO", valid_from=date(2026, 11, 24), valid_to=date(2026, 11, 26)), "never occurs"),
        (When(freq="MONTHLY", bymonthday="31", valid_from=date(2026, 4, 1), valid_to=date(2026, 4, 30)), "never"),
        (When(freq="MONTHLY", bymonthday="32"), "day of the month"),
    ],
)
def test_a_schedule_that_never_occurs_says_why(when: When, why: str):
    assert (why in schedules.what_is_wrong(when)) if why else schedules.what_is_wrong(when) == ""


def test_every_other_monday_leaves_a_week_between():
    days = schedules.occurrences(When(freq="WEEKLY", interval=2, byday="MO", dtstart=date(2026, 11, 2)))
    assert [next(days), next(days)] == [date(2026, 11, 2), date(2026, 11, 16)]


def test_the_last_friday_of_a_month_is_the_last():
    days = schedules.occurrences(When(freq="MONTHLY", byday="-1FR", dtstart=date(2026, 11, 1)))
    assert [next(days), next(days)] == [date(2026, 11, 27), date(2026, 12, 25)]


def test_a_schedule_is_told_in_words():
    when = When(freq="WEEKLY", byday="MO,TH", opens_at=time(10), closes_at=time(12))
    assert schedules.in_words(when) == "Mondays and Thursdays, 10:00 to 12:00"


@pytest.mark.parametrize(
    ("latitude", "longitude", "why"),
    [
        (53.14, -1.2, ""),
        (None, None, ""),
        (-1.2, 53.14, "swapped"),
        (53.14, None, "only one"),
        (0.0, 0.0, "Guinea"),
        (100.0, 101.0, "outside"),
        (float("nan"), -1.2, "outside"),
    ],
)
def test_coordinates_that_are_none_here_say_why(latitude, longitude, why):
    said = positions.what_is_wrong(latitude, longitude)
    assert (why in said) if why else said == ""


def test_ages_are_a_band_and_told_in_words():
    assert ages.what_is_wrong(Decimal(11), Decimal(5))
    assert ages.what_is_wrong(Decimal(-1), None)
    assert ages.in_words(Decimal("0.50"), Decimal(5)) == "Ages 0.5 to 5"
    assert ages.in_words(Decimal(10), Decimal(20)) == "Ages 10 to 20"
    assert ages.in_words(None, Decimal(5)) == "Up to age 5"


ATTACKS = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "&amp;lt;img src=x onerror=alert(1)&amp;gt;",
    "<scr<script>ipt>alert(1)</scr</script>ipt>",
    "<svg/onload=alert(1)>",
    "<p>Hello <b>there</b></p><iframe src=//evil></iframe>",
    "<" * 3 + "a href='javascript:alert(1)'>x</a>",
]


@pytest.mark.parametrize("text", ATTACKS)
def test_markup_does_not_come_through(text: str):
    assert not plain.MARKUP.search(plain.plain(text))


def test_words_of_markup_are_kept_and_scripts_are_not():
    assert plain.plain("<p>Tea &amp; toast</p><script>steal()</script>") == "Tea & toast"
    assert plain.plain("children < 5 years, 3 > 2, R&D") == "children < 5 years, 3 > 2, R&D"


@given(st.text())
def test_what_comes_out_plain_is_plain(text: str):
    once = plain.plain(text)
    assert not plain.MARKUP.search(once)


@pytest.mark.parametrize(
    ("text", "mail"),
    [
        ("a.b@example.org", True),
        ("a@b", False),
        ("a b@example.org", False),
        ("@example.org", False),
        ("a@-x.org", False),
    ],
)
def test_an_address_of_mail_is_told_from_none(text, mail):
    assert plain.is_email(text) is mail


@pytest.mark.parametrize(
    ("text", "web"),
    [
        ("https://example.org/a?b=c%20d", True),
        ("javascript:alert(1)", False),
        ("http://", False),
        ("https://example.org/a b", False),
        ("https://example.org/%zz", False),
        ("ftp://example.org", False),
    ],
)
def test_a_web_address_is_told_from_none(text, web):
    assert plain.is_web_address(text) is web
