"""B10: a board pack of fifty pages as PDF/UA; a workbook of 100,000 rows against the CSV of the same rows."""

import io
import itertools
import json
from datetime import date

import pikepdf
import typst

from commonground.foundation.design.charts import Point, Series, trend
from commonground.foundation.design.drawing import Drawing
from commonground.foundation.documents.paper import data_of
from commonground.foundation.documents.render import report_csv, to_excel, to_pdf
from commonground.foundation.documents.report import Column, Paragraph, Picture, Report, Section, Table
from commonground.foundation.documents.signs import typefaces
from tests.bench.rows import Measured, Row, cpu_seconds, in_turn

PAGES, ROWS_OF_TABLE, TIMES = 50, 100_000, 3
SECTIONS = 30  # each of about two pages: words, a chart with its figures, a table of districts
AS_AT = date(2026, 11, 22)
YEARS = range(2017, 2025)
COLUMNS = [Column("Figure"), *(Column(f"Year {year}", "number", 1) for year in YEARS), Column("Source")]
# What is asked of typst alone: the same words, tables and pictures, untagged and without our headings and notes.
PLAIN = b"""#let report = json(bytes(sys.inputs.report))
#for section in report.sections {
  heading(section.heading)
  for block in section.blocks {
    if block.kind == "paragraph" { par(block.text) }
    if block.kind == "table" { table(columns: block.columns.len(), ..block.rows.flatten()) }
    if block.kind == "picture" { image(bytes(block.svg), format: "svg") }
  }
}"""


def board_pack() -> Measured:
    # typst remembers what it has set before, so each pack has other figures in it
    numbers = itertools.count()
    samples = in_turn(
        lambda: cpu_seconds(lambda: to_pdf(_pack(next(numbers)))),
        lambda: _plain(data_of(_pack(next(numbers)))),
        times=TIMES,
    )
    pages = len(pikepdf.open(io.BytesIO(to_pdf(_pack(next(numbers))))).pages)
    if pages < PAGES:
        raise AssertionError(f"the pack has {pages} pages, not {PAGES}")
    return Measured(*samples, unit="s CPU", note=f"{pages} pages, {SECTIONS} charts, figures new each time")


def _plain(data: dict[str, object]) -> float:
    inputs = {"report": json.dumps(data)}
    return cpu_seconds(
        lambda: typst.compile(PLAIN, format="pdf", sys_inputs=inputs, font_paths=typefaces(), pdf_tags=False)
    )


def workbook() -> Measured:
    report = _report([Section("All", [Table("All figures", COLUMNS, _rows(ROWS_OF_TABLE, 0))])])
    samples = in_turn(
        lambda: cpu_seconds(lambda: to_excel(report)), lambda: cpu_seconds(lambda: report_csv(report)), times=TIMES
    )
    return Measured(*samples, unit="s CPU", note=f"{ROWS_OF_TABLE:,} rows of {len(COLUMNS)} columns")


ROWS = [
    Row("B10a", "board pack of 50 pages, PDF/UA", "typst alone, untagged", board_pack, ours_at_most=1),
    Row("B10b", "workbook of 100,000 rows", "CSV of the same rows", workbook, ratio_at_most=3),
]


def _pack(number: int) -> Report:
    sections = []
    for part in range(SECTIONS):
        words = [Paragraph(f"What paragraph {at} of part {part} says in edition {number}. " * 9) for at in range(4)]
        table = Table(f"Districts {part}", DISTRICTS, _districts(number * 1000 + part), source="Invented")
        sections.append(Section(f"Part {part}", [*words, Picture(_chart(number, part)), table]))
    return _report(sections)


def _chart(number: int, part: int) -> Drawing:
    points = [Point(str(year), 20 + number + part / 7 + (year - 2017) / 3) for year in YEARS]
    return trend([Series("Here", points), Series("England", points[::-1])], title=f"{part} of {number}", unit="%")


DISTRICTS = [
    Column("District"),
    Column("Count", "number"),
    Column("Rate", "number", 1),
    Column("Interval"),
    Column("Compared with England"),
]


def _districts(seed: int) -> list[list[str | float]]:
    return [
        [f"District {row}", seed + row, seed / 7 + row, f"{row}.1 to {row + seed / 9:.1f}", "worse"]
        for row in range(12)
    ]


def _rows(count: int, seed: int) -> list[list[str | float]]:
    return [[f"row {row}", *(seed + row * 1.5 + year for year in range(8)), "published"] for row in range(count)]


def _report(sections: list[Section]) -> Report:
    return Report("Board pack", AS_AT, "Insight team", sections=sections)
