"""Money is counted in pence and shared so that nothing is lost."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commonground.foundation.kernel import money
from commonground.foundation.kernel.errors import Invalid

PENCE = st.integers(-(10**11), 10**11)


def test_the_cost_check_of_the_papers_comes_out():
    """C37, paper 001 lines 46 to 51."""
    cost = money.parse("£46,689")
    four_fifths = money.times(cost, "0.8")
    assert money.shown(four_fifths) == "£37,351"
    tenth = money.split(cost, [1] * 10)
    assert set(tenth) == {4_668_90}
    assert (money.exact(tenth[0]), money.shown(tenth[0])) == ("£4,668.90", "£4,669")
    assert money.is_rounded_when_shown(tenth[0])
    assert {money.shown(share) for share in money.split(four_fifths, [1] * 10)} == {"£3,735"}
    assert money.shown(money.parse("£7,500") * 6) == "£45,000"


@pytest.mark.parametrize(
    ("text", "pence"),
    [
        ("£46,689", 4_668_900),
        ("46689", 4_668_900),
        (" £ 4,668.90 ", 466_890),
        ("0", 0),
        ("£0.05", 5),
        ("-£5", -500),
        ("£-5.00", -500),
        ("\N{MINUS SIGN}£5", -500),
        ("£1,000,000", 100_000_000),
    ],
)
def test_amounts_are_read_as_people_write_them(text, pence):
    assert money.parse(text) == pence


@pytest.mark.parametrize(
    "text",
    [
        "",
        "£",
        "46,68",
        "4,6689",
        "£1.5",
        "£1.555",
        "1.2m",
        "--5",
        "-£-5",
        "£5 000 000x",
        "1e5",
        "£4.668,90",
        "\N{FULLWIDTH DIGIT FIVE}",
        "nan",
    ],
)
def test_an_amount_that_could_mean_two_things_is_refused(text):
    with pytest.raises(Invalid, match="not an amount"):
        money.parse(text)


def test_an_amount_with_digits_too_many_is_refused():
    with pytest.raises(Invalid, match="digit too many"):
        money.parse("9" * 30)


@given(PENCE)
def test_an_amount_written_out_is_read_back_the_same(pence):
    assert money.parse(money.exact(pence)) == pence


@given(PENCE, st.lists(st.integers(0, 1000), min_size=1, max_size=12).filter(any))
def test_shares_add_up_and_no_share_is_a_penny_away_from_fair(pence, weights):
    shares = money.split(pence, weights)
    assert sum(shares) == pence
    for share, weight in zip(shares, weights, strict=True):
        assert abs(share - Fraction(pence * weight, sum(weights))) < 1


@given(st.integers(0, 10**9), st.lists(st.integers(0, 50), min_size=1, max_size=8).filter(any))
def test_sharing_out_is_the_largest_remainder_method(pence, weights):
    """The slow twin: give a penny at a time to whoever is furthest below their fair share."""
    exact = [Fraction(pence * weight, sum(weights)) for weight in weights]
    shares = [share.__floor__() for share in exact]
    for _ in range(pence - sum(shares)):
        shares[max(range(len(shares)), key=lambda index: (exact[index] - shares[index], -index))] += 1
    assert money.split(pence, weights) == shares


def test_the_earlier_takes_the_penny_that_cannot_be_halved():
    assert money.split(100, [1, 1, 1]) == [34, 33, 33]
    assert money.split(-100, [1, 1, 1]) == [-34, -33, -33]


@pytest.mark.parametrize("weights", [[], [0, 0], [1, -1]])
def test_nothing_can_be_shared_among_nobody(weights):
    with pytest.raises(Invalid, match="nobody to share"):
        money.split(100, weights)


def test_half_a_penny_goes_away_from_nought():
    assert money.times(1, "0.5") == 1
    assert money.times(-1, Decimal("0.5")) == -1
    assert money.times(100, Fraction(1, 3)) == 33


def test_money_is_never_multiplied_by_a_float():
    with pytest.raises(TypeError, match="exact numbers"):
        money.times(100, 0.8)  # type: ignore[arg-type]  # the mistake under test


@pytest.mark.parametrize(
    ("pence", "pounds", "exact"),
    [(0, "£0", "£0.00"), (49, "£0", "£0.49"), (50, "£1", "£0.50"), (-150, "\N{MINUS SIGN}£2", "\N{MINUS SIGN}£1.50")],
)
def test_amounts_are_shown_to_the_pound_or_to_the_penny(pence, pounds, exact):
    assert (money.shown(pence), money.exact(pence)) == (pounds, exact)


@pytest.mark.parametrize(
    ("part", "whole", "words"),
    [
        (1, 10, "a tenth"),
        (4, 5, "four fifths"),
        (5, 10, "a half"),
        (0, 7, "nothing"),
        (7, 7, "all"),
        (37, 100, "about 37%"),
        (3, 2, "about 150%"),
        (5, 0, "no share"),
    ],
)
def test_a_share_is_said_in_words(part, whole, words):
    assert money.share_in_words(part, whole) == words
