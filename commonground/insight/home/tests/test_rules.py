"""What the page of a place says in words, and in which order Today lists."""

import re

from django.template.loader import get_template
from hypothesis import given
from hypothesis import strategies as st

from commonground.foundation.analysis.definitions import Method, Polarity
from commonground.insight.home import rules
from commonground.insight.home.rules import day
from commonground.insight.home.tests.drawn import count, definition, percentage, score
from commonground.partnership.groups.rules import escalations

NOT_IN_NEED = percentage("assessed-not-in-need", 5107, 8462, england=30.3, polarity=Polarity.CONTEXT)
RE_REFERRALS = percentage("re-referrals", 2186, 8462, england=22.4)
REPEAT_PLANS = percentage("repeat-cpp", 230, 900, england=24.7, theme="protection")
ASSESSED_IN_TIME = percentage("in-time", 810, 1000, england=60.0, theme="assessment", polarity=Polarity.HIGH)


def test_the_two_figures_most_unlike_england_are_the_furthest_of_those_whose_interval_excludes_it() -> None:
    found = rules.most_unlike([REPEAT_PLANS, RE_REFERRALS, ASSESSED_IN_TIME, NOT_IN_NEED])
    assert [figure.indicator for figure in found] == ["assessed-not-in-need", "in-time"]


def test_a_figure_similar_to_england_is_never_called_unlike_it() -> None:
    assert rules.most_unlike([REPEAT_PLANS]) == []


def test_a_second_figure_of_the_same_theme_is_named_only_when_no_other_theme_has_one() -> None:
    assert [figure.indicator for figure in rules.most_unlike([RE_REFERRALS, NOT_IN_NEED])] == [
        "assessed-not-in-need",
        "re-referrals",
    ]


def test_nought_beside_something_is_as_far_as_two_values_can_be() -> None:
    assert rules.distance(0, 6.3) == 1
    assert rules.distance(0, 0) == 0
    assert rules.distance(None, 6.3) == 0


@given(st.floats(0, 1e6, allow_subnormal=False), st.floats(0, 1e6, allow_subnormal=False), st.floats(0.5, 1000))
def test_distance_does_not_depend_on_the_unit_and_has_no_side(one: float, other: float, unit: float) -> None:
    here = rules.distance(one, other)
    assert 0 <= here <= 1
    assert here == rules.distance(other, one)
    assert abs(here - rules.distance(one * unit, other * unit)) < 1e-6


def test_a_change_is_clear_where_the_intervals_of_two_periods_do_not_overlap() -> None:
    before, now = (
        percentage("re-referrals", n, 8462, england=22.4, period=year) for n, year in ((2957, "2023"), (2186, "2024"))
    )
    still = percentage("repeat-cpp", 231, 900, england=24.7, period="2023")
    found = rules.clear_movements({"re-referrals": [before, now], "repeat-cpp": [still, REPEAT_PLANS]})
    assert [(move.now.indicator, move.change < 0) for move in found] == [("re-referrals", True)]
    assert rules.movement_sentence(found, periods=2) == (
        "Moved most: re referrals, down from 34.9% to 25.8% since the year to 31 March 2023."
    )


def test_one_period_alone_says_that_nothing_can_be_said_about_change() -> None:
    assert rules.clear_movements({"re-referrals": [RE_REFERRALS]}) == []
    assert "cannot be said" in rules.movement_sentence([], periods=1)


def test_no_clear_change_is_said_so() -> None:
    assert rules.movement_sentence([], periods=12) == "No figure moved clearly since the period before."


def test_children_of_a_part_are_given_with_their_share_of_the_whole() -> None:
    sentence = rules.children_sentence(
        "Ashfield", count("E07000170", 27021), root_name="Nottinghamshire", root=count("E10000024", 168481)
    )
    assert sentence == (
        "Ashfield has 27,021 children and young people aged 0 to 17 (mid-2020), 16% of the 168,481 in Nottinghamshire."
    )


def test_children_of_the_whole_are_given_without_a_share() -> None:
    whole = count("E10000024", 168481)
    sentence = rules.children_sentence("Nottinghamshire", whole, root_name="Nottinghamshire", root=whole)
    assert sentence == "Nottinghamshire has 168,481 children and young people aged 0 to 17 (mid-2020)."


def test_what_is_not_known_or_suppressed_is_said_so() -> None:
    assert "not known" in rules.children_sentence("Ashfield", None)
    assert "suppressed to protect people" in rules.children_sentence("Ashfield", count("E07000170", None, symbol="c"))
    assert "not known" in rules.deprivation_sentence("Ashfield", None)


def test_deprivation_is_compared_with_england_and_ranked_from_the_nearer_end() -> None:
    assert rules.deprivation_sentence("Mansfield", score(28.5), place=rules.Place(1, 7, "districts")) == (
        "On average it is more deprived than England as a whole: "
        "its average score is 28.5, England's 21.7 (2019 edition)."
        " It is the most deprived of the seven districts."
    )
    assert rules.deprivation_sentence("Gedling", score(14.9), place=rules.Place(6, 7, "districts")).endswith(
        "It is the second least deprived of the seven districts."
    )
    assert rules.deprivation_sentence("Nottinghamshire", score(19.0)).endswith("England's 21.7 (2019 edition).")


def test_figures_most_unlike_england_are_given_with_both_values_and_their_period() -> None:
    assert rules.unlike_sentence([NOT_IN_NEED, RE_REFERRALS]) == (
        "Most unlike England: assessed not in need, 60.4% against 30.3% (year to 31 March 2024)"
        " and re referrals, 25.8% against 22.4% (year to 31 March 2024)."
    )
    assert rules.unlike_sentence([]) == "No figure with an interval is clearly different from England's."


def test_parts_of_a_count_are_added_up_and_what_is_missing_is_said() -> None:
    whole, parts = count("E10000024", 168_481), [count("a", 100_000), count("b", 68_000)]
    assert rules.together_sentence(whole, parts) == "Together 168,000; not placed 481."
    assert rules.together_sentence(whole, [count("a", None, symbol="c")]) == ""


def test_a_name_in_mid_sentence_keeps_its_abbreviation() -> None:
    assert rules.lower_first("NEET at 16") == "NEET at 16"
    assert rules.lower_first("Referrals") == "referrals"


def test_counts_are_not_coloured_on_a_map() -> None:
    assert not rules.is_mappable(definition("children-0-17", method=Method.COUNT))
    assert rules.is_mappable(definition("re-referrals"))


def test_every_tone_that_a_tag_takes_has_its_place_in_the_order_of_today() -> None:
    source = get_template("components/tag.html").template.source  # type: ignore[attr-defined]  # of Django's own engine
    tones = re.search(r"tone: ([a-z, ]+)\.", source)
    assert tones is not None
    assert set(tones[1].split(", ")) == set(day.URGENCY)


def test_an_issue_in_any_state_can_be_listed_on_today() -> None:
    """What was taken on once had a tone without a place in the order, and Today of whoever was to answer it failed."""
    assert {tone for _, tone in escalations.WORDS.values()} <= set(day.URGENCY)
