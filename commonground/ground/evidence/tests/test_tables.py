"""Rows keep the number that a spreadsheet shows, whatever lies between them."""

import csv
import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commonground.foundation.kernel.errors import Invalid
from commonground.foundation.kernel.streams import open_text
from commonground.ground.evidence.formats.tables import Table, open_table

CELLS = st.text(alphabet="ab1 ,\"'\n;éł", max_size=6)
ROWS = st.lists(st.lists(CELLS, min_size=1, max_size=4), min_size=1, max_size=30)


def taken(path: Path) -> tuple[list[tuple[int, tuple[str, ...]]], Table]:
    """(row number, cells) of every row, and the table with what it left out."""
    with open_text(path) as stream:
        table = open_table(stream)
        rows = [
            (number, tuple(cells))
            for batch, numbers in table.batches()
            for number, *cells in zip(numbers.to_pylist(), *batch.to_pydict().values(), strict=True)
        ]
    return rows, table


def slowly(text: str, width: int) -> list[tuple[int, tuple[str, ...]]]:
    """The same by the csv module: rows of the right width that are not blank, numbered from 2."""
    read = list(csv.reader(io.StringIO(text, newline="")))[1:]
    return [(number, tuple(row)) for number, row in enumerate(read, 2) if len(row) == width and any(row)]


@given(ROWS)
def test_rows_and_numbers_are_those_of_the_csv_module(tmp_path_factory, rows):
    written = io.StringIO(newline="")
    csv.writer(written, quoting=csv.QUOTE_ALL, lineterminator="\n").writerows([["x", "y"], *rows])
    path = tmp_path_factory.mktemp("rows") / "a.csv"
    path.write_bytes(written.getvalue().encode())
    wanted = slowly(written.getvalue(), 2)
    uneven = [number for number, row in enumerate(rows, 2) if len(row) != 2]
    found, table = taken_or_refused(path)
    assert found == wanted
    assert table is None or [problem.row for problem in table.uneven] == uneven


def taken_or_refused(path: Path) -> tuple[list[tuple[int, tuple[str, ...]]], Table | None]:
    """No rows and no table where the file is refused, as one that has a header and nothing else."""
    try:
        return taken(path)
    except Invalid:
        return [], None


def test_rows_with_too_many_or_too_few_cells_are_told_and_the_others_keep_their_numbers(written):
    found, table = taken(written("a.csv", "a,b\n1,2\n\n3\n4,5\n6,7,8\n9,10\n\n\n"))
    assert found == [(2, ("1", "2")), (5, ("4", "5")), (7, ("9", "10"))]
    assert [str(problem) for problem in table.uneven] == [
        "a.csv, row 4: has 1 cells where the header has 2. Look for a comma without quotation marks.",
        "a.csv, row 6: has 3 cells where the header has 2. Look for a comma without quotation marks.",
    ]


def test_row_numbers_go_on_over_many_blocks(written):
    rows = "".join(f"{number},{'x' * 200}\n" for number in range(2, 20_002))
    found, _ = taken(written("a.csv", "a,b\n" + rows))
    assert all(number == int(cells[0]) for number, cells in found)
    assert len(found) == 20_000


def test_a_quotation_mark_that_is_never_closed_is_told(written):
    with pytest.raises(Invalid) as refused:
        taken(written("a.csv", 'a,b\n1,"2\n' + "3,4\n" * 600_000))
    assert "a quotation mark is opened near here and not closed" in str(refused.value.problems[0])
