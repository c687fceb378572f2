"""Plymouth and Manchester, cities that are their own authority: what no source says is counted, never invented."""

from collections import Counter

import pytest
from django.utils import timezone

from commonground.foundation.kernel.errors import Conflict
from commonground.foundation.kernel.viewer import operator
from commonground.ground.evidence import queries as evidence
from commonground.ground.places import queries as places
from commonground.ground.places.models import Area, AreaSet, FootprintLevel, FootprintVersion
from commonground.showcase import actions, formats

BY = operator(timezone.now(), permissions=actions.PERMISSIONS)
SIX = {"North West", "South West", "Central and North East", "South East", "Plympton", "Plymstock"}
cities = pytest.mark.parametrize("city", ["manchester", "plymouth"])


def opened(place: str) -> list[str]:
    told: list[str] = []
    actions.open_place(pack=formats.read_pack(place), by=BY, tell=told.append)
    return told


def version(footprint: str, label: str) -> FootprintVersion:
    return FootprintVersion.objects.select_related("footprint__root", "base").get(
        footprint__slug=footprint, label__startswith=label
    )


def localities(footprint: str, label: str) -> dict[str, list[str]]:
    """Name of each area of the highest level → the codes of its parts."""
    held = places.localities(version(footprint, label))
    return {one.area.name: [part.key for part in one.parts] for one in next(iter(held.values()))}


# --- Plymouth ---------------------------------------------------------------------------------------------------------


def test_the_neighbourhoods_of_2010_are_43_and_those_of_2014_are_39(plymouth: list[str]) -> None:
    counted = {held.slug: held.areas.count() for held in AreaSet.objects.filter(type="neighbourhood")}
    assert counted == {"neighbourhood-2010": 43, "neighbourhood-2014": 39}


def test_each_neighbourhood_that_is_named_says_where_it_is_named() -> None:
    named = [
        area
        for area in formats.read_pack("plymouth").areas
        if area.type == "neighbourhood" and "not known" not in area.name
    ]
    assert [area.name for area in named if not area.source] == []
    assert {area.name for area in named} >= {"Barne Barton", "Lipson and Laira", "Efford"}


def test_a_neighbourhood_in_no_locality_is_reported_and_keeps_the_map_a_draft(plymouth: list[str]) -> None:
    """P1: 43 neighbourhoods in six localities; the papers do not say which in which, so each of them is reported."""
    map_of_2010 = version("localities", "Six localities of 43")
    assert map_of_2010.status == "draft"
    reported = [problem.where for problem in places.problems_of(map_of_2010)]
    assert len(reported) == len(places.not_placed(map_of_2010)) == 43
    assert reported.index("Neighbourhood 2 of 43, name not known") < reported.index(
        "Neighbourhood 10 of 43, name not known"
    )


def test_the_example_of_six_localities_places_every_ward_once_and_says_that_it_is_ours(plymouth: list[str]) -> None:
    drawn = localities("localities", "Example on wards")
    assert drawn.keys() == SIX
    wards = Counter(part for parts in drawn.values() for part in parts)
    assert wards == Counter({area.key: 1 for area in Area.objects.filter(type="ward")})
    assert len(wards) == 20
    held = version("localities", "Example on wards")
    assert held.status == "proposed"
    assert "not the city's map" in held.note


# --- Manchester -------------------------------------------------------------------------------------------------------


def test_one_three_twelve_thirty_two_are_levels_of_data(manchester: list[str]) -> None:
    """P2, P3: the city, two levels of the footprint, and the 32 wards it is put together from."""
    levels = FootprintLevel.objects.filter(footprint__slug="1-3-12-32").order_by("order")
    assert [level.plural for level in levels] == ["Localities", "Neighbourhoods"]
    reported = version("1-3-12-32", "As reported")
    assert len(places.not_placed(reported)) == 32
    assert "names of the twelve neighbourhoods" in reported.note


def test_only_the_wards_that_a_source_names_are_placed_in_the_known_localities(manchester: list[str]) -> None:
    assert localities("localities", "What is known") == {"North": ["E05011366"], "South": ["E05011362", "E05011363"]}
    assert len(places.not_placed(version("localities", "What is known"))) == 29


def test_meeting_areas_differ_from_the_three_localities_without_error(manchester: list[str]) -> None:
    """P11: North, Central, South and Wythenshawe meet; the localities are three."""
    three, four = localities("localities", "Example by latitude"), localities("meeting-areas", "Example with")
    assert (sorted(three), sorted(four)) == (
        ["Central", "North", "South"],
        ["Central", "North", "South", "Wythenshawe"],
    )
    assert four["Wythenshawe"] == ["E05011352", "E05011353", "E05011374", "E05011378", "E05011381"]
    assert sorted(three["South"]) == sorted(four["South"] + four["Wythenshawe"])
    north = Area.objects.settled().filter(name="North")
    assert north.count() == 2


# --- both -------------------------------------------------------------------------------------------------------------


@cities
def test_a_city_opens_again_without_a_change(new_site: None, city: str) -> None:
    first, second = opened(city), opened(city)
    assert " 0 of them new" in second[0]
    assert len(first) == len(second)
    assert FootprintVersion.objects.filter(status="published").count() == 1


@cities
def test_children_of_the_localities_and_of_the_wards_come_to_the_city(new_site: None, city: str) -> None:
    """Invariant 3 on the counts: whatever the map, the city is the sum of its areas and of nothing else."""
    opened(city)
    actions.prepare_figures(by=BY, tell=lambda said: None)
    root = places.area_by_reference(city)
    whole = evidence.series("children-0-17", [root.key])[root.key][-1].value
    for held in places.versions(places.footprint("localities")) + places.versions(places.footprint("wards")):
        areas = [area.key for area in places.areas_of_level(held)]
        parts = evidence.series("children-0-17", areas)
        assert sum(parts[key][-1].value or 0 for key in areas) == whole, held
        assert whole


@pytest.mark.parametrize(("first", "second"), [("plymouth", "manchester"), ("manchester", "nottinghamshire")])
def test_a_home_holds_one_place_and_nothing_of_another_is_written(new_site: None, first: str, second: str) -> None:
    opened(first)
    before = Area.objects.count()
    with pytest.raises(Conflict, match="needs a home of its own"):
        opened(second)
    assert Area.objects.count() == before
