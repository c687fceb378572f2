"""The packs carry published figures as facts: here they are held to the files they came from."""

import csv
from decimal import Decimal
from pathlib import Path

import pytest

from tests.real_data import carried_figures as extraction
from tests.real_data.carried_figures import PACKS, PLACES, CarriedFigures

FILES = ("children-in-need.csv", "mid-year-rebased.csv", "population.csv", "deprivation.csv")


def lines(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as opened:
        return list(csv.DictReader(opened))


@pytest.fixture(scope="module", params=PLACES)
def figures(request: pytest.FixtureRequest, published_data: Path) -> CarriedFigures:
    return CarriedFigures(request.param, published_data)


@pytest.fixture(scope="module")
def made_anew(figures: CarriedFigures, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The figures as the extraction makes them today."""
    folder = tmp_path_factory.mktemp("figures")
    figures.build(folder)
    return folder


@pytest.mark.parametrize("name", FILES)
def test_a_pack_holds_exactly_what_the_extraction_takes_from_the_files(
    figures: CarriedFigures, made_anew: Path, name: str
) -> None:
    assert (figures.folder / "figures" / name).read_bytes() == (made_anew / name).read_bytes()


def test_each_figure_of_the_department_stands_in_the_row_it_names(figures: CarriedFigures) -> None:
    """Read another way than the extraction does: line by line, the cell as text somewhere in the row it names."""
    folder = figures.data / "dfe_children_in_need"
    opened = {layout: (folder / name).read_text("utf-8-sig").splitlines() for layout, name in figures.files.items()}
    checked = 0
    for name in FILES[:2]:
        for figure in lines(figures.folder / "figures" / name):
            layout, _, row = figure["origin"].partition(":")
            cells = next(csv.reader([opened[layout][int(row) - 1]]))
            wanted = figure["value"] or figure["symbol"]
            year, _, month = figure["period"].partition("-")
            # a month stands in the row of the year to 31 March that it lies in
            assert (str(int(year) + (int(month) > 3)) if month else year) == cells[0]
            assert {figure["area"], *old_codes(figures, figure["area"])} & set(cells)
            assert not wanted or wanted in cells, figure
            checked += 1
    assert checked > 3000


def old_codes(figures: CarriedFigures, code: str) -> list[str]:
    return [old for old, new in figures.successors.items() if new == code]


def test_children_of_the_parts_are_those_of_the_small_areas_of_the_place(figures: CarriedFigures) -> None:
    """From the other published table than the extraction reads for parts: none is lost on the way."""
    children = {
        row["lsoa11_code"]: Decimal(row["age_0_17"])
        for _, row in extraction.rows_of(figures.data / "population" / extraction.CHILD_AGES)
    }
    held = {
        row["area"]: Decimal(row["value"])
        for row in lines(figures.folder / "figures" / "population.csv")
        if row["indicator"] == "children-0-17" and row["area"] in figures.inside
    }
    districts = {figures.root, *figures.inside}
    within = [lsoa for lsoa, district in figures.districts_of_small_areas.items() if district in districts]
    expected = {"nottinghamshire": 168_481, "plymouth": 53_291, "manchester": 123_872}
    assert sum(held.values()) == sum(children[lsoa] for lsoa in within) == expected[figures.folder.name]
    assert held.keys() == figures.inside


@pytest.mark.parametrize("place", PLACES)
def test_average_scores_of_parts_weigh_small_areas_by_their_people(place: str) -> None:
    rows = {(row["indicator"], row["area"]): row for row in lines(PACKS / place / "figures" / "deprivation.csv")}
    for (indicator, area), row in rows.items():
        if indicator == "imd-2019-score":
            assert row["denominator"] == rows["people-imd-2019", area]["value"]
            assert abs(Decimal(row["numerator"]) / Decimal(row["denominator"]) - Decimal(row["value"])) < Decimal(
                "1e-6"
            )
