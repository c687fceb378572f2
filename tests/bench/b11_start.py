"""B11: from start to first page, and the memory of the serving process, against bare Django on the same server."""

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager

from tests.bench.rows import Measured, Row, in_turn
from tests.bench.serving import REPOSITORY, Server, served

TIMES = 5
BARE_TABLES = "import tests.bench.bare.site; from django.core.management import call_command; call_command('migrate')"
WARM_UP = 20  # pages read before memory is looked at


def start() -> Measured:
    with _homes() as (ours, theirs):
        samples = in_turn(lambda: _first_page(OURS, ours), lambda: _first_page(THEIRS, theirs), times=TIMES)
    return Measured(*samples, unit="s")


def memory() -> Measured:
    with _homes() as (ours, theirs):
        samples = in_turn(lambda: _memory(OURS, ours), lambda: _memory(THEIRS, theirs), times=2)
    return Measured(*samples, unit="MB", note=f"after {WARM_UP} pages; shared pages divided among their users")


OURS, THEIRS = "commonground.config.wsgi:application", "tests.bench.bare.site:application"
ROWS = [
    Row("B11a", "start to first page", "bare Django, same server", start, ratio_at_most=2),
    Row("B11b", "memory of the serving process", "bare Django, same server", memory, ours_at_most=250),
]


@contextmanager
def _homes() -> Iterator[tuple[dict[str, str], dict[str, str]]]:
    """Variables of both sides, each with a database that is ready."""
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        ours = {"COMMONGROUND_HOME": f"{folder}/home", "COMMONGROUND_DEMO": "1", "DATABASE_URL": ""}
        theirs = {"BARE_DATABASE": f"{folder}/bare.sqlite3", "PYTHONPATH": str(REPOSITORY)}
        _run(["-m", "commonground.config.cli", "migrate"], ours)
        _run(["-c", BARE_TABLES], theirs)
        yield ours, theirs


def _run(arguments: list[str], variables: dict[str, str]) -> None:
    environment = {**os.environ, **variables}
    subprocess.run([sys.executable, *arguments], cwd=REPOSITORY, env=environment, check=True, stdout=subprocess.DEVNULL)


def _first_page(application: str, variables: dict[str, str]) -> float:
    with served(application, variables) as server:
        return server.first_page


def _memory(application: str, variables: dict[str, str]) -> float:
    with served(application, variables) as server:
        _read(server)
        return server.megabytes()


def _read(server: Server) -> None:
    for _ in range(WARM_UP):
        server.get("/")
