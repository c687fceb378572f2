"""What is put into the outbox, and how people choose to be told."""

import pytest
from django.db import transaction

from commonground.foundation.audit.models import AuditContent, AuditEvent
from commonground.foundation.kernel.errors import Conflict, NotFound, Refused
from commonground.foundation.kernel.viewer import Viewer, public
from commonground.foundation.post import actions as post
from commonground.foundation.post import queries
from commonground.foundation.post.models import Email, ReceivedNotice
from commonground.foundation.post.rules import Recipient, State, Way
from commonground.foundation.post.tests.conftest import DUTY, GATHERED, NOW, PAPERS, papers, to

pytestmark = pytest.mark.django_db


def test_a_notice_stands_among_those_of_its_recipient_and_of_nobody_else(ann: Viewer, ben: Viewer):
    post.notify(recipients=[to(ann)], notice=papers(), by=ben)
    assert [one.subject for one in queries.notices(ann)] == ["Papers for 4 December are published"]
    assert queries.unread_count(ann) == 1
    assert list(queries.notices(ben)) == []
    with pytest.raises(NotFound):
        queries.notice(ben, queries.notices(ann).get().pk)
    assert list(queries.notices(public(NOW))) == []


def test_an_email_waits_for_each_who_is_told_at_once(ann: Viewer, ben: Viewer):
    outside = Recipient(None, "Clerk@Example.org", "Clerk")
    assert post.notify(recipients=[to(ann), to(ben), outside], notice=papers(), by=ben) == 3
    waiting = Email.objects.order_by("address")
    assert [(one.address, one.state) for one in waiting] == [
        ("ann@example.org", State.WAITING),
        ("ben@example.org", State.WAITING),
        ("clerk@example.org", State.WAITING),
    ]


def test_what_is_undone_was_never_told(ann: Viewer, ben: Viewer):
    with transaction.atomic():
        post.notify(recipients=[to(ann)], notice=papers(), by=ben)
        transaction.set_rollback(True)
    assert not ReceivedNotice.objects.exists()
    assert not Email.objects.exists()


def test_under_one_key_each_person_is_told_once(ann: Viewer, ben: Viewer):
    for whom in ([to(ann)], [to(ann), to(ben)]):
        post.notify(recipients=whom, notice=papers(), key="pack 7", by=ben)
    assert Email.objects.count() == ReceivedNotice.objects.count() == 2
    post.notify(recipients=[to(ann)], notice=papers(), by=ben)
    assert ReceivedNotice.objects.count() == 3, "without a key nothing is taken for the same"


def test_five_hundred_are_told_in_a_handful_of_statements(ben: Viewer, django_assert_max_num_queries):
    many = [Recipient(None, f"member{number}@example.org", "Member") for number in range(500)]
    with django_assert_max_num_queries(40):  # inserts of as many rows as SQLite takes at once
        assert post.notify(recipients=many, notice=papers(), key="all", by=ben) == 500


def test_a_kind_that_nobody_declares_is_a_mistake_of_the_room(ann: Viewer):
    with pytest.raises(LookupError, match=r"trial\.papers"):
        post.notify(recipients=[to(ann)], notice=papers(kind="trial.unheard-of"), by=ann)


def test_the_audit_says_how_many_were_told_of_what_and_not_what_it_said(ann: Viewer, ben: Viewer):
    post.notify(recipients=[to(ann)], notice=papers(), by=ben)
    event = AuditEvent.objects.get(verb="people told")
    assert [one.person for one in event.persons.all()] == [ann.id]
    assert PAPERS in event.content.body
    assert "December" not in event.content.body


def test_words_that_may_never_be_said_leave_nothing_behind(ann: Viewer):
    with pytest.raises(ValueError, match="no e-mail may say"):
        post.notify(recipients=[to(ann)], notice=papers(subject="Closed Canary met"), never=["Closed Canary"], by=ann)
    assert not ReceivedNotice.objects.exists()


@pytest.mark.parametrize(
    ("way", "emails"), [(Way.AT_ONCE, 1), (Way.DIGEST, 0), (Way.ON_SITE, 0)], ids=lambda value: str(value)
)
def test_each_is_told_as_they_chose(way: Way, emails: int, ann: Viewer, ben: Viewer):
    post.choose(ways={PAPERS: way}, based_on=0, by=ann)
    post.notify(recipients=[to(ann)], notice=papers(), by=ben)
    assert Email.objects.count() == emails
    assert queries.notices(ann).get().way == way, "and it stands on the site in any case"


def test_who_never_chose_is_told_as_the_kind_is_by_default(ann: Viewer):
    assert [(one.kind.slug, one.way) for one in queries.chosen(queries.choices(ann))] == [
        (PAPERS, Way.AT_ONCE),
        (DUTY, Way.AT_ONCE),
        (GATHERED, Way.DIGEST),
    ]


def test_a_duty_can_come_once_a_day_but_not_be_switched_off(ann: Viewer):
    post.choose(ways={DUTY: Way.DIGEST}, based_on=0, by=ann)
    with pytest.raises(Refused, match="Your roles"):
        post.choose(ways={PAPERS: Way.ON_SITE, DUTY: Way.ON_SITE}, based_on=1, by=ann)
    kept = queries.choices(ann)
    assert kept is not None
    assert kept.ways == {DUTY: "digest"}, "nothing by halves"


def test_a_choice_is_on_record(ann: Viewer):
    post.choose(ways={PAPERS: Way.DIGEST, DUTY: Way.AT_ONCE}, based_on=0, by=ann)
    post.choose(ways={PAPERS: Way.DIGEST}, based_on=1, by=ann)
    told = AuditContent.objects.filter(event__verb="notices chosen").values_list("body", flat=True)
    assert len(told) == 1, "what did not change is not recorded"
    assert PAPERS in told[0]
    assert AuditEvent.objects.get(verb="notices chosen").actor_id == ann.id


@pytest.mark.parametrize("based_on", [0, 2])
def test_of_two_windows_the_second_is_told(based_on: int, ann: Viewer):
    post.choose(ways={PAPERS: Way.DIGEST}, based_on=0, by=ann)
    with pytest.raises(Conflict):
        post.choose(ways={PAPERS: Way.ON_SITE}, based_on=based_on, by=ann)


def test_the_public_chooses_nothing():
    with pytest.raises(Refused):
        post.choose(ways={PAPERS: Way.DIGEST}, based_on=0, by=public(NOW))


def test_reading_is_remembered_once_and_only_by_its_owner(ann: Viewer, ben: Viewer):
    post.notify(recipients=[to(ann), to(ben)], notice=papers(), by=ben)
    mine = queries.notices(ann).get()
    with pytest.raises(NotFound):
        post.mark_read(notice=mine, by=ben)
    post.mark_read(notice=mine, by=ann)
    post.mark_read(notice=mine, by=ann)
    assert queries.unread_count(ann) == 0
    assert queries.unread_count(ben) == 1
    assert post.mark_all_read(by=ben) == 1
    assert AuditEvent.objects.filter(verb="notice read").count() == 1
