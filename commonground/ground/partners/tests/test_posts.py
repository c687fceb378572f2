"""Posts: parts of a week, days that may not overlap, people with one address, leavers."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commonground.foundation.kernel.errors import Invalid
from commonground.ground.partners import actions, queries, rules
from commonground.ground.partners.models import Post, Practitioner
from commonground.ground.partners.tests.bodies import SINCE

JANUARY, MARCH, MAY = date(2026, 1, 1), date(2026, 3, 1), date(2026, 5, 1)


@pytest.mark.parametrize(
    ("text", "hundredths"), [("1", 100), ("1.0", 100), ("0.8", 80), (".75", 75), ("0,5", 50), ("80%", 80), ("0.01", 1)]
)
def test_part_of_full_time_is_read_as_people_write_it(text, hundredths):
    assert rules.parse_fte(text) == hundredths


@pytest.mark.parametrize("text", ["0", "0.0", "1.01", "2", "-0.5", "half", "0.805", "", "101%", "0%"])
def test_nought_more_than_full_time_and_no_number_are_refused(text):
    with pytest.raises(Invalid):
        rules.parse_fte(text)


def spell(starts_on, ends_on, title="Worker", team="a", fte=50):
    return rules.Spell(team, title, fte, starts_on, ends_on)


def test_the_same_post_may_begin_again_on_the_day_it_ended_but_not_earlier():
    rules.check_post(spell(MARCH, None), [spell(JANUARY, MARCH)])
    rules.check_post(spell(MARCH, None), [spell(JANUARY, None, team="b"), spell(JANUARY, None, title="Other")])
    for other in (spell(JANUARY, None), spell(JANUARY, date(2026, 3, 2)), spell(MAY, None, title="WORKER")):
        with pytest.raises(Invalid) as refusal:
            rules.check_post(spell(MARCH, None), [other])
        assert "same post" in refusal.value.problems[0].what


days = st.dates(date(2026, 1, 1), date(2026, 2, 10))
lengths = st.none() | st.integers(1, 30)
spells = st.tuples(days, lengths, st.integers(1, 100)).map(
    lambda one: spell(one[0], one[1] and date.fromordinal(one[0].toordinal() + one[1]), fte=one[2])
)


@given(st.lists(spells, max_size=6), st.none() | days)
def test_the_most_at_once_agrees_with_looking_at_each_day(held, since):
    first = (since or date(2026, 1, 1)).toordinal()
    each = {
        date.fromordinal(first + step): sum(
            one.fte_hundredths for one in held if one.holds_on(date.fromordinal(first + step))
        )
        for step in range(90)
    }
    most = max(each.values())
    day = next((day for day, total in each.items() if total == most), None) if most else None
    assert rules.most_at_once(held, since=since) == (most, day)


def test_two_people_with_one_address_are_refused_however_it_is_written(bodies):
    team = bodies.team(bodies.north)
    bodies.person(team, email="Ann@Example.org")
    with pytest.raises(Invalid) as refusal:
        bodies.person(team, name="Bea", email=" ann@example.ORG")
    assert refusal.value.problems[0].column == "email"
    assert Practitioner.objects.count() == 1


def test_people_without_an_address_are_not_each_other(bodies):
    team = bodies.team(bodies.north)
    assert bodies.person(team, "Ann") != bodies.person(team, "Bea")


def test_more_than_a_week_in_all_is_warned_of_but_not_refused(bodies):
    person = bodies.person(bodies.team(bodies.north), fte=80)
    other = bodies.team(bodies.south)
    actions.add_post(
        practitioner=person, team=other, title="Adviser", fte_hundredths=40, starts_on=JANUARY, by=bodies.by
    )
    assert queries.too_much(queries.practitioner(bodies.by, person.pk), since=SINCE) == (120, JANUARY)


def test_a_post_outside_the_days_of_its_team_is_refused(bodies):
    team = bodies.team(bodies.north)
    person = bodies.person(team)
    with pytest.raises(Invalid, match="not kept"):
        actions.add_post(
            practitioner=person,
            team=team,
            title="Before",
            fte_hundredths=10,
            starts_on=date(2024, 3, 31),
            by=bodies.by,
        )


def test_who_leaves_holds_no_post_from_that_day_and_gets_none_after(bodies):
    team = bodies.team(bodies.north)
    person = bodies.person(team)
    actions.record_leaver(practitioner=person, based_on=1, left_on=MARCH, by=bodies.by)
    assert Post.objects.get().ends_on == MARCH
    with pytest.raises(Invalid):
        actions.add_post(practitioner=person, team=team, title="Back", fte_hundredths=50, starts_on=MAY, by=bodies.by)


def test_a_leaver_whose_post_begins_later_is_refused_and_keeps_it(bodies):
    person = bodies.person(bodies.team(bodies.north))
    with pytest.raises(Invalid):
        actions.record_leaver(practitioner=person, based_on=1, left_on=SINCE, by=bodies.by)
    assert Post.objects.get().ends_on is None
