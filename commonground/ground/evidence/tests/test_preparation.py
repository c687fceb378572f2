"""Prepared figures: counts are added up, the newest release wins, the published stands before the added up."""

import pyarrow as pa
import pytest

from commonground.foundation.analysis import engine
from commonground.foundation.analysis.comparison import Outcome
from commonground.foundation.kernel.errors import Invalid, NotFound, Refused
from commonground.foundation.kernel.viewer import public
from commonground.ground.evidence import actions, queries
from commonground.ground.evidence.actions.preparation.assembling import near
from commonground.ground.evidence.models import Preparation
from commonground.ground.evidence.rules.catalogue import parse
from commonground.ground.evidence.tests.conftest import NOW
from commonground.ground.evidence.tests.drawn import C1, DECILES, DENOMINATORS, SCORES, SMALL_AREAS
from commonground.ground.places import actions as place_actions
from commonground.ground.places.actions import AreaRow

COUNTY, ASHFIELD, MANSFIELD, ENGLAND = "E10000024", "E07000170", "E07000174", "E92000001"
NATION = {
    "dataset": [
        {
            "slug": "nation", "name": "A national set", "publisher": "Nobody", "licence": "None", "vintage": "2026",
            "layouts": [
                {
                    "slug": "nation", "title": "Nation", "rows": "small areas",
                    "makes_up": ENGLAND, "makes_up_prefix": "E01", "makes_up_count": 4,
                }
            ],
        }
    ],
    "indicator": [
        {
            "slug": "late", "name": "Late", "short_name": "Late", "definition": "Drawn.", "theme": "children",
            "dataset": "nation", "unit": "%", "method": "proportion", "polarity": "low", "multiplier": 100.0,
            "period_kind": "calendar-year",
        }
    ],
}  # fmt: skip


@pytest.fixture
def placed(analyst):
    """A county of two districts; two small areas in the one, one in the other."""
    lsoa = {"type": "lsoa", "sets": ("lsoa-2011",)}
    place_actions.register_areas(
        rows=[
            AreaRow("England", "country", "E92000001"),
            AreaRow("Nottinghamshire", "county", COUNTY, within=("E92000001",)),
            AreaRow("Ashfield", "district", ASHFIELD, within=(COUNTY,)),
            AreaRow("Mansfield", "district", MANSFIELD, within=(COUNTY,)),
            AreaRow("Ashfield 001A", code="E01028000", within=(ASHFIELD,), **lsoa),
            AreaRow("Ashfield 001B", code="E01028001", within=(ASHFIELD,), **lsoa),
            AreaRow("Mansfield 001A", code="E01028002", within=(MANSFIELD,), **lsoa),
        ],
        by=analyst,
    )
    return analyst


@pytest.fixture
def load(analyst, written):
    """`load("population", text, …)`: import texts as files, then prepare."""

    def loading(kind, *texts):
        paths = [written(f"{kind}-{place}-{abs(hash(text))}.csv", text) for place, text in enumerate(texts)]
        actions.import_files(kind=kind, paths=paths, by=analyst)
        actions.prepare_figures(by=analyst)

    return loading


def publish(by, *rows, is_extract=False, dataset="population", label="pack"):
    table = pa.Table.from_pylist([{"period": "2020", "vintage": "", **row} for row in rows], schema=actions.SCHEMA)
    actions.publish_release(dataset=dataset, observations=table, files=[], label=label, by=by, is_extract=is_extract)


def figure(indicator, area, period):
    return queries.value(indicator, area, period)


def test_counts_of_small_areas_add_up_to_district_and_county(placed, load):
    load("population", SMALL_AREAS)
    assert [figure("children-0-17", area, "2020").value for area in (ASHFIELD, MANSFIELD, COUNTY)] == [690, 310, 1000]
    county = figure("children-0-17", COUNTY, "2020")
    assert (county.computed, county.parts_without, county.file) == ("rolled up from 3 parts", 0, "")
    assert figure("children-0-17", "E01028000", "2020").computed == "published for this area"


def test_deprivation_of_a_larger_area_is_weighted_by_the_people_of_its_small_areas(placed, load):
    load("deprivation", SCORES, DENOMINATORS, DECILES)
    ashfield = figure("imd-2019-score", ASHFIELD, "2019")
    assert ashfield.value == pytest.approx((40.5 * 1000 + 20.5 * 3000) / 4000)
    assert (ashfield.denominator, ashfield.denominator_period) == (4000, "2019 edition")
    assert figure("imd-2019-score", COUNTY, "2019").value == pytest.approx(
        (40.5 * 1000 + 20.5 * 3000 + 10 * 2000) / 6000
    )
    assert figure("imd-2019-score", "E01028000", "2019").value == 40.5


def test_a_tenth_is_never_made_of_tenths(placed, load):
    load("deprivation", SCORES, DENOMINATORS, DECILES)
    assert figure("imd-2019-decile", "E01028001", "2019").value == 4
    with pytest.raises(NotFound):
        figure("imd-2019-decile", ASHFIELD, "2019")


def test_children_in_the_most_deprived_tenth_are_counted_where_they_live(placed, load):
    load("deprivation", SCORES, DENOMINATORS, DECILES)
    load("population", SMALL_AREAS)
    ashfield = figure("children-most-deprived-tenth", ASHFIELD, "2019")
    assert (ashfield.numerator, ashfield.denominator, round(ashfield.value, 1)) == (340, 690, 49.3)
    assert figure("children-most-deprived-tenth", MANSFIELD, "2019").value == 0
    assert ashfield.denominator_period == "mid-2020"


def test_small_areas_of_only_one_of_two_districts_do_not_make_the_county(analyst, placed, load):
    load("population", "\n".join(SMALL_AREAS.splitlines()[:3]) + "\n")
    assert figure("children-0-17", ASHFIELD, "2020").value == 690
    county = figure("children-0-17", COUNTY, "2020")
    assert (county.value, county.symbol, county.text) == (None, "x", "not available")


@pytest.fixture
def nation(placed):
    """`nation({area: (numerator, denominator)}, …)`: a release of a set of four small areas, by year from 2020 on."""
    actions.load_catalogue(catalogue=parse(NATION, where="drawn"), by=placed)

    def published(*years):
        rows = [
            {"indicator": "late", "area": area, "period": str(year), "numerator": top, "denominator": bottom}
            for year, counted in enumerate(years, start=2020)
            for area, (top, bottom) in counted.items()
        ]
        publish(placed, *rows, dataset="nation")
        actions.prepare_figures(by=placed)

    return published


def test_a_set_that_holds_every_small_area_of_a_country_makes_it_up(nation):
    counted = {"E01028000": (1.0, 10.0), "E01028001": (2.0, 10.0), "E01028002": (3.0, 20.0), "E01099999": (9.0, 20.0)}
    nation({**counted, MANSFIELD: (3.0, 20.0)}, dict(list(counted.items())[:3]))
    england = figure("late", ENGLAND, "2020")
    assert (england.value, england.denominator, england.computed) == (25, 60, "rolled up from 4 parts")
    assert (figure("late", ASHFIELD, "2020").value, figure("late", ASHFIELD, "2020").england) == (15, 25)
    assert figure("late", MANSFIELD, "2020").computed == "worked out from counts published for this area"
    assert (figure("late", ENGLAND, "2021").value, figure("late", ENGLAND, "2021").symbol) == (None, "x")
    with pytest.raises(NotFound):
        figure("late", "E01099999", "2020")


def test_a_set_that_lacks_a_small_area_does_not_make_up_the_country(nation):
    nation({"E01028000": (1.0, 10.0), "E01028001": (2.0, 10.0), "E01028002": (3.0, 20.0)})
    assert figure("late", ASHFIELD, "2020").value == 15
    with pytest.raises(NotFound):
        figure("late", ENGLAND, "2020")


def test_what_lies_near_the_areas_of_a_place_holds_every_one_of_them():
    codes = ["E01000001", "E01000005", "E01000009", "E01000010", "E06000001", "E07000001", "west", "wessex", "north"]
    wanted = {"E01000001", "E01000009", "E07000001", "west"}
    frame = engine.table(engine.connect(), {"area": codes})
    assert {row["area"] for row in engine.rows(frame.filter(near(wanted)))} == {*wanted, "E01000005"}


def test_a_symbol_of_a_part_is_the_symbol_of_the_whole(placed):
    publish(
        placed,
        {"indicator": "children-0-17", "area": "E01028000", "value": 340.0},
        {"indicator": "children-0-17", "area": "E01028001", "symbol": "c"},
        {"indicator": "children-0-17", "area": "E01028002", "value": 310.0},
    )
    actions.prepare_figures(by=placed)
    assert [figure("children-0-17", area, "2020").symbol for area in (ASHFIELD, COUNTY)] == ["c", "c"]
    assert figure("children-0-17", ASHFIELD, "2020").text == "suppressed to protect people"
    assert figure("children-0-17", MANSFIELD, "2020").value == 310


def test_what_was_published_for_an_area_stands_before_what_its_parts_add_up_to(placed):
    districts = [
        {"indicator": "children-0-17", "area": ASHFIELD, "value": 600.0},
        {"indicator": "children-0-17", "area": MANSFIELD, "value": 400.0},
    ]
    publish(placed, *districts, {"indicator": "children-0-17", "area": COUNTY, "value": 999.0})
    actions.prepare_figures(by=placed)
    county = figure("children-0-17", COUNTY, "2020")
    assert (county.value, county.parts) == (999, 0)


def test_the_newest_release_wins_key_by_key(placed):
    publish(
        placed,
        {"indicator": "children-0-17", "area": ASHFIELD, "value": 600.0},
        {"indicator": "children-0-17", "area": MANSFIELD, "value": 400.0},
        label="first",
    )
    publish(placed, {"indicator": "children-0-17", "area": ASHFIELD, "value": 610.0}, label="corrected")
    actions.prepare_figures(by=placed)
    assert [figure("children-0-17", area, "2020").value for area in (ASHFIELD, MANSFIELD, COUNTY)] == [610, 400, 1010]


def test_an_extract_gives_way_to_the_publishers_own_file_whichever_came_first(placed, load):
    extract = [
        {"indicator": "children-0-17", "area": ASHFIELD, "value": 1.0},
        {"indicator": "children-0-4", "area": ASHFIELD, "value": 2.0},
    ]
    load("population", SMALL_AREAS)
    publish(placed, *extract, is_extract=True)
    actions.prepare_figures(by=placed)
    assert figure("children-0-17", ASHFIELD, "2020").value == 690
    assert figure("children-0-4", ASHFIELD, "2020").value == 220


def test_an_extract_shows_where_the_publishers_file_has_nothing(placed):
    publish(placed, {"indicator": "children-0-17", "area": ASHFIELD, "value": 690.0}, is_extract=True)
    actions.prepare_figures(by=placed)
    assert figure("children-0-17", ASHFIELD, "2020").value == 690


def test_a_rate_stands_on_the_children_of_the_mid_year_before(analyst, c1, ons):
    actions.import_files(kind="dfe-cin", paths=[c1, ons], by=analyst)
    actions.prepare_figures(by=analyst)
    rate = figure("referrals-rate", COUNTY, "2024")
    assert (rate.value, rate.numerator, rate.denominator, rate.denominator_period) == (500.9, 8462, 168939, "mid-2023")
    assert rate.denominator_release != rate.release
    assert rate.lower < 500.9 < rate.upper
    assert (rate.england, rate.outcome) == (518.3, Outcome.LOWER)
    percent = figure("re-referrals", COUNTY, "2024")
    assert (percent.outcome, percent.rank, percent.rank_of, percent.level) == (Outcome.WORSE, 2, 2, "local authorities")


def test_counts_are_not_compared_with_england_and_england_not_with_itself(analyst, c1, ons):
    actions.import_files(kind="dfe-cin", paths=[c1, ons], by=analyst)
    actions.prepare_figures(by=analyst)
    assert figure("referrals", COUNTY, "2024").reason == "counts of areas of different size are not compared"
    assert figure("re-referrals", "E92000001", "2024").reason == "this is England"
    assert figure("re-referrals", "E12000004", "2024").outcome is Outcome.WORSE


def test_preparing_again_changes_nothing_until_releases_or_places_change(placed, load, written):
    load("population", SMALL_AREAS)
    assert not actions.prepare_figures(by=placed).is_new
    assert not queries.is_stale()
    place_actions.register_areas(rows=[AreaRow("Bassetlaw", "district", "E07000171", within=(COUNTY,))], by=placed)
    assert queries.is_stale()
    assert actions.prepare_figures(by=placed).is_new
    with pytest.raises(NotFound):  # small areas of two districts out of three do not make the county
        figure("children-0-17", COUNTY, "2020")
    actions.import_files(kind="dfe-cin", paths=[written("c1.csv", C1)], by=placed)
    assert queries.is_stale()


def test_nothing_released_cannot_be_prepared_and_only_importers_prepare(analyst):
    with pytest.raises(Invalid, match="There is nothing to prepare"):
        actions.prepare_figures(by=analyst)
    with pytest.raises(Refused):
        actions.prepare_figures(by=public(NOW))
    assert Preparation.objects.count() == 0
