"""Which areas make up a larger one: a layer counts only where it leaves nobody out."""

from collections import defaultdict

from hypothesis import given
from hypothesis import strategies as st

from commonground.ground.evidence.rules.coverage import Pair, covering

DISTRICTS = [Pair("ashfield", "county"), Pair("mansfield", "county")]
IN_ASHFIELD = [Pair("a1", "ashfield"), Pair("a2", "ashfield"), Pair("a1", "county"), Pair("a2", "county")]
IN_MANSFIELD = [Pair("m1", "mansfield"), Pair("m1", "county")]
SETS = {
    "ashfield": ["district"],
    "mansfield": ["district"],
    **{small: ["lsoa-2011"] for small in ("a1", "a2", "m1")},
}


def layers_of(whole: str, pairs: list[Pair], sets: dict[str, list[str]] = SETS) -> dict[str, set[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for row in covering(pairs, sets):
        if row.whole == whole:
            found[row.layer].add(row.part)
    return dict(found)


def test_small_areas_of_every_district_make_the_county_beside_the_districts_themselves() -> None:
    assert layers_of("county", [*DISTRICTS, *IN_ASHFIELD, *IN_MANSFIELD]) == {
        "district": {"ashfield", "mansfield"},
        "lsoa-2011": {"a1", "a2", "m1"},
    }


def test_small_areas_of_one_district_only_make_that_district() -> None:
    pairs = [*DISTRICTS, *IN_ASHFIELD]
    assert layers_of("county", pairs) == {"district": {"ashfield", "mansfield"}}
    assert layers_of("ashfield", pairs) == {"lsoa-2011": {"a1", "a2"}}


def test_small_areas_of_two_vintages_are_two_layers_and_never_added_together() -> None:
    pairs = [Pair("same", "ashfield"), Pair("old", "ashfield"), Pair("new", "ashfield")]
    sets = {"same": ["lsoa-2011", "lsoa-2021"], "old": ["lsoa-2011"], "new": ["lsoa-2021"]}
    assert layers_of("ashfield", pairs, sets) == {"lsoa-2011": {"same", "old"}, "lsoa-2021": {"same", "new"}}


def test_areas_that_kept_their_code_do_not_make_up_a_locality_of_newer_ones() -> None:
    pairs = [Pair("same", "locality"), Pair("new", "locality")]
    sets = {"same": ["lsoa-2011", "lsoa-2021"], "new": ["lsoa-2021"]}
    assert layers_of("locality", pairs, sets) == {"lsoa-2021": {"same", "new"}}


def test_wards_cover_a_district_though_no_small_area_is_known_to_lie_in_a_ward() -> None:
    pairs = [Pair("w1", "ashfield"), Pair("a1", "ashfield")]
    assert layers_of("ashfield", pairs, {"w1": ["ward-2025"], "a1": ["lsoa-2011"]}) == {
        "ward-2025": {"w1"},
        "lsoa-2011": {"a1"},
    }


@given(st.dictionaries(st.sampled_from("abcdefgh"), st.sampled_from(["north", "south", "west"]), min_size=1))
def test_what_covers_reaches_every_district(placed: dict[str, str]) -> None:
    districts = {"north", "south", "west"}
    pairs = [Pair(district, "county") for district in sorted(districts)]
    pairs += [pair for small, district in placed.items() for pair in (Pair(small, district), Pair(small, "county"))]
    sets = {**{district: ["district"] for district in districts}, **{small: ["lsoa"] for small in placed}}
    covers = "lsoa" in layers_of("county", pairs, sets)
    assert covers == (set(placed.values()) == districts)
