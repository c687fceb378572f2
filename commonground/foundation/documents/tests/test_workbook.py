"""The workbook: numbers as numbers, symbols as text, nothing that runs."""

import io
import re
import zipfile
from datetime import date

import pytest
from python_calamine import CalamineWorkbook

from commonground.foundation.documents import workbook
from commonground.foundation.documents.filling import column_name
from commonground.foundation.documents.render import to_excel
from commonground.foundation.documents.report import Column, Section, Table
from commonground.foundation.documents.tests.drawn import HOSTILE, SOURCE, TREND, profile
from commonground.foundation.kernel.errors import Invalid


def sheets(content: bytes) -> dict[str, list[list[object]]]:
    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    return {name: book.get_sheet_by_name(name).to_python(skip_empty_area=False) for name in book.sheet_names}


def part(content: bytes, name: str) -> str:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return archive.read(name).decode()


def one_table(*rows, columns=("Name", "Figure")) -> bytes:
    table = Table("T", [Column(columns[0]), Column(columns[1], "number", 1)], rows)
    return to_excel(profile(sections=[Section("S", [table])]))


@pytest.fixture(scope="module")
def book() -> bytes:
    return to_excel(profile())


def test_notes_come_first_then_a_sheet_for_each_table(book):
    assert list(sheets(book)) == [
        "Notes",
        "Key figures",
        "Referrals by district",
        "Repeat referrals rose and passe",
        "Repeat referrals by district",
    ]


def test_the_notes_say_what_it_is_and_where_it_comes_from(book):
    notes = {row[0]: row[1] for row in sheets(book)["Notes"]}
    assert notes["As at"] == "4 June 2026"
    assert notes["Contact"] == "Insight team, insight@example.org"
    assert notes["Sources"].startswith("Figures of the Department")
    assert SOURCE in notes["Referrals by district"]


def test_numbers_are_numbers_in_full_and_symbols_are_text(book):
    caption, notes, head, *rows = sheets(book)["Referrals by district"]
    assert caption[0] == "Referrals by district"
    assert "c suppressed to protect people" in notes[0]
    assert head == ["District", "Referrals", "Per 10,000 children", "Compared with England"]
    assert rows == [
        ["Ashfield", 1843.0, 671.25, "higher"],
        ["Bassetlaw", "c", "c", "not compared"],
        ["Mansfield", 12345.0, -0.05, "lower"],
        ["Rushcliffe", "", "x", "not compared"],
    ]


def test_the_figures_of_a_chart_are_there_as_numbers(book):
    rows = sheets(book)["Repeat referrals rose and passe"]
    assert rows[2][:3] == ["Period", "Nottinghamshire (%)", "England (%)"]
    assert rows[3][:3] == ["2020", 20.5, 22.4]


def test_heads_are_frozen_and_repeated_in_print(book):
    sheet = part(book, "xl/worksheets/sheet3.xml")
    assert 'state="frozen"' in sheet
    assert 'topLeftCell="B4"' in sheet
    assert "Print_Titles" in part(book, "xl/workbook.xml")


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_no_text_becomes_a_formula_or_a_link(text):
    table = Table(text, [Column(text)], [[text]], source=text)
    content = to_excel(profile(title=text, sections=[Section("S", [table])]))
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        cells = [archive.read(name).decode() for name in archive.namelist() if name.startswith("xl/worksheets/sheet")]
    assert not any("<f>" in cell or "TargetMode" in cell for cell in cells)
    for row in sheets(content).values():
        assert not any(str(cell).startswith(("=", "+", "-", "@", "\t", "\r")) for cells in row for cell in cells)


@pytest.mark.parametrize(
    ("cell", "found"),
    [
        (float("nan"), "nan"),
        (float("inf"), "inf"),
        (2**60, f"{2**60:,}"),
        (-(10**6), -1e6),
        (True, "yes"),
        (None, ""),
        ("odd", "odd"),
        ("x" * 40_000, "x" * 32_767),
    ],
)
def test_what_excel_cannot_hold_as_a_number_is_text(cell, found):
    assert sheets(one_table(["a", cell], ["b", 1.0]))["T"][3] == ["a", found]


@pytest.mark.parametrize(
    "text", ["_x0041_", "_x005F_", "<b>&amp;\"'</b>", " spaces kept ", "two\nlines", "]]>", "</t></is></c></row>"]
)
def test_text_is_read_back_as_it_was_written(text):
    assert sheets(one_table([text, 1]))["T"][3] == [text, 1.0]


def test_days_are_days():
    table = Table("T", [Column("Name"), Column("On")], [["a", date(2026, 6, 4)], ["b", date(1900, 1, 1)]])
    rows = sheets(to_excel(profile(sections=[Section("S", [table])])))["T"][3:]
    assert rows == [["a", date(2026, 6, 4)], ["b", "1 January 1900"]]


def test_symbols_stand_to_the_right_under_their_figures(book):
    sheet, styles = part(book, "xl/worksheets/sheet3.xml"), part(book, "xl/styles.xml")
    style = re.search(r'<c s="(\d+)" r="B5" t="inlineStr">', sheet)[1]
    formats = re.findall(r"<xf [^>]*?(?:/>|>.*?</xf>)", styles.partition("<cellXfs")[2])
    assert 'horizontal="right"' in formats[int(style)]


@pytest.mark.parametrize(
    ("place", "name"), [(0, "A"), (25, "Z"), (26, "AA"), (701, "ZZ"), (702, "AAA"), (16383, "XFD")]
)
def test_columns_are_named_as_excel_names_them(place, name):
    assert column_name(place) == name


def test_the_same_report_gives_the_same_workbook(book):
    assert to_excel(profile()) == book


def test_names_of_sheets_are_what_excel_takes_and_no_two_alike():
    captions = ["A/B [x]: ?*", "Same", "same", "Notes", "History", "", "L" * 40, "L" * 41, "'quoted'"]
    tables = [Table(caption, [Column("a")], [["b"]]) for caption in captions]
    names = list(sheets(to_excel(profile(sections=[Section("S", tables)]))))
    assert len({name.casefold() for name in names}) == len(captions) + 1
    assert all(len(name) <= 31 and not re.search(r"[\[\]:*?/\\]", name) for name in names)


def test_a_table_longer_than_a_sheet_is_refused_with_the_way_out(monkeypatch):
    monkeypatch.setattr(workbook, "ROWS", 5)
    with pytest.raises(Invalid, match="Take the CSV"):
        one_table(["a", 1], ["b", 2], ["c", 3])


def test_an_empty_report_is_a_workbook_of_notes():
    assert list(sheets(to_excel(profile(sections=[])))) == ["Notes"]


def test_an_empty_table_keeps_its_head():
    assert sheets(one_table())["T"][2] == ["Name", "Figure"]


def test_the_table_of_the_data_is_there_too():
    data = Table("All figures", [Column("Area"), Column("Value", "number")], [["Ashfield", 1.25]])
    assert sheets(to_excel(profile(data=data)))["All figures"][3] == ["Ashfield", 1.25]


def test_the_chart_is_named_in_the_notes(book):
    assert any(TREND.title in str(row[1]) for row in sheets(book)["Notes"])
