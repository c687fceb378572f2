"""Read files of schools as they are published: which kind each is, its rows, and what is wrong by row and column."""

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from difflib import get_close_matches
from pathlib import Path

from commonground.foundation.kernel.errors import Problem
from commonground.foundation.kernel.streams import CSV, open_text, unreadable
from commonground.ground.places.formats.schools.pack import LAYOUTS, Layout
from commonground.ground.places.formats.schools.rows import (
    AddressRow,
    Cells,
    PostcodeRow,
    SchoolRow,
    address_row,
    postcode_row,
    school_row,
)

LARGEST = 128 << 20  # bytes: the register of all schools of England is 60 million
MOST_COLUMNS = 400
REGISTER = replace(CSV, or_else="cp1252")  # in which the Department publishes its register


@dataclass
class ReadFiles:
    """What files hold, and what is wrong with them. `rows` counts every row below the heads."""

    schools: list[SchoolRow] = field(default_factory=list)
    postcodes: list[PostcodeRow] = field(default_factory=list)
    addresses: list[AddressRow] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    kinds: dict[str, str] = field(default_factory=dict)  # file → name of its layout
    rows: int = 0


def read_school_files(paths: Sequence[Path], *, into: ReadFiles | None = None) -> ReadFiles:
    """Read files one after the other. Raises Invalid for a file that is none; what is wrong within is in `problems`."""
    read = into or ReadFiles()
    for path in paths:
        _read_file(path, read)
    return read


def _read_file(path: Path, read: ReadFiles) -> None:
    with open_text(path, largest=LARGEST, wanted=REGISTER) as stream:
        lines = csv.reader(io.StringIO(stream.whole(), newline=""))
    rows = _rows(path, lines)
    heads = [head.strip() for head in next(rows, (0, []))[1]]
    layout = _layout(path, heads)
    missing = list(_missing(path, layout, heads))
    read.problems += missing
    read.kinds[path.name] = layout.name
    if missing:
        return
    found = {
        name: heads.index(next(head for head in names if head in heads)) for name, names in _present(layout, heads)
    }
    for number, cells in rows:
        read.rows += 1
        if len(cells) != len(heads):
            what = f"has {len(cells)} cells where the heads are {len(heads)}."
            do = "Look for a missing comma or quotation mark."
            read.problems.append(Problem(what, do=do, where=f"{path.name}, row {number}", row=number))
            continue
        named = {name: cells[at] for name, at in found.items()}
        _take(
            layout,
            Cells(path.name, number, named, {name: heads[at] for name, at in found.items()}, read.problems),
            read,
        )


def _take(layout: Layout, cells: Cells, read: ReadFiles) -> None:
    if layout.slug == "register":
        read.schools += [row] if (row := school_row(cells)) else []
    elif layout.slug == "postcodes":
        read.postcodes += [place] if (place := postcode_row(cells)) else []
    else:
        read.addresses += [address] if (address := address_row(cells)) else []


def _rows(path: Path, lines: Iterator[list[str]]) -> Iterator[tuple[int, list[str]]]:
    """Rows with their numbers as a spreadsheet counts them; empty ones left out."""
    try:
        for number, cells in enumerate(lines, start=1):
            if len(cells) > MOST_COLUMNS:
                raise unreadable(
                    path.name, f"has {len(cells)} columns in row {number}.", "It should be a table of schools."
                )
            if any(cell.strip() for cell in cells):
                yield number, cells
    except csv.Error as error:
        raise unreadable(path.name, f"is not a table: {error}.", "Save it as CSV with commas.") from error


def _layout(path: Path, heads: Sequence[str]) -> Layout:
    """The kind of file with the most of its columns here."""
    best = max(LAYOUTS, key=lambda layout: _share(layout, heads))
    if not heads or _share(best, heads) < 1 / 3:
        shown = ", ".join(head[:40] for head in heads[:6] if head) or "none"
        do = f"We read {'; '.join(layout.name for layout in LAYOUTS)}."
        raise unreadable(path.name, f"is no file of schools that we know; its columns are {shown}.", do)
    return best


def _share(layout: Layout, heads: Sequence[str]) -> float:
    held = sum(any(name in heads for name in names) for names in layout.columns.values())
    return held / len(layout.columns)


def _present(layout: Layout, heads: Sequence[str]) -> Iterator[tuple[str, tuple[str, ...]]]:
    for name, names in {**layout.columns, **layout.optional}.items():
        if any(head in heads for head in names):
            yield name, names


def _missing(path: Path, layout: Layout, heads: Sequence[str]) -> Iterator[Problem]:
    """Columns that are not there, with the head that could be meant; and columns that are there twice."""
    claimed = {name for names in (*layout.columns.values(), *layout.optional.values()) for name in names}
    strange = [head for head in heads if head not in claimed]
    for names in layout.columns.values():
        times = [head for head in heads if head in names]
        if not times:
            meant = get_close_matches(names[0], strange, n=1, cutoff=0.6)
            hint = (
                f"Perhaps it is now called “{meant[0]}”: name it as before, or add the new name to the pack."
                if meant
                else ""
            )
            what = f"has no column “{names[0]}”."
            yield Problem(what, do=hint or "Export it with this column.", where=path.name, row=1, column=names[0])
        if len(times) > 1:
            yield Problem(f"has the column “{times[0]}” {len(times)} times.", do="Keep one.", where=path.name, row=1)
