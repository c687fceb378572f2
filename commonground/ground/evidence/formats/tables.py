"""A CSV file as batches of text columns, every row with the number a spreadsheet shows."""

import csv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import cast

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv

from commonground.foundation.kernel.errors import Problem
from commonground.foundation.kernel.streams import CheckedText, unreadable

BLOCK = 1 << 20  # bytes read at a time; no row may be longer
FIRST_ROW = 2  # the header is row 1


@dataclass
class Table:
    """Columns in the order of the file. `uneven` are rows with too many or too few cells, left out of the batches."""

    name: str
    columns: tuple[str, ...]
    stream: CheckedText
    rows: int = 0
    uneven: list[Problem] = field(default_factory=list)
    _left_out: list[int] = field(default_factory=list)

    def batches(self) -> Iterator[tuple[pa.RecordBatch, pa.Array]]:
        """Text columns, and the row numbers beside them. Raises Invalid where the file is no table."""
        try:
            for batch in self._reader():
                numbers = self._numbers(batch.num_rows)
                yield _without_blank_rows(batch, numbers)
        except pa.ArrowInvalid as error:
            raise self._not_a_table(error) from error

    def _reader(self) -> "pyarrow.csv.CSVStreamingReader":
        return pyarrow.csv.open_csv(
            self.stream,
            read_options=pyarrow.csv.ReadOptions(column_names=self.columns, block_size=BLOCK, use_threads=False),
            parse_options=pyarrow.csv.ParseOptions(
                newlines_in_values=True, ignore_empty_lines=False, invalid_row_handler=self._take_note
            ),
            convert_options=pyarrow.csv.ConvertOptions(
                column_types=dict.fromkeys(self.columns, pa.string()), strings_can_be_null=False, check_utf8=False
            ),
        )

    def _take_note(self, row: "pyarrow.csv.InvalidRow") -> str:
        number = cast(int, row.number) + FIRST_ROW - 1
        self._left_out.append(number)
        if row.text.strip():
            what = f"has {row.actual_columns} cells where the header has {row.expected_columns}."
            self.uneven.append(
                Problem(
                    what, do="Look for a comma without quotation marks.", where=f"{self.name}, row {number}", row=number
                )
            )
        return "skip"

    def _numbers(self, count: int) -> pa.Array:
        """Numbers of the next `count` rows: those that were left out keep theirs."""
        first = self.rows + FIRST_ROW
        self.rows += count
        if not self._left_out:
            return pa.arange(first, first + count)
        left_out, numbers, number = set(self._left_out), [], FIRST_ROW
        kept = -(first - FIRST_ROW)
        while kept < count:
            if number not in left_out:
                if kept >= 0:
                    numbers.append(number)
                kept += 1
            number += 1
        return pa.array(numbers, pa.int64())

    def _not_a_table(self, error: pa.ArrowInvalid) -> Exception:
        if "Empty CSV" in str(error):
            return unreadable(self.name, "has a header but no rows.", "Download it again.")
        if "straddl" in str(error) or "out of sync" in str(error):
            row = self.rows + FIRST_ROW
            what = "a quotation mark is opened near here and not closed, or a row is longer than a megabyte."
            return unreadable(self.name, what, "Mend the quotation marks.", row=row)
        return unreadable(self.name, f"is not a CSV table ({error}).", "Check that it is a CSV file.")


def open_table(stream: CheckedText) -> Table:
    """A table whose header has been read and checked. Raises Invalid for columns without a name or named twice."""
    try:
        columns = header(stream.header_line())
    except csv.Error as error:
        what = "has a first line that is no list of columns."
        raise unreadable(stream.name_shown, what, "Check that it is a CSV file.", row=1) from error
    if not columns:
        raise unreadable(stream.name_shown, "has an empty first line.", "Put the names of columns there.", row=1)
    twice = sorted({name for name in columns if name and columns.count(name) > 1})
    if twice:
        raise unreadable(stream.name_shown, f"column {twice[0]} stands twice in the header.", "Keep one.", row=1)
    if not all(columns):
        position = columns.index("") + 1
        raise unreadable(
            stream.name_shown, f"column {position} has no name in the header.", "Name or remove it.", row=1
        )
    return Table(name=stream.name_shown, columns=tuple(columns), stream=stream)


def header(line: str) -> Sequence[str]:
    """Names of columns from the first line, without the space around them. Raises csv.Error for a broken line."""
    cells = next(csv.reader([line]), [])
    while cells and not cells[-1].strip():
        cells = cells[:-1]  # spreadsheets leave empty columns at the end
    return [cell.strip() for cell in cells]


def _without_blank_rows(batch: pa.RecordBatch, numbers: pa.Array) -> tuple[pa.RecordBatch, pa.Array]:
    """Spreadsheets leave blank lines at the end; they are no rows."""
    blank = pc.equal(batch.column(0), "")
    if not pc.any(blank).as_py():
        return batch, numbers
    for column in batch.columns[1:]:
        blank = pc.and_(blank, pc.equal(column, ""))
    kept = pc.invert(blank)
    return batch.filter(kept), numbers.filter(kept)
