"""Published files into Parquet files of observations, one a dataset, and everything that is wrong with them."""

import hashlib
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from commonground.foundation.kernel.errors import Invalid, Problem
from commonground.ground.evidence.formats import cells as cell_formats
from commonground.ground.evidence.formats.cells import Cells
from commonground.ground.evidence.formats.locating import FoundArea, Located, locate
from commonground.ground.evidence.formats.observations import SCHEMA, SourceFile
from commonground.ground.evidence.formats.recognition import NotUsed, Recognised, Unknown, recognise
from commonground.ground.evidence.formats.streams import open_text
from commonground.ground.evidence.formats.tables import Table, open_table
from commonground.ground.evidence.rules.layouts import Measure, Plan

MOST_PROBLEMS = 1000  # kept; reading goes no further once there are so many

Progress = Callable[[int, int, str], None]  # bytes read, bytes in all, sentence; may raise to cancel


@dataclass(frozen=True)
class FileRead:
    """What became of one file. `dataset` is empty for a table that no indicator is read from (`why_not` says so)."""

    source: SourceFile
    dataset: str = ""
    why_not: str = ""


@dataclass
class Reading:
    """Observations by dataset, as paths of Parquet files; the files; the areas they name; what is wrong."""

    files: list[FileRead] = field(default_factory=list)
    observations: dict[str, Path] = field(default_factory=dict)
    areas: set[FoundArea] = field(default_factory=set)
    problems: list[Problem] = field(default_factory=list)


def read_files(paths: Sequence[Path], plans: Sequence[Plan], folder: Path, progress: Progress) -> Reading:
    """Read every file into `folder`. Problems are gathered over all files, so that they can be mended in one go."""
    reading, done, total = Reading(), 0, sum(path.stat().st_size for path in paths)
    with ExitStack() as stack:
        writers = _Writers(folder, stack)
        for path in paths:
            progress(done, total, f"Reading {path.name}")
            try:
                _read_file(path, plans, writers, reading)
            except Invalid as error:
                reading.problems += error.problems
            done += path.stat().st_size
            if len(reading.problems) >= MOST_PROBLEMS:
                break
    reading.observations = writers.paths
    progress(total, total, "Read")
    return reading


class _Writers:
    """One Parquet writer a dataset, opened when its first row comes."""

    def __init__(self, folder: Path, stack: ExitStack) -> None:
        self._folder, self._stack = folder, stack
        self._open: dict[str, pq.ParquetWriter] = {}
        self.paths: dict[str, Path] = {}

    def write(self, dataset: str, batch: pa.RecordBatch) -> None:
        if dataset not in self._open:
            self.paths[dataset] = self._folder / f"{dataset}.parquet"
            writer = pq.ParquetWriter(self.paths[dataset], SCHEMA, compression="zstd")
            self._open[dataset] = self._stack.enter_context(writer)
        self._open[dataset].write_batch(batch)


def _read_file(path: Path, plans: Sequence[Plan], writers: _Writers, reading: Reading) -> None:
    with open_text(path) as stream:
        table = open_table(stream)
        batches = table.batches()
        first = next(batches, None)
        example = (
            {name: column[0].as_py() for name, column in zip(table.columns, first[0].columns, strict=True)}
            if first and len(first[0])
            else {}
        )
        known = recognise(path.name, table.columns, example, plans)
        if isinstance(known, Unknown):
            reading.problems += known.problems
            return
        if isinstance(known, Recognised):
            _read_rows(table, _again(first, batches), known, writers, reading)
        else:
            for _ in batches:
                pass
        reading.problems += table.uneven
        reading.files.append(_file_read(path, table, known))


Numbered = tuple[pa.RecordBatch, pa.Array]


def _again(first: Numbered | None, rest: Iterator[Numbered]) -> Iterator[Numbered]:
    if first is not None:
        yield first
    yield from rest


def _file_read(path: Path, table: Table, known: Recognised | NotUsed) -> FileRead:
    with path.open("rb") as opened:
        digest = hashlib.file_digest(opened, "sha256").hexdigest()
    title = known.layout.title if isinstance(known, Recognised) else ""
    source = SourceFile(
        name=path.name,
        sha256=digest,
        size=path.stat().st_size,
        rows=table.rows,
        layout=title,
        content=table.stream.content,
    )
    if isinstance(known, NotUsed):
        return FileRead(source, why_not=known.why)
    return FileRead(source, dataset=known.plan.dataset)


def _read_rows(
    table: Table, batches: Iterator[Numbered], known: Recognised, writers: _Writers, reading: Reading
) -> None:
    measures = known.plan.measures_of(known.layout)
    kind = measures[0].period_kind if measures else ""
    for batch, rows in batches:
        located = locate(batch, rows, file=table.name, layout=known.layout, period_kind=kind)
        reading.areas |= located.found
        reading.problems += located.problems
        columns = _Columns(batch, rows, table.name)
        for measure in measures:
            writers.write(known.plan.dataset, _observations(measure, columns, located, known.plan.vintage))
        reading.problems += columns.problems
        if len(reading.problems) >= MOST_PROBLEMS:
            return


class _Columns:
    """Columns of one batch as cells, each read and checked once however many measures use it."""

    def __init__(self, batch: pa.RecordBatch, rows: pa.Array, file: str) -> None:
        self.batch, self.rows, self.file = batch, rows, file
        self.problems: list[Problem] = []
        self._read: dict[str, Cells] = {}
        self._within: set[tuple[str, float | None, float | None]] = set()

    def summed(self, names: Sequence[str]) -> tuple[pa.Array, pa.Array]:
        """Numbers and symbols of the sum of columns; nulls for no columns."""
        if not names:
            return pa.nulls(len(self.rows), pa.float64()), pa.nulls(len(self.rows), pa.string())
        return cell_formats.add_up([self.cells(name) for name in names])

    def cells(self, name: str) -> Cells:
        if name not in self._read:
            found = cell_formats.read(self.batch[name], self.rows, file=self.file, column=name)
            self._read[name] = found
            self.problems += found.problems
        return self._read[name]

    def check_bounds(self, names: Sequence[str], minimum: float | None, maximum: float | None) -> None:
        for name in names:
            if (name, minimum, maximum) in self._within:
                continue
            self._within.add((name, minimum, maximum))
            self.problems += cell_formats.out_of_bounds(
                self.cells(name), self.rows, file=self.file, column=name, minimum=minimum, maximum=maximum
            )


def _observations(measure: Measure, columns: _Columns, located: Located, vintage: str) -> pa.RecordBatch:
    source, count = measure.source, len(columns.rows)
    columns.check_bounds(source.value, source.minimum, source.maximum)
    columns.check_bounds((*source.numerator, *source.denominator), 0.0, None)
    numbers, symbols = columns.summed(source.value)
    if source.counts_rows:
        numbers = pa.array([1.0] * count)
    tops, top_symbols = columns.summed(source.numerator)
    bottoms, bottom_symbols = columns.summed(source.denominator)
    if not source.value:
        symbols = cell_formats.stronger(top_symbols, bottom_symbols)
    published = columns.batch[source.value[0]] if len(source.value) == 1 else pa.nulls(count, pa.string())
    same = {"indicator": measure.indicator, "vintage": vintage, "file": columns.file, "column": _told(measure)}
    values = {
        **{name: pa.array([text] * count, pa.string()) for name, text in same.items()},
        "area": located.areas, "period": located.periods, "value": numbers, "symbol": symbols,
        "numerator": tops, "denominator": bottoms, "published": published, "row": columns.rows,
    }  # fmt: skip
    return pa.RecordBatch.from_arrays([values[name] for name in SCHEMA.names], schema=SCHEMA)


def _told(measure: Measure) -> str:
    """The columns a figure was read from, as a person would look for them."""
    source = measure.source
    if source.value:
        return " + ".join(source.value)
    return " + ".join(source.numerator) + (f" ÷ {' + '.join(source.denominator)}" if source.denominator else "")
