"""P16: 72,895 postcodes of ten districts placed on every map, as a list; and one postcode, as a page asks."""

import json
import os
import resource
import sys
import tempfile
from collections.abc import Callable
from functools import cache
from pathlib import Path

from tests.bench.homes import python
from tests.bench.rows import Absent, Measured, Row
from tests.needs import published

TIMES, SECONDS = 3, 20
ONE = """
import json, sys, time
from datetime import date
import django
django.setup()
from commonground.ground.places import queries
def one():
    began = time.process_time()
    queries.locate("NG18 1AA", on=date(2026, 1, 1))
    return (time.process_time() - began) * 1000
one()
print(json.dumps([one() for _ in range(20)]))
"""


@cache
def _home() -> "tempfile.TemporaryDirectory[str]":
    """Nottinghamshire with its outlines; it goes when the bench ends."""
    folder = tempfile.TemporaryDirectory(prefix="bench-", ignore_cleanup_errors=True)
    python(["-m", "commonground.config.cli", "showcase", "nottinghamshire", "--data", str(_data())], _variables(folder))
    return folder


def _data() -> Path:
    found = published()
    if found is None:
        raise Absent("the published files are not beside the project")
    return found


def _variables(folder: "tempfile.TemporaryDirectory[str]") -> dict[str, str]:
    return {
        "COMMONGROUND_HOME": f"{folder.name}/home", "COMMONGROUND_DEMO": "1", "DATABASE_URL": "",
        "DJANGO_SETTINGS_MODULE": "commonground.config.settings",
    }  # fmt: skip


def a_list() -> Measured:
    """The command from start to end: read, look up, place, write both files."""
    [path] = (_data() / "postcodes").glob("*.csv.gz")
    variables = _variables(_home())
    out = Path(_home().name) / "placed.csv"
    words = ["locate", "--file", str(path), "--on", "2026-01-01", "--out", str(out), "--replace", "--json"]
    told = json.loads(python(["-m", "commonground.config.cli", *words], variables))
    note = f"{told['total']:,} rows, {told['placed']:,} placed, {os.cpu_count()} processors"
    samples = [_cpu(lambda: python(["-m", "commonground.config.cli", *words], variables)) for _ in range(TIMES)]
    return Measured(samples, [], "s CPU", note)


def _cpu(work: Callable[[], object]) -> float:
    """How much processor the programs take that the work starts: others use this machine too."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    work()
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def one_postcode() -> Measured:
    """What a page waits for, once its letter and the outlines are in memory."""
    return Measured(
        json.loads(python(["-c", ONE], _variables(_home()))), [], "ms CPU", f"Python {sys.version.split()[0]}"
    )


ROWS = [
    Row("P16a", "locate --file: 72,895 postcodes, every map", "a bound in seconds", a_list, ours_at_most=SECONDS),
    Row("P16b", "one postcode on every map", "a bound in milliseconds", one_postcode, ours_at_most=50),
]
