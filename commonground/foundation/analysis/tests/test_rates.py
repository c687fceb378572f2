"""Proportions, rates, means and change, against published figures."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commonground.foundation.analysis.rates import impact, percent, rate, rounded, weighted_mean


def test_the_published_share_of_referrals_that_are_repeats_in_england():
    """DfE, children in need 2024: 139,080 of 621,880."""
    assert round(percent(139_080, 621_880), 1) == 22.4


def test_nothing_divided_by_nothing_is_no_figure():
    assert percent(0, 0) is None
    assert rate(3, 0, per=10_000) is None
    assert weighted_mean([]) is None
    assert weighted_mean([(5, 0), (7, 0)]) is None


@given(st.lists(st.tuples(st.floats(0, 100), st.integers(0, 20)), max_size=8))
def test_a_weighted_mean_is_the_mean_of_values_repeated(pairs):
    """The slow twin: write each value down as often as its weight says."""
    written = [value for value, weight in pairs for _ in range(weight)]
    expected = sum(written) / len(written) if written else None
    assert weighted_mean(pairs) == (None if expected is None else pytest.approx(expected))


@pytest.mark.parametrize(
    ("what", "before", "after", "change"),
    [
        ("referrals", 2142, 1131, "-47.2"),
        ("section 47 enquiries", 518, 385, "-25.7"),
        ("child protection plans", 962, 737, "-23.4"),
        ("caseload in the first year of practice", 21.3, 14, "-34.3"),
        ("caseload of social workers", 21.4, 17.7, "-17.3"),
    ],
)
def test_the_impact_figures_of_the_papers_come_out(what, before, after, change):
    """C36, paper 002 lines 156 to 159."""
    assert impact(before, after) == Decimal(change), what


def test_from_thirty_six_meetings_to_twelve_is_two_thirds_fewer():
    """C37, paper 001: six groups six times a year, then three groups four times."""
    assert round(impact(6 * 6, 3 * 4)) == -67


def test_change_from_nothing_has_no_percentage():
    assert impact(0, 5) is None


@pytest.mark.parametrize(
    ("value", "decimals", "text"),
    [
        (22.45, 1, "22.5"),
        (27.25, 1, "27.3"),
        (-0.04, 1, "0.0"),
        (-0.05, 1, "-0.1"),
        (1234.5, 0, "1235"),
        (2, 2, "2.00"),
        (1e30, 1, "1" + "0" * 30 + ".0"),
    ],
)
def test_figures_are_rounded_as_they_are_published(value, decimals, text):
    assert str(rounded(value, decimals)) == text


@pytest.mark.parametrize(("before", "after", "change"), [(800, 801, "0.1"), (800, 799, "-0.1"), (2000, 2001, "0.1")])
def test_halves_of_a_tenth_go_away_from_nought(before, after, change):
    assert impact(before, after) == Decimal(change)


@pytest.mark.parametrize("answers", [(25, 23, 18, 15, 11, 8), (58, 27, 9, 6)], ids=["answers by area", "attendance"])
def test_the_survey_percentages_of_the_papers_add_up(answers):
    """C38, paper 000 lines 69 to 75."""
    assert sum(answers) == 100
    assert sum(percent(answer, 100) for answer in answers) == pytest.approx(100)
