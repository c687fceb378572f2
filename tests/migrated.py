"""The tables as migrations leave them: made once, then taken over by every process and every later run of the tests.

Migrating an empty database takes longer than most rooms' tests, and each process would do it anew, twice. What was made
is kept under a digest of everything it came of, in .pytest_cache and on the PostgreSQL server; with the first change of
a migration it is made again. `migrate` itself still runs on each copy: it finds nothing to do, or says what is amiss.
"""

import fcntl
import hashlib
import importlib.metadata
import re
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path

import pytest
from django.apps import apps
from django.db import connection

KEPT = "commonground_migrated_"
WAIT = f"SELECT pg_advisory_lock(hashtext('{KEPT}'))"
IMPORTED = re.compile(rb"^(?:import|from) (commonground[\w.]*)", re.MULTILINE)


def digest() -> str:
    """Of the migrations of every app, of what they import from the house, and of the framework that runs them."""
    folders = [Path(config.path) / "migrations" for config in apps.get_app_configs()]
    files = sorted(file for folder in folders for file in folder.glob("*.py"))
    contents = [file.read_bytes() for file in files]
    imported = {name.decode() for content in contents for name in IMPORTED.findall(content)}
    sources = [spec.origin for spec in map(find_spec, sorted(imported)) if spec and spec.origin]
    names = [f"{file.parents[1].name}/{file.name}".encode() for file in files]  # wherever the checkout lies
    made_of = [*names, *contents, *(Path(source).read_bytes() for source in sources)]
    versions = [importlib.metadata.version("django").encode(), sqlite3.sqlite_version.encode()]
    return hashlib.sha256(b"\0".join([*made_of, *versions])).hexdigest()[:16]


def kept_in(config: pytest.Config, folders: pytest.TempPathFactory) -> Path:
    """Where it is kept between runs; where somebody runs without a cache, for this run alone."""
    cache = getattr(config, "cache", None)
    return cache.mkdir("migrated") if cache else folders.mktemp("migrated")


def sqlite_file(folder: Path) -> Path:
    """Where a migrated SQLite database is kept."""
    return folder / f"{KEPT}{digest()}.sqlite3"


def postgresql_name() -> str:
    """The name of a migrated database on the PostgreSQL server."""
    return f"{KEPT}{digest()}"


@contextmanager
def taken_over(folder: Path) -> Iterator[None]:
    """Within it the test database is set up, from what is kept; where nothing is, what was set up is kept."""
    inside = _on_sqlite(folder) if connection.vendor == "sqlite" else _on_postgresql()
    with inside:
        yield


@contextmanager
def one_at_a_time(folder: Path) -> Iterator[None]:
    """Processes wait for the first, so that one migrates and the others take it over."""
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


@contextmanager
def _on_sqlite(folder: Path) -> Iterator[None]:
    with one_at_a_time(folder):
        file = sqlite_file(folder)
        if not file.exists():
            yield
            _keep(file)
            return
        # A database in memory is there as long as somebody has it open.
        name = connection.creation._get_test_db_name()  # type: ignore[attr-defined]  # of SQLite alone
        held = sqlite3.connect(name, uri=True)
        with sqlite3.connect(file) as kept:
            kept.backup(held)
        kept.close()
        yield
        held.close()


def copied_to(database: Path, folder: Path) -> None:
    """Begin a database in a file with what is kept, if anything is."""
    with one_at_a_time(folder):
        if sqlite_file(folder).exists():
            shutil.copy(sqlite_file(folder), database)


def _keep(file: Path) -> None:
    for old in file.parent.glob(f"{KEPT}*"):
        old.unlink()
    beside = file.with_suffix(".unfinished")
    with sqlite3.connect(beside) as kept:
        connection.connection.backup(kept)
    kept.close()
    beside.rename(file)


@contextmanager
def _on_postgresql() -> Iterator[None]:
    name = postgresql_name()
    with connection._nodb_cursor() as cursor:
        cursor.execute(WAIT)  # until this connection closes
        cursor.execute("SELECT datname FROM pg_database WHERE starts_with(datname::text, %s)", [KEPT])
        found = {row[0] for row in cursor.fetchall()}
        if name in found:
            connection.settings_dict["TEST"]["TEMPLATE"] = name
            yield
            return
        yield
        made = connection.settings_dict["NAME"]
        connection.close()
        for old in found:
            cursor.execute(f'DROP DATABASE IF EXISTS "{old}"')
        cursor.execute(f'CREATE DATABASE "{name}" TEMPLATE "{made}"')
