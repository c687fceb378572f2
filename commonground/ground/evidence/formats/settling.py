"""The same key read twice: from one file a mistake, from two files fine where they agree."""

from pathlib import Path

import duckdb

from commonground.foundation.analysis import engine
from commonground.foundation.kernel.errors import Problem
from commonground.ground.evidence.formats.observations import SHOWN

_KEYS = "indicator, area, period"
_SAYS = "concat_ws(' ', value, symbol, numerator, denominator)"


def settle(observations: Path, target: Path) -> list[Problem]:
    """Write observations with each key once into `target`. Problems: rows that repeat others, files that disagree."""
    with engine.connect(folders=[observations.parent, target.parent], spill=target.parent) as connection:
        rows = connection.read_parquet(str(observations.resolve()))
        often = rows.aggregate(f"{_KEYS}, count(*) AS times", _KEYS).filter("times > 1")
        if often.limit(1).fetchone() is None:
            observations.rename(target)
            return []
        again = rows.join(often.project(_KEYS).set_alias("often"), "indicator, area, period").set_alias("again")
        problems = [*_repeated(again), *_disagreeing(again)]
        if not problems:
            first = rows.project(f"*, row_number() OVER (PARTITION BY {_KEYS} ORDER BY file, row) AS place")
            first.filter("place = 1").project("* EXCLUDE place").write_parquet(
                str(target.resolve()), compression="zstd"
            )
        return problems


def _repeated(again: duckdb.DuckDBPyRelation) -> list[Problem]:
    """Two rows of one file about the same area and period; said once, however many indicators are read from them."""
    keys = "file, area, period, indicator"
    twice = again.aggregate(f"{keys}, min(row) AS first, max(row) AS last, count(*) AS times", keys).filter("times > 1")
    pairs = twice.project("file, area, period, first, last").distinct().order("file, last").limit(SHOWN)
    return [
        Problem(
            f"repeats row {first}: both are about {area} and {period}.", do="Keep one of them.",
            where=f"{file}, row {last}", row=last,
        )
        for file, area, period, first, last in pairs.fetchall()
    ]  # fmt: skip


def _disagreeing(again: duckdb.DuckDBPyRelation) -> list[Problem]:
    said = again.aggregate(
        f"{_KEYS}, min({_SAYS}) AS one, max({_SAYS}) AS other,"
        f" arg_min(file, {_SAYS}) AS first, arg_max(file, {_SAYS}) AS last,"
        f" arg_min(row, {_SAYS}) AS first_row, arg_max(row, {_SAYS}) AS last_row",
        _KEYS,
    )
    found = said.filter("one <> other AND first <> last").order(_KEYS).limit(SHOWN)
    return [
        Problem(
            f"says {other} for {indicator} of {area} and {period}, but {first}, row {first_row} says {one}.",
            do="Import the files one after the other, the later one last.",
            where=f"{last}, row {last_row}", row=last_row,
        )
        for indicator, area, period, one, other, first, last, first_row, last_row in found.fetchall()
    ]  # fmt: skip
