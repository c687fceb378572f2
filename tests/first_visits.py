"""How often a page asks the database on the first visit after everything that was remembered is forgotten.

A query that is asked again for each row is an error (zeal). Counted is what a page asks, without the statements that
begin and end a transaction: they ask nothing.
"""

from dataclasses import dataclass

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from zeal import zeal_context

from tests.bench.page import forget

MOST = 12
BRACKETS = ("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE")


@dataclass(frozen=True)
class FirstVisit:
    """What was answered, and what was asked for it."""

    status: int
    asked: tuple[str, ...]


def first_visit(client: Client, path: str) -> FirstVisit:
    """Ask for a page, or a file, when nothing is remembered."""
    forget()
    connection.queries_log.clear()  # it holds so many, and a long walk asks for more
    with zeal_context(), CaptureQueriesContext(connection) as made:
        answer = client.get(path)
        answer.getvalue()  # also of a file that is made while it leaves
    asked = (one["sql"] for one in made.captured_queries)
    return FirstVisit(answer.status_code, tuple(sql for sql in asked if not sql.startswith(BRACKETS)))
