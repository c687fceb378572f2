"""A list of postcodes that somebody keeps: a CSV file, plain or gzip, with a column of postcodes among others."""

import csv
import io
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from commonground.foundation.kernel.streams import CheckedText, open_text, unreadable

LARGEST = 256 << 20  # bytes when unpacked
MOST_ROWS = 500_000  # every one is held in memory until the list is written: about 400 bytes
COLUMNS = ("postcode", "postcodes", "pcds", "pcd", "pcd8", "pcd7", "pcd2")  # as people and the ONS call it, best first
FIRST_ROW = 2  # the header is row 1
COLUMNS_SHOWN = 6


class Given(NamedTuple):
    """A cell of the list: its row as a spreadsheet counts, and what stands there."""

    row: int
    text: str


@dataclass(frozen=True)
class PostcodeList:
    """The column of postcodes by its own name, and its cells. Wholly empty rows are no rows of the list."""

    name: str
    column: str
    cells: Sequence[Given]


def read_postcodes(path: Path, *, column: str = "", largest: int = LARGEST, most: int = MOST_ROWS) -> PostcodeList:
    """The postcodes of a file. `column` names theirs where it is not called postcode or pcd.

    Raises Invalid, naming the file and where it can the row and column, where it cannot be read.
    """
    with open_text(path, largest=largest) as stream, _rows(path.name, stream) as rows:
        at, name = _place_of(next(rows, []), path.name, column)
        cells = []
        for number, row in enumerate(rows, start=FIRST_ROW):
            if any(row):
                cells.append(Given(number, row[at] if at < len(row) else ""))
            if len(cells) > most:
                raise unreadable(path.name, f"holds more than {most:,} rows.", "Give it in smaller parts.")
    if not cells:
        raise unreadable(path.name, "has a header but no rows.", "Look whether it was saved whole.")
    return PostcodeList(path.name, name, cells)


@contextmanager
def _rows(name: str, stream: CheckedText) -> Iterator[Iterator[list[str]]]:
    """The rows of a file as lists of cells; what csv finds wrong is told with its row."""
    with io.TextIOWrapper(io.BufferedReader(stream), encoding="utf-8", newline="") as text:
        reader = csv.reader(text)
        try:
            yield reader
        except csv.Error as error:
            do = "Look for a quotation mark that is not closed."
            raise unreadable(name, "stops being a table here.", do, row=reader.line_num) from error


def _place_of(header: list[str], name: str, wanted: str) -> tuple[int, str]:
    """Number and own name of the column of postcodes. Raises Invalid where there is none, or which one is not clear."""
    if not any(header):
        raise unreadable(name, "is empty.", "Give a CSV file with a column of postcodes.")
    forms = [_plain(head) for head in header]
    known = (_plain(wanted),) if wanted else COLUMNS
    found = next((form for form in known if form in forms), None)
    if found is None:
        raise unreadable(name, _no_column(header, wanted), "Name it postcode, or say --column NAME.", row=1)
    if forms.count(found) > 1:
        times = forms.count(found)
        raise unreadable(name, f"Column “{found}” stands {times} times in the header.", "Keep one.", row=1)
    return forms.index(found), header[forms.index(found)].strip()


def _no_column(header: list[str], wanted: str) -> str:
    named = ", ".join(head.strip()[:40] or "(no name)" for head in header[:COLUMNS_SHOWN])
    more = f" and {len(header) - COLUMNS_SHOWN} more" if len(header) > COLUMNS_SHOWN else ""
    which = f"column “{wanted}”" if wanted else "column of postcodes"
    return f"There is no {which}; the columns are {named}{more}."


def _plain(head: str) -> str:
    return "".join(sign for sign in head.casefold() if sign.isalnum())
