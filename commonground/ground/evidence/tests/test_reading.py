"""Reading published files: what they are, what is in them, and every mistake by row and column."""

from collections.abc import Callable
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from commonground.foundation.kernel.errors import Problem
from commonground.ground.evidence import queries
from commonground.ground.evidence.formats.reading import Reading, read_files
from commonground.ground.evidence.formats.settling import settle
from commonground.ground.evidence.tests.drawn import (
    ABOUT,
    C1,
    C1_COLUMNS,
    DECILES,
    DENOMINATORS,
    ENGLAND_ONLY,
    ONS,
    SCORES,
    SMALL_AREAS,
    dfe,
)

Read = Callable[..., Reading]


@pytest.fixture
def read(analyst, tmp_path) -> Read:
    """Read files of a kind by the catalogue of the product."""

    def reading(*paths: Path, kind: str = "dfe-cin") -> Reading:
        return read_files(paths, queries.reading_plans(kind), tmp_path, lambda *_: None)

    return reading


def rows_of(reading: Reading, dataset: str = "dfe-cin") -> list[dict[str, object]]:
    return pq.read_table(reading.observations[dataset]).to_pylist()


def said(reading: Reading) -> list[str]:
    return [str(problem) for problem in reading.problems]


def one(reading: Reading, indicator: str, area: str, period: str) -> dict[str, object]:
    (found,) = [
        row for row in rows_of(reading) if (row["indicator"], row["area"], row["period"]) == (indicator, area, period)
    ]
    return found


def test_a_value_is_read_with_its_counts_file_row_and_column(read, c1):
    row = one(read(c1), "re-referrals", "E10000024", "2024")
    assert (row["value"], row["numerator"], row["denominator"], row["symbol"]) == (25.8, 2186, 8462, None)
    assert (row["file"], row["row"], row["column"], row["published"]) == ("c1.csv", 4, "Re_referrals_percent", "25.8")


def test_a_symbol_is_kept_and_a_true_nought_stays_a_number(read, c1):
    reading = read(c1)
    suppressed, nought = (
        one(reading, "referrals-nfa", "E10000007", "2024"),
        one(reading, "referrals-nfa", "E10000024", "2024"),
    )
    assert (suppressed["value"], suppressed["symbol"], suppressed["published"]) == (None, "c", "c")
    assert (nought["value"], nought["symbol"]) == (0, None)


def test_one_ground_with_two_codes_is_one_area_under_the_code_of_today(read, written):
    somerset = "Local authority,E92000001,England,E12000009,South West,933,{},Somerset"
    figures = "5675,500,1303,23,0,0,1000,17.6,5000,440,1000,20"
    rows = [(2024, somerset.format("E06000066"), figures), (2023, somerset.format("E10000027"), figures)]
    reading = read(written("c1.csv", dfe(C1_COLUMNS, ABOUT, *rows)))
    assert reading.problems == []
    held = {(row["area"], row["period"]) for row in rows_of(reading) if row["indicator"] == "re-referrals"}
    assert held == {("E06000066", "2024"), ("E06000066", "2023")}
    assert {area.code for area in reading.areas} == {"E06000066"}


def test_areas_are_found_with_what_they_lie_in(read, c1):
    found = {(area.code, area.name, area.level, area.within) for area in read(c1).areas}
    assert found == {
        ("E92000001", "England", "National", ""),
        ("E12000004", "East Midlands", "Regional", "E92000001"),
        ("E10000024", "Nottinghamshire", "Local authority", "E12000004"),
        ("E10000007", "Derbyshire", "Local authority", "E12000004"),
    }


def test_a_file_is_told_by_what_it_holds_and_not_by_its_name(read, written):
    reading = read(written("population.txt", C1), written("c1.csv", ONS))
    assert [(file.source.name, file.dataset) for file in reading.files] == [
        ("population.txt", "dfe-cin"),
        ("c1.csv", "mid-year-rebased"),
    ]


def test_columns_may_stand_in_another_order(read, written, c1):
    lines = [line.split(",") for line in C1.splitlines()]
    turned = "\n".join(",".join(reversed(line)) for line in lines)
    assert one(read(written("turned.csv", turned)), "re-referrals", "E10000024", "2024")["value"] == 25.8


def test_a_table_about_england_only_is_left_and_said_to_be(read, written):
    (file,) = read(written("headline.csv", ENGLAND_ONLY)).files
    assert (file.dataset, file.why_not) == ("", "it is about England only")


NO_NUMBER = "is not a number or one of c, k, u, x, z. Mend the cell."
CHECK = "Check the figure with the publisher."
AS_PUBLISHED = "If its publisher changed it: commonground evidence map, or the page Load a published file."
RENAME = "if that is it, say so: commonground evidence map, or the page Load a published file."
# What stands in the file, what is put in its place, and where and how that is told.
MISTAKES = [
    ("8462,500.9", "12a,500.9", "row 4, column Referrals", f"‘12a’ {NO_NUMBER}"),
    ("8462,500.9", "..,500.9", "row 4, column Referrals", f"‘..’ {NO_NUMBER}"),
    ("8462,500.9", ",500.9", "row 4, column Referrals", f"is empty. It should hold {NO_NUMBER[7:].strip()}"),
    ("8462,500.9", "-5,500.9", "row 4, column Referrals", f"-5 cannot be: it is below 0. {CHECK}"),
    ("25.8", "125.8", "row 4, column Re_referrals_percent", f"125.8 cannot be: it is below 0 or above 100. {CHECK}"),
    (
        "2023,Reporting year,National", "c,Reporting year,National", "row 6, column time_period",
        "“c” is not a financial year. Write it as 2024. Mend the cell.",
    ),
    (
        "E10000007,Derbyshire", "x,Derbyshire", "row 5, column new_la_code",
        "‘x’ is not the code of such an area. Codes look like E10000024.",
    ),
    (
        "Regional", "Ward", "row 3, column geographic_level",
        "‘Ward’ is not one of National, Regional, Local authority. Mend the cell.",
    ),
    (
        f"Derbyshire,{ABOUT}", "Derbyshire,Else", "row 5, column category",
        "‘Else’ stands in a table of ‘Referrals and Re-referrals’. Take the row out.",
    ),
    (
        ",2186,", ",2186,1,", "row 4",
        "has 24 cells where the header has 23. Look for a comma without quotation marks.",
    ),
    (
        ",Re_referrals,", ",Rereferrals,", "row 1",
        f"column Re_referrals is missing. The file has ‘Rereferrals’: {RENAME}",
    ),
    (",new_la_code,", ",code,", "row 1", f"column new_la_code is missing. {AS_PUBLISHED}"),
    ("category,Ref", "Category,Ref", "row 1", f"column category is missing. The file has ‘Category’: {RENAME}"),
]  # fmt: skip


@pytest.mark.parametrize(("before", "after", "where", "what"), MISTAKES)
def test_each_mistake_is_told_by_row_and_column(read, written, before, after, where, what):
    assert before in C1
    assert said(read(written("c1.csv", C1.replace(before, after, 1)))) == [f"c1.csv, {where}: {what}"]


def test_a_file_of_another_kind_is_refused_with_what_is_read(read, written):
    (problem,) = said(read(written("mine.csv", "name,age\nA,4\n")))
    assert problem.startswith(
        "mine.csv: is not a table that this command reads. It reads: C1 Referrals and re-referrals;"
    )


def test_commas_between_thousands_are_understood(read, written):
    reading = read(written("c1.csv", C1.replace("621880,518.3", '"621,880",518.3', 1)))
    assert (one(reading, "referrals", "E92000001", "2024")["value"], said(reading)) == (621880, [])


def test_a_row_that_repeats_another_is_told_once_with_both_rows(read, written):
    assert said(read(written("c1.csv", C1 + C1.splitlines()[3] + "\n"))) == [
        "c1.csv, row 8: repeats row 4: both are about E10000024 and 2024. Keep one of them."
    ]


def test_two_files_may_say_the_same_but_not_different_things(read, written, tmp_path):
    same = read(written("a.csv", C1), written("b.csv", C1))
    assert same.shared == {"dfe-cin"}
    assert settle(same.observations["dfe-cin"], tmp_path / "same.parquet") == []
    assert pq.read_metadata(tmp_path / "same.parquet").num_rows == 6 * 6
    other = read(written("a.csv", C1), written("b.csv", C1.replace("2186,25.8", "2187,25.8", 1)))
    (problem,) = settle(other.observations["dfe-cin"], tmp_path / "other.parquet")
    assert str(problem) == (
        "b.csv, row 4: says 25.8 2187 8462 for re-referrals of E10000024 and 2024, but a.csv, row 4 says "
        "25.8 2186 8462. Import the files one after the other, the later one last."
    )


def test_deprivation_and_population_are_told_apart_by_their_headers(read, written):
    deprivation = read(written("1", SCORES), written("2", DENOMINATORS), written("3", DECILES), kind="deprivation")
    assert [file.source.layout for file in deprivation.files] == [
        "IMD 2019 scores (mySociety)",
        "IoD 2019 population denominators",
        "IMD 2019 ranks and deciles",
    ]
    assert {row["indicator"] for row in rows_of(deprivation, "deprivation")} == {
        "imd-2019-score", "income-deprivation-2019", "people-imd-2019", "imd-2019-decile",
    }  # fmt: skip
    population = read(written("4", SMALL_AREAS), kind="population")
    assert [row["value"] for row in rows_of(population, "population") if row["indicator"] == "children-0-17"] == [
        340,
        350,
        310,
    ]


def test_a_small_area_of_another_country_is_not_taken_for_one_of_england(read, written):
    told = said(read(written("s.csv", SCORES.replace("E01028001", "S01028001")), kind="deprivation"))
    assert told == [
        "s.csv, row 3, column lsoa: ‘S01028001’ is not the code of such an area. Codes look like E10000024."
    ]


@given(place=st.integers(0, len(C1) - 1), length=st.integers(0, 40), put=st.text(max_size=8))
@example(place=0, length=0, put="\n")
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=150)
def test_a_file_damaged_anywhere_is_read_or_told_but_never_breaks(read, tmp_path, place, length, put):
    path = tmp_path / "damaged.csv"
    path.write_text(C1[:place] + put + C1[place + length :], encoding="utf-8", newline="")
    reading = read(path)
    assert reading.files or reading.problems
    assert all(isinstance(problem, Problem) and problem.what for problem in reading.problems)


def test_reading_stops_where_it_is_asked_to(analyst, tmp_path, c1):
    def cancel(done: int, total: int, sentence: str) -> None:
        raise KeyboardInterrupt(sentence)

    with pytest.raises(KeyboardInterrupt, match=r"Reading c1\.csv"):
        read_files([c1], queries.reading_plans("dfe-cin"), tmp_path, cancel)
