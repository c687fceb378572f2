"""How figures and indicators are written."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commonground.foundation.analysis.comparison import Outcome
from commonground.ground.evidence.rules.figures import Figure
from commonground.ground.evidence.rules.indicators import Definition, Method, Polarity, number
from commonground.ground.evidence.rules.suppression import Told, note

PERCENT = Definition(
    slug="re-referrals", name="Re-referrals", short_name="Re-referrals", definition="…", theme="t", dataset="d",
    unit="%", method=Method.PROPORTION, polarity=Polarity.LOW, period_kind="financial-year", multiplier=100, decimals=1,
)  # fmt: skip
RATE = Definition(
    slug="rate", name="Rate", short_name="Rate", definition="…", theme="t", dataset="d", unit="per 10,000 children",
    method=Method.RATE, polarity=Polarity.CONTEXT, period_kind="mid-year", multiplier=10_000, decimals=1,
)  # fmt: skip


def figure(about: Definition = PERCENT, **values: object) -> Figure:
    return Figure(indicator=about.slug, area_key="E10000024", period="2024", about=about, **values)  # type: ignore[arg-type]  # drawn by name


@pytest.mark.parametrize(
    ("value", "decimals", "text"),
    [(22.35, 1, "22.4"), (22.25, 1, "22.3"), (-0.05, 1, "-0.1"), (168481, 0, "168,481"), (0, 1, "0.0"), (0.5, 0, "1")],
)
def test_numbers_are_rounded_half_away_from_nought_with_commas(value: float, decimals: int, text: str) -> None:
    assert number(value, decimals) == text


@given(st.integers(-(10**12), 10**12))
def test_whole_numbers_keep_every_digit(value: int) -> None:
    assert int(number(value).replace(",", "")) == value


def test_values_are_written_with_their_unit() -> None:
    assert (PERCENT.text(25.83), PERCENT.long_text(25.83)) == ("25.8%", "25.8%")
    assert (RATE.text(518.3), RATE.long_text(518.3)) == ("518.3", "518.3 per 10,000 children")


def test_a_figure_says_its_value_interval_period_and_comparison() -> None:
    shown = figure(value=25.8, lower=24.9, upper=26.8, england=22.4, outcome=Outcome.WORSE, published="25.8")
    assert (shown.text, shown.interval_text, shown.period_label) == ("25.8%", "24.9% to 26.8%", "year to 31 March 2024")
    assert (shown.comparison_text, shown.computed) == ("Worse than England (22.4%)", "published for this area")


def test_a_figure_without_a_number_says_why() -> None:
    assert figure(symbol="c").text == "suppressed to protect people"
    assert figure().text == "not available"
    assert figure(reason="this is England").comparison_text == "Not compared with England: this is England"


def test_a_figure_says_how_it_came_about() -> None:
    assert figure(value=1.0, parts=1).computed == "rolled up from 1 part"
    assert figure(value=1.0, parts=1200).computed == "rolled up from 1,200 parts"
    assert figure(value=1.0).computed == "worked out from counts published for this area"


def test_what_hiding_cost_is_told_with_what_cannot_be_taken_back() -> None:
    told = Told(threshold=5, figures=200, small=20, hidden=30, plain=25, plain_open=4, plain_recovered=1)
    first, none, plain = told.sentences
    assert "30 are not shown (15.0%): 20 stand on a count under 5, 10 would have given one of those away" in first
    assert none.startswith("None of the small counts")
    assert "would hide 25 (12.5%) and leave 4 small counts open to be narrowed down, 1 of them" in plain
    given_away = replace(told, given_away=3, is_best=False).sentences
    assert given_away[1].startswith("3 small counts can be worked out from figures that were published before")
    assert given_away[2].startswith("None of the other small counts")
    assert given_away[-1].startswith("A choice that hides less may exist")


@pytest.mark.parametrize(("threshold", "few"), [(2, "from 1 are"), (3, "from 1 to 2 are"), (10, "from 1 to 9 are")])
def test_the_note_says_which_counts_are_not_shown(threshold: int, few: str) -> None:
    assert few in note(threshold)
