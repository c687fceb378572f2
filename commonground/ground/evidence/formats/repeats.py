"""Rows of one file that are about the same area and period."""

import pyarrow as pa
import pyarrow.compute as pc

from commonground.foundation.kernel.errors import Problem
from commonground.ground.evidence.formats.locating import Located
from commonground.ground.evidence.formats.observations import SHOWN


class Keys:
    """What each row of a file is about, gathered batch by batch."""

    def __init__(self, file: str) -> None:
        self._file = file
        self._batches: list[pa.RecordBatch] = []

    def add(self, located: Located, rows: pa.Array) -> None:
        self._batches.append(
            pa.RecordBatch.from_arrays([located.areas, located.periods, rows], ["area", "period", "row"])
        )

    def repeats(self) -> list[Problem]:
        """A problem for each area and period that comes again, once."""
        if not self._batches:
            return []
        by_key = pa.Table.from_batches(self._batches).group_by(["area", "period"], use_threads=False)
        counted = by_key.aggregate([("row", "count"), ("row", "min"), ("row", "max")])
        twice = counted.filter(pc.greater(counted["row_count"], 1)).sort_by("row_max").slice(0, SHOWN).to_pylist()
        return [
            Problem(
                f"repeats row {key['row_min']}: both are about {key['area']} and {key['period']}.",
                do="Keep one of them.",
                where=f"{self._file}, row {key['row_max']}",
                row=key["row_max"],
            )
            for key in twice
            if key["area"] and key["period"]
        ]
