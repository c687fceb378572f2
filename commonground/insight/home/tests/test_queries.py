"""The page of a place on every map: what it is divided into, and that nothing is lost between maps."""

from datetime import date

import pytest
from django.utils import timezone

from commonground.foundation.kernel.errors import NotFound
from commonground.foundation.kernel.viewer import public
from commonground.insight.home import queries, rules
from tests.world import World

MAPS = {
    "localities/seven-localities-2013": 7,
    "localities/six-localities-2015": 6,
    "localities/three-localities-proposed": 3,
}


def page(slug: str, **asked: object) -> queries.PlacePage:
    return queries.place_page(slug, viewer=public(timezone.now()), **asked)


@pytest.mark.parametrize(("address", "localities"), MAPS.items())
def test_children_of_the_whole_place_are_168481_on_each_map_and_none_is_lost(
    world: World, address: str, localities: int
) -> None:
    shown = page("nottinghamshire", wanted_map=address, wanted_figure=rules.CHILDREN)
    assert len(shown.parts) == localities
    assert shown.latest[rules.CHILDREN].value == 168_481
    assert sum(figure.value or 0 for figure in shown.drawn_figures.values()) == 168_481
    assert len(shown.drawn_figures) == localities


def test_a_day_shows_the_map_that_was_in_force_then(world: World) -> None:
    then = page("nottinghamshire", on=date(2014, 6, 1))
    now = page("nottinghamshire")
    assert then.chosen
    assert then.chosen.map.slug == "seven-localities-2013"
    assert now.chosen
    assert now.chosen.map.slug == "six-localities-2015"


def test_a_locality_of_several_districts_has_them_as_its_parts(world: World) -> None:
    shown = page("mansfield-and-ashfield")
    assert [part.name for part in shown.parts] == ["Ashfield", "Mansfield"]
    assert [area.name for area in shown.above] == ["Nottinghamshire"]
    assert shown.latest[rules.CHILDREN].value == 27_021 + 22_924


def test_a_district_says_which_locality_it_is_part_of_on_other_maps(world: World) -> None:
    shown = page("mansfield")
    found = {one.map.label: (one.map.stands.value, [area.name for area in one.wholes]) for one in shown.standings}
    assert found == {
        "Seven districts": ("own", ["Mansfield"]),
        "Three localities (proposed)": ("within", ["Mansfield and Ashfield"]),
        "Six localities (2015)": ("within", ["Mansfield and Ashfield"]),
        "Seven localities (2013)": ("own", ["Mansfield"]),
    }


def test_the_way_back_from_a_district_on_a_map_leads_through_its_locality(world: World) -> None:
    shown = page("mansfield", wanted_map="localities/six-localities-2015")
    assert [area.name for area in shown.above] == ["Nottinghamshire", "Mansfield and Ashfield"]


def test_a_draft_is_on_nobodys_page(world: World) -> None:
    labels = {one.map.label for one in page("nottinghamshire").standings}
    assert "North, West and South" not in labels
    with pytest.raises(NotFound):
        page("nottinghamshire", wanted_map="childrens-services/north-west-and-south")


def test_figures_published_for_the_whole_place_only_are_told_apart(world: World) -> None:
    district, county = page("mansfield"), page("nottinghamshire")
    assert "re-referrals" in {figure.indicator for figure in district.only_for_root}
    assert "re-referrals" not in district.latest
    assert county.only_for_root == []


def test_the_paragraph_says_children_deprivation_difference_and_movement(world: World) -> None:
    said = " ".join(page("mansfield-and-ashfield").sentences)
    assert "49,945 children and young people aged 0 to 17 (mid-2020), 30% of the 168,481 in Nottinghamshire" in said
    assert "more deprived than England as a whole" in said
    assert "the most deprived of the six areas of this map" in said
    assert "18.0% against 12.4%" in said
    whole = " ".join(page("nottinghamshire").sentences)
    assert "0.0% against 6.3%" in whole
    assert "Moved most: " in whole


def test_a_district_without_parts_is_shown_among_the_districts(world: World) -> None:
    shown = page("mansfield")
    assert shown.are_peers
    assert (len(shown.drawn_figures), shown.peers_in_words) == (7, "districts")
    assert not page("mansfield-and-ashfield").are_peers


def test_children_by_age_add_up_to_all_children(world: World) -> None:
    shown = page("south-nottinghamshire")
    assert len(shown.ages) == len(rules.AGE_BANDS)
    assert sum(figure.value or 0 for figure in shown.ages) == shown.latest[rules.CHILDREN].value


def test_the_trend_stands_beside_the_region(world: World) -> None:
    shown = page("nottinghamshire", wanted_figure="re-referrals")
    assert [(name, len(figures)) for name, figures in shown.trend_of("re-referrals")] == [
        ("Nottinghamshire", 12),
        ("East Midlands", 12),
    ]


def test_an_area_map_or_figure_that_is_not_there_is_not_found(world: World) -> None:
    for asked in ({"slug": "atlantis"}, {"slug": "mansfield", "wanted_figure": "no-such-figure"}):
        with pytest.raises(NotFound):
            page(**asked)


def test_search_finds_places_and_figures(world: World) -> None:
    viewer = public(timezone.now())
    found = queries.search(viewer, " mansfield ")
    names = [area.name for area in found.places]
    assert names == ["Mansfield", "Mansfield North and Warsop", "Mansfield South", "Mansfield and Ashfield"]
    assert "re-referrals" in {about.slug for about in queries.search(viewer, "re-referrals").indicators}
    assert queries.search(viewer, " ").count == 0


def test_a_postcode_typed_into_search_is_known_as_one() -> None:
    assert queries.Found("ng181aa", [], [], []).postcode == "NG18 1AA"
    assert queries.Found("mansfield", [], [], []).postcode == ""
    assert queries.Found("", [], [], []).postcode == ""


def test_the_list_of_places_has_every_map_in_force_and_every_proposal(world: World) -> None:
    listed = queries.places_list(public(timezone.now()))
    assert listed.root
    assert listed.root.name == "Nottinghamshire"
    assert [(one.map.label, len(one.areas)) for one in listed.maps] == [
        ("Six localities (2015)", 6),
        ("Seven districts", 7),
        ("Invented clusters of 2018", 11),
        ("Three localities (proposed)", 3),
    ]
