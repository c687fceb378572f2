"""B1: pages against a bare signed-in Django page with one indexed query, by processor time."""

import json
from functools import cache, partial
from typing import TypedDict

from tests.bench.homes import homes, python
from tests.bench.rows import Measured, Row

TIMES = 40
MOST_QUERIES = 12
# The busiest pages of evidence that there are. A star: the first of what the page before it lists.
PAGES = {
    "B1a": ("page of a place, signed in", "/places/nottinghamshire/"),
    "B1b": ("page of a figure", "/evidence/referrals-rate/nottinghamshire/2024/"),
    "B1c": ("page of an indicator", "/evidence/referrals-rate/"),
    "B1d": ("page of comparison", "/evidence/compare/nottinghamshire/"),
    "B1e": ("catalogue of evidence", "/evidence/"),
    "B1f": ("needs profile", "/evidence/profiles/*"),
}


class Samples(TypedDict):
    """What tests.bench.page prints."""

    seconds: list[float]
    queries: int


def page(path: str) -> Measured:
    ours, bare = _samples("ours", path, homes().ours), bare_page()
    queries = ours["queries"]
    much = f", more than {MOST_QUERIES}: MISSED" if queries > MOST_QUERIES else ""
    told = f"{queries} queries a page{much}; the bare one {bare['queries']}"
    return Measured(milliseconds(ours), milliseconds(bare), unit="ms", note=told)


ROWS = [
    Row(number, work, "bare signed-in page, one query", partial(page, path), ratio_at_most=3)
    for number, (work, path) in PAGES.items()
]


@cache
def bare_page() -> Samples:
    """The bare page, measured once for all pages."""
    return _samples("bare", "/", homes().bare)


def _samples(site: str, path: str, variables: dict[str, str]) -> Samples:
    found: Samples = json.loads(python(["-m", "tests.bench.page", site, path, str(TIMES)], variables))
    return found


def milliseconds(samples: Samples) -> list[float]:
    """Of each reading."""
    return [1000 * second for second in samples["seconds"]]
