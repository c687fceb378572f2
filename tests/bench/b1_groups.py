"""B1g to B1q: every page of groups, plans and reports: 60 groups with five years of 4,000 meetings and 40,000 actions,
20 plans with 5,000 actions.

A row is of the pages of one kind and shows the slowest; its note names each page with its ratio and queries. They are
read as whoever keeps groups and clerks some, the busiest there is, and held against the bare page of B1.
"""

import json
import shutil
import tempfile
from datetime import UTC, datetime
from functools import cache, partial
from pathlib import Path
from statistics import median

from tests.bench.b1_pages import MOST_QUERIES, Samples, bare_page, milliseconds
from tests.bench.homes import homes, python
from tests.bench.rows import Measured, Row

TIMES = 20
KINDS = {
    "B1g": "groups",
    "B1h": "one group",
    "B1i": "before a meeting",
    "B1j": "at and after it",
    "B1k": "actions",
    "B1l": "load",
    "B1m": "programs",
    "B1n": "plans",
    "B1o": "programmes and risks",
    "B1p": "issues and oversight",
    "B1q": "reports",
}


def pages(kind: str) -> Measured:
    found, bare = _found()[kind], bare_page()
    theirs = median(bare["seconds"])
    slowest = max(found.values(), key=lambda one: median(one["seconds"]))
    told = [f"{name} {median(one['seconds']) / theirs:.1f}× {one['queries']}q" for name, one in found.items()]
    over = [name for name, one in found.items() if one["queries"] > MOST_QUERIES]
    much = f"; more than {MOST_QUERIES} queries: {', '.join(over)}" if over else f"; none over {MOST_QUERIES} queries"
    return Measured(milliseconds(slowest), milliseconds(bare), unit="ms", note=f"{', '.join(told)}{much}")


ROWS = [
    Row(number, f"pages, {kind}", "bare signed-in page, one query", partial(pages, kind), ratio_at_most=3)
    for number, kind in KINDS.items()
]


@cache
def _found() -> dict[str, dict[str, Samples]]:
    """Every page by kind and name, measured one after the other in one process."""
    found: dict[str, dict[str, Samples]] = json.loads(
        python(["-m", "tests.bench.groups.program", "pages", str(TIMES)], _home())
    )
    return found


@cache
def _home() -> dict[str, str]:
    """A copy of the example place with all those groups beside its own."""
    folder = Path(tempfile.mkdtemp(prefix="groups-", dir=homes().folder.name)) / "home"
    shutil.copytree(homes().ours["COMMONGROUND_HOME"], folder)
    variables = {
        **homes().ours,
        "COMMONGROUND_HOME": str(folder),
        "DJANGO_SETTINGS_MODULE": "commonground.config.settings",
    }
    python(["-m", "tests.bench.groups.program", "make", f"{datetime.now(UTC):%Y-%m-%d}"], variables)
    return variables
