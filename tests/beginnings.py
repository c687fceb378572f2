"""What a test finds when it begins: an empty site, or one that was built once for all tests that ask for it.

    def open_place() -> World: ...              # runs once in a process, on an empty site, and commits what it writes

    @pytest.fixture
    @begins_with(open_place)
    def world(db: None) -> World:
        return begun(open_place)                # the files in the home of this test, the value as a copy of its own

    @goes_on_from(open_place)
    def fill_place(world: World) -> …: ...      # is given a copy of what that gave, on the site that it left

Before a test opens the database it is brought to what the test's fixtures ask for, so order does not matter. That takes
milliseconds on SQLite, which is copied back, and a fifth of a second on PostgreSQL, where it is made from a template.
For the same reason tests that commit need not be cleaned up by emptying every table, which the audit rightly refuses.
"""

import copy
import shutil
import sqlite3
import sys
import tempfile
from collections.abc import Callable, Generator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import _lru_cache_wrapper
from pathlib import Path
from typing import Any, TypeVar

import pytest
from django.conf import settings
from django.core.cache import caches
from django.db import connection, transaction
from django.test import TransactionTestCase, override_settings
from pytest_django import DjangoDbBlocker

from tests.migrated import kept_in, taken_over

Value = TypeVar("Value")
Function = TypeVar("Function", bound=Callable[..., Any])
Build = Callable[..., Any]


def empty() -> None:
    """The tables and what migrations put into them."""


@dataclass(frozen=True)
class Kept:
    """What was built: a copy of the database (on PostgreSQL the name of one), its home, and what the builder gave."""

    database: Any
    home: Path
    value: Any


_kept: dict[Build, Kept] = {}
_before: dict[Build, Build] = {}  # what one that goes on from another goes on from
_now: Build | None = None  # what the database holds; None where a test has committed something else


def begins_with(build: Build) -> Callable[[Function], Function]:
    """Marks a fixture whose tests begin with what `build` makes."""

    def mark(fixture: Function) -> Function:
        fixture.begins_with = build  # type: ignore[attr-defined]  # a mark of ours
        return fixture

    return mark


def goes_on_from(earlier: Build) -> Callable[[Function], Function]:
    """Marks a builder that need not build again what another has built."""

    def mark(build: Function) -> Function:
        _before[build] = earlier
        return build

    return mark


def begun(build: Callable[[], Value]) -> Value:
    """Puts the files of what was built into this test's home and gives a copy of its value."""
    assert _now is build, f"{build.__name__} is asked for while a test runs: mark its fixture with @begins_with"
    _forget()
    shutil.copytree(_kept[build].home, settings.COMMONGROUND_HOME, dirs_exist_ok=True)
    return copy.deepcopy(_kept[build].value)


@contextmanager
def undone(blocker: DjangoDbBlocker) -> Iterator[None]:
    """For fixtures of a module: an empty site in a transaction that is undone when the module is through."""
    with blocker.unblock():
        _bring(empty)
        with transaction.atomic():
            yield
            transaction.set_rollback(True)


def _bring(build: Build) -> None:
    global _now
    if _now is build:
        return
    assert not connection.in_atomic_block, f"{build.__name__} is asked for inside a transaction"
    if build in _kept:
        _put(_kept[build].database)
    else:
        if build is not empty:
            _bring(_before.get(build, empty))
        _kept[build] = _make(build)
    _now = build


def _make(build: Build) -> Kept:
    global _now
    _now = None
    home = Path(tempfile.mkdtemp(prefix="commonground-begun-"))
    earlier = _kept[_before[build]] if build in _before else None
    if earlier:
        shutil.copytree(earlier.home, home, dirs_exist_ok=True)
    with override_settings(COMMONGROUND_HOME=home, MEDIA_ROOT=home / "files"):
        value = build(copy.deepcopy(earlier.value)) if earlier else build()
    return Kept(_copy(build.__name__), home, value)


def _copy(name: str) -> Any:
    """A copy of the database as it is."""
    if connection.vendor == "sqlite":
        connection.ensure_connection()
        held = sqlite3.connect(":memory:")
        connection.connection.backup(held)
        return held
    held = f"{connection.settings_dict['NAME']}_{name}_{len(_kept)}"
    _on_server(f'DROP DATABASE IF EXISTS "{held}"', f'CREATE DATABASE "{held}" TEMPLATE "{{name}}"')
    return held


def _put(held: Any) -> None:
    """The database becomes the copy."""
    if connection.vendor == "sqlite":
        connection.ensure_connection()
        held.backup(connection.connection)
    else:
        _on_server('DROP DATABASE "{name}" WITH (FORCE)', f'CREATE DATABASE "{{name}}" TEMPLATE "{held}"')


def _on_server(*statements: str) -> None:
    name = connection.settings_dict["NAME"]
    connection.close()
    with connection._nodb_cursor() as cursor:
        for statement in statements:
            cursor.execute(statement.format(name=name))


def _forget() -> None:
    """Caches of earlier tests: what is kept has the same keys each time, and pages are to be made, not remembered."""
    caches["public"].clear()
    for name, module in list(sys.modules.items()):
        if name.startswith("commonground.") and ".queries" in name:
            for held in vars(module).values():
                if isinstance(held, _lru_cache_wrapper) and held.cache_parameters()["maxsize"] is not None:
                    held.cache_clear()


def _asked_by(item: pytest.Item) -> Build:
    known = item._fixtureinfo.name2fixturedefs  # type: ignore[attr-defined]  # pytest has no public way to ask
    found = {getattr(known[name][-1].func, "begins_with", None) for name in item.fixturenames if name in known}
    wanted = [build for build in found if build is not None]
    assert len(wanted) < 2, f"{item.nodeid} asks for {len(wanted)} beginnings"
    return wanted[0] if wanted else empty


@pytest.hookimpl(wrapper=True)
def pytest_fixture_setup(
    fixturedef: pytest.FixtureDef[Any], request: pytest.FixtureRequest
) -> Generator[None, Any, Any]:
    """Keeps the new database, and brings it to what a test asks for before pytest-django opens it for the test."""
    if fixturedef.argname == "_django_db_helper":
        request.getfixturevalue("django_db_setup")
        with request.getfixturevalue("django_db_blocker").unblock():
            _bring(_asked_by(request.node))
    if fixturedef.argname != "django_db_setup":
        return (yield)
    folder = kept_in(request.config, request.getfixturevalue("tmp_path_factory"))
    with request.getfixturevalue("django_db_blocker").unblock(), taken_over(folder):
        done = yield
        _bring(empty)
    return done


def _has_committed(case: TransactionTestCase) -> None:
    global _now
    _now = None


@pytest.fixture(scope="session", autouse=True)
def _no_emptying(django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """The next test that uses the database brings it to what it asks for."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TransactionTestCase, "_fixture_teardown", _has_committed)
        yield
    for kept in _kept.values():
        shutil.rmtree(kept.home, ignore_errors=True)
        if isinstance(kept.database, sqlite3.Connection):
            kept.database.close()
        else:
            with django_db_blocker.unblock():
                _on_server(f'DROP DATABASE "{kept.database}"')
