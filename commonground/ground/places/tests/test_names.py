"""How names are looked up, how they stand in addresses, and days that are the wrong way round."""

from datetime import date
from itertools import islice

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commonground.foundation.kernel.errors import Invalid
from commonground.ground.places.rules import (
    beside_each_other,
    check_dates,
    check_starts_after,
    colours,
    holds_on,
    natural_order,
    search_form,
    slug_candidates,
)


@pytest.mark.parametrize(
    ("written", "compared"),
    [
        ("Newark & Sherwood", "newark and sherwood"),
        ("Newark and Sherwood", "newark and sherwood"),
        ("  St Ann's  ", "st anns"),
        ("Ynys Môn", "ynys mon"),
        ("Stoke-on-Trent", "stoke on trent"),
    ],
)
def test_names_are_compared_as_people_say_them(written: str, compared: str) -> None:
    assert search_form(written) == compared


@given(st.text())
def test_comparing_twice_is_as_good_as_once(name: str) -> None:
    assert search_form(search_form(name)) == search_form(name)


def test_a_taken_address_gets_a_word_more_and_then_a_number() -> None:
    assert list(islice(slug_candidates("Ashfield", "Locality"), 4)) == [
        "ashfield",
        "ashfield-locality",
        "ashfield-2",
        "ashfield-3",
    ]


@given(name=st.text(), qualifier=st.text())
def test_every_name_gives_addresses_that_fit(name: str, qualifier: str) -> None:
    for slug in islice(slug_candidates(name, qualifier), 5):
        assert 0 < len(slug) <= 120
        assert set(slug) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")


def test_a_span_holds_on_its_first_day_and_no_longer_on_its_last() -> None:
    first, last = date(2015, 1, 1), date(2027, 4, 1)
    assert holds_on(first, first, last)
    assert not holds_on(last, first, last)
    assert holds_on(date(1900, 1, 1), None, last)
    assert holds_on(date(2900, 1, 1), first, None)


def test_days_the_wrong_way_round_are_refused_with_both_days() -> None:
    with pytest.raises(Invalid) as refusal:
        check_dates("Mansfield", date(2015, 4, 1), date(2015, 4, 1))
    assert "begin on 1 April 2015 and end on 1 April 2015" in str(refusal.value.problems[0])
    assert "Mansfield" in str(refusal.value.problems[0])


def test_a_version_that_would_begin_before_the_one_it_replaces_is_refused() -> None:
    with pytest.raises(Invalid) as refusal:
        check_starts_after(starts_on=date(2014, 1, 1), former_starts_on=date(2015, 1, 1), former="Six localities")
    assert "“Six localities”, which it replaces, begins on 1 January 2015" in str(refusal.value.problems[0])


def test_few_groups_have_a_colour_each() -> None:
    assert colours(["West", "North", "South"], {}, most=12) == {"West": 0, "North": 1, "South": 2}


@given(
    pairs=st.lists(st.tuples(st.integers(0, 19), st.integers(0, 19)).filter(lambda pair: pair[0] != pair[1])),
)
def test_neighbours_have_different_colours_where_there_are_enough(pairs: list[tuple[int, int]]) -> None:
    groups = [str(number) for number in range(20)]
    beside = {
        group: frozenset(
            str(other) for pair in pairs if group in map(str, pair) for other in pair if str(other) != group
        )
        for group in groups
    }
    most = max(len(others) for others in beside.values()) + 1
    chosen = colours(groups, beside, most=most)
    assert all(chosen[group] % most != chosen[other] % most for group in groups for other in beside[group])
    assert len(set(chosen.values())) == len(groups)


def test_more_groups_than_colours_share_them_evenly() -> None:
    chosen = colours([str(number) for number in range(30)], {}, most=12)
    assert [list(chosen.values()).count(number) for number in range(30)] == [1] * 30


def test_names_are_listed_as_people_count() -> None:
    names = ["Team 10", "Team 2", "team 1", "Ashfield", "Team"]
    assert sorted(names, key=natural_order) == ["Ashfield", "Team", "team 1", "Team 2", "Team 10"]


def test_localities_are_neighbours_where_any_of_their_districts_are() -> None:
    whole_of = {"a": "West", "b": "West", "c": "North", "d": "South"}
    beside = {"a": frozenset("b"), "b": frozenset("ac"), "c": frozenset("b")}
    assert beside_each_other(whole_of, beside) == {
        "West": frozenset({"North"}),
        "North": frozenset({"West"}),
        "South": frozenset(),
    }
