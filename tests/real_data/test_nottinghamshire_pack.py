"""The Nottinghamshire pack carries published figures as facts: here it is held to the files they came from."""

import csv
from decimal import Decimal
from pathlib import Path

import pytest

from tests.real_data import nottinghamshire_pack as extraction

FILES = ("children-in-need.csv", "mid-year-rebased.csv", "population.csv", "deprivation.csv")


def lines(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as opened:
        return list(csv.DictReader(opened))


@pytest.fixture(scope="module")
def made_anew(published_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The figures as the extraction makes them today."""
    folder = tmp_path_factory.mktemp("figures")
    extraction.build(published_data, folder)
    return folder


@pytest.mark.parametrize("name", FILES)
def test_the_pack_holds_exactly_what_the_extraction_takes_from_the_files(made_anew: Path, name: str) -> None:
    assert (extraction.PACK / "figures" / name).read_bytes() == (made_anew / name).read_bytes()


def test_each_figure_of_the_department_stands_in_the_row_it_names(published_data: Path) -> None:
    """Read another way than the extraction does: line by line, the cell as text somewhere in the row it names."""
    folder = published_data / "dfe_children_in_need"
    opened = {
        layout: (folder / name).read_text("utf-8-sig").splitlines() for layout, name in extraction.files().items()
    }
    checked = 0
    for name in FILES[:2]:
        for figure in lines(extraction.PACK / "figures" / name):
            layout, _, row = figure["origin"].partition(":")
            cells = next(csv.reader([opened[layout][int(row) - 1]]))
            wanted = figure["value"] or figure["symbol"]
            assert figure["period"] == cells[0]
            assert {figure["area"], *old_codes(figure["area"])} & set(cells)
            assert not wanted or wanted in cells, figure
            checked += 1
    assert checked > 3000


def old_codes(code: str) -> list[str]:
    return [old for old, new in extraction.successors().items() if new == code]


def test_children_of_each_district_are_the_sum_of_its_small_areas(published_data: Path) -> None:
    """From the other published table than the extraction reads for districts."""
    children = {
        row["lsoa11_code"]: Decimal(row["age_0_17"])
        for _, row in extraction.rows_of(published_data / "population" / extraction.CHILD_AGES)
    }
    within: dict[str, Decimal] = {}
    for lsoa, district in extraction.districts_of_small_areas(published_data).items():
        within[district] = within.get(district, Decimal(0)) + children[lsoa]
    held = {
        row["area"]: Decimal(row["value"])
        for row in lines(extraction.PACK / "figures" / "population.csv")
        if row["indicator"] == "children-0-17" and row["area"].startswith("E07")
    }
    assert held == {code: within[code] for code in held}
    assert sum(held.values()) == 168_481


def test_average_scores_of_districts_weigh_small_areas_by_their_people() -> None:
    rows = {(row["indicator"], row["area"]): row for row in lines(extraction.PACK / "figures" / "deprivation.csv")}
    for (indicator, area), row in rows.items():
        if indicator == "imd-2019-score":
            assert row["denominator"] == rows["people-imd-2019", area]["value"]
            assert abs(Decimal(row["numerator"]) / Decimal(row["denominator"]) - Decimal(row["value"])) < Decimal(
                "1e-6"
            )
