"""What the worker does with what is in the outbox, against a mail server that really speaks SMTP."""

from collections.abc import Iterator
from datetime import timedelta

import pytest

from commonground.foundation.audit.models import AuditEvent
from commonground.foundation.kernel.errors import Conflict, NotFound, Refused
from commonground.foundation.kernel.viewer import Viewer
from commonground.foundation.post import actions as post
from commonground.foundation.post import queries, rules
from commonground.foundation.post.actions import claiming
from commonground.foundation.post.models import Email
from commonground.foundation.post.rules import Letter, State, Way
from commonground.foundation.post.tests.conftest import DUTY, GATHERED, GONE, NOW, PAPERS, SITE, papers, somebody, to
from commonground.foundation.post.tests.smtp import MailServer, mail_server

pytestmark = pytest.mark.django_db
SECRET = "https://site.example/sign-in/password/reset/key/canary-token/"


@pytest.fixture
def server(settings) -> Iterator[MailServer]:
    with mail_server() as told:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_TIMEOUT = "127.0.0.1", told.port, 5
        settings.EMAIL_USE_TLS = settings.EMAIL_USE_SSL = False
        settings.DEFAULT_FROM_EMAIL = "Common Ground <no-reply@site.example>"
        yield told


def email() -> Email:
    return Email.objects.get()


def tell(*whom: Viewer, **values: object) -> None:
    post.notify(recipients=[to(one) for one in whom], notice=papers(**values), by=somebody(None, "clerk"))


def test_what_is_due_is_sent_once(server: MailServer, ann: Viewer):
    tell(ann)
    assert post.send_due(now=NOW) == 1
    assert post.send_due(now=NOW) == 0
    (taken,) = server.taken
    assert taken["To"] == "ann@example.org"
    assert taken["Subject"] == "Papers for 4 December are published"
    assert taken["Auto-Submitted"] == "auto-generated"
    assert f"{SITE}/notices/{queries.notices(ann).get().pk}/" in taken.get_content()
    assert (email().state, email().attempts) == (State.SENT, 1)
    assert AuditEvent.objects.filter(verb="e-mail sent").count() == 1


def test_nothing_due_asks_no_mail_server(server: MailServer):
    assert post.send_due(now=NOW) == 0
    assert server.connections == 0


def test_a_round_sends_a_batch_over_one_connection_and_the_next_the_rest(server: MailServer):
    tell(*(somebody(None, f"member{number} Example") for number in range(rules.BATCH + 3)))
    assert [post.send_due(now=NOW) for _ in range(3)] == [rules.BATCH, 3, 0]
    assert server.connections == 2
    assert len({one["To"] for one in server.taken}) == rules.BATCH + 3


def test_letters_that_are_not_ascii_arrive(server: MailServer, ann: Viewer):
    tell(ann, subject="Papers “Grüße” – Llŷn")
    post.send_due(now=NOW)
    assert server.taken[0]["Subject"] == "Papers “Grüße” – Llŷn"


def test_a_line_break_in_a_subject_makes_no_header(server: MailServer, ann: Viewer):
    tell(ann, subject="Papers\r\nBcc: all at example.org\nX-Evil: 1")
    post.send_due(now=NOW)
    assert server.taken[0]["Bcc"] is None
    assert server.taken[0]["X-Evil"] is None
    assert server.taken[0]["Subject"] == "Papers Bcc: all at example.org X-Evil: 1"


def test_a_line_break_in_an_address_is_given_up_and_reaches_no_mail_server(server: MailServer, ann: Viewer):
    tell(ann)
    Email.objects.update(address="ann@example.org\nBcc: all@example.org")
    assert post.send_due(now=NOW) == 0
    assert email().state == State.GIVEN_UP
    assert server.taken == []


def test_what_is_refused_for_now_is_tried_again_after_a_while(server: MailServer, ann: Viewer):
    tell(ann)
    server.answers["RCPT"] = "451 4.7.1 greylisted ann@example.org"
    assert post.send_due(now=NOW) == 0
    assert (email().state, email().attempts, email().due_at) == (State.WAITING, 1, NOW + timedelta(minutes=1))
    assert "451" in email().problem
    assert "ann@" not in email().problem
    server.answers.clear()
    assert post.send_due(now=NOW) == 0, "not yet"
    assert post.send_due(now=NOW + timedelta(minutes=1)) == 1
    assert server.taken[0]["Message-ID"] == f"<{email().pk}@site.example>"


def test_what_is_refused_again_and_again_is_given_up_and_raised(server: MailServer, ann: Viewer, keeper: Viewer):
    tell(ann)
    server.answers["."] = "452 disk full"
    now, tries = NOW, 0
    while email().state == State.WAITING:
        now, tries = email().due_at, tries + 1
        post.send_due(now=now)
    assert (email().state, tries) == (State.GIVEN_UP, len(rules.WAITS) + 1)
    assert [one.pk for one in queries.undelivered(keeper)] == [email().pk]
    assert AuditEvent.objects.filter(verb="e-mail given up").count() == 1


def test_what_is_refused_for_good_is_given_up_at_once_and_the_others_go_on(server: MailServer, ann, ben):
    tell(ann, ben)
    server.answers["RCPT"], server.refused = "550 no such user", {"ann@example.org"}
    assert post.send_due(now=NOW) == 1
    assert [one["To"] for one in server.taken] == ["ben@example.org"]
    assert Email.objects.get(address="ann@example.org").state == State.GIVEN_UP


def test_a_mail_server_that_is_away_costs_no_attempt_and_is_left_in_peace_for_a_minute(settings, ann: Viewer, ben):
    with mail_server() as gone:
        port = gone.port
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_TIMEOUT = "127.0.0.1", port, 5
    tell(ann, ben)
    assert post.send_due(now=NOW) == 0
    assert {(one.state, one.attempts, one.due_at) for one in Email.objects.all()} == {
        (State.WAITING, 0, NOW + rules.REST)
    }
    assert post.send_due(now=NOW + rules.GIVE_UP_AFTER + timedelta(minutes=2)) == 0
    assert {one.state for one in Email.objects.all()} == {State.GIVEN_UP}


@pytest.mark.parametrize("answer", ["drop", "take and drop"])
def test_where_the_mail_server_falls_silent_nothing_is_sent_twice(
    answer: str, server: MailServer, ann: Viewer, ben: Viewer, keeper: Viewer
):
    tell(ann, ben)
    server.answers["."] = answer
    post.send_due(now=NOW)
    assert sorted(Email.objects.values_list("state", flat=True)) == [State.DOUBTFUL, State.WAITING]
    assert queries.undelivered(keeper).get().address == "ann@example.org"
    server.answers.clear()
    for hours in range(100):
        post.send_due(now=NOW + timedelta(hours=hours))
    assert [one["To"] for one in server.taken].count("ann@example.org") == (answer == "take and drop")


def test_of_two_workers_one_claims(ann: Viewer):
    tell(ann)
    one, other = email(), email()
    assert claiming.claim(one, now=NOW)
    assert not claiming.claim(other, now=NOW)


def test_a_worker_that_died_before_anything_left_does_no_harm(server: MailServer, ann: Viewer):
    tell(ann)
    claiming.claim(email(), now=NOW)
    assert post.send_due(now=NOW + rules.LEASE) == 0, "it may still be at work"
    assert post.send_due(now=NOW + rules.LEASE + timedelta(seconds=1)) == 1
    assert len(server.taken) == 1


def test_a_worker_that_died_while_it_handed_over_leaves_a_doubt_that_a_person_settles(
    server: MailServer, ann: Viewer, keeper: Viewer
):
    tell(ann)
    held = email()
    claiming.claim(held, now=NOW)
    claiming.hand_over(held)
    later = NOW + rules.LEASE + timedelta(seconds=1)
    assert post.send_due(now=later) == 0
    assert email().state == State.DOUBTFUL
    post.send_again(email=queries.undelivered_email(keeper, held.pk), by=keeper.at(later))
    assert post.send_due(now=later) == 1
    assert server.taken[0]["Message-ID"] == f"<{held.pk}@site.example>", "a copy can be told from a second e-mail"


def test_a_worker_that_was_too_slow_hands_nothing_over(ann: Viewer):
    tell(ann)
    slow = email()
    claiming.claim(slow, now=NOW)
    claiming.release_lost(now=NOW + rules.LEASE + timedelta(seconds=1))
    assert not claiming.hand_over(slow)
    assert not claiming.close(slow, State.SENT, now=NOW)


@pytest.mark.parametrize(
    "leave",
    [
        lambda ann: GONE.site.add(ann.id),
        lambda ann: GONE.group.add("ann@example.org"),
        lambda ann: post.choose(ways={PAPERS: Way.ON_SITE}, based_on=0, by=ann),
    ],
    ids=["closed account or ended role", "left the group", "wants no e-mail"],
)
def test_who_may_no_longer_be_told_gets_nothing_more(leave, server: MailServer, ann: Viewer):
    tell(ann)
    leave(ann)
    assert post.send_due(now=NOW) == 0
    assert email().state == State.DROPPED
    assert email().problem
    assert server.taken == []


def test_a_kind_that_its_room_has_given_up_is_not_sent(server: MailServer, ann: Viewer):
    tell(ann)
    queries.notices(ann).update(kind="trial.of-old")
    assert post.send_due(now=NOW) == 0
    assert email().state == State.DROPPED


def test_a_digest_gathers_what_was_not_read_meanwhile(server: MailServer, ann: Viewer, ben: Viewer):
    for number in (1, 2, 3):
        tell(ann, kind=GATHERED, subject=f"Action {number} is due")
    tell(ben, kind=GATHERED, subject="Another is due")
    post.mark_read(notice=queries.notices(ann).filter(subject="Action 2 is due").get(), by=ann)
    assert post.send_due(now=NOW) == 0, "nothing leaves before its time"
    assert post.gather_digests(now=NOW) == 2
    assert post.gather_digests(now=NOW) == 0
    assert post.send_due(now=NOW) == 2
    mine = next(one for one in server.taken if one["To"] == "ann@example.org")
    assert mine["Subject"] == "2 notices from Common Ground"
    assert "Action 1 is due" in mine.get_content()
    assert "Action 2 is due" not in mine.get_content()


def test_a_digest_leaves_out_what_may_no_longer_be_told(server: MailServer, ann: Viewer):
    tell(ann, kind=GATHERED)
    post.gather_digests(now=NOW)
    GONE.group.add("ann@example.org")
    assert post.send_due(now=NOW) == 0
    assert email().state == State.DROPPED


def test_a_duty_that_comes_once_a_day_comes(server: MailServer, ann: Viewer):
    post.choose(ways={DUTY: Way.DIGEST}, based_on=0, by=ann)
    tell(ann, kind=DUTY, subject="A role of yours ends")
    post.gather_digests(now=NOW)
    assert post.send_due(now=NOW) == 1


def seal(**values: object) -> Email:
    letter = Letter("Password", f"Open this:\n{SECRET}\n")
    said = {"to": to(somebody(None, "Ann Example")), "what": "password reset", "lasts": timedelta(hours=1)}
    return post.send_sealed(letter=letter, by=somebody(None, "site"), **(said | values))


def test_a_secret_lies_nowhere_in_the_database_and_is_gone_when_it_has_left(server: MailServer):
    seal()
    kept = email()
    assert kept.sealed
    assert not [name for name, value in vars(kept).items() if "canary-token" in str(value)]
    assert post.send_due(now=NOW) == 1
    assert SECRET in server.taken[0].get_content()
    assert email().sealed == ""


def test_a_secret_that_has_gone_stale_is_dropped(server: MailServer):
    seal()
    assert post.send_due(now=NOW + timedelta(hours=1)) == 0
    assert (email().state, email().sealed) == (State.DROPPED, "")


def test_after_a_change_of_the_key_the_old_one_still_opens_and_without_it_a_person_is_told(
    server: MailServer, settings
):
    seal()
    old, settings.SECRET_KEY = settings.SECRET_KEY, "another"
    settings.SECRET_KEY_FALLBACKS = [old]
    assert post.send_due(now=NOW) == 1
    Email.objects.all().delete()
    seal()
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "a third", []
    assert post.send_due(now=NOW) == 0
    assert (email().state, email().problem) == (
        State.GIVEN_UP,
        "It was sealed with a key that this site no longer has.",
    )


def test_looking_after_email_is_for_those_who_may(server: MailServer, ann: Viewer, keeper: Viewer):
    tell(ann)
    server.answers["RCPT"] = "550 no"
    post.send_due(now=NOW)
    assert list(queries.undelivered(ann)) == []
    with pytest.raises(Refused):
        queries.undelivered_email(ann, email().pk)
    with pytest.raises(Refused):
        post.send_again(email=email(), by=ann)
    post.let_go(email=email(), by=keeper)
    assert email().state == State.LET_GO
    with pytest.raises(Conflict):
        post.send_again(email=email(), by=keeper)
    with pytest.raises(NotFound):
        queries.undelivered_email(keeper, email().pk)


def test_a_stale_secret_is_not_sent_again(server: MailServer, keeper: Viewer):
    seal()
    server.answers["RCPT"] = "550 no"
    post.send_due(now=NOW)
    with pytest.raises(Refused, match="stale"):
        post.send_again(email=email(), by=keeper.at(NOW + timedelta(hours=2)))
