"""Teams: the areas they cover over time, and how they fit the localities of a map."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commonground.foundation.kernel.errors import Conflict, Invalid
from commonground.ground.partners import actions, queries, rules
from commonground.ground.partners.models import Team
from commonground.ground.partners.tests.bodies import SINCE

LATER = date(2026, 1, 1)
EAST = rules.LocalityGround("East", frozenset({"a", "b"}))
WEST = rules.LocalityGround("West", frozenset({"c"}))
WITHIN = {"a": frozenset({"a", "a1", "a2"}), "county": frozenset({"county", "a", "a1", "a2", "b", "c"})}
TILINGS = {"a": [frozenset({"a1", "a2"})]}


def fit(*covered: str) -> rules.Meeting:
    return rules.meet(covered, [EAST, WEST], within=WITHIN, tilings=TILINGS)


@pytest.mark.parametrize(
    ("covered", "expected", "whole", "cut"),
    [
        (("a", "b"), rules.Fit.ALIGNED, ["East"], []),
        (("c",), rules.Fit.ALIGNED, ["West"], []),
        (("county",), rules.Fit.ALIGNED, ["East", "West"], []),
        (("a1", "a2", "b"), rules.Fit.ALIGNED, ["East"], []),  # all the wards of a are a
        (("a1", "b"), rules.Fit.CROSSES, [], ["East"]),
        (("b", "c"), rules.Fit.CROSSES, ["West"], ["East"]),
        (("elsewhere",), rules.Fit.OUTSIDE, [], []),
        (("c", "elsewhere"), rules.Fit.OUTSIDE, ["West"], []),
        ((), rules.Fit.UNKNOWN, [], []),
    ],
)
def test_a_team_is_aligned_where_its_areas_are_whole_localities(covered, expected, whole, cut):
    assert fit(*covered) == rules.Meeting(expected, whole, cut)


@given(
    st.lists(st.sets(st.sampled_from("abcdefgh"), min_size=1), max_size=4),
    st.sets(st.sampled_from("abcdefghxy"), max_size=8),
)
def test_alignment_agrees_with_asking_whether_any_choice_of_localities_is_the_same_ground(parts, covered):
    taken: set[str] = set()
    localities = []
    for number, names in enumerate(parts):
        own = names - taken
        taken |= own
        if own:
            localities.append(rules.LocalityGround(str(number), frozenset(own)))
    choices = [frozenset()]
    for one in localities:
        choices += [choice | one.parts for choice in choices]
    expected = bool(covered) and frozenset(covered) in choices
    found = rules.meet(sorted(covered), localities, within={}, tilings={})
    assert (found.fit is rules.Fit.ALIGNED) == expected


@pytest.mark.parametrize(
    ("fits", "percent"),
    [
        ([], None),
        ([rules.Fit.UNKNOWN], None),
        ([rules.Fit.ALIGNED, rules.Fit.UNKNOWN], 100),
        ([rules.Fit.ALIGNED, rules.Fit.CROSSES, rules.Fit.OUTSIDE], 33),
        ([rules.Fit.ALIGNED] * 5 + [rules.Fit.CROSSES] * 3, 63),
    ],
)
def test_a_team_without_areas_counts_neither_way(fits, percent):
    assert rules.percent_aligned(fits) == percent


def test_areas_begin_and_end_on_a_day_and_the_past_stays(bodies):
    team = bodies.team(bodies.north, areas="Ashfield")
    actions.change_team(
        team=team, based_on=1, name=team.name, service=bodies.sector, areas="Mansfield", areas_from=LATER, by=bodies.by
    )
    held = {row.area.name: (row.starts_on, row.ends_on) for row in team.coverage.select_related("area")}
    assert held == {"Ashfield": (SINCE, LATER), "Mansfield": (LATER, None)}
    on = queries.teams(queries.Asked(), on=date(2025, 12, 31)).get()
    assert [row.area.name for row in on.coverage.all()] == ["Ashfield"]


def test_a_list_narrowed_by_place_has_teams_of_larger_and_smaller_areas_that_touch_it(bodies):
    whole, part = bodies.team(bodies.north, "All", "Shire"), bodies.team(bodies.north, "Part", "Ashfield")
    bodies.team(bodies.south, "Other", "Mansfield")
    found = queries.teams(queries.Asked(place=bodies.ashfield), on=LATER)
    assert {team.name for team in found} == {whole.name, part.name}
    organisations = queries.organisations(queries.Asked(place=bodies.ashfield), on=LATER)
    assert list(organisations) == [bodies.north]


def test_every_line_that_is_no_area_is_named(bodies):
    with pytest.raises(Invalid) as refusal:
        bodies.team(bodies.north, areas="Ashfield\nNarnia\nOz")
    assert ["Narnia" in one.what or "Oz" in one.what for one in refusal.value.problems] == [True, True]
    assert not Team.objects.exists()


def test_a_team_is_no_part_of_itself_and_of_no_other_body(bodies):
    upper, lower, other = (
        bodies.team(bodies.north, "Upper"),
        bodies.team(bodies.north, "Lower"),
        bodies.team(bodies.south),
    )

    def put(team, within):
        actions.change_team(
            team=team, based_on=team.version, name=team.name, service=bodies.sector, within=within, by=bodies.by
        )

    put(lower, upper)
    for team, within in ((upper, lower), (upper, upper), (upper, other)):
        with pytest.raises(Invalid):
            put(team, within)


def test_the_second_of_two_who_change_a_team_gets_both_values(bodies):
    team = bodies.team(bodies.north)
    actions.change_team(team=team, based_on=1, name="First", service=bodies.sector, by=bodies.by)
    with pytest.raises(Conflict) as conflict:
        actions.change_team(team=team, based_on=1, name="Second", service=bodies.sector, by=bodies.by)
    assert (conflict.value.theirs["Name"], conflict.value.yours["Name"]) == ("First", "Second")
