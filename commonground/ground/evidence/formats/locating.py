"""Which area and period each row of a table is about."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

import pyarrow as pa
import pyarrow.compute as pc

from commonground.foundation.kernel.errors import Invalid, Problem
from commonground.foundation.kernel.periods import Period
from commonground.ground.evidence.rules.layouts import Layout, Rows
from commonground.ground.evidence.rules.neighbours import main_code, main_codes

NATIONAL, REGIONAL, AUTHORITY = "National", "Regional", "Local authority"
CODE_COLUMNS = {NATIONAL: "country_code", REGIONAL: "region_code", AUTHORITY: "new_la_code"}
NAME_COLUMNS = {NATIONAL: "country_name", REGIONAL: "region_name", AUTHORITY: "la_name"}
CODE = r"^[A-Z]\d{8}$"


@dataclass(frozen=True)
class FoundArea:
    """An area that a file names. `within` is the code of the region an authority stands in, or of the country."""

    code: str
    name: str
    level: str
    within: str = ""


@dataclass(frozen=True)
class Located:
    """Area key and period slug of each row; null where the row does not say (`problems` says why)."""

    areas: pa.Array
    periods: pa.Array
    problems: list[Problem]
    found: frozenset[FoundArea] = frozenset()


def locate(batch: pa.RecordBatch, rows: pa.Array, *, file: str, layout: Layout, period_kind: str) -> Located:
    """Where and when each row is, by the layout's own way of saying it."""
    if layout.rows == Rows.DFE:
        return _locate_dfe(batch, rows, file, layout, period_kind)
    return _locate_small_areas(batch, rows, file, layout)


def _locate_dfe(batch: pa.RecordBatch, rows: pa.Array, file: str, layout: Layout, period_kind: str) -> Located:
    levels = pc.utf8_trim_whitespace(batch["geographic_level"])
    areas, column = pa.nulls(len(batch), pa.string()), pa.array(["geographic_level"] * len(batch))
    for level, code_column in CODE_COLUMNS.items():
        here = pc.equal(levels, level)
        areas = pc.if_else(here, pc.utf8_trim_whitespace(batch[code_column]), areas)
        column = pc.if_else(here, code_column, column)
    problems = [*_wrong_levels(levels, rows, file), *_wrong_codes(areas, column, rows, file, CODE)]
    if layout.also_column:
        problems += _other_content(batch[layout.also_column], rows, file, layout)
    periods, wrong = _periods(batch["time_period"], rows, file, period_kind)
    found = frozenset() if problems else _found(batch, levels)
    return Located(_under_todays_codes(areas), periods, [*problems, *wrong], found)


def _under_todays_codes(areas: pa.Array) -> pa.Array:
    """An authority that got another code for the same ground stands under the one it has now, in all its years: a table
    names it by the code of each year, and would show it as two."""
    for former, code in main_codes().items():
        areas = pc.if_else(pc.equal(areas, former), code, areas)
    return areas


def _locate_small_areas(batch: pa.RecordBatch, rows: pa.Array, file: str, layout: Layout) -> Located:
    areas = pc.utf8_trim_whitespace(batch[layout.area_column])
    pattern = f"^({'|'.join(map(re.escape, layout.area_prefixes))})\\d{{6}}$"
    column = pa.array([layout.area_column] * len(batch))
    problems = _wrong_codes(areas, column, rows, file, pattern)
    return Located(areas, pa.array([layout.period] * len(batch), pa.string()), problems)


def _wrong_levels(levels: pa.Array, rows: pa.Array, file: str) -> list[Problem]:
    wrong = pc.invert(pc.is_in(levels, value_set=pa.array(list(CODE_COLUMNS))))
    return [
        _problem(f"‘{level}’ is not one of {', '.join(CODE_COLUMNS)}.", "Mend the cell.", file, row, "geographic_level")
        for level, row in _where(wrong, levels, rows)
    ]


def _wrong_codes(areas: pa.Array, columns: pa.Array, rows: pa.Array, file: str, pattern: str) -> list[Problem]:
    wrong = pc.fill_null(pc.invert(pc.match_substring_regex(areas, pattern)), False)
    return [
        _problem(f"‘{code}’ is not the code of such an area.", "Codes look like E10000024.", file, row, column)
        for (code, row), column in zip(_where(wrong, areas, rows), columns.filter(wrong).to_pylist(), strict=True)
    ]


def _other_content(cells: pa.Array, rows: pa.Array, file: str, layout: Layout) -> list[Problem]:
    same = pc.equal(pc.utf8_lower(pc.utf8_trim_whitespace(cells)), layout.also_value.lower())
    return [
        _problem(
            f"‘{cell}’ stands in a table of ‘{layout.also_value}’.", "Take the row out.", file, row, layout.also_column
        )
        for cell, row in _where(pc.invert(same), cells, rows)
    ]


def _periods(cells: pa.Array, rows: pa.Array, file: str, kind: str) -> tuple[pa.Array, list[Problem]]:
    """Each different cell is read once."""
    encoded = cells.dictionary_encode()
    slugs: list[str | None] = []
    sentences: dict[str, str] = {}
    for text in encoded.dictionary.to_pylist():
        try:
            slugs.append(Period.parse(text, kind).slug)
        except Invalid as error:
            slugs.append(None)
            sentences[text] = error.sentence
    periods = pa.DictionaryArray.from_arrays(encoded.indices, pa.array(slugs, pa.string())).cast(pa.string())
    wrong = [
        _problem(sentences[text], "Mend the cell.", file, row, "time_period")
        for text, row in _where(pc.is_in(cells, value_set=pa.array(list(sentences), pa.string())), cells, rows)
    ]
    return periods, wrong


def _found(batch: pa.RecordBatch, levels: pa.Array) -> frozenset[FoundArea]:
    names = ["country_code", "country_name", "region_code", "region_name", "new_la_code", "la_name"]
    table = pa.table([levels, *(pc.utf8_trim_whitespace(batch[name]) for name in names)], ["level", *names])
    return frozenset(
        FoundArea(
            code=main_code(row[CODE_COLUMNS[row["level"]]]),
            name=row[NAME_COLUMNS[row["level"]]],
            level=row["level"],
            within={NATIONAL: "", REGIONAL: row["country_code"], AUTHORITY: row["region_code"]}[row["level"]],
        )
        for row in table.group_by(["level", *names]).aggregate([]).to_pylist()
    )


def _where(wrong: pa.Array, cells: pa.Array, rows: pa.Array) -> Sequence[tuple[str, int]]:
    return list(zip(cells.filter(wrong).to_pylist(), rows.filter(wrong).to_pylist(), strict=True))


def _problem(what: str, do: str, file: str, row: int, column: str) -> Problem:
    return Problem(what, do=do, where=f"{file}, row {row}, column {column}", row=row, column=column)
