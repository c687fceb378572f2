"""Files of sheets: what a person does not see is told; what would take the machine down is refused beforehand."""

import io
import zipfile
from collections.abc import Callable

import openpyxl
import pytest

from commonground.foundation.kernel.errors import Invalid
from commonground.foundation.kernel.spreadsheets import (
    Headings,
    Limits,
    names_shown,
    open_spreadsheet,
    read_spreadsheet,
)

COUNTS = Limits(alone="Hand in the figures alone.", largest=5 << 20, rows=1000, columns=100, takes_macros=False)
FAR = b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'


def workbook(*rows: list[object], change: Callable[[openpyxl.Workbook], object] = lambda book: None) -> bytes:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    change(book)
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def repacked(content: bytes, change: Callable[[str, bytes], bytes], **more: bytes) -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, change(name, old.read(name)))
        for name, held in more.items():
            new.writestr(name, held)
    return written.getvalue()


def ods(*rows: str) -> bytes:
    """A text document of sheets as OpenDocument has it; rows are its markup."""
    names = " ".join(
        f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{long}:1.0"'
        for short, long in (("office", "office"), ("table", "table"), ("text", "text"))
    )
    table = f'<table:table table:name="One">{"".join(rows)}</table:table>'
    content = f"<office:document-content {names}><office:body><office:spreadsheet>{table}</office:spreadsheet>"
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as packed:
        packed.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        packed.writestr("META-INF/manifest.xml", "<manifest/>")
        packed.writestr("content.xml", f"{content}</office:body></office:document-content>")
    return written.getvalue()


def cell(text: str, more: str = "") -> str:
    return f'<table:table-cell office:value-type="string"{more}><text:p>{text}</text:p></table:table-cell>'


def row(*cells: str, more: str = "") -> str:
    return f"<table:table-row{more}>{''.join(cells)}</table:table-row>"


def problem(content: bytes, name: str = "counts.xlsx", limits: Limits = COUNTS) -> str:
    with pytest.raises(Invalid) as wrong:
        list(open_spreadsheet(name, content, limits).rows(0))
    return str(wrong.value.problems[0])


def test_a_sheet_is_read_row_by_row_from_its_first_row_whatever_stands_where():
    content = workbook([], [None, "Area", "Count"], [None, "Ashfield", 12])
    book = open_spreadsheet("counts.xlsx", content, COUNTS, first=2)
    assert list(book.rows(0)) == [["", "", ""], ["", "Area", "Count"], ["", "Ashfield", "12"]]
    assert len(book.sheets[0].rows) == 2


def test_one_cell_in_the_last_corner_is_refused_before_the_sheet_is_laid_out():
    content = repacked(
        workbook(["Area", "Count"]),
        lambda name, held: held.replace(b"</sheetData>", FAR) if name.endswith("sheet1.xml") else held,
    )
    assert "has 1,048,576 rows, more than 1,000" in problem(content)


def test_a_row_that_repeats_a_million_times_is_refused_before_the_sheet_is_laid_out():
    content = ods(row(cell("Area")), row(cell("Ashfield"), more=' table:number-rows-repeated="1048576"'))
    assert "has 1,048,577 rows" in problem(content, "counts.ods")
    wide = ods(row(cell("Area", ' table:number-columns-repeated="16384"')))
    assert "has 16,384 columns" in problem(wide, "counts.ods")


def test_empty_rows_that_programs_leave_at_the_end_are_no_rows():
    blank = row("<table:table-cell/>", more=' table:number-rows-repeated="1048570"')
    (sheet,) = read_spreadsheet("counts.ods", ods(row(cell("Area")), row(cell("Ashfield")), blank), COUNTS)
    assert [list(one) for one in sheet.rows if any(one)] == [["Area"], ["Ashfield"]]


def test_errors_of_formulas_and_formulas_never_worked_out_are_told_with_their_cells():
    def change(book):
        book.active["C2"], book.active["C2"].data_type = "#DIV/0!", "e"

    (sheet,) = read_spreadsheet("counts.xlsx", workbook(["Area", "Sum"], ["Ashfield", "=1+1"], change=change), COUNTS)
    assert sheet.errors == {(1, 2): "#DIV/0!"}
    assert sheet.unworked == {(1, 1)}
    assert sheet.formulas == 1
    (sheet,) = read_spreadsheet("counts.ods", ods(row(cell("Area"), cell("#DIV/0!"))), COUNTS)
    assert sheet.errors == {(0, 1): "#DIV/0!"}


def test_what_is_merged_downwards_holds_for_each_of_its_rows_and_merged_heads_stay():
    def change(book):
        book.active.merge_cells("A2:A3")
        book.active.merge_cells("A1:B1")

    content = workbook(["Area", None], ["Ashfield", 1], [None, 2], change=change)
    assert list(open_spreadsheet("counts.xlsx", content, COUNTS).rows(0)) == [
        ["Area", ""],
        ["Ashfield", "1"],
        ["Ashfield", "2"],
    ]


def test_hidden_sheets_and_rows_are_told():
    def change(book):
        book.active.row_dimensions[2].hidden = True
        book.create_sheet("Notes").append(["kept"])
        book["Notes"].sheet_state = "hidden"

    first, second = read_spreadsheet("counts.xlsx", workbook(["Area"], ["Ashfield"], change=change), COUNTS)
    assert (first.hidden_rows, first.is_hidden, second.is_hidden) == ({1}, False, True)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "is empty"),
        (b"%PDF-1.7", "is a PDF document"),
        (b"PAR1", "is a Parquet file"),
        ("Area\tCount\nAshfield\t1\n".encode("utf-16"), "is no table that we can read"),
        (b"Area,Count\nCaf\xe9,1\n", "row 2: holds a character that is not UTF-8"),
        (b'Area,Count\n"Ashfield,1\n', "is no table"),
        (b"PK\x03\x04 and nothing more", "is damaged, or has a password"),
        (b"\xd0\xcf\x11\xe0 old", "is an old Excel workbook or has a password"),
        (",".join(["Count"] * 200).encode(), "has 200 columns, more than 100"),
        (b"Area\n" * 1001, "has 1,001 rows, more than 1,000"),
        (b"x" * (6 << 20), "is larger than 5 MB"),
    ],
)
def test_what_is_no_such_table_says_what_it_is_and_what_to_do(content: bytes, said: str) -> None:
    assert said in problem(content, "counts")


def test_macros_are_refused_where_nobody_needs_them_and_taken_elsewhere():
    content = repacked(workbook(["Area"]), lambda name, held: held, **{"xl/vbaProject.bin": b"Sub Auto_Open()"})
    assert "holds macros" in problem(content)
    people = Limits(alone="", largest=5 << 20, rows=10, columns=10)
    assert read_spreadsheet("people.xlsm", content, people)[0].rows[0] == ["Area"]


def test_old_workbooks_with_macros_or_a_password_are_told_by_their_directory():
    old = Limits(alone="", largest=5 << 20, rows=10, columns=10, takes_old=True, takes_macros=False)
    begins = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 512
    assert "holds macros" in problem(begins + "_VBA_PROJECT_CUR".encode("utf-16-le"), limits=old)
    assert "has a password" in problem(begins + "EncryptedPackage".encode("utf-16-le"), limits=old)
    assert "is damaged" in problem(begins, limits=old)


def test_a_zip_that_unpacks_to_far_more_than_it_is_is_refused():
    content = repacked(workbook(["Area"]), lambda name, held: held, **{"xl/media/one.png": b"\0" * (40 << 20)})
    assert "unpacks to far more" in problem(content)


def test_a_head_of_two_rows_is_found_below_a_title_by_words_that_are_data():
    pack = {
        "field": [
            {"slug": "place", "label": "Place", "words": ["lsoa 2021", "area"]},
            {"slug": "count", "label": "Count", "words": ["count"]},
        ]
    }
    headings = Headings.from_pack(pack, keeps_digits=True)
    rows = [["Counts of the year", "", ""], ["LSOA 2021", "Figures", ""], ["", "Count", "Note"]]
    head = headings.find(rows)
    assert (head.below, list(head.names)) == (3, ["LSOA 2021", "Count", "Note"])
    assert headings.guess(head.names) == {0: "place", 1: "count"}
    assert headings.field_of("LSOA 2011") == ""


def test_a_column_beside_a_heading_that_is_merged_over_several_says_beside_which():
    assert names_shown(["", "Area", "Count", ""]) == ["no heading", "Area", "Count", "no heading, beside Count"]
