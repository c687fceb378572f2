"""`commonground audit …`: what it says and how it exits."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from django.db import connection

from commonground.foundation.audit import actions as audit
from commonground.foundation.audit.commands import audit as command
from commonground.foundation.audit.models import AuditContent, AuditEvent, AuditHead
from commonground.foundation.audit.queries import head
from commonground.foundation.kernel.errors import Invalid
from commonground.foundation.kernel.viewer import operator

pytestmark = pytest.mark.django_db

EVENTS = 8


@pytest.fixture(autouse=True)
def _events() -> None:
    """Some events, and the guards lifted as by somebody who owns the database."""
    by = operator(datetime(2026, 11, 22, tzinfo=UTC), permissions=frozenset())
    for number in range(EVENTS):
        with audit.atomic():
            audit.record(f"event {number}", by=by, details={"number": number})
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger' AND name LIKE 'audit%'")
            for (name,) in cursor.fetchall():
                cursor.execute(f"DROP TRIGGER {name}")


def call(*words: str) -> Result:
    return CliRunner().invoke(command, words, catch_exceptions=False)


def cut_tail() -> None:
    """Remove the last two events and set the head back."""
    AuditContent.objects.filter(event__gt=EVENTS - 2).delete()
    AuditEvent.objects.filter(position__gt=EVENTS - 2).delete()
    last = AuditEvent.objects.last()
    AuditHead.objects.update(position=last.position, hash=last.hash)


def test_a_chain_that_holds_is_said_with_its_head():
    said = call("verify")
    assert (said.exit_code, said.output) == (0, f"{EVENTS} events hold. The head is {head()}\n")


def test_a_broken_chain_exits_1_and_names_the_first_row_and_why():
    AuditEvent.objects.filter(position=5).update(verb="event 9")
    said = call("verify")
    assert said.exit_code == 1
    assert said.output == (
        "The audit is broken at event 5: it is not what was recorded: its hash does not fit what it says.\n"
        "4 events before it hold.\n"
    )


def test_machines_get_one_object():
    assert json.loads(call("verify", "--json").output) == {"checked": EVENTS, "head": str(head()), "breach": None}
    AuditContent.objects.filter(event=3).delete()
    said = call("verify", "--json")
    assert said.exit_code == 1
    assert json.loads(said.output)["breach"] == {"position": 3, "why": "its content is missing"}


def test_a_kept_head_shows_a_tail_that_was_cut(tmp_path: Path):
    anchors = tmp_path / "heads.txt"
    anchors.write_text(call("head").output)
    assert call("verify", "--anchor", str(anchors)).exit_code == 0
    cut_tail()
    assert call("verify").exit_code == 0, "a chain alone cannot tell"
    for kept in (("--anchor", str(anchors)), ("--expect", anchors.read_text())):
        said = call("verify", *kept)
        assert said.exit_code == 1
        assert f"broken at event {EVENTS - 1}: it is missing: the anchor saw events up to {EVENTS}" in said.output


def test_what_is_no_anchor_is_refused_with_its_line(tmp_path: Path):
    anchors = tmp_path / "heads.txt"
    anchors.write_text(f"1:{'a' * 64}\nnonsense\n")
    with pytest.raises(Invalid) as refused:
        call("verify", "--anchor", str(anchors))
    assert str(refused.value.problems[0]).startswith("line 2: 'nonsense' is not an anchor.")
