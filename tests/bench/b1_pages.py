"""B1: pages against a bare signed-in Django page with one indexed query, by processor time."""

import json

from tests.bench.homes import homes, python
from tests.bench.rows import Measured, Row

TIMES = 40
PLACE = "/places/nottinghamshire/"


def place() -> Measured:
    ours = _samples("ours", PLACE, homes().ours)
    bare = _samples("bare", "/", homes().bare)
    queries = f"{ours['queries']} queries a page; the bare one {bare['queries']}"
    return Measured(_milliseconds(ours), _milliseconds(bare), unit="ms", note=queries)


ROWS = [Row("B1a", "page of a place, signed in", "bare signed-in page, one query", place, ratio_at_most=3)]


def _samples(site: str, path: str, variables: dict[str, str]) -> dict[str, list[float]]:
    """`seconds` and `queries` as tests.bench.page prints them."""
    found: dict[str, list[float]] = json.loads(python(["-m", "tests.bench.page", site, path, str(TIMES)], variables))
    return found


def _milliseconds(samples: dict[str, list[float]]) -> list[float]:
    return [1000 * second for second in samples["seconds"]]
