"""Batches of text columns as observations in a Parquet file."""

from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from commonground.foundation.kernel.errors import Problem
from commonground.ground.evidence.formats import cells as cell_formats
from commonground.ground.evidence.formats import fractions
from commonground.ground.evidence.formats.cells import Cells
from commonground.ground.evidence.formats.locating import Located
from commonground.ground.evidence.formats.observations import SCHEMA
from commonground.ground.evidence.rules.layouts import Measure

REPEATING = ["indicator", "period", "symbol", "vintage", "file", "column"]  # few different words: kept as a dictionary


class Writers:
    """One Parquet writer a dataset, opened when its first row comes."""

    def __init__(self, folder: Path, stack: ExitStack) -> None:
        self._folder, self._stack = folder, stack
        self._open: dict[str, pq.ParquetWriter] = {}
        self.paths: dict[str, Path] = {}

    def write(self, dataset: str, batch: pa.RecordBatch) -> None:
        if dataset not in self._open:
            self.paths[dataset] = self._folder / f"{dataset}.parquet"
            writer = pq.ParquetWriter(self.paths[dataset], SCHEMA, compression="zstd", use_dictionary=REPEATING)
            self._open[dataset] = self._stack.enter_context(writer)
        self._open[dataset].write_batch(batch)


class Columns:
    """Columns of one batch as cells, each read and checked once however many measures use it."""

    def __init__(self, batch: pa.RecordBatch, rows: pa.Array, file: str, spoken: Mapping[str, str]) -> None:
        self.batch, self.rows, self.file, self.spoken = batch, rows, file, spoken
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


def observations(measure: Measure, columns: Columns, located: Located, vintage: str) -> pa.RecordBatch:
    """One indicator of each row of a batch."""
    source, count = measure.source, len(columns.rows)
    columns.check_bounds(source.value, source.minimum, source.maximum)
    columns.check_bounds((*source.numerator, *source.denominator), 0.0, None)
    numbers, symbols = columns.summed(source.value)
    if source.counts_rows:
        numbers = pa.repeat(1.0, count)
    tops, top_symbols = columns.summed(source.numerator)
    bottoms, bottom_symbols = columns.summed(source.denominator)
    columns.problems += fractions.wrong(measure, columns, numbers, tops, bottoms)
    if not source.value:
        symbols = cell_formats.stronger(top_symbols, bottom_symbols)
    published = columns.batch[source.value[0]] if len(source.value) == 1 else pa.nulls(count, pa.string())
    same = {
        "indicator": measure.indicator,
        "vintage": vintage,
        "file": columns.file,
        "column": _told(measure, columns.spoken),
    }
    values = {
        **{name: pa.repeat(text, count) for name, text in same.items()},
        "area": located.areas, "period": _periods(measure, located.periods), "value": numbers, "symbol": symbols,
        "numerator": tops, "denominator": bottoms, "published": published, "row": columns.rows,
    }  # fmt: skip
    return pa.RecordBatch.from_arrays([values[name] for name in SCHEMA.names], schema=SCHEMA)


def _periods(measure: Measure, periods: pa.Array) -> pa.Array:
    """The period of each figure: that of its row, or the month of it whose column is read."""
    if not measure.source.month:
        return periods
    encoded = periods.dictionary_encode()
    months = [measure.period_in(period) for period in encoded.dictionary.to_pylist()]
    return pa.DictionaryArray.from_arrays(encoded.indices, pa.array(months, pa.string())).cast(pa.string())


def _told(measure: Measure, spoken: Mapping[str, str]) -> str:
    """The columns a figure was read from, as a person would look for them in the file."""
    source = measure.source
    value, top, bottom = (
        " + ".join(spoken.get(name, name) for name in names)
        for names in (source.value, source.numerator, source.denominator)
    )
    return value or top + (f" ÷ {bottom}" if bottom else "")
