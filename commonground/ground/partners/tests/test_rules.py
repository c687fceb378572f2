"""Roles of a pack, and when a role may be held."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commonground.foundation.kernel.errors import Invalid
from commonground.ground.partners import rules

JANUARY, MARCH, MAY = date(2026, 1, 1), date(2026, 3, 1), date(2026, 5, 1)


def held(starts_on: date, ends_on: date | None, role: str = "clerk", organisation: str = "county") -> rules.Held:
    return rules.Held(role, organisation, starts_on, ends_on)


def test_a_permission_nobody_declares_is_refused_with_the_role_that_names_it():
    text = '[[role]]\nslug = "clerk"\nname = "Clerk"\ndescription = "."\npermissions = ["papers.write"]\n'
    with pytest.raises(Invalid) as refusal:
        rules.read_roles(text, known_permissions=[])
    assert str(refusal.value.problems[0]).startswith("role clerk: the permission 'papers.write' does not exist")


def test_a_role_given_twice_is_refused():
    row = '[[role]]\nslug = "clerk"\nname = "Clerk"\ndescription = "."\npermissions = []\n'
    with pytest.raises(Invalid, match="cannot be loaded"):
        rules.read_roles(row + row, known_permissions=[])


def test_a_role_may_begin_on_the_day_another_spell_ends():
    rules.check_membership(held(MARCH, MAY), [held(JANUARY, MARCH)])
    assert not held(MARCH, MAY).overlaps(held(JANUARY, MARCH))


@pytest.mark.parametrize("other", [held(JANUARY, None), held(JANUARY, date(2026, 3, 2)), held(MARCH, None)])
def test_the_same_role_cannot_be_held_twice_on_one_day(other: rules.Held):
    with pytest.raises(Invalid) as refusal:
        rules.check_membership(held(MARCH, MAY), [other])
    assert "already holds" in refusal.value.problems[0].what


def test_dates_the_wrong_way_round_are_refused():
    with pytest.raises(Invalid) as refusal:
        rules.check_membership(held(MAY, MARCH), [])
    assert refusal.value.problems[0].column == "ends_on"


days = st.dates(date(2026, 1, 1), date(2026, 2, 15))
spells = st.tuples(days, st.none() | st.integers(1, 40)).map(
    lambda pair: held(pair[0], None if pair[1] is None else date.fromordinal(pair[0].toordinal() + pair[1]))
)


@given(spells, spells)
def test_overlap_agrees_with_looking_at_each_day(one: rules.Held, other: rules.Held):
    def covers(spell: rules.Held, day: date) -> bool:
        return spell.starts_on <= day and (spell.ends_on is None or day < spell.ends_on)

    first = date(2026, 1, 1).toordinal()
    every_day = [date.fromordinal(first + offset) for offset in range(120)]
    assert one.overlaps(other) == any(covers(one, day) and covers(other, day) for day in every_day)
