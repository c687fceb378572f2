"""Both sides of B4 in a process of their own: `ours` or `theirs`, the file, a folder. Prints seconds of processor."""

import sys
from pathlib import Path

import duckdb

from tests.bench.rows import cpu_seconds


def ours(path: Path) -> float:
    """Read, check and publish as one immutable release, with its audit: what `commonground import` does."""
    import django

    django.setup()
    from django.core.management import call_command
    from django.utils import timezone

    from commonground.foundation.kernel.viewer import operator
    from commonground.ground.evidence import actions

    call_command("migrate", verbosity=0)
    by = operator(timezone.now(), permissions=frozenset({"evidence.import", "places.register"}))
    actions.load_packs(by=by)
    return cpu_seconds(lambda: actions.import_files(kind="population", paths=[path], by=by))


def theirs(path: Path, folder: Path) -> float:
    """DuckDB reading the same file, every cell as text and unchecked, and writing it as Parquet."""
    connection = duckdb.connect()
    read = connection.read_csv(str(path), all_varchar=True)
    return cpu_seconds(lambda: read.write_parquet(str(folder / "theirs.parquet"), compression="zstd"))


if __name__ == "__main__":
    side, file, folder = sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3])
    print(ours(file) if side == "ours" else theirs(file, folder))  # noqa: T201  # the answer of this program
