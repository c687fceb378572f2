"""S8: finding help among 20,000 services, held against the bare full-text query for the same words."""

import json
import tempfile
from functools import cache

from tests.bench.homes import python
from tests.bench.rows import Measured, Row
from tests.bench.services import SERVICES


@cache
def _told() -> dict[str, list[float]]:
    with tempfile.TemporaryDirectory(prefix="bench-", ignore_cleanup_errors=True) as folder:
        variables = {
            "COMMONGROUND_HOME": f"{folder}/home", "COMMONGROUND_DEMO": "1", "DATABASE_URL": "",
            "DJANGO_SETTINGS_MODULE": "commonground.config.settings",
        }  # fmt: skip
        python(["-m", "commonground.config.cli", "migrate"], variables)
        found: dict[str, list[float]] = json.loads(python(["-m", "tests.bench.services.program"], variables))
        return found


def by_words() -> Measured:
    note = f"{SERVICES:,} services; ours reads hours, costs, areas and places of the first 20 as well"
    return Measured(_told()["ours"], _told()["theirs"], "ms", note)


def by_everything() -> Measured:
    return Measured(_told()["whole"], [], "ms", "the nearest first, of those within 20 km")


ROWS = [
    Row("S8a", "find help by words, five searches", "the full-text query by hand", by_words, ratio_at_most=2),
    Row("S8b", "find help by word, need, age and distance", "a bound in milliseconds", by_everything, ours_at_most=200),
]
