"""Which entries may be one, and why; held to a twin that compares every pair."""

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commonground.ground.directory.rules import doubles
from commonground.ground.directory.rules.doubles import Entry, Why, pairs

ONE = Entry("1", "Stay and Play, Worksop", "Early Help", frozenset({"01632960001"}), frozenset({"S801AA"}), "feed")


def why(other: Entry) -> tuple[Why, ...]:
    found = pairs([ONE, other])
    return found[0].why if found else ()


@pytest.mark.parametrize(
    ("other", "said"),
    [
        (Entry("2", "stay & play Worksop", "Other", feed="feed"), ()),
        (Entry("2", "STAY AND PLAY WORKSOP", "Early help", feed="feed"), (Why.SAME_NAME, Why.PROVIDER)),
        (Entry("2", "Stay and play: Worksop", "Other", feed=""), (Why.SAME_NAME, Why.FEEDS)),
        (
            Entry("2", "Stay and play at Worksop", "Early Help", frozenset({"01632960001"}), feed="feed"),
            (Why.LIKE_NAME, Why.PROVIDER, Why.PHONE),
        ),
        (Entry("2", "Stay and play, Worksop", "Other", feed="feed"), ()),
        (Entry("2", "Counselling", "Early Help", ONE.phones, ONE.postcodes, "other"), ()),
    ],
)
def test_a_name_alone_is_not_enough_and_without_one_that_is_alike_nothing_is(
    other: Entry, said: tuple[Why, ...]
) -> None:
    assert why(other) == said


@pytest.mark.parametrize(
    ("number", "digits"),
    [("01632 960001", "01632960001"), ("+44 1632 960001", "01632960001"), ("111", ""), ("999", ""), ("ring us", "")],
)
def test_telephone_numbers_are_one_by_their_digits_and_short_ones_say_nothing(number: str, digits: str) -> None:
    assert doubles.telephone(number) == digits


WORDS = st.sampled_from(["stay", "play", "group", "Worksop", "club", "evening", "talk"])
ENTRIES = st.lists(
    st.tuples(
        st.lists(WORDS, min_size=1, max_size=3).map(" ".join),
        st.sampled_from(["A", "B"]),
        st.frozensets(st.sampled_from(["0163296000", "0163296111"]), max_size=1),
        st.frozensets(st.sampled_from(["NG1", "NG2"]), max_size=1),
        st.sampled_from(["", "feed"]),
    ),
    max_size=12,
)


@given(ENTRIES)
def test_what_is_found_is_what_comparing_every_pair_finds(drawn) -> None:
    listed = [Entry(f"{at:02}", *one) for at, one in enumerate(drawn)]
    slow = {(a.key, b.key) for a, b in combinations(listed, 2) if pairs([a, b])}
    assert {(one.first, one.second) for one in pairs(listed)} == slow
    assert all(one.first < one.second for one in pairs(listed))
