"""A site of a test's own: real processes on a real database, SQLite in a file or PostgreSQL as DATABASE_URL says."""

import os
import shutil
import sqlite3
import subprocess
import sys
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import psycopg
import pytest

from tests import migrated
from tests.needs import REPOSITORY, postgresql
from tests.security.crowds import let_loose

LONG = 300  # seconds that no program of a test may take


@dataclass(frozen=True)
class RealSite:
    """A home, a migrated database and ways to run programs on them."""

    home: Path
    database_url: str = ""

    @property
    def is_sqlite(self) -> bool:
        return not self.database_url

    @property
    def file(self) -> Path:
        """The SQLite file."""
        return self.home / "commonground.sqlite3"

    @property
    def environment(self) -> dict[str, str]:
        here = {"COMMONGROUND_DEMO": "1", "COMMONGROUND_HOME": str(self.home), "DATABASE_URL": self.database_url}
        return {**os.environ, **here, "PYTHONPATH": str(REPOSITORY)}

    def start(self, *words: str, **more: Any) -> subprocess.Popen[str]:
        """`python -m …` on this site, with its output to be read."""
        program = [sys.executable, "-m", *words]
        said = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True, "env": self.environment} | more
        return subprocess.Popen(program, cwd=REPOSITORY, **said)

    def run(self, *words: str) -> subprocess.CompletedProcess[str]:
        """The same to its end, however it ends."""
        process = self.start(*words)
        out, err = process.communicate(timeout=LONG)
        return subprocess.CompletedProcess(words, process.returncode, out, err)

    def commonground(self, *words: str) -> subprocess.CompletedProcess[str]:
        return self.run("commonground.config.cli", *words)

    def crowd(self, *words: str) -> dict[str, Any]:
        """Let a crowd loose on this site; its report on the one write or edit that `--name` names."""
        reports = let_loose("sqlite" if self.is_sqlite else "postgresql", self.environment, words)
        assert len(reports) == 1, "give --name"
        report: dict[str, Any] = next(iter(reports.values()))
        return report

    def sql(self, *statements: str) -> list[tuple[Any, ...]]:
        """Straight to the database as its owner, past the site; the rows of the last statement, all committed."""
        if self.is_sqlite:
            with sqlite3.connect(self.file, timeout=30) as lite:
                found = [lite.execute(statement).fetchall() for statement in statements][-1]
            lite.close()
            return found
        with psycopg.connect(self.database_url, autocommit=True) as server:
            cursor = server.cursor()
            for statement in statements:
                cursor.execute(statement)  # type: ignore[arg-type]  # statements of tests, put together there
            return cursor.fetchall() if cursor.description else []


def _beside(url: str, name: str) -> str:
    """The same server, another database."""
    return urlsplit(url)._replace(path=f"/{name}").geturl()


def _copy(original: RealSite, home: Path, server: str | None) -> RealSite:
    home.mkdir(parents=True, exist_ok=True)
    if server is None:
        shutil.copy(original.file, home)
        return RealSite(home)
    name = f"site_{uuid.uuid4().hex}"
    source = urlsplit(original.database_url).path.strip("/")
    RealSite(home, server).sql(f'CREATE DATABASE "{name}" TEMPLATE "{source}"')
    return RealSite(home, _beside(server, name))


def _drop(site: RealSite, server: str | None) -> None:
    if server is not None:
        name = urlsplit(site.database_url).path.strip("/")
        RealSite(site.home, server).sql(f'DROP DATABASE "{name}" WITH (FORCE)')


PREPARE = """
import os
os.environ["DJANGO_SETTINGS_MODULE"] = "commonground.config.settings"
import django
from django.core.management import call_command
django.setup()
call_command("migrate", verbosity=0)
call_command("createcachetable", verbosity=0)
"""


def _migrated(site: RealSite) -> RealSite:
    """Its tables and nothing in them: not even what `commonground migrate` loads."""
    program = [sys.executable, "-c", PREPARE]
    done = subprocess.run(program, cwd=REPOSITORY, env=site.environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return site


@pytest.fixture(scope="session")
def _migrated_sqlite(tmp_path_factory: pytest.TempPathFactory, pytestconfig: pytest.Config) -> RealSite:
    """Migrated once, copied for each test."""
    site = RealSite(tmp_path_factory.mktemp("sqlite-site"))
    migrated.copied_to(site.file, migrated.kept_in(pytestconfig, tmp_path_factory))
    return _migrated(site)


@pytest.fixture(scope="session")
def _migrated_postgresql(postgresql_url: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[RealSite]:
    home, name = tmp_path_factory.mktemp("postgresql-site"), f"site_{uuid.uuid4().hex}"
    kept, server = migrated.postgresql_name(), RealSite(home, postgresql_url)
    is_kept = server.sql(migrated.WAIT, f"SELECT 1 FROM pg_database WHERE datname = '{kept}'")
    server.sql(f'CREATE DATABASE "{name}"' + (f' TEMPLATE "{kept}"' if is_kept else ""))
    site = _migrated(RealSite(home, _beside(postgresql_url, name)))
    yield site
    _drop(site, postgresql_url)


@pytest.fixture
def sqlite_site(_migrated_sqlite: RealSite, tmp_path: Path) -> RealSite:
    """An empty, migrated site of this test's own in a SQLite file, whatever DATABASE_URL says."""
    return _copy(_migrated_sqlite, tmp_path / "home", None)


@pytest.fixture
def postgresql_site(_migrated_postgresql: RealSite, postgresql_url: str, tmp_path: Path) -> Iterator[RealSite]:
    """The same on the PostgreSQL server of DATABASE_URL."""
    site = _copy(_migrated_postgresql, tmp_path / "home", postgresql_url)
    yield site
    _drop(site, postgresql_url)


@pytest.fixture
def real_site(request: pytest.FixtureRequest) -> RealSite:
    """The one or the other, as the tests are run: on SQLite, and again with DATABASE_URL."""
    site: RealSite = request.getfixturevalue("sqlite_site" if postgresql() is None else "postgresql_site")
    return site
