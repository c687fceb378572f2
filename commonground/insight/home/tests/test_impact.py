"""What a map that is being drawn would change."""

from dataclasses import replace

import pytest
from django.test import Client
from django.utils import timezone

from commonground.foundation.kernel.errors import NotFound
from commonground.foundation.kernel.viewer import operator, public
from commonground.ground.places import actions as places
from commonground.ground.places import queries as place_queries
from commonground.ground.places.rules import Placing
from commonground.insight.home import queries
from commonground.insight.home.rules.impact import NOT_PLACED, groups_of
from commonground.insight.home.tests.drawn import count, score
from tests.world import World

DRAWS = operator(timezone.now(), permissions=frozenset({"places.draft"}))
PROPOSAL = {"footprint_slug": "localities", "version_slug": "three-localities-proposed"}


def test_parts_are_put_together_and_what_is_not_placed_is_kept() -> None:
    children = {"a": count("a", 100), "b": count("b", 50), "c": count("c", 25)}
    scores = {
        key: replace(score(value), denominator=people)
        for key, value, people in (("a", 10, 300), ("b", 40, 100), ("c", 5, 10))
    }
    found = groups_of({"a": "North", "b": "North"}, children, scores, parts="abc")
    assert {name: (one.children, one.score) for name, one in found.items()} == {
        "North": (150, 17.5),
        NOT_PLACED: (25, 5),
    }


def test_a_part_without_a_figure_makes_the_whole_unknown_not_smaller() -> None:
    found = groups_of({"a": "North", "b": "North"}, {"a": count("a", 100)}, {}, parts="ab")
    assert (found["North"].children, found["North"].score_text) == (None, "not known")


def test_three_localities_hold_the_children_of_six_and_none_is_lost(world: World) -> None:
    found = queries.version_impact(public(timezone.now()), **PROPOSAL)
    assert found.before is not None
    assert found.before.label == "Six localities (2015)"
    held = {name: (before and before.children, after and after.children) for name, before, after in found.rows}
    assert held["Mansfield and Ashfield"] == (49_945, 49_945)
    assert held["South Nottinghamshire"] == (None, 70_097)
    assert held["Bassetlaw"] == (23_828, None)
    assert found.before_total.children == found.after_total.children == 168_481
    assert found.before_total.score_text == found.after_total.score_text == "19.0"


def test_what_a_draft_leaves_out_is_a_row_of_its_own(world: World) -> None:
    footprint = place_queries.footprint("childrens-services")
    draft = place_queries.versions(footprint, viewer=DRAWS)[0]
    places.save_draft(version=draft, based_on=draft.version, placings=[Placing("E07000171", "North")], by=DRAWS)
    found = queries.version_impact(DRAWS, footprint_slug="childrens-services", version_slug=draft.slug)
    after = {name: group.children for name, _, group in found.rows if group}
    assert after == {"North": 23_828, "Not placed": 168_481 - 23_828}


def test_a_draft_is_hidden_from_those_who_do_not_draw(world: World) -> None:
    with pytest.raises(NotFound):
        queries.version_impact(
            public(timezone.now()), footprint_slug="childrens-services", version_slug="north-west-and-south"
        )


def test_the_fragment_is_a_table_with_a_total(world: World) -> None:
    said = Client().get("/places/footprints/localities/three-localities-proposed/impact/").content.decode()
    assert "70,097" in said
    assert "168,481" in said
