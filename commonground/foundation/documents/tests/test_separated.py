"""CSV that Excel opens rightly and machines read."""

import csv
import io
from datetime import date

import pytest

from commonground.foundation.documents.render import report_csv, to_csv
from commonground.foundation.documents.report import Column, Section, Table
from commonground.foundation.documents.tests.drawn import HOSTILE, REFERRALS, profile


def read(content: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def test_one_table_is_its_heads_and_rows():
    assert read(to_csv(REFERRALS)) == [
        ["District", "Referrals", "Per 10,000 children", "Compared with England"],
        ["Ashfield", "1843", "671.25", "higher"],
        ["Bassetlaw", "c", "c", "not compared"],
        ["Mansfield", "12345", "-0.05", "lower"],
        ["Rushcliffe", "", "x", "not compared"],
    ]


def test_it_begins_with_a_mark_for_excel_and_ends_its_lines_as_the_standard_says():
    content = to_csv(Table("t", [Column("Cost in £")], [["5"]]))
    assert content == "\ufeffCost in £\r\n5\r\n".encode()


def test_several_tables_stand_one_after_another_under_their_captions():
    rows = read(report_csv(profile()))
    assert rows[0] == ["Key figures"]
    assert [] in rows
    assert ["Referrals by district"] in rows


def test_a_report_that_names_its_data_gives_that_alone():
    data = Table("All", [Column("Area"), Column("Day")], [["Ashfield", date(2026, 6, 4)]])
    assert read(report_csv(profile(data=data))) == [["Area", "Day"], ["Ashfield", "2026-06-04"]]


def test_a_count_that_came_as_a_fraction_is_written_whole():
    assert read(to_csv(Table("t", [Column("a", "number")], [[49945.0], [1.5], [-2.0]])))[1:] == [
        ["49945"],
        ["1.5"],
        ["-2"],
    ]


def test_an_empty_report_is_an_empty_file():
    assert read(report_csv(profile(sections=[]))) == []


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_no_text_becomes_a_formula(text):
    table = Table(text, [Column(text)], [[text]])
    for cells in read(report_csv(profile(sections=[Section("S", [table, table])]))):
        assert not any(cell.startswith(("=", "+", "-", "@", "\t", "\r", "\N{FULLWIDTH EQUALS SIGN}")) for cell in cells)


def test_a_line_break_or_a_comma_in_a_cell_stays_in_its_cell():
    assert read(to_csv(Table("t", [Column("a")], [['one,\ntwo "three"']])))[1] == ['one,\ntwo "three"']
