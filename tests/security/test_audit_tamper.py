"""Whatever somebody does to the audit behind the site's back, `audit verify` names the first row that does not hold."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from django.db import connection

from commonground.foundation.audit import actions as audit
from commonground.foundation.audit import rules
from commonground.foundation.audit.models import AuditContent, AuditEvent, AuditHead, AuditPerson
from commonground.foundation.audit.queries import Verdict, head, verify
from commonground.foundation.kernel.identifiers import new_id
from commonground.foundation.kernel.viewer import Viewer, operator

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)
PERSONS = [UUID(int=number) for number in range(1, 6)]
EVENTS = 12
HIT = 5  # the event that is tampered with; it has content and persons


@pytest.fixture
def viewer() -> Viewer:
    return Viewer(UUID(int=99), "Ann Example", (), "direct help", "session", NOW)


@pytest.fixture(autouse=True)
def _history(viewer: Viewer) -> None:
    """Twelve events in the audit, and the guards lifted as by somebody who owns the database."""
    for number in range(1, EVENTS + 1):
        with audit.atomic():
            audit.record(f"event {number}", by=viewer, details={"number": number}, persons=PERSONS[: number % 4])
    lift_guards()


def lift_guards() -> None:
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger' AND name LIKE 'audit%'")
            for (name,) in cursor.fetchall():
                cursor.execute(f"DROP TRIGGER {name}")


def found() -> tuple[int, str]:
    """Where the audit breaks, and why."""
    breach = verify().breach
    assert breach is not None, "nothing was noticed"
    return breach.position, breach.why


def change_event(position: int = HIT, **values: Any) -> None:
    assert AuditEvent.objects.filter(position=position).update(**values) == 1


def delete_event(position: int) -> None:
    AuditPerson.objects.filter(event=position).delete()
    AuditContent.objects.filter(event=position).delete()
    AuditEvent.objects.filter(position=position).delete()


def rehash(position: int, previous: str) -> str:
    """Give an event the hash that fits what it says now, as somebody who knows the rules would."""
    row = AuditEvent.objects.get(position=position)
    row.previous = previous
    row.hash = rules.event_hash(audit_facts(row))
    row.save()
    return row.hash


def audit_facts(row: AuditEvent) -> rules.EventFacts:
    return rules.EventFacts(
        *(getattr(row, name) for name in ("position", "reference", "at", "actor_id", "actor_label", "purpose")),
        *(getattr(row, name) for name in ("session", "verb", "about_type", "about_id", "content_digest")),
        row.persons_digest,
        row.previous,
    )


def rewrite_from(position: int) -> None:
    """Change an event and make everything after it fit, the head too."""
    change_event(position, verb="rewritten")
    previous = AuditEvent.objects.get(position=position - 1).hash
    for number in range(position, EVENTS + 1):
        previous = rehash(number, previous)
    AuditHead.objects.update(hash=previous)


def test_an_untouched_audit_holds():
    assert verify() == Verdict(EVENTS, head())


def flipped(value: Any) -> Any:
    """The value with its last bit turned."""
    match value:
        case None:
            return UUID(int=1)
        case UUID():
            return UUID(int=value.int ^ 1)
        case datetime():
            return value + timedelta(microseconds=1)
    return value[:-1] + chr(ord(value[-1]) ^ 1) if value else "x"


COLUMNS = [field.attname for field in AuditEvent._meta.concrete_fields if field.name != "position"]


@pytest.mark.parametrize("column", COLUMNS)
def test_one_flipped_bit_in_any_column_of_an_event_is_found(column):
    before = AuditEvent.objects.values_list(column, flat=True).get(position=HIT)
    change_event(**{column: flipped(before)})
    assert found() == (HIT, "it is not what was recorded: its hash does not fit what it says")


@pytest.mark.parametrize("column", ["salt", "body"])
def test_one_flipped_bit_in_the_content_is_found(column):
    content = AuditContent.objects.get(event=HIT)
    AuditContent.objects.filter(event=HIT).update(**{column: flipped(getattr(content, column))})
    assert found() == (HIT, "its content is not what was recorded")


def change_person() -> None:
    AuditPerson.objects.filter(event=HIT).update(person=UUID(int=77))


def drop_person() -> None:
    AuditPerson.objects.filter(event=HIT).delete()


def add_person() -> None:
    AuditPerson.objects.create(event_id=HIT, person=UUID(int=77))


def move_person() -> None:
    AuditPerson.objects.filter(event=HIT).update(event=8)


@pytest.mark.parametrize("tamper", [change_person, drop_person, add_person, move_person])
def test_a_changed_dropped_added_or_moved_person_is_found(tamper: Callable[[], None]):
    tamper()
    assert found() == (HIT, "the persons it concerns are not those that were recorded")


def test_a_person_added_to_an_event_that_concerned_nobody_is_found():
    AuditPerson.objects.create(event_id=8, person=UUID(int=77))
    assert found() == (8, "the persons it concerns are not those that were recorded")


def test_a_deleted_event_is_found():
    delete_event(HIT)
    assert found() == (HIT, "it is missing")


def test_the_first_event_deleted_is_found():
    delete_event(1)
    assert found() == (1, "it is missing")


def test_deleted_content_is_found():
    AuditContent.objects.filter(event=HIT).delete()
    assert found() == (HIT, "its content is missing")


def test_reordered_events_are_found():
    swap = ("at", "verb", "actor_label", "previous", "hash")
    one, two = (AuditEvent.objects.values(*swap).get(position=position) for position in (HIT, HIT + 1))
    change_event(HIT, **two)
    change_event(HIT + 1, **one)
    assert found()[0] == HIT


def test_an_event_rewritten_with_a_hash_that_fits_does_not_fit_the_next_one():
    change_event(verb="rewritten")
    rehash(HIT, AuditEvent.objects.get(position=HIT - 1).hash)
    assert found() == (HIT + 1, "it does not follow the event before it: one of the two was replaced")


def test_an_event_moved_to_another_place_of_the_chain_is_found():
    before = AuditEvent.objects.get(position=HIT - 2).hash
    rehash(HIT, before)
    assert found()[0] == HIT


def test_a_cut_tail_is_found_by_the_head():
    for position in (EVENTS - 1, EVENTS):
        delete_event(position)
    assert found() == (EVENTS - 1, f"it is missing, and so is everything up to event {EVENTS}")


def test_a_cut_tail_with_the_head_set_back_is_found_by_an_anchor():
    anchor = head()
    for position in (EVENTS - 1, EVENTS):
        delete_event(position)
    last = AuditEvent.objects.get(position=EVENTS - 2)
    AuditHead.objects.update(position=last.position, hash=last.hash)
    assert verify().breach is None, "a chain alone cannot tell"
    breach = verify(anchors=[anchor]).breach
    assert breach == rules.Breach(EVENTS - 1, f"it is missing: the anchor saw events up to {EVENTS}")


def test_a_chain_rewritten_from_some_event_on_is_found_by_an_anchor():
    anchors = [rules.Anchor(row.position, row.hash) for row in AuditEvent.objects.filter(position__in=(3, 8))]
    rewrite_from(HIT)
    assert verify().breach is None, "a chain alone cannot tell"
    assert verify(anchors=anchors).breach == rules.Breach(
        8, "it is not what the anchor says: the chain was rewritten up to here"
    )


def test_a_changed_head_is_found():
    AuditHead.objects.update(hash="0" * 64)
    assert found() == (EVENTS, "the head of the chain does not fit it: the end was cut or the head was changed")


def test_a_head_set_back_alone_is_found():
    row = AuditEvent.objects.get(position=HIT)
    AuditHead.objects.update(position=row.position, hash=row.hash)
    assert found() == (HIT + 1, "it stands after the head of the chain")


def test_a_head_that_is_gone_is_found_and_stops_all_writing(viewer):
    AuditHead.objects.all().delete()
    assert found() == (1, "it stands after the head of the chain")
    with pytest.raises(audit.Unwritable), audit.atomic():
        audit.record("after", by=viewer)
    assert AuditEvent.objects.count() == EVENTS


def test_an_event_smuggled_in_after_the_head_is_found():
    last = AuditEvent.objects.get(position=EVENTS)
    last.position, last.reference, last.previous = EVENTS + 1, new_id(), last.hash
    last.hash = rules.event_hash(audit_facts(last))
    last.save(force_insert=True)
    assert found() == (EVENTS + 1, "it stands after the head of the chain")


def test_everything_deleted_but_the_head_is_found():
    for position in range(1, EVENTS + 1):
        delete_event(position)
    assert found() == (1, f"it is missing, and so is everything up to event {EVENTS}")


def test_content_emptied_behind_the_sites_back_is_found():
    AuditContent.objects.filter(event=HIT).update(salt="", body="")
    assert found() == (HIT, "its content is empty, and no event says that it was erased")


def test_content_erased_by_a_reviewed_job_leaves_a_chain_that_holds():
    steward = operator(NOW, permissions=frozenset({"audit.erase"}))
    assert audit.erase_content(positions=[HIT, HIT + 1], reason="retention", by=steward) == 2
    assert set(AuditContent.objects.filter(event__in=(HIT, HIT + 1)).values_list("salt", "body")) == {("", "")}
    assert verify() == Verdict(EVENTS + 1, head())


def test_the_first_of_several_breaches_is_named():
    change_event(9, verb="x")
    delete_event(7)
    AuditContent.objects.filter(event=3).delete()
    assert found() == (3, "its content is missing")


def test_a_break_is_found_across_batches_too(monkeypatch):
    monkeypatch.setattr("commonground.foundation.audit.queries.BATCH", 3)
    assert verify() == Verdict(EVENTS, head())
    delete_event(7)
    assert found() == (7, "it is missing")
