"""Small numbers are hidden on every map together, and stay hidden."""

from datetime import date

import pyarrow as pa
import pytest

from commonground.foundation.kernel.viewer import operator
from commonground.ground.evidence import actions, queries
from commonground.ground.evidence.models import Preparation
from commonground.ground.evidence.rules.catalogue import parse
from commonground.ground.evidence.tests.conftest import NOW
from commonground.ground.evidence.tests.outsider import shown, worked_out
from commonground.ground.places import actions as place_actions
from commonground.ground.places import queries as places
from commonground.ground.places.actions import AreaRow, LevelRow
from commonground.ground.places.rules import Placing

OPERATOR = operator(
    NOW, permissions=frozenset({"places.register", "places.draft", "places.publish", "evidence.import"})
)
COUNTY, DISTRICTS = "E10000024", ("E07000170", "E07000174", "E07000176")
SMALL = [f"E010000{number:02}" for number in range(1, 13)]  # four in each district
COUNTS = dict(zip(SMALL, (3, 9, 12, 0, 2, 1, 20, 15, 8, 30, 11, 6), strict=True))
CATALOGUE = {
    "dataset": [
        {
            "slug": "own", "name": "Visits of one's own", "publisher": "A partner", "licence": "None",
            "vintage": "2026", "suppress_below": 5,
        }
    ],
    "indicator": [
        {
            "slug": slug, "name": name, "short_name": name, "definition": "Drawn.", "theme": "children",
            "dataset": "own", "unit": "visits", "method": method, "polarity": "context", "period_kind": "calendar-year",
            "multiplier": multiplier,
        }
        for slug, name, method, multiplier in (
            ("visits", "Visits", "count", 1.0),
            ("visits-girls", "Visits by girls", "count", 1.0),
            ("visits-boys", "Visits by boys", "count", 1.0),
            ("visits-late", "Late visits", "proportion", 100.0),
        )
    ],
}  # fmt: skip


@pytest.fixture
def place(analyst):
    """A county of three districts with four small areas each; two maps whose borders differ by one small area."""
    load()
    rows = [
        AreaRow("England", "country", "E92000001"),
        AreaRow("Nottinghamshire", "county", COUNTY, within=("E92000001",)),
        *(AreaRow(f"District {code[-1]}", "district", code, within=(COUNTY,)) for code in DISTRICTS),
        *(
            AreaRow(code, "lsoa", code, within=(DISTRICTS[number // 4],), sets=("lsoa-2021",))
            for number, code in enumerate(SMALL)
        ),
    ]
    place_actions.register_areas(rows=rows, by=OPERATOR)
    draw("before", {code: "North" if code <= SMALL[3] else "South" for code in SMALL})
    draw("after", {code: "North" if code <= SMALL[4] else "South" for code in SMALL})
    return places.area_by_reference(COUNTY)


def load(**about_dataset):
    """The catalogue, perhaps with something else said of its dataset."""
    datasets = [{**dataset, **about_dataset} for dataset in CATALOGUE["dataset"]]
    actions.load_catalogue(catalogue=parse({**CATALOGUE, "dataset": datasets}, where="drawn"), by=OPERATOR)


def draw(slug, placed):
    footprint = place_actions.create_footprint(
        slug=slug, name=slug.capitalize(), root=places.area_by_reference(COUNTY), by=OPERATOR,
        levels=[LevelRow("Locality", "Localities")],
    )  # fmt: skip
    version = place_actions.draft_version(footprint=footprint, label="2026", base="lsoa-2021", by=OPERATOR)
    placings = [Placing(part, whole) for part, whole in placed.items()]
    version = place_actions.save_draft(version=version, based_on=version.version, placings=placings, by=OPERATOR)
    place_actions.publish_version(version=version, valid_from=date(2026, 1, 1), based_on=version.version, by=OPERATOR)


def publish(counts, *, indicator="visits", period="2025", label="drawn", **more):
    table = pa.Table.from_pylist(
        [
            {"indicator": indicator, "period": period, "vintage": "", "area": area, **_said(count), **more}
            for area, count in counts.items()
        ],
        schema=actions.SCHEMA,
    )
    actions.publish_release(dataset="own", observations=table, files=[], label=label, by=OPERATOR)


def _said(count):
    if isinstance(count, str):
        return {"symbol": count}
    if isinstance(count, tuple):
        return {"numerator": float(count[0]), "denominator": float(count[1])}
    return {"value": float(count)}


def prepare():
    return actions.prepare_figures(by=OPERATOR).preparation


def hidden(indicator="visits", period="2025"):
    return {area for area, value in shown(indicator, period).items() if value is None}


def test_no_small_count_can_be_worked_out_from_all_maps_together(place):
    publish(COUNTS)
    prepare()
    assert {area for area, count in COUNTS.items() if 0 < count < 5} <= hidden()
    assert not worked_out("visits", "2025", COUNTS, threshold=5)
    assert shown("visits", "2025")[COUNTY] == sum(COUNTS.values())
    assert queries.value("visits", COUNTY, "2025").value == 117  # localities and not placed make the county, in truth


def test_maps_that_differ_by_a_small_group_are_not_both_shown(place):
    """North is 24 on one map and 26 on the other: the difference is the small area of 2 visits."""
    publish(COUNTS)
    prepare()
    north = [places.area_by_reference(f"{slug}/north").key for slug in ("before", "after")]
    values = [shown("visits", "2025")[key] for key in north]
    assert None in values or {COUNTY, *DISTRICTS} & hidden()
    assert not worked_out("visits", "2025", COUNTS, threshold=5)


def test_a_hidden_figure_says_why_but_not_which_reason_and_holds_nothing(place):
    publish(COUNTS)
    prepare()
    for area in hidden():
        figure = queries.value("visits", area, "2025")
        nothing = (figure.value, figure.numerator, figure.denominator, figure.lower, figure.rank, figure.england)
        assert nothing == (None,) * 6
        assert (figure.symbol, figure.published, figure.file, figure.row, figure.column) == ("c", "", "", None, "")
        assert "Counts from 1 to 4 are not shown" in figure.note
        assert figure.note == queries.value("visits", SMALL[0], "2025").note
    assert queries.value("visits", COUNTY, "2025").note == ""


def test_preparing_again_hides_the_same(place):
    publish(COUNTS)
    prepare()
    before = hidden()
    load(vintage="the same figures, said otherwise")
    prepare()
    assert Preparation.objects.count() == 2
    assert hidden() == before


def test_a_later_map_gives_away_nothing_that_an_earlier_run_hid(place):
    publish(COUNTS)
    prepare()
    before, numbers = hidden(), {area: value for area, value in shown("visits", "2025").items() if value is not None}
    draw("later", {code: "East" if code in SMALL[::2] else "West" for code in SMALL})
    prepare()
    assert before <= hidden(), "what was hidden stays hidden"
    assert not numbers.keys() & hidden(), "what was shown is not taken back: that would protect nobody"
    assert not worked_out("visits", "2025", COUNTS, threshold=5, earlier=numbers)


def test_a_correction_shows_nothing_that_was_hidden_and_hides_what_became_small(place):
    publish(COUNTS)
    prepare()
    before = hidden()
    corrected = {**COUNTS, SMALL[0]: 7, SMALL[6]: 4}
    publish(corrected, label="corrected")
    prepare()
    assert before <= hidden()
    assert SMALL[6] in hidden()
    assert not worked_out("visits", "2025", corrected, threshold=5)


def test_counts_that_add_up_to_others_are_weighed_together(place):
    """Boys and girls make all: a hidden count of girls would be all less the boys."""
    girls = {area: min(count, 1) if area in SMALL[:2] else count // 2 for area, count in COUNTS.items()}
    boys = {area: COUNTS[area] - girls[area] for area in COUNTS}
    for indicator, counts in (("visits", COUNTS), ("visits-girls", girls), ("visits-boys", boys)):
        publish(counts, indicator=indicator, label=indicator)
    prepare()
    for area in SMALL:
        three = [shown(name, "2025")[area] for name in ("visits", "visits-girls", "visits-boys")]
        small = [1 <= count < 5 for count in (COUNTS[area], girls[area], boys[area])]
        if any(small):
            assert three.count(None) >= 2 or (three.count(None) == 1 and not any(small)), area
    for name, counts in (("visits", COUNTS), ("visits-girls", girls), ("visits-boys", boys)):
        assert not worked_out(name, "2025", counts, threshold=5)


def test_a_percentage_goes_with_its_counts_and_with_those_it_leaves_out(place):
    """19 of 20 late: the one who was not is a small number too."""
    late = {area: (max(count - 1, 0), count) for area, count in COUNTS.items()}
    publish(late, indicator="visits-late", label="late")
    publish(COUNTS)
    prepare()
    for area, (top, bottom) in late.items():
        few = any(1 <= count < 5 for count in (top, bottom, bottom - top))
        figure = queries.value("visits-late", area, "2025")
        assert (figure.value is None) or not few, area
        assert (figure.value is None) == (figure.numerator is None) == (figure.denominator is None) or bottom == 0


def test_a_symbol_of_the_source_stays_and_is_not_worked_out_by_its_total(place):
    """A partner hid one small area and gave the total of its district: the rest would give it away."""
    given = {**dict.fromkeys(DISTRICTS, 0.0), **COUNTS, SMALL[8]: "c"}
    for number, district in enumerate(DISTRICTS):
        given[district] = sum(COUNTS[area] for area in SMALL[number * 4 : number * 4 + 4])
    publish(given)
    prepare()
    assert queries.value("visits", SMALL[8], "2025").symbol == "c"
    assert not [one for one in worked_out("visits", "2025", COUNTS, threshold=5) if one.cell == SMALL.index(SMALL[8])]
    of_district = {DISTRICTS[2], *SMALL[8:]} & hidden()
    assert len(of_district) >= 2
    assert {queries.value("visits", area, "2025").symbol for area in of_district} == {"c"}


def test_what_a_place_has_beyond_its_parts_is_a_small_group_too(place):
    """Two visits that nobody could place: the county less its districts would tell them."""
    given = {**COUNTS, COUNTY: sum(COUNTS.values()) + 2}
    publish(given)
    prepare()
    assert queries.value("visits", COUNTY, "2025").value is None or set(DISTRICTS) & hidden()


def test_the_cost_of_hiding_is_told_beside_the_plain_rule(place):
    publish(COUNTS)
    told = prepare().hiding["own"]
    assert told["figures"] == len(shown("visits", "2025"))
    assert told["hidden"] == len(hidden()) >= told["small"] >= 3
    assert (told["is_best"], told["given_away"]) == (True, 0)
    assert told["plain_open"] > 0


def test_figures_that_were_shown_before_there_was_a_rule_are_told_to_be_given_away(place):
    load(suppress_below=0)
    publish(COUNTS)
    assert prepare().hiding == {}
    assert not hidden()
    load()
    told = prepare().hiding["own"]
    assert told["given_away"] == 3 <= told["hidden"]
    assert {area for area, count in COUNTS.items() if 0 < count < 5} <= hidden()


def test_published_figures_without_a_rule_are_left_as_they_are(place):
    load(suppress_below=0)
    publish(COUNTS)
    prepare()
    assert not hidden()
    assert Preparation.objects.get().ledger == ""
