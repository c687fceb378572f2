"""The interactive tool in small: years as it writes them, numbers of authorities, what is refused."""

import csv
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from commonground.foundation.kernel.errors import Invalid, NotFound, Refused
from commonground.foundation.kernel.viewer import public
from commonground.ground.evidence import actions, queries
from commonground.ground.evidence.formats import lait as formats
from commonground.ground.evidence.models import Release
from commonground.ground.evidence.rules import lait as rules
from commonground.ground.evidence.tests.conftest import NOW

HEADS = (
    "Measure_code", "Topic", "Measure", "Chart_title", "Measure_short", "Polarity", "y_axis_name", "Description",
    "Last Update", "Next Update", "Data Owner (DO) /Supplier and Contact Details", "Methodology", "Hyperlink(s)", "dps",
    "Year_Type",
)  # fmt: skip
ABSENCE = (
    "1", "All Pupil Absence & Exclusions", "Absence of examples", "Absence (%)", "Abs_ex%", "Low", "% half days",
    "Half days missed.", "46082", "46447", "DfE", "NA", "https://example.org/", "2", "Academic Year",
)  # fmt: skip
ENDED = (
    "2", "Something quite new", "Ended thing", "Ended", "Ended", "-", "Rate per 1,000", "", "45413", "Discontinued",
    "ONS", "NA", "NA", "NA", "Calendar Year",
)  # fmt: skip
ROWS = [
    ("Abs_ex%", "2024", "Nottinghamshire", 891.0, "9.3699999999999992"),
    ("Abs_ex%", "2024", "England", 970.0, "7.1"),
    ("Abs_ex%", "2023 (Rev)", "Nottinghamshire", 891.0, "-"),
    ("Abs_ex%", "0", "Nottinghamshire", 891.0, "1"),
    ("Ended", "2014-16", "Cumbria", 909.0, "4.5"),
]


@pytest.fixture
def tool(tmp_path: Path):
    """`tool(rows, items)`: the long file and its dictionary."""

    def write(rows=ROWS, items=(ABSENCE, ENDED)) -> dict[str, Path]:
        names = ("Short Desc", "Years", "LA and Regions", "LA Number", "Values")
        table = {name: [row[at] for row in rows] for at, name in enumerate(names)}
        table["Data item"] = [None] * len(rows)
        types = {name: pa.string() for name in formats.COLUMNS} | {"LA Number": pa.float64()}
        path, dictionary = tmp_path / "long.parquet", tmp_path / "dictionary.csv"
        pq.write_table(pa.table({name: pa.array(table[name], types[name]) for name in formats.COLUMNS}), path)
        with dictionary.open("w", newline="", encoding="utf-8") as opened:
            csv.writer(opened).writerows([HEADS, *items])
        return {"path": path, "dictionary": dictionary}

    return write


@pytest.mark.parametrize(
    ("text", "slug", "years", "mark"),
    [
        ("2024", "2024", 1, ""),
        ("2023-24", "2024", 1, ""),
        ("2023/24", "2024", 1, ""),
        ("1999-00", "2000", 1, ""),
        ("2016-17 (OT)", "2017", 1, "ot"),
        ("2018 (Rev)", "2018", 1, "rev"),
        ("2014-16", "2016", 3, ""),
        ("2013/14-15/16", "2016", 3, ""),
    ],
)
def test_years_are_read_as_the_tool_writes_them(text, slug, years, mark):
    assert rules.written(text) == rules.Written(slug, years, mark)


@pytest.mark.parametrize("text", ["0", "", "soon", "2014-19", "2024 (guess)", "2013/14-14/15"])
def test_what_is_no_year_of_the_tool_is_left_out_and_told(text):
    assert rules.written(text) is None


def test_items_become_indicators_and_figures_stay_as_published(analyst, tool):
    taken = actions.import_lait(**tool(), by=analyst)
    assert (taken.rows, taken.released, taken.gaps, taken.unread) == (5, 4, 1, [("Abs_ex%", "0", 1)])
    about = queries.indicator("lait-abs-ex-percent")
    assert (about.theme, about.unit, about.decimals, about.period_kind) == ("attendance", "%", 2, "academic-year")
    ended = queries.indicator("lait-ended")
    assert (ended.theme, ended.discontinued_since, ended.period("2016").label) == (
        "something-quite-new",
        "2024-05",
        "2014 to 2016",
    )
    rows = {(row.area, row.period): row for row in queries.rows_of_release(taken.publication.release, viewer=analyst)}
    assert rows["E10000024", "2024"].value == 9.37
    assert (rows["E10000024", "2023"].value, rows["E10000024", "2023"].symbol) == (None, "x")
    assert rows["E10000024", "2024"].row == 2
    assert "Cumberland" in taken.ended[0]


def test_the_same_again_changes_nothing_and_a_dry_run_writes_nothing(analyst, tool):
    files = tool()
    assert actions.import_lait(**files, by=analyst, dry_run=True).publication.is_new
    assert not Release.objects.exists()
    assert actions.import_lait(**files, by=analyst).publication.is_new
    assert not actions.import_lait(**files, by=analyst).publication.is_new
    assert actions.load_packs(by=analyst) == []


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ([*ROWS, ("Nothing", "2024", "England", 970.0, "1")], "item Nothing is not in the dictionary."),
        ([*ROWS, ("Abs_ex%", "2022", "Atlantis", 999.0, "1")], "999 (Atlantis) is the number of no authority"),
        ([*ROWS, ("Abs_ex%", "2022", "Derbyshire", 891.0, "1")], "but the file says"),
        ([*ROWS, ("Abs_ex%", "2024 (Rev)", "England", 970.0, "2")], "repeats row 3"),
        ([*ROWS, ("Abs_ex%", "2022", "England", 970.0, "many")], "‘many’ is not a number"),
    ],
)
def test_what_cannot_be_told_is_refused_and_nothing_changed(analyst, tool, rows, said):
    with pytest.raises(Invalid) as refused:
        actions.import_lait(**tool(rows), by=analyst)
    assert said in str(refused.value.problems[0])
    assert not Release.objects.exists()


def test_files_of_another_kind_are_refused(analyst, tool, written):
    files = tool()
    with pytest.raises(Invalid, match="cannot be read"):
        actions.import_lait(path=files["dictionary"], dictionary=files["dictionary"], by=analyst)
    with pytest.raises(Invalid, match="not the dictionary"):
        actions.import_lait(path=files["path"], dictionary=written("other.csv", "a,b\n1,2\n"), by=analyst)
    with pytest.raises(NotFound):
        actions.import_lait(path=files["path"].with_name("none"), dictionary=files["dictionary"], by=analyst)
    with pytest.raises(Refused):
        actions.import_lait(**files, by=public(NOW))
