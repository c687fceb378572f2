"""What every test of the house needs."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection
from django.db.backends.sqlite3.base import DatabaseOperations  # by way of base: operations alone imports itself
from hypothesis import HealthCheck, settings

# How long an example takes says something about the machine and what else it does, nothing about the code.
settings.register_profile("house", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("house")


@pytest.fixture(scope="session", autouse=True)
def _emptying_lifts_the_guards_of_the_audit() -> Iterator[None]:
    """Tests that commit are cleaned up by emptying every table, which the audit's SQLite triggers rightly refuse.

    Only for that moment, in one transaction, the triggers are dropped and made again.
    """
    emptying = DatabaseOperations.sql_flush

    def sql_flush(self: DatabaseOperations, *args: Any, **kwargs: Any) -> list[str]:
        statements = emptying(self, *args, **kwargs)
        if not statements:
            return statements
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name LIKE 'audit\\_%' ESCAPE '\\'"
            )
            guards = cursor.fetchall()
        return [f"DROP TRIGGER {name}" for name, _ in guards] + statements + [sql for _, sql in guards]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(DatabaseOperations, "sql_flush", sql_flush)
        yield
