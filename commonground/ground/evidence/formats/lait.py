"""The long file of the Local Authority Interactive Tool, its dictionary, and the numbers of authorities."""

import csv
import hashlib
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from commonground.foundation.kernel.errors import Invalid, Problem
from commonground.ground.evidence.formats import cells
from commonground.ground.evidence.formats.observations import SCHEMA, SHOWN, SourceFile
from commonground.ground.evidence.rules.freshness import months_later
from commonground.ground.evidence.rules.lait import MARKS, Authority, Item, Written, written

COLUMNS = ("Short Desc", "Data item", "Years", "LA and Regions", "Values", "LA Number")
NAMES = {
    "short": "Measure_short", "measure": "Measure", "title": "Chart_title", "topic": "Topic", "polarity": "Polarity",
    "axis": "y_axis_name", "description": "Description", "method": "Methodology", "page": "Hyperlink(s)",
    "owner": "Data Owner (DO) /Supplier and Contact Details", "year_type": "Year_Type",
}  # fmt: skip
NOTHING = ("NA", "0")  # how the dictionary writes an empty cell
NO_FIGURE = "-"  # in the tool: not published, suppressed, or no such authority; it does not say which
FIRST_DAY = date(1899, 12, 30)  # from which a spreadsheet counts days
MOST_ROWS = 20_000_000
FIRST_ROW = 2  # as a spreadsheet counts, the heads are row 1


@dataclass
class LongFile:
    """The long file, checked: rows as dictionary columns, and the years that each item has."""

    source: SourceFile
    table: pa.Table
    years: dict[str, dict[str, Written]] = field(default_factory=dict)  # item → text → years
    unread: list[tuple[str, str, int]] = field(default_factory=list)  # item, text of years, rows
    numbers: dict[int, str] = field(default_factory=dict)  # number → name


def read_dictionary(path: Path) -> list[Item]:
    """Every row of the dictionary. Raises Invalid with row and column."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as opened:
            reader = csv.DictReader(opened)
            missing = [
                name
                for name in (*NAMES.values(), "dps", "Last Update", "Next Update")
                if name not in (reader.fieldnames or ())
            ]
            if missing:
                problems = [
                    Problem(f"column {name} is missing.", do="Use the dictionary as it was published.", where=path.name)
                    for name in missing
                ]
                raise Invalid("This is not the dictionary of the tool. Nothing was changed.", problems)
            items = [_item(values, row) for row, values in enumerate(reader, FIRST_ROW)]
    except (UnicodeDecodeError, csv.Error) as error:
        raise Invalid(
            "The dictionary cannot be read. Nothing was changed.", [Problem(str(error), where=path.name)]
        ) from error
    problems = [
        Problem(f"column {NAMES[name]} is empty.", do="Fill it in.", where=f"{path.name}, row {item.row}", row=item.row)
        for item in items
        for name in ("short", "measure", "topic")
        if not getattr(item, name)
    ]
    if problems:
        raise Invalid("The dictionary is not complete. Nothing was changed.", problems)
    return items


def _item(values: Mapping[str, str], row: int) -> Item:
    said: dict[str, Any] = {name: _plain(values[column]) for name, column in NAMES.items()}
    said["short"] = (values[NAMES["short"]] or "").strip()
    said["page"] = next((word for word in said["page"].split() if word.startswith("http")), "")[:200]
    updated, following = values["Last Update"].strip(), values["Next Update"].strip()
    due = _day(following)
    return Item(
        row=row,
        decimals=int(values["dps"]) if values["dps"].isdigit() else None,
        updated_on=_day(updated),
        next_due_on=months_later(due.replace(day=1), 1) - timedelta(days=1) if due else None,
        next_said="" if due else following,
        **said,
    )


def _plain(text: str | None) -> str:
    """Words of a cell on one line; nothing where it says that it has none."""
    said = " ".join((text or "").split())
    return "" if said in NOTHING else said


def _day(text: str) -> date | None:
    """A day as a spreadsheet counts days: 46296 is 1 October 2026."""
    return FIRST_DAY + timedelta(days=int(text)) if text.isdigit() and len(text) == 5 else None


def read_authorities(text: str) -> dict[int, Authority]:
    """Numbers of the Department for Education with what they stand for, from a pack."""
    entries = tomllib.loads(text)["authority"]
    listed = (Authority(**{**one, "successors": tuple(one.get("successors", ()))}) for one in entries)
    return {one.number: one for one in listed}


def open_long_file(path: Path) -> LongFile:
    """The long file with its items, years and numbers. Raises Invalid where it is another file."""
    table = _table(path)
    with path.open("rb") as opened:
        digest = hashlib.file_digest(opened, "sha256").hexdigest()
    source = SourceFile(
        path.name, digest, path.stat().st_size, table.num_rows, "Local Authority Interactive Tool, long file", digest
    )
    file = LongFile(source, table)
    for row in table.group_by(["Short Desc", "Years"]).aggregate([([], "count_all")]).to_pylist():
        years = written(row["Years"] or "")
        if years is None:
            file.unread.append((row["Short Desc"], row["Years"], row["count_all"]))
        else:
            file.years.setdefault(row["Short Desc"], {})[row["Years"]] = years
    for row in table.group_by(["LA Number", "LA and Regions"]).aggregate([]).to_pylist():
        file.numbers[int(row["LA Number"] or 0)] = row["LA and Regions"]
    return file


def _table(path: Path) -> pa.Table:
    words = [name for name in COLUMNS if name not in ("Values", "LA Number")]
    try:
        file = pq.ParquetFile(path, read_dictionary=words)
        missing = [name for name in COLUMNS if name not in file.schema_arrow.names]
        if missing or file.metadata.num_rows > MOST_ROWS:
            what = f"column {', '.join(missing)} is missing." if missing else f"has more than {MOST_ROWS:,} rows."
            raise Invalid(
                "This is not the long file of the tool. Nothing was changed.", [Problem(what, where=path.name)]
            )
        table = file.read(columns=list(COLUMNS))
    except pa.ArrowInvalid as error:
        problem = Problem("is not a Parquet file.", do="Use bds_long as the tool holds it.", where=path.name)
        raise Invalid("The file cannot be read. Nothing was changed.", [problem]) from error
    whole = pc.all(pc.equal(table["LA Number"], pc.round(table["LA Number"]))).as_py()
    if not whole or table["LA Number"].null_count or table["Short Desc"].null_count:
        problem = Problem("a row has no item or no whole number of an authority.", do="Mend the row.", where=path.name)
        raise Invalid("The file cannot be read. Nothing was changed.", [problem])
    return table.unify_dictionaries().combine_chunks()


@dataclass(frozen=True)
class WrittenRows:
    """What was written: rows, how many of them are gaps, percentages above a hundred, and what is wrong."""

    rows: int
    gaps: int
    odd: Sequence[tuple[str, float, int]]
    problems: Sequence[Problem]


def write_observations(
    file: LongFile,
    target: Path,
    *,
    indicators: Mapping[str, str],
    percentages: Sequence[str],
    authorities: Mapping[int, Authority],
    vintage: str,
) -> WrittenRows:
    """Every row with a year as an observation. `indicators`: item → indicator; `percentages`: indicators in %."""
    table = file.table
    rows = pa.array(range(FIRST_ROW, table.num_rows + FIRST_ROW), pa.int64())
    read = {text for by_text in file.years.values() for text in by_text}
    kept = pc.is_in(table["Years"].cast(pa.string()), value_set=pa.array(sorted(read)))
    table, rows = table.filter(kept), rows.filter(kept.combine_chunks())
    years = {text: one for by_text in file.years.values() for text, one in by_text.items()}
    vintages = {text: _vintage(vintage, one) for text, one in years.items()}
    texts = table["Values"].combine_chunks()
    is_gap = pc.equal(pc.utf8_trim_whitespace(texts), NO_FIGURE)
    found = cells.read(pc.if_else(is_gap, "x", texts), rows, file=file.source.name, column="Values")
    columns = {
        "indicator": _mapped(table["Short Desc"], indicators),
        "area": _mapped(
            table["LA Number"].cast(pa.int64()).dictionary_encode(), {n: one.code for n, one in authorities.items()}
        ),
        "period": _mapped(table["Years"], {text: one.slug for text, one in years.items()}),
        "value": found.numbers,
        "symbol": found.symbols,
        "numerator": pa.nulls(len(rows), pa.float64()),
        "denominator": pa.nulls(len(rows), pa.float64()),
        "vintage": _mapped(table["Years"], vintages),
        "published": texts,
        "file": pa.repeat(file.source.name, len(rows)),
        "row": rows,
        "column": pa.repeat("Values", len(rows)),
    }
    made = pa.table([columns[name] for name in SCHEMA.names], schema=SCHEMA)
    problems = [*found.problems, *_repeated(made, file.source.name)]
    order = [("indicator", "ascending"), ("area", "ascending"), ("period", "ascending")]
    pq.write_table(made.sort_by(order), target, compression="zstd")
    return WrittenRows(made.num_rows, pc.sum(is_gap).as_py() or 0, _odd(made, percentages), problems)


def _vintage(vintage: str, years: Written) -> str:
    return f"{vintage}; {MARKS[years.mark]}" if years.mark else vintage


def _mapped(column: pa.ChunkedArray, by_word: Mapping[str, str] | Mapping[int, str]) -> pa.Array:
    """Each word of a dictionary column as the one that stands for it."""
    encoded = column.combine_chunks()
    words = pa.array([by_word.get(word) for word in encoded.dictionary.to_pylist()], pa.string())
    return pa.DictionaryArray.from_arrays(encoded.indices, words).cast(pa.string())


def _repeated(made: pa.Table, name: str) -> list[Problem]:
    counted = made.group_by(["indicator", "area", "period"]).aggregate(
        [("row", "count"), ("row", "min"), ("row", "max")]
    )
    twice = counted.filter(pc.greater(counted["row_count"], 1)).slice(0, SHOWN).to_pylist()
    return [
        Problem(
            f"repeats row {key['row_min']}: both are {key['indicator']} of {key['area']} for {key['period']}.",
            do="Keep one of them.", where=f"{name}, row {key['row_max']}", row=key["row_max"],
        )
        for key in twice
    ]  # fmt: skip


def _odd(made: pa.Table, percentages: Sequence[str]) -> list[tuple[str, float, int]]:
    """Indicators in per cent with values above a hundred: slug, the highest, how many. They are kept as published."""
    is_percent = pc.is_in(made["indicator"], value_set=pa.array(sorted(percentages), pa.string()))
    high = made.filter(pc.and_(is_percent, pc.fill_null(pc.greater(made["value"], 100), False)))
    counted = high.group_by("indicator").aggregate([("value", "max"), ("value", "count")]).to_pylist()
    return sorted((row["indicator"], row["value_max"], row["value_count"]) for row in counted)
