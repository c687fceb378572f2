"""Reading the audit: one thing's history, one person's access log."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest

from commonground.foundation.audit import actions as audit
from commonground.foundation.audit import queries
from commonground.foundation.audit.models import AuditEvent, AuditHead
from commonground.foundation.audit.rules import Anchor
from commonground.foundation.kernel.errors import Invalid, Refused
from commonground.foundation.kernel.viewer import Viewer, operator

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)
CHILD = UUID("01890a5d-ac96-774b-bcce-b302099a8057")
OFFICER = operator(NOW, permissions=frozenset({"audit.read", "audit.erase"}), label="officer")
NOBODY = Viewer(CHILD, "Ann Example", (), "direct help", "session", NOW)


@pytest.fixture
def thing() -> AuditHead:
    """Any row will do."""
    return AuditHead(pk=1)


@pytest.fixture(autouse=True)
def _events(thing: AuditHead) -> None:
    for hour, verb in enumerate(("made", "changed", "ended")):
        with audit.atomic():
            by = NOBODY.at(NOW + timedelta(hours=hour))
            audit.record(verb, by=by, about=thing, details={"hour": hour}, persons=[CHILD] * (hour > 0))
    with audit.atomic():
        audit.record("seen", by=OFFICER)


def test_the_history_of_a_thing_is_what_was_done_to_it_latest_first(thing):
    history = queries.history(thing)
    assert [entry.verb for entry in history] == ["ended", "changed", "made"]
    assert (history[0].who, history[0].at, history[0].details) == ("Ann Example", NOW + timedelta(hours=2), {"hour": 2})


def test_a_history_costs_two_queries_whatever_its_length(thing, django_assert_num_queries):
    with django_assert_num_queries(2):
        assert len(queries.history(thing, limit=2)) == 2


def test_the_access_log_of_a_person_is_every_event_that_concerned_them():
    assert [entry.verb for entry in queries.access_log(CHILD, viewer=OFFICER)] == ["ended", "changed"]
    assert queries.access_log(UUID(int=1), viewer=OFFICER) == []


def test_the_access_log_is_for_who_may_read_the_audit():
    with pytest.raises(Refused):
        queries.access_log(CHILD, viewer=NOBODY)


def test_erased_content_leaves_the_event_without_words(thing):
    assert audit.erase_content(positions=[3], reason="retention", by=OFFICER) == 1
    last = queries.history(thing)[0]
    assert (last.verb, last.label, last.details) == ("ended", "", {})
    assert queries.verify().breach is None
    assert queries.access_log(CHILD, viewer=OFFICER)[0].verb == "ended", "that it concerned them stays"


def test_erasing_twice_is_erasing_once():
    for times in (1, 0):
        assert audit.erase_content(positions=[3], reason="retention", by=OFFICER) == times
    assert AuditEvent.objects.filter(verb="audit content erased").count() == 1


def test_the_record_of_an_erasure_cannot_be_erased():
    audit.erase_content(positions=[3], reason="retention", by=OFFICER)
    last = queries.head().position
    with pytest.raises(Invalid) as refused:
        audit.erase_content(positions=[1, last], reason="to cover up", by=OFFICER)
    assert refused.value.problems[0].where == f"event {last}"
    assert queries.history(AuditHead(pk=1))[-1].details == {"hour": 0}, "nothing was erased"


def test_erasing_is_for_who_may():
    with pytest.raises(Refused):
        audit.erase_content(positions=[3], reason="retention", by=NOBODY)
    assert queries.verify().breach is None


def test_the_head_is_the_last_event():
    last = AuditEvent.objects.last()
    assert queries.head() == Anchor(last.position, last.hash)
