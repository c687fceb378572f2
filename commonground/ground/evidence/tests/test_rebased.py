"""A series of one year's small areas, shown on those of another and on any map: whole, and saying what is estimated."""

from datetime import date

import pyarrow as pa
import pytest

from commonground.foundation.kernel.errors import NotFound
from commonground.foundation.kernel.viewer import operator, public
from commonground.ground.evidence import actions, queries
from commonground.ground.evidence.rules.basis import BEST_FIT, NO_FIT
from commonground.ground.evidence.tests.conftest import NOW
from commonground.ground.places import actions as place_actions
from commonground.ground.places import queries as places
from commonground.ground.places.actions import AreaRow, LevelRow
from commonground.ground.places.rules import Placing

OPERATOR = operator(
    NOW, permissions=frozenset({"places.register", "places.draft", "places.publish", "evidence.import"})
)
DISTRICT = "E07000170"
KEPT, SPLIT, EAST, WEST = "E01000001", "E01000002", "E01000011", "E01000012"
ONE, TWO, BOTH = "E01000003", "E01000004", "E01000013"
CHANGES = f"""lsoa11_code,change_code,lsoa21_code,ltla22_code
{KEPT},U,{KEPT},{DISTRICT}
{SPLIT},S,{EAST},{DISTRICT}
{SPLIT},S,{WEST},{DISTRICT}
{ONE},M,{BOTH},{DISTRICT}
{TWO},M,{BOTH},{DISTRICT}
"""
FITS = f"""LSOA21CD,WD24CD,LAD24CD
{KEPT},E05000001,{DISTRICT}
{EAST},E05000001,{DISTRICT}
{WEST},E05000002,{DISTRICT}
{BOTH},E05000002,{DISTRICT}
"""
CHILDREN = {KEPT: 100, SPLIT: 7, ONE: 20, TWO: 30}


@pytest.fixture
def place(analyst, tmp_path):
    """A district whose small areas were kept, split and merged; three wards, one of them without a small area."""
    rows = [
        AreaRow("England", "country", "E92000001"),
        AreaRow("Ashfield", "district", DISTRICT, within=("E92000001",)),
    ]
    wards = [("Hucknall", "E05000001"), ("Kirkby", "E05000002"), ("Nobody", "E05000003")]
    rows += [AreaRow(name, "ward", code, within=(DISTRICT,), sets=("ward-2025",)) for name, code in wards]
    place_actions.register_areas(rows=rows, by=OPERATOR)
    paths = [tmp_path / "changes.csv", tmp_path / "fits.csv"]
    for path, text in zip(paths, (CHANGES, FITS), strict=True):
        path.write_text(text, encoding="utf-8")
    place_actions.import_area_changes(paths=paths, within=(DISTRICT,), by=OPERATOR)
    return places.area_by_reference(DISTRICT)


@pytest.fixture
def patches(place):
    """Two patches drawn of the small areas of 2021: the split area lies half in each."""
    return drawn(place, "patches", "lsoa-2021", {KEPT: "East", EAST: "East", WEST: "West", BOTH: "West"})


def drawn(root, slug, base, placed):
    footprint = place_actions.create_footprint(
        slug=slug, name=slug.capitalize(), root=root, levels=[LevelRow("Patch", "Patches")], by=OPERATOR
    )
    version = place_actions.draft_version(footprint=footprint, label="2026", base=base, by=OPERATOR)
    placings = [Placing(part, whole) for part, whole in placed.items()]
    version = place_actions.save_draft(version=version, based_on=version.version, placings=placings, by=OPERATOR)
    place_actions.publish_version(version=version, valid_from=date(2026, 1, 1), based_on=version.version, by=OPERATOR)
    return version


def publish(*rows, dataset="population", period="2020"):
    table = pa.Table.from_pylist([{"period": period, "vintage": "", **row} for row in rows], schema=actions.SCHEMA)
    actions.publish_release(dataset=dataset, observations=table, files=[], label="drawn", by=OPERATOR)
    actions.prepare_figures(by=OPERATOR)


def count(**children):
    publish(*({"indicator": "children-0-17", "area": area, "value": value} for area, value in children.items()))


def figure(area, indicator="children-0-17", period="2020"):
    key = places.area_by_reference(area).key
    return queries.value(indicator, key, period)


def test_every_child_is_on_the_new_map_and_each_patch_says_what_was_estimated(patches):
    count(**CHILDREN)
    east, west = figure("patches/east"), figure("patches/west")
    assert (east.value, west.value) == (104, 53)
    assert east.value + west.value == figure(DISTRICT).value == sum(CHILDREN.values())
    assert (east.rebased_from, east.rebased_to) == ("Small areas (LSOA) of 2011", "Small areas (LSOA) of 2021")
    assert (east.estimated_numerator, west.estimated_numerator) == (4, 3)
    assert east.estimated_text == "3.8%"
    assert "(estimated: 3.8%, where a split area was shared out in equal shares)" in east.computed


def test_a_place_that_holds_every_former_area_whole_is_not_estimated(place):
    drawn(place, "whole", "lsoa-2021", dict.fromkeys([KEPT, EAST, WEST, BOTH], "Everything"))
    count(**CHILDREN)
    everything = figure("whole/everything")
    assert (everything.value, everything.estimated_share, everything.estimated_text) == (157, 0, "nothing")
    assert not figure(DISTRICT).is_rebased, "a district has the figures of its own small areas"


def test_a_small_area_of_2021_says_what_it_came_from(place):
    count(**CHILDREN)
    assert {code: figure(code).value for code in (KEPT, EAST, WEST, BOTH)} == {KEPT: 100, EAST: 4, WEST: 3, BOTH: 50}
    assert (figure(KEPT).is_rebased, figure(KEPT).is_published) == (False, True)
    assert (figure(BOTH).is_rebased, figure(BOTH).estimated_share) == (True, 0)
    assert (figure(EAST).is_rebased, figure(EAST).estimated_share) == (True, 1)
    assert figure(EAST).rank is None, "what was estimated is not ranked among what was counted"


def test_a_suppressed_or_missing_part_is_never_nought(patches):
    table = [
        {"indicator": "children-0-17", "area": KEPT, "value": 100.0},
        {"indicator": "children-0-17", "area": SPLIT, "symbol": "c"},
    ]
    publish(*table, {"indicator": "children-0-17", "area": ONE, "value": 20.0})
    assert [(figure(area).value, figure(area).symbol) for area in (EAST, WEST, BOTH)] == [
        (None, "c"),
        (None, "c"),
        (None, "x"),
    ]
    assert [(figure(f"patches/{one}").value, figure(f"patches/{one}").symbol) for one in ("east", "west")] == [
        (None, "c")
    ] * 2


def test_rates_are_worked_out_anew_and_scores_weigh_by_people(patches):
    scores = {KEPT: 10.0, SPLIT: 40.0, ONE: 20.0, TWO: 30.0}
    people = {KEPT: 1000, SPLIT: 2000, ONE: 1000, TWO: 3000}
    publish(
        *({"indicator": "imd-2019-score", "area": area, "value": value} for area, value in scores.items()),
        *({"indicator": "people-imd-2019", "area": area, "value": float(value)} for area, value in people.items()),
        *({"indicator": "imd-2019-decile", "area": area, "value": 1.0 if area == SPLIT else 5.0} for area in scores),
        dataset="deprivation",
        period="2019",
    )
    count(**CHILDREN)
    score = figure("patches/east", "imd-2019-score", "2019")
    assert score.value == pytest.approx((10 * 1000 + 40 * 1000) / 2000)
    assert figure(BOTH, "imd-2019-score", "2019").value == pytest.approx((20 * 1000 + 30 * 3000) / 4000)
    share = figure("patches/east", "children-most-deprived-tenth", "2019")
    assert (share.numerator, share.denominator) == (4, 104)
    with pytest.raises(NotFound):
        figure(EAST, "imd-2019-decile", "2019")


def test_a_series_of_2021_is_shown_on_a_map_of_2011_shared_out_by_children(place):
    drawn(place, "older", "lsoa-2011", {KEPT: "North", ONE: "North", SPLIT: "South", TWO: "South"})
    count(**CHILDREN)
    publish(
        *(
            {"indicator": "children-0-4", "area": area, "value": value}
            for area, value in {KEPT: 50.0, EAST: 5.0, WEST: 6.0, BOTH: 10.0}.items()
        )
    )
    north, south = figure("older/north", "children-0-4"), figure("older/south", "children-0-4")
    assert (north.value, south.value) == (54, 17), "of the ten, four and six: there were 20 and 30 children in 2011"
    assert (north.rebased_from, north.rebased_to) == ("Small areas (LSOA) of 2021", "Small areas (LSOA) of 2011")
    assert north.weighted_by == "Children aged 0 to 17 (mid-2020, small areas)"
    assert figure(DISTRICT, "children-0-4").value == 71


def test_a_ward_has_its_small_areas_by_best_fit_and_one_without_says_so(place):
    count(**CHILDREN)
    hucknall, nobody = figure("E05000001"), figure("E05000003")
    assert (hucknall.value, hucknall.fit, hucknall.estimated_numerator) == (104, BEST_FIT, 4)
    assert hucknall.value + figure("E05000002").value == 157
    assert (nobody.value, nobody.symbol, nobody.fit, nobody.is_published) == (None, "x", NO_FIT, False)
    assert "no small area is counted to this area by best fit" in nobody.computed


def test_a_locality_drawn_of_wards_has_the_small_areas_of_its_wards(place):
    drawn(place, "wards", "ward-2025", {"E05000001": "Left", "E05000002": "Right", "E05000003": "Right"})
    count(**CHILDREN)
    assert (figure("wards/left").value, figure("wards/right").value) == (104, 53)
    assert figure("wards/right").fit == BEST_FIT


def test_what_counts_areas_stays_on_the_areas_it_counts(place):
    drawn(place, "older", "lsoa-2011", {KEPT: "North", ONE: "North", SPLIT: "South", TWO: "South"})
    codes = (KEPT, EAST, WEST, BOTH)
    publish(
        *({"indicator": "small-areas-2025", "area": area, "value": 1.0} for area in codes),
        dataset="deprivation-2025",
        period="2025",
    )
    assert figure(DISTRICT, "small-areas-2025", "2025").value == 4
    with pytest.raises(NotFound):
        figure(ONE, "small-areas-2025", "2025")


def test_the_same_figure_on_a_map_names_every_area_and_what_is_not_placed(patches):
    count(**CHILDREN)
    page = queries.on_map(
        "children-0-17", "2020", footprint="patches", version="2026", viewer=public(NOW), area_reference=DISTRICT
    )
    assert [figure.value for figure in page.figures if figure] == [104, 53]
    assert (page.together, page.not_placed, page.root.value) == (157, 0, 157)
    with pytest.raises(NotFound, match="There are: 2020"):
        queries.on_map("children-0-17", "1999", footprint="patches", version="2026", viewer=public(NOW))


def test_an_earlier_map_keeps_its_figures_when_a_later_one_takes_its_place(patches):
    """P14: the change takes effect on a date; both views reproduce."""
    count(**CHILDREN)
    before = figure("patches/east")
    later = place_actions.draft_version(footprint=patches.footprint, label="2030", base="lsoa-2021", by=OPERATOR)
    placings = [Placing(code, "East" if code == KEPT else "West") for code in (KEPT, EAST, WEST, BOTH)]
    later = place_actions.save_draft(version=later, based_on=later.version, placings=placings, by=OPERATOR)
    place_actions.publish_version(version=later, valid_from=date(2030, 1, 1), based_on=later.version, by=OPERATOR)
    actions.prepare_figures(by=OPERATOR)
    assert figure("patches@2026/east") == before
    assert (figure("patches@2030/east").value, figure("patches@2030/west").value) == (100, 57)
    assert figure("patches@2030/west").estimated_share == 0, "it holds the split area whole"
    found = {
        name: places.area_by_reference("patches/east", on=day).slug
        for name, day in (("2026", date(2027, 1, 1)), ("2030", date(2031, 1, 1)))
    }
    assert found["2026"] != found["2030"]


def test_the_page_of_changes_tells_what_was_carried_over(patches):
    count(**CHILDREN)
    page = queries.changes_page("patches/east", viewer=public(NOW))
    assert [figure.indicator for figure in page.carried] == ["children-0-17"]
    assert len(page.redrawings[0].redrawn) == 1
    whole = queries.changes_page(DISTRICT, viewer=public(NOW))
    assert (whole.carried, [ward.name for ward in whole.without_fit]) == ([], ["Nobody"])


def test_the_figure_tells_on_its_page_what_was_estimated_and_leads_to_other_maps(patches, client):
    count(**CHILDREN)
    said = client.get("/evidence/children-0-17/east/2020/").content.decode()
    assert "Carried over from small areas (LSOA) of 2011 to small areas (LSOA) of 2021 (estimated: 3.8%" in said
    assert "Shared out rather than counted: 4 of 104 (numerator)" in said
    assert "/evidence/children-0-17/east/2020/on/patches/2026/" in said
    nobody = client.get(f"/evidence/children-0-17/{places.area_by_reference('E05000003').slug}/2020/").content.decode()
    assert "so it has no figure. That is not nought." in nobody


@pytest.mark.parametrize(
    "address",
    [
        "/evidence/children-0-17/ashfield/2020/on/patches/2026/",
        "/evidence/changes/ashfield/",
        "/evidence/changes/east/",
    ],
)
def test_the_pages_ask_few_queries(patches, client, django_assert_max_num_queries, address):
    count(**CHILDREN)
    client.get(address)
    with django_assert_max_num_queries(12):
        assert client.get(address).status_code == 200


def test_a_figure_on_a_map_tells_where_the_place_lies_and_how_much_is_estimated(patches, client):
    count(**CHILDREN)
    address = "/evidence/children-0-17/ashfield/2020/on/patches/2026/"
    said = client.get(address).content.decode()
    assert "Together 157." in said
    assert "Not placed: 0." in said
    assert "3.8%" in said
    table = client.get(f"{address}table.csv").content.decode()
    assert "Small areas (LSOA) of 2011,Small areas (LSOA) of 2021,0.038" in table
    assert client.get(f"{address}table.pdf").content.startswith(b"%PDF")


def test_what_became_of_small_areas_is_told_by_name_and_can_be_taken_away(patches, client):
    count(**CHILDREN)
    said = client.get("/evidence/changes/ashfield/").content.decode()
    assert "Of 4 small areas of 2011 1 were kept; 1 split, 2 merged. They are 4 small areas of 2021." in said
    assert "No small area is counted by best fit to Nobody." in said
    lines = client.get("/evidence/changes/ashfield/small-areas.csv").content.decode().splitlines()
    assert f"lsoa-2011,lsoa-2021,split,{SPLIT},{SPLIT},{EAST},{EAST},Ashfield" in lines
    assert len(lines) == 1 + 2 + 2


def test_where_no_lookup_is_loaded_the_page_says_what_to_do(analyst, client):
    place_actions.register_areas(rows=[AreaRow("Ashfield", "district", DISTRICT)], by=OPERATOR)
    assert "commonground import area-changes" in client.get("/evidence/changes/ashfield/").content.decode()
