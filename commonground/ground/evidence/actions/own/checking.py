"""Checking a whole file: every row read, placed and added up, or told with its cells. Nothing is written here.

Rows go through in batches and only sums by area and faulty rows stay in memory.
"""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from commonground.foundation.kernel.errors import Invalid, Problem
from commonground.foundation.kernel.spreadsheets import Book, Sheet
from commonground.ground.evidence.actions.own.adding_up import Sums
from commonground.ground.evidence.formats.own import Cell, Faulty
from commonground.ground.evidence.queries.own.placing import Placing, absent_keys
from commonground.ground.evidence.rules.indicators import Method
from commonground.ground.evidence.rules.own import (
    BY_POINT,
    PLACE,
    Absent,
    Counted,
    Line,
    Terms,
    Totals,
    about_people,
    counted,
    line_of,
    people_cells,
    refuse_people,
    words,
)

BATCH = 2000
PEOPLE_SHOWN = 20
Progress = Callable[[int, int, str], None]


@dataclass
class Checked:
    """What a file holds: good rows as cells, faulty rows, and what is told of it in numbers."""

    cells: list[Cell]
    faulty: list[Faulty]
    summary: dict[str, Any]

    @property
    def is_good(self) -> bool:
        return not self.faulty


@dataclass
class _Going:
    """Goes through the rows of a sheet and keeps what is found."""

    terms: Terms
    placing: Placing
    sums: Sums
    totals: Totals
    faulty: list[Faulty] = field(default_factory=list)
    people: list[Problem] = field(default_factory=list)
    rows: int = 0
    in_sets: Counter[str] = field(default_factory=Counter)  # good rows in each set of areas that is drawn
    counts: dict[str, dict[str, float]] = field(default_factory=dict)

    def take(self, lines: list[Line]) -> None:
        read = [(line, *counted(line, self.terms)) for line in lines if not self.totals.is_total(line)]
        self.rows += len(read)
        places = self.placing.place([line.texts.get(PLACE, "") for line, _, _ in read])
        for (line, one, wrong), place in zip(read, places, strict=True):
            self.totals.add(line)
            problems = list(wrong)
            if place.what and line.texts.get(PLACE):
                problems.append(self.terms.problem(line.number, PLACE, place.what, place.do))
            if one and not problems and (again := self.sums.repeat(one, place)):
                problems.append(again)
            if problems:
                self.faulty.append(Faulty(line.number, line.texts, problems))
            elif one:
                self.sums.add(one, place)
                self._count(one)
                self.in_sets.update(place.sets)
        if len(self.faulty) > words().most_faulty:
            what = f"more than {words().most_faulty:,} rows are faulty: something else is wrong with the file."
            first = [problem for row in self.faulty[:20] for problem in row.problems]
            raise Invalid("The file was checked no further. Nothing was changed.", [Problem(what, ""), *first])

    def _count(self, one: Counted) -> None:
        held = self.counts.setdefault(one.period, {"rows": 0, "count": 0.0, "denominator": 0.0, "symbols": 0})
        held["rows"] += 1
        held["count"] += one.count or 0.0
        held["denominator"] += one.denominator or 0.0
        held["symbols"] += bool(one.symbol)

    def close(self) -> None:
        """A total unequal to its rows is a fault of the file, at the total's own cell."""
        for problem in self.totals.problems():
            line = next(line for line in self.totals.found if line.number == problem.row)
            self.faulty.append(Faulty(line.number, line.texts, [problem], is_total=True))
        self.faulty.sort(key=lambda row: row.number)


def check_book(book: Book, terms: Terms, *, progress: Progress = lambda *_: None) -> Checked:
    """Raises Invalid where the file holds people, has too many faults or no row; `progress` may raise to cancel."""
    reading = terms.reading
    sheet = book.sheets[reading.sheet]
    refuse_people(about_people(sheet.rows, below=reading.below, where=terms.sheet))
    going = _Going(terms, Placing(reading, on=terms.today), Sums(terms), Totals(terms))
    left_out = frozenset() if reading.takes_hidden else sheet.hidden_rows
    lines = _lines(book, going, left_out)
    while batch := list(islice(lines, BATCH)):
        going.take(batch)
        progress(going.rows, 0, f"Checked {going.rows:,} rows")
    refuse_people(going.people)
    going.close()
    if not going.rows:
        nothing = Problem("The sheet holds nothing to count.", "Look where its heads stand.")
        raise Invalid("There is no row below the heads.", [nothing])
    has_denominator = terms.method is not Method.COUNT
    filled = 0
    if reading.absent is Absent.NOUGHT:
        filled = going.sums.fill(absent_keys(reading, going.placing.sets), has_denominator=has_denominator)
    cells = going.sums.cells(has_denominator=has_denominator)
    return Checked(cells, going.faulty, _summary(going, sheet, cells, filled))


def _lines(book: Book, going: _Going, left_out: frozenset[int]) -> Iterator[Line]:
    reading, where = going.terms.reading, going.terms.sheet
    for at, row in enumerate(book.rows(reading.sheet)):
        if at < reading.below or at in left_out:
            continue
        if len(going.people) < PEOPLE_SHOWN:
            going.people += people_cells(row, number=at + 1, where=where)
        line = line_of(at + 1, row, reading)
        if line is not None:
            yield line


def _summary(going: _Going, sheet: Sheet, cells: list[Cell], filled: int) -> dict[str, Any]:
    """What the preview tells in numbers."""
    return {
        "rows": going.rows,
        "good": going.sums.rows,
        "faulty": sum(not row.is_total for row in going.faulty),
        "totals": len(going.totals.found),
        "wrong_totals": sum(row.is_total for row in going.faulty),
        "problems": sum(len(row.problems) for row in going.faulty),
        "hidden": 0 if going.terms.reading.takes_hidden else len(sheet.hidden_rows),
        "formulas": sheet.formulas,
        "is_blind": sheet.is_blind,
        "areas": len({cell.area for cell in cells}),
        "figures": len(cells),
        "filled": filled,
        "periods": dict(sorted(going.counts.items())),
        "outside": {name: going.sums.rows - held for name, held in going.in_sets.items() if held < going.sums.rows},
        "placing": BY_POINT if going.terms.reading.is_by_point else "",
    }
