"""B12: audited writes a second by eight clients, against the same writes without the audit.

The chain serialises them: one head, locked by each in turn. SQLite keeps synchronous FULL, PostgreSQL its setting.
"""

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit
from uuid import uuid4

import psycopg

from tests.bench.rows import Absent, Measured, Row, in_turn
from tests.bench.serving import REPOSITORY

CLIENTS, SECONDS, TIMES = 8, 3, 5
Variables = dict[str, str]


def on_sqlite() -> Measured:
    with tempfile.TemporaryDirectory(prefix="bench-") as home:
        return _measured({"COMMONGROUND_HOME": home, "DATABASE_URL": ""}, "synchronous FULL")


def on_postgresql() -> Measured:
    server = os.environ.get("DATABASE_URL", "")
    if not server.startswith(("postgres:", "postgresql:")):
        raise Absent("DATABASE_URL does not name a PostgreSQL server")
    with tempfile.TemporaryDirectory(prefix="bench-") as home, _database(server) as (url, setting):
        return _measured({"COMMONGROUND_HOME": home, "DATABASE_URL": url}, setting)


def _measured(variables: Variables, setting: str) -> Measured:
    _program(variables, "django", "migrate", "--verbosity=0", "--settings=commonground.config.settings")
    samples = in_turn(lambda: _rate(variables, "audited"), lambda: _rate(variables, "plain"), times=TIMES)
    return Measured(*samples, unit="writes/s", note=f"{CLIENTS} processes, {SECONDS} s a sample, {setting}")


def _rate(variables: Variables, side: str) -> float:
    words = ("--clients", str(CLIENTS), "--seconds", str(SECONDS))
    return float(_program(variables, "tests.bench.audited.writing", side, *words))


def _program(variables: Variables, *words: str) -> str:
    environment = {**os.environ, "COMMONGROUND_DEMO": "1", **variables}
    done = subprocess.run(
        [sys.executable, "-m", *words], cwd=REPOSITORY, env=environment, check=True, capture_output=True, text=True
    )
    return done.stdout


@contextmanager
def _database(server: str) -> Iterator[tuple[str, str]]:
    """A database of the bench's own on that server, and how durable the server is."""
    name = f"bench_{uuid4().hex}"
    with psycopg.connect(server, autocommit=True) as admin:
        fsync = admin.execute("SHOW fsync").fetchone()
        admin.execute(f'CREATE DATABASE "{name}"')
        try:
            yield urlsplit(server)._replace(path=f"/{name}").geturl(), f"fsync {fsync[0] if fsync else 'unknown'}"
        finally:
            admin.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


WORK, AGAINST = "audited writes, 8 clients", "the same writes without audit"
ROWS = [
    Row("B12a", f"{WORK}, SQLite", AGAINST, on_sqlite, ratio_at_least=1 / 3, ours_at_least=200),
    Row("B12b", f"{WORK}, PostgreSQL", AGAINST, on_postgresql, ratio_at_least=1 / 3, ours_at_least=200),
]
