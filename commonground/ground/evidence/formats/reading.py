"""Published files into Parquet files of observations, one a dataset, and everything that is wrong with them."""

import hashlib
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from pathlib import Path

import pyarrow as pa

from commonground.foundation.kernel.errors import Invalid, Problem
from commonground.foundation.kernel.streams import open_text
from commonground.ground.evidence.formats.fractions import unequal
from commonground.ground.evidence.formats.locating import FoundArea, locate
from commonground.ground.evidence.formats.looking import first_row
from commonground.ground.evidence.formats.observations import SourceFile
from commonground.ground.evidence.formats.recognition import NotUsed, Recognised, Unknown, recognise
from commonground.ground.evidence.formats.repeats import Keys
from commonground.ground.evidence.formats.tables import Table, open_table
from commonground.ground.evidence.formats.writing import Columns, Writers, observations
from commonground.ground.evidence.rules.layouts import Plan
from commonground.ground.evidence.rules.mapping import Remembered

MOST_PROBLEMS = 1000  # kept; reading goes no further once there are so many

Progress = Callable[[int, int, str], None]  # bytes read, bytes in all, sentence; may raise to cancel
Numbered = tuple[pa.RecordBatch, pa.Array]  # rows as text columns, and their numbers


@dataclass(frozen=True)
class FileRead:
    """What became of one file. `dataset` is empty for a table that no indicator is read from (`why_not` says so)."""

    source: SourceFile
    dataset: str = ""
    why_not: str = ""


@dataclass
class Reading:
    """Observations by dataset, as paths of Parquet files; the files; the areas they name; what is wrong.

    `shared` are datasets of which several files hold the same indicator: these may say the same thing twice.
    """

    files: list[FileRead] = field(default_factory=list)
    observations: dict[str, Path] = field(default_factory=dict)
    shared: set[str] = field(default_factory=set)
    areas: set[FoundArea] = field(default_factory=set)
    problems: list[Problem] = field(default_factory=list)


def read_files(
    paths: Sequence[Path],
    plans: Sequence[Plan],
    folder: Path,
    progress: Progress,
    remembered: Sequence[Remembered] = (),
) -> Reading:
    """Read every file into `folder`. Problems are gathered over all files, so that they can be mended in one go."""
    with ExitStack() as stack:
        reader = _Reader(
            plans, remembered, Writers(folder, stack), progress, sum(path.stat().st_size for path in paths)
        )
        for path in paths:
            reader.read(path)
            if len(reader.reading.problems) >= MOST_PROBLEMS:
                break
        reader.tell("Read")
    return reader.finished()


class _Reader:
    """Goes through files and keeps what it finds."""

    def __init__(
        self, plans: Sequence[Plan], remembered: Sequence[Remembered], writers: Writers, progress: Progress, total: int
    ) -> None:
        self.reading, self._remembered = Reading(), remembered
        self._plans, self._writers, self._progress = plans, writers, progress
        self._done, self._total = 0, total
        self._files_of: dict[tuple[str, str], int] = defaultdict(int)

    def tell(self, sentence: str, more: int = 0) -> None:
        self._progress(min(self._done + more, self._total), self._total, sentence)

    def read(self, path: Path) -> None:
        self.tell(f"Reading {path.name}")
        try:
            with open_text(path) as stream:
                self._read_table(path, open_table(stream))
        except Invalid as error:
            self.reading.problems += error.problems
        self._done += path.stat().st_size

    def finished(self) -> Reading:
        self.reading.observations = self._writers.paths
        # a column that several figures are made from is wrong once
        self.reading.problems = list(dict.fromkeys(self.reading.problems))
        self.reading.shared = {dataset for (dataset, _), files in self._files_of.items() if files > 1}
        return self.reading

    def _read_table(self, path: Path, table: Table) -> None:
        batches = table.batches()
        first = next(batches, None)
        known = recognise(path.name, table.columns, first_row(table, first), self._plans, self._remembered)
        if isinstance(known, Unknown):
            self.reading.problems += known.problems
            return
        rest = _again(first, batches)
        if isinstance(known, Recognised):
            self._read_rows(table, rest, known)
        else:
            for _ in rest:  # to the end, so that its hash and its rows are known
                pass
        self.reading.problems += table.uneven
        self.reading.files.append(_file_read(path, table, known))

    def _read_rows(self, table: Table, batches: Iterator[Numbered], known: Recognised) -> None:
        measures = known.measures
        kind = measures[0].rows_kind if measures else ""
        keys = Keys(table.name)
        for indicator in {measure.indicator for measure in measures}:
            self._files_of[known.plan.dataset, indicator] += 1
        heads = known.heads
        names = [heads.get(head, head) for head in table.columns]
        spoken = {column: head for head, column in heads.items()}
        for unnamed, rows in batches:
            batch = pa.RecordBatch.from_arrays(unnamed.columns, names) if heads else unnamed
            located = locate(batch, rows, file=table.name, layout=known.layout, period_kind=kind)
            columns = Columns(batch, rows, table.name, spoken)
            for measure in measures:
                written = observations(measure, columns, located, known.plan.vintage)
                self._writers.write(known.plan.dataset, written)
            columns.problems += unequal(known.layout.totals, names, columns)
            keys.add(located, rows)
            self.reading.areas |= located.found
            self.reading.problems += [_said(one, spoken) for one in (*located.problems, *columns.problems)]
            if len(self.reading.problems) >= MOST_PROBLEMS:
                return
            self.tell(f"Reading {table.name}", table.stream.taken)
        self.reading.problems += keys.repeats()


def _said(problem: Problem, spoken: Mapping[str, str]) -> Problem:
    """A problem with the head that the file has for a column."""
    head = spoken.get(problem.column or "")
    if not head:
        return problem
    where = problem.where.replace(f"column {problem.column}", f"column {head}")
    return replace(problem, column=head, where=where)


def _again(first: Numbered | None, rest: Iterator[Numbered]) -> Iterator[Numbered]:
    if first is not None:
        yield first
    yield from rest


def _file_read(path: Path, table: Table, known: Recognised | NotUsed) -> FileRead:
    with path.open("rb") as opened:
        digest = hashlib.file_digest(opened, "sha256").hexdigest()
    source = SourceFile(
        name=path.name,
        sha256=digest,
        size=path.stat().st_size,
        rows=table.rows,
        layout=known.title if isinstance(known, Recognised) else "",
        content=table.stream.content,
    )
    if isinstance(known, NotUsed):
        return FileRead(source, why_not=known.why)
    return FileRead(source, dataset=known.plan.dataset)
