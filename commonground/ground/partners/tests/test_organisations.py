"""Organisations: names and codes that are nobody else's, parts, mergers and splits."""

from datetime import date, timedelta

import pytest

from commonground.foundation.kernel.errors import Conflict, Invalid
from commonground.ground.partners import actions, queries
from commonground.ground.partners.models import Offer, Organisation, OrganisationCode, Post
from commonground.ground.partners.tests.bodies import SINCE

MERGED_ON = date(2026, 4, 1)


def merge(bodies, former, *successors, on=MERGED_ON, moves_teams=True):
    actions.record_succession(
        organisation=former,
        based_on=former.version,
        successors=list(successors),
        happened_on=on,
        moves_teams=moves_teams,
        by=bodies.by,
    )


def test_a_new_name_keeps_the_old_one_as_a_former_name_by_which_it_is_still_found(bodies):
    bodies.rename(bodies.north, "North and West")
    assert [alias.name for alias in bodies.north.aliases.all() if alias.is_former] == ["North"]
    assert queries.organisation_by_words("north") == bodies.north
    assert list(queries.organisations(queries.Asked(words="North"), on=SINCE)) == [bodies.north]


@pytest.mark.parametrize("name", ["South", "south ", "Formerly South"])
def test_a_name_that_another_body_has_or_had_is_refused(bodies, name):
    bodies.rename(bodies.south, "South", formerly="Formerly South")
    with pytest.raises(Invalid) as refusal:
        bodies.rename(bodies.north, name)
    assert refusal.value.problems[0].column == "name"
    assert Organisation.objects.get(pk=bodies.north.pk).name == "North"


def test_a_code_is_one_bodys_in_its_scheme_and_looks_as_its_scheme_says(bodies):
    bodies.rename(bodies.north, "North", codes={"ods": " qt1 "})
    assert OrganisationCode.objects.get().code == "QT1"
    with pytest.raises(Invalid, match="not kept") as refusal:
        bodies.rename(bodies.south, "South", codes={"ods": "QT1"})
    assert "North has the code QT1" in refusal.value.problems[0].what
    with pytest.raises(Invalid) as refusal:
        bodies.rename(bodies.south, "South", codes={"ods": "no code!"})
    assert "looks like QT1" in refusal.value.problems[0].do


def test_the_second_of_two_who_change_one_body_gets_both_values(bodies):
    bodies.rename(bodies.north, "First", based_on=1)
    stale = Organisation.objects.get(pk=bodies.north.pk)
    with pytest.raises(Conflict) as conflict:
        bodies.rename(stale, "Second", based_on=1)
    assert (conflict.value.theirs["Name"], conflict.value.yours["Name"]) == ("First", "Second")


def test_a_body_is_no_part_of_itself_not_even_through_others(bodies):
    bodies.rename(bodies.north, "North", parent=bodies.south)
    with pytest.raises(Invalid) as refusal:
        bodies.rename(bodies.south, "South", parent=bodies.north)
    assert "cannot be part of itself" in refusal.value.problems[0].what


def test_an_organisation_does_not_merge_into_itself(bodies):
    with pytest.raises(Invalid) as refusal:
        merge(bodies, bodies.north, bodies.north)
    assert "into itself" in refusal.value.problems[0].what


def test_mergers_never_lead_back_to_a_body_whose_place_was_taken(bodies):
    merge(bodies, bodies.north, bodies.south)
    with pytest.raises(Invalid) as refusal:
        merge(bodies, bodies.south, bodies.north)
    assert "South" in refusal.value.problems[0].what
    assert Organisation.objects.get(pk=bodies.south.pk).ends_on is None


def test_a_merger_on_a_day_to_come_or_twice_is_refused(bodies):
    with pytest.raises(Invalid):
        merge(bodies, bodies.north, bodies.south, on=bodies.by.today + timedelta(days=1))
    merge(bodies, bodies.north, bodies.south)
    with pytest.raises(Invalid):
        merge(bodies, bodies.north, bodies.charity)


def test_teams_go_along_with_people_and_areas_in_a_merger_and_offers_end(bodies):
    team = bodies.team(bodies.north, areas="Ashfield")
    bodies.team(bodies.south)  # of the same name: told apart
    person = bodies.person(team)
    actions.add_offer(organisation=bodies.north, title="Play", for_whom="All", starts_on=SINCE, by=bodies.by)
    merge(bodies, bodies.north, bodies.south)
    team.refresh_from_db()
    assert (team.organisation, team.name) == (bodies.south, "Family help (formerly North)")
    assert Post.objects.get(practitioner=person).ends_on is None
    assert [row.area.name for row in team.coverage.all()] == ["Ashfield"]
    assert Offer.objects.get().ends_on == MERGED_ON
    assert bodies.north not in queries.organisations(queries.Asked(), on=MERGED_ON)
    assert bodies.north in queries.organisations(queries.Asked(past=True), on=MERGED_ON)


def test_in_a_split_teams_and_posts_end_because_nobody_can_say_which_goes_where(bodies):
    team = bodies.team(bodies.north, areas="Ashfield")
    bodies.person(team)
    with pytest.raises(Invalid) as refusal:
        merge(bodies, bodies.north, bodies.south, bodies.charity, moves_teams=True)
    assert refusal.value.problems[0].column == "moves_teams"
    bodies.north.refresh_from_db()
    merge(bodies, bodies.north, bodies.south, bodies.charity, moves_teams=False)
    team.refresh_from_db()
    assert (team.ends_on, Post.objects.get().ends_on, team.coverage.get().ends_on) == (MERGED_ON,) * 3
