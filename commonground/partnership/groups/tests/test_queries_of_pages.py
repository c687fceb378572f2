"""How often each page asks the database: as often with little as with much, and twelve times at most."""

import contextlib
from datetime import timedelta

import pytest
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from commonground.ground.partners.actions import sign_ins
from commonground.ground.partners.models import Account
from tests.bench.groups.ids import key
from tests.bench.groups.making import Size, make
from tests.bench.groups.pages import addresses
from tests.first_visits import first_visit

pytestmark = pytest.mark.django_db

MOST = 12
SMALL = Size(
    groups=2, meetings=16, actions=40, people=12, seats=4, items=3, papers=2,
    plans=2, priorities=7, plan_actions=160, risks=4, workstreams=2, issues=2,
)  # fmt: skip
THREE_TIMES = Size(
    groups=6, meetings=144, actions=360, people=34, seats=12, items=9, papers=6,
    plans=6, priorities=21, plan_actions=1440, risks=12, workstreams=6, issues=6,
)  # fmt: skip


class _Undo(Exception):
    """Takes a place away again."""


def asked(size: Size) -> dict[str, int]:
    """By page, how often it asks in a place of this size, and how often when nothing is remembered: also for the
    session, and to record who was shown."""
    found: dict[str, int] = {}
    with contextlib.suppress(_Undo), transaction.atomic():
        make(size, today=timezone.localdate())
        client = Client()
        client.force_login(Account.objects.get(pk=key(Account, 0)))
        for row, named in addresses().items():
            for name, path in named.items():
                assert client.get(path).status_code == 200, path
                with CaptureQueriesContext(connection) as queries:
                    client.get(path)
                found[f"{row}: {name}"] = len(queries)
                found[f"{row}: {name}, first visit"] = len(first_visit(client, path).asked)
        raise _Undo
    return found


def test_no_page_asks_more_often_with_three_times_as_much_nor_more_than_twelve_times(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    # That somebody is there is written once a minute: where a machine is slow enough, between two pages.
    monkeypatch.setattr(sign_ins, "SEEN_EVERY", timedelta(days=1))
    little = asked(SMALL)
    assert asked(THREE_TIMES) == little
    assert not {name: number for name, number in little.items() if number > MOST}
