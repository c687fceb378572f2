"""Sessions: how long they last, who ends them, and what a change of rights does to them."""

import time
from datetime import UTC, date, datetime

import pytest
import time_machine
from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from commonground.foundation.audit.models import AuditEvent
from commonground.ground.partners.models import Membership, SignIn
from commonground.ground.partners.tests.people import (
    PASSWORD,
    practitioner,
    real,
    role,
    session_cookie,
    sign_in,
    signed_in,
    with_app,
)

pytestmark = pytest.mark.django_db


def minutes_later(minutes: float):
    return time_machine.travel(time.time() + minutes * 60)


def is_in(client: Client) -> bool:
    return client.get("/people/me/").status_code == 200


@pytest.mark.parametrize(("minutes", "still"), [(14, True), (16, False)])
def test_a_session_of_a_practice_role_in_which_nothing_happens_is_over_after_a_quarter_of_an_hour(minutes, still):
    client = signed_in(with_app(practitioner()), proven=True)
    assert is_in(client)
    with minutes_later(minutes):
        assert is_in(client) == still


def test_whoever_does_something_stays_in_until_twelve_hours_are_over():
    client = signed_in(with_app(practitioner()), proven=True)
    for minutes in range(14, 12 * 60, 14):
        with minutes_later(minutes):
            assert is_in(client), minutes
    with minutes_later(12 * 60 + 1):
        assert not is_in(client)
    assert SignIn.objects.get().ended_because == "as long as a session lasts"


def test_a_role_that_says_nothing_of_it_has_the_twelve_hours():
    client = signed_in(real(held=role("member")))
    with minutes_later(11 * 60):
        assert is_in(client)


def test_the_person_is_told_why_and_the_end_is_on_record():
    client = signed_in(with_app(practitioner()), proven=True)
    with minutes_later(20):
        answer = client.get("/people/me/", follow=True)
    assert "because nothing happened" in answer.content.decode()
    assert answer.redirect_chain[-1][0] == "/sign-in/?next=/people/me/"
    assert AuditEvent.objects.filter(verb="session ended").count() == 1


def test_a_public_page_is_served_to_whom_the_session_is_over_as_to_everybody():
    client = signed_in(with_app(practitioner()), proven=True)
    with minutes_later(20):
        answer = client.get("/")
    assert answer.status_code == 200
    assert "Pat Practitioner" not in answer.content.decode()


def test_a_draft_saved_by_itself_is_not_activity():
    client = signed_in(with_app(practitioner()), proven=True)
    with minutes_later(10):
        client.post("/design/draft/", {"draft-token": "x"}, headers={"HX-Request": "true"})
    assert SignIn.objects.get().seen_at == SignIn.objects.get().started_at
    with minutes_later(16):
        assert not is_in(client)


def test_reading_writes_once_a_minute_at_most(django_assert_num_queries):
    client = signed_in(real(held=role("member")))
    is_in(client)
    before = SignIn.objects.get().seen_at
    is_in(client)
    assert SignIn.objects.get().seen_at == before


def test_who_is_signed_in_and_what_they_may_is_read_in_two_questions():
    client = signed_in(real(held=role("member")))
    is_in(client)
    with CaptureQueriesContext(connection) as asked:
        is_in(client)
    told = [one["sql"] for one in asked.captured_queries]
    assert '"django_session"' in told[0]
    assert all(f'"partners_{table}"' in told[1] for table in ("account", "signin", "membership", "role"))


def test_a_role_that_ends_today_is_gone_at_the_next_click():
    account = real(held=role("reader", "partners.read"))
    real("Other Real", held=role("member"))
    Membership.objects.create(
        account=account, role=role("member"), organisation=account.memberships.get().organisation,
        starts_on=date(2026, 1, 1),
    )  # fmt: skip
    client = signed_in(account)
    assert client.get("/people/").status_code == 200
    Membership.objects.filter(account=account, role_id="reader").update(ends_on=date.today())  # noqa: DTZ011 England's day
    assert client.get("/people/").status_code == 403


def test_a_leavers_session_is_over_on_the_day_the_last_role_ends():
    account = real(held=role("member"))
    with time_machine.travel(datetime(2026, 11, 22, 22, tzinfo=UTC)):
        client = signed_in(account)
    Membership.objects.update(ends_on=date(2026, 11, 23))
    with time_machine.travel(datetime(2026, 11, 22, 23, 59, tzinfo=UTC)):
        assert is_in(client)
    with time_machine.travel(datetime(2026, 11, 23, 0, 1, tzinfo=UTC)):
        assert not is_in(client)
    assert SignIn.objects.get().ended_because == "last role ended"


def test_a_leaver_who_signs_in_again_sees_their_own_page_that_says_so_and_nothing_of_others():
    account = real(held=role("reader", "partners.read"), ends_on=date(2026, 2, 1))
    client = Client()
    answer = sign_in(client, account)
    assert answer["Location"] == "/people/me/"
    page = client.get("/people/me/").content.decode()
    assert "Your last role ended on 1 February 2026" in page
    assert client.get("/people/").status_code == 403


def test_one_signs_out_of_another_session_and_of_all_others():
    account = real(held=role("member"))
    here, there, elsewhere = (signed_in(account) for _ in range(3))
    assert here.get("/people/me/sessions/").content.decode().count("Chrome on Windows") >= 3
    other = SignIn.objects.get(pk=there.session["sign_in"])
    assert here.post(f"/people/me/sessions/{other.pk}/end/").status_code == 302
    assert (is_in(here), is_in(there), is_in(elsewhere)) == (True, False, True)
    here.post("/people/me/sessions/end-others/")
    assert (is_in(here), is_in(elsewhere)) == (True, False)


def test_nobody_ends_or_sees_the_session_of_somebody_else():
    mine, theirs = signed_in(real()), signed_in(real("Other Real"))
    row = SignIn.objects.get(pk=theirs.session["sign_in"])
    assert mine.post(f"/people/me/sessions/{row.pk}/end/").status_code == 404
    assert str(row.pk) not in mine.get("/people/me/sessions/").content.decode()
    assert is_in(theirs)


def test_a_new_password_ends_every_other_session():
    account = real(held=role("member"))
    here, there = signed_in(account), signed_in(account)
    new = "another correct horse battery"
    sent = {"oldpassword": PASSWORD, "password1": new, "password2": new}
    answer = here.post("/sign-in/password/change/", sent)
    assert answer.status_code == 302, answer.content.decode()
    assert (is_in(here), is_in(there)) == (True, False)
    assert set(SignIn.objects.exclude(ended_because="").values_list("ended_because", flat=True)) == {"password changed"}


def test_signing_in_changes_the_session_so_that_nobody_can_be_given_one():
    account = real()
    client = Client()
    client.get("/sign-in/")
    client.get("/sign-in/passkey/", headers={"accept": "application/json"})  # something is kept: a session begins
    before = session_cookie(client)
    sign_in(client, account)
    assert session_cookie(client) != before
    attacker = Client()
    attacker.cookies[settings.SESSION_COOKIE_NAME] = before
    assert not is_in(attacker)


def test_a_session_that_was_signed_out_is_worth_nothing_any_more():
    client = signed_in(real())
    kept = session_cookie(client)
    client.post("/sign-in/out/")
    thief = Client()
    thief.cookies[settings.SESSION_COOKIE_NAME] = kept
    assert not is_in(thief)
    assert SignIn.objects.get().ended_because == "signed out"


def test_a_session_that_names_the_row_of_somebody_else_is_nobodys_and_that_is_on_record():
    mine, theirs = signed_in(real(held=role("member"))), signed_in(real("Other Real"))
    kept = mine.session
    kept["sign_in"] = theirs.session["sign_in"]
    kept.save()
    answer = mine.get("/people/me/", follow=True)
    assert answer.redirect_chain[-1][0] == "/sign-in/?next=/people/me/"
    assert "You are signed out." in answer.content.decode()
    assert (is_in(mine), is_in(theirs)) == (False, True)
    assert AuditEvent.objects.filter(verb="session refused").count() == 1


def test_a_session_without_a_row_is_given_one():
    client = signed_in(real())
    SignIn.objects.all().delete()
    assert (is_in(client), is_in(client)) == (True, True)
    assert SignIn.objects.get().method == "unknown"


def test_the_session_of_an_account_that_was_closed_is_worth_nothing():
    account = real()
    client = signed_in(account)
    account.is_active = False
    account.save()
    assert not is_in(client)


def test_a_browser_says_what_it_is_only_roughly():
    from commonground.ground.partners.rules import browser_name

    assert browser_name("Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18.0 Safari/604.1") == (
        "Safari on iPhone"
    )
    assert browser_name("curl/8") == "Another browser"
