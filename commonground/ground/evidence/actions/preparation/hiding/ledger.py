"""What earlier preparations showed and hid. What was shown cannot be taken back; what was hidden stays hidden.

Without it a later choice could hide another cell than the one before, and whoever kept both could subtract.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from commonground.foundation.analysis.suppression import State
from commonground.ground.evidence.actions.preparation.hiding.counting import Kind

LEAST = 1e-6
SCHEMA = pa.schema(
    [
        ("indicator", pa.string()),
        ("role", pa.string()),
        ("period", pa.string()),
        ("area", pa.string()),
        ("shown", pa.float64()),  # the count that was shown last; null where it was hidden
    ]
)
Key = tuple[Kind, str]


@dataclass
class Ledger:
    """Count of a kind in an area → what was shown, None where it was hidden."""

    entries: dict[Key, float | None] = field(default_factory=dict)

    def state(self, members: Iterable[Kind], area: str, count: float | None) -> State:
        """What may be done with a count that several kinds share. One that was corrected since is a new fact: what
        was shown of it before gives nothing away. One that was hidden stays so, whatever it is now."""
        met = [self.entries[kind, area] for kind in members if (kind, area) in self.entries]
        if any(shown is not None and count is not None and abs(shown - count) <= LEAST for shown in met):
            return State.KNOWN
        return State.HIDDEN if None in met else State.FREE

    def extended(self, now: Mapping[Key, float | None]) -> "Ledger":
        """With what is shown and hidden now. A count that was shown once under its own number is not forgotten."""
        merged = dict(self.entries)
        for key, shown in now.items():
            if shown is not None or merged.get(key) is None:
                merged[key] = shown
        return Ledger(merged)


def read(path: Path | None) -> Ledger:
    """Nothing was shown or hidden before where there is no file."""
    if path is None:
        return Ledger()
    rows = pq.read_table(path, schema=SCHEMA).to_pylist()
    return Ledger({(Kind(row["indicator"], row["role"], row["period"]), row["area"]): row["shown"] for row in rows})


def write(ledger: Ledger, path: Path) -> None:
    """Sorted, so that equal ledgers are equal files."""
    rows = [
        {**kind._asdict(), "area": area, "shown": shown}
        for (kind, area), shown in sorted(ledger.entries.items(), key=_key)
    ]
    pq.write_table(pa.Table.from_pylist(rows, schema=SCHEMA), path)


def _key(entry: tuple[Key, float | None]) -> Key:
    return entry[0]
