"""How hours and telephone numbers are written, what a proposal differs in, and until when a word holds."""

from datetime import date, timedelta

import pytest

from commonground.foundation.kernel.errors import Invalid
from commonground.ground.directory.rules import assurance, hours_written, phones, proposals

TODAY = date(2026, 11, 30)
POLICY = assurance.Policy(
    assured_for_days=365, due_days=60, link_days=14, wrong_links_a_minute=10, feedback_an_hour=6, new_days=30
)


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("Mondays and Thursdays, 10:00 to 12:00", "Mondays and Thursdays, 10:00 to 12:00"),
        ("mon, thu 10-12", "Mondays and Thursdays, 10:00 to 12:00"),
        ("Monday to Friday 9am - 5.30pm", "Mondays, Tuesdays, Wednesdays, Thursdays and Fridays, 09:00 to 17:30"),
        ("Every Saturday: 12pm until 2 pm", "Saturdays, 12:00 to 14:00"),
        ("Fri-Mon 22:00–02:00", "Mondays, Fridays, Saturdays and Sundays, 22:00 to 02:00"),
    ],
)
def test_hours_are_read_as_people_write_them(written: str, read: str) -> None:
    assert hours_written.as_written(written) == read
    assert hours_written.as_written(read) == read, "what the site writes can be read again"


@pytest.mark.parametrize(
    "written",
    [
        "whenever",
        "Mondays",
        "Someday 10 to 12",
        "M 10 to 12",
        "Mondays 25:00 to 26:00",
        "Mondays 13pm to 2pm",
        "10 to 12",
    ],
)
def test_hours_that_say_no_day_or_no_time_are_told_with_an_example(written: str) -> None:
    with pytest.raises(Invalid, match="Write it like"):
        hours_written.read_hours(written)


def test_hours_that_never_occur_are_told() -> None:
    with pytest.raises(Invalid, match="never occurs"):
        hours_written.read_hours("Mondays 10:00 to 10:00")


@pytest.mark.parametrize(
    "written", ["01632 960001", "+44 1632 960001 (office)", "01632 960001 ext 12 (Ask for Reception)", "111"]
)
def test_a_telephone_number_comes_back_as_it_was_written(written: str) -> None:
    assert str(phones.read_number(written)) == written


@pytest.mark.parametrize("written", ["", "ring us", "01632 <b>", "1", "01632 960001 (a) (b)"])
def test_what_is_no_telephone_number_is_told(written: str) -> None:
    with pytest.raises(Invalid, match="no telephone number"):
        phones.read_number(written)


def test_only_what_differs_from_what_was_shown_is_proposed_and_nothing_that_was_not_shown() -> None:
    shown = {"name": "Play", "phones": ["1"], "fees": ""}
    said = {"name": "Play", "phones": ["1", "2"], "fees": "Free", "slug": "other"}
    assert proposals.proposed(shown, said) == {"phones": ["1", "2"], "fees": "Free"}


def test_a_part_clashes_where_the_entry_says_something_else_than_when_it_was_proposed() -> None:
    was, now = {"name": "Play", "fees": "", "hours-at:1": []}, {"name": "Play", "fees": "Free"}
    assert proposals.clashing(["name", "fees", "hours-at:1"], was=was, now=now) == ["fees", "hours-at:1"]


@pytest.mark.parametrize(
    ("days_ago", "word"),
    [(None, "never"), (0, "good"), (305, "good"), (306, "due"), (365, "due"), (366, "stale")],
)
def test_a_word_for_an_entry_holds_for_a_year_and_is_due_before_it_ends(days_ago: int | None, word: str) -> None:
    on = None if days_ago is None else TODAY - timedelta(days=days_ago)
    assert assurance.word_of(on, policy=POLICY, today=TODAY) == word


def test_a_pack_that_cannot_be_used_names_each_wrong_line() -> None:
    with pytest.raises(Invalid) as told:
        assurance.read_policy("assured_for_days = 0\nother = 1\nlink_days = 14\ndue_days = 60")
    assert {one.where for one in told.value.problems} == {
        *("assured_for_days", "other", "wrong_links_a_minute", "feedback_an_hour", "new_days")
    }
