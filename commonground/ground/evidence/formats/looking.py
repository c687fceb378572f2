"""What a file is, by its head and its first rows; nothing more of it is read."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa

from commonground.foundation.kernel.streams import open_text
from commonground.ground.evidence.formats.recognition import NotUsed, Recognised, Unknown, recognise
from commonground.ground.evidence.formats.tables import Table, open_table
from commonground.ground.evidence.rules.layouts import Plan
from commonground.ground.evidence.rules.mapping import Remembered, says_of


@dataclass(frozen=True)
class Looked:
    """The heads of a file, what it says it is, its first row, and what we take it for."""

    heads: Sequence[str]
    says: str
    example: Mapping[str, str]
    known: Recognised | NotUsed | Unknown


def look(path: Path, plans: Sequence[Plan], remembered: Sequence[Remembered], *, name: str = "") -> Looked:
    """Raises Invalid where it is no table. `name` is what messages call it."""
    with open_text(path) as stream:
        stream.name_shown = name or path.name
        table = open_table(stream)
        first = next(table.batches(), None)
        example = first_row(table, first)
        known = recognise(name or path.name, table.columns, example, plans, remembered)
        return Looked(table.columns, says_of(table.columns, example, plans), example, known)


def first_row(table: Table, first: tuple[pa.RecordBatch, pa.Array] | None) -> dict[str, str]:
    """The first row of a table by its columns; nothing where there is none."""
    if first is None or not len(first[0]):
        return {}
    return {name: column[0].as_py() for name, column in zip(table.columns, first[0].columns, strict=True)}
