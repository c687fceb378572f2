"""When an agreement holds."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commonground.foundation.kernel.errors import Invalid
from commonground.ground.partners import rules
from commonground.ground.partners.rules import Standing, Term

DAY = date(2026, 11, 22)


def term(starts: int, ends: int) -> Term:
    """From so many days after DAY until so many."""
    return Term(DAY + timedelta(starts), DAY + timedelta(ends))


@pytest.mark.parametrize(
    ("terms", "is_signed", "ended", "stands"),
    [
        ([], True, None, Standing.UNSIGNED),
        ([term(-10, 400)], False, None, Standing.UNSIGNED),
        ([term(1, 400)], True, None, Standing.NOT_YET),
        ([term(0, 400)], True, None, Standing.IN_FORCE),
        ([term(-400, 61)], True, None, Standing.IN_FORCE),
        ([term(-400, 60)], True, None, Standing.EXPIRING),
        ([term(-400, 1)], True, None, Standing.EXPIRING),
        ([term(-400, 0)], True, None, Standing.LAPSED),
        ([term(-400, 10), term(10, 400)], True, None, Standing.IN_FORCE),
        ([term(-400, 10), term(20, 400)], True, None, Standing.EXPIRING),
        ([term(-400, -10), term(5, 400)], True, None, Standing.LAPSED),
        ([term(-400, 400)], True, DAY, Standing.ENDED),
        ([term(-400, 400)], True, DAY + timedelta(1), Standing.IN_FORCE),
    ],
)
def test_how_an_agreement_stands_on_a_day(terms, is_signed, ended, stands) -> None:
    assert rules.standing(terms, is_signed=is_signed, ended_on=ended, on=DAY, warn_days=60) == stands


spans = st.lists(st.tuples(st.integers(-60, 60), st.integers(1, 40)), max_size=6)


@given(spans)
def test_held_until_is_the_first_day_without_a_term_as_counting_day_by_day_finds(lengths) -> None:
    terms = [term(start, start + length) for start, length in lengths]
    day = DAY
    while any(one.covers(day) for one in terms):
        day += timedelta(1)
    assert rules.held_until(terms, DAY) == day


def test_terms_neither_overlap_nor_run_backwards() -> None:
    rules.check_term(term(10, 20), [term(0, 10), term(20, 30)])
    with pytest.raises(Invalid, match="not put in force"):
        rules.check_term(term(9, 20), [term(0, 10)])
    with pytest.raises(Invalid) as wrong:
        rules.check_term(term(5, 5), [])
    assert wrong.value.problems[0].column == "expires_on"


def test_sensitive_fields_need_a_condition() -> None:
    rules.check_bases(has_sensitive_fields=False, special_basis=None)
    with pytest.raises(Invalid):
        rules.check_bases(has_sensitive_fields=True, special_basis=None)
    rules.check_bases(has_sensitive_fields=True, special_basis="health")
