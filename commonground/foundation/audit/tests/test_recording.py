"""What an action records is written last, in its own transaction, or not at all."""

from datetime import UTC, datetime
from uuid import UUID

import pytest
from django.db import connection, transaction

from commonground.foundation.audit import actions as audit
from commonground.foundation.audit.models import AuditContent, AuditEvent, AuditHead, AuditPerson
from commonground.foundation.audit.rules import START
from commonground.foundation.kernel.viewer import Viewer, operator

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)
CHILD = UUID("01890a5d-ac96-774b-bcce-b302099a8057")
SIBLING = UUID("01890a5d-ac96-774b-bcce-b302099a8058")
# On SQLite the trigger that appends would follow a table to its new name.
BREAKS = {
    "postgresql": "ALTER TABLE audit_auditperson RENAME TO elsewhere",
    "sqlite": "CREATE TRIGGER breaks BEFORE INSERT ON audit_auditperson BEGIN SELECT RAISE(ABORT, 'broken'); END",
}


@pytest.fixture
def viewer() -> Viewer:
    return operator(NOW, permissions=frozenset())


def verbs() -> list[str]:
    return list(AuditEvent.objects.values_list("verb", flat=True))


class Stopped(Exception):
    pass


@audit.atomic()
def _act_and_fail(viewer: Viewer) -> None:
    audit.record("undone", by=viewer)
    with audit.atomic():
        audit.record("undone too", by=viewer)
    raise Stopped


def test_events_stand_in_the_order_they_were_recorded_each_following_the_one_before(viewer):
    with audit.atomic():
        audit.record("one", by=viewer)
        audit.record("two", by=viewer)
    with audit.atomic():
        audit.record("three", by=viewer)
    rows = list(AuditEvent.objects.all())
    assert [(row.position, row.verb) for row in rows] == [(1, "one"), (2, "two"), (3, "three")]
    assert [row.previous for row in rows] == [START, rows[0].hash, rows[1].hash]
    head = AuditHead.objects.get()
    assert (head.position, head.hash) == (3, rows[2].hash)


def test_nothing_is_written_before_the_end_of_the_outermost_transaction(viewer):
    with audit.atomic():
        with audit.atomic():
            audit.record("inner", by=viewer)
        assert verbs() == []
    assert verbs() == ["inner"]


def test_an_action_can_be_decorated_and_called_twice(viewer):
    @audit.atomic()
    def act() -> str:
        audit.record("acted", by=viewer)
        return "done"

    assert [act(), act()] == ["done", "done"]
    assert verbs() == ["acted", "acted"]


def test_an_error_leaves_no_event(viewer):
    with pytest.raises(Stopped):
        _act_and_fail(viewer)
    assert verbs() == []
    assert not audit.is_open()


def test_an_inner_rollback_takes_its_events_with_it_and_keeps_the_outer_ones(viewer):
    with audit.atomic():
        audit.record("before", by=viewer)
        with pytest.raises(Stopped):
            _act_and_fail(viewer)
        audit.record("after", by=viewer)
    assert verbs() == ["before", "after"]


def test_recording_outside_of_a_transaction_is_a_mistake_of_the_programmer(viewer):
    with pytest.raises(RuntimeError, match="outside of"):
        audit.record("lost", by=viewer)


def test_recording_inside_a_savepoint_that_the_audit_does_not_know_is_a_mistake_too(viewer):
    with pytest.raises(RuntimeError, match=r"nest audit.atomic\(\)"), audit.atomic(), transaction.atomic():
        audit.record("would survive the rollback of what it reports", by=viewer)


def test_persons_are_rows_of_their_own_once_each(viewer):
    with audit.atomic():
        audit.record("seen", by=viewer, persons=[SIBLING, CHILD, CHILD])
    assert set(AuditPerson.objects.values_list("event_id", "person")) == {(1, CHILD), (1, SIBLING)}
    assert AuditEvent.objects.get().persons_digest


def test_label_and_details_stand_in_content_that_can_be_erased_and_not_in_the_event(viewer):
    head = AuditHead(pk=1)
    with audit.atomic():
        audit.record("changed", by=viewer, about=head, details={"on": NOW.date(), "places": {"b", "a"}})
    event, content = AuditEvent.objects.get(), AuditContent.objects.get()
    assert (event.about_type, event.about_id) == ("audit.audithead", "1")
    assert content.body == '{"details":{"on":"2026-11-22","places":["a","b"]},"label":"0:' + START + '"}'
    assert len(content.salt) == 32


def test_an_event_without_label_and_details_has_no_content(viewer):
    with audit.atomic():
        audit.record("signed in", by=viewer)
    assert not AuditContent.objects.exists()
    assert AuditEvent.objects.get().content_digest == ""


def test_details_without_a_plain_form_are_refused_at_once(viewer):
    with pytest.raises(TypeError, match="has no plain form"), audit.atomic():
        audit.record("odd", by=viewer, details={"what": object()})


def test_who_when_why_and_in_which_session_are_kept_but_not_the_session_key():
    viewer = Viewer(CHILD, "Ann Example", (), "direct help", "secret-session-key", NOW)
    with audit.atomic():
        audit.record("seen", by=viewer)
    event = AuditEvent.objects.get()
    assert (event.at, event.actor_id, event.actor_label, event.purpose) == (NOW, CHILD, "Ann Example", "direct help")
    assert "secret" not in event.session
    assert len(event.session) == 64


def test_where_the_audit_cannot_be_written_nothing_of_the_action_stays(viewer, settings):
    with connection.cursor() as cursor:
        cursor.execute(BREAKS[connection.vendor])
    with pytest.raises(audit.Unwritable), audit.atomic():
        audit.record("seen", by=viewer, persons=[CHILD])
    assert verbs() == []


def test_one_statement_writes_it_all_whatever_the_number_of_events(viewer, django_assert_num_queries):
    with audit.atomic():
        audit.record("first", by=viewer)
    savepoint, lock, written = 2, 1, 1  # events, contents, persons and the head
    with django_assert_num_queries(savepoint + lock + written), audit.atomic():
        for number in range(5):
            audit.record("seen", by=viewer, details={"number": number}, persons=[CHILD, SIBLING])
    assert AuditEvent.objects.count() == 6
