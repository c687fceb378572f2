"""Guessing addresses, passwords and ways out of the site gets nobody anywhere."""

import statistics
import time

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone

from commonground.foundation.post import actions as post
from commonground.foundation.post.models import Email
from commonground.ground.partners.tests.people import PASSWORD, real

pytestmark = pytest.mark.django_db
KNOWN, UNKNOWN = "sam.real@example.org", "nobody@example.org"


def answer(path: str, **sent: str) -> tuple[int, str, str]:
    """What a stranger's browser is told, but for what differs by chance."""
    page = Client().post(path, sent)
    text = page.content.decode()
    return page.status_code, page.headers.get("Location", ""), text.replace(KNOWN, "…").replace(UNKNOWN, "…")


def without_token(told: tuple[int, str, str]) -> tuple[int, str, int]:
    return told[0], told[1], len(told[2])


def test_a_known_and_an_unknown_address_are_answered_alike():
    real()
    for path, sent in (("/sign-in/", {"password": "wrong"}), ("/sign-in/password/reset/", {})):
        name = "login" if path == "/sign-in/" else "email"
        known, unknown = (answer(path, **{name: email}, **sent) for email in (KNOWN, UNKNOWN))
        assert without_token(known)[:2] == without_token(unknown)[:2], path
        assert abs(without_token(known)[2] - without_token(unknown)[2]) < 20, path


def test_so_they_are_when_they_are_locked():
    real()
    for email in (KNOWN, UNKNOWN):
        for _ in range(5):
            answer("/sign-in/", login=email, password="wrong")
    assert all(
        "too many failed attempts" in answer("/sign-in/", login=email, password="x")[2] for email in (KNOWN, UNKNOWN)
    )


def test_a_password_is_hashed_for_an_unknown_address_too(settings):
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.PBKDF2PasswordHasher"]
    settings.ACCOUNT_RATE_LIMITS = False
    real()

    def takes(email: str) -> float:
        before = time.perf_counter()
        answer("/sign-in/", login=email, password="wrong")
        return time.perf_counter() - before

    takes(KNOWN)
    known, unknown = (statistics.median(takes(email) for _ in range(3)) for email in (KNOWN, UNKNOWN))
    assert 1 / 3 < known / unknown < 3


def test_strangers_are_sent_no_mail_and_the_known_a_link_that_works_once():
    account = real()
    answer("/sign-in/password/reset/", email=UNKNOWN)
    assert not Email.objects.exists()
    answer("/sign-in/password/reset/", email=KNOWN.upper())
    post.send_due(now=timezone.now())
    link = next(word for word in mail.outbox[0].body.split() if "/sign-in/password/reset/key/" in word)
    path = link.partition("testserver")[2]
    new = "some other long password"
    for expected in (True, False):
        client = Client()
        page = client.get(path, follow=True)
        client.post(page.redirect_chain[-1][0] if page.redirect_chain else path, {"password1": new, "password2": new})
        account.refresh_from_db()
        assert account.check_password(new)
        assert ("no longer works" in page.content.decode()) != expected


@pytest.mark.parametrize(
    "elsewhere", ["https://evil.example/", "//evil.example", "/\\evil.example", "javascript:alert(1)"]
)
def test_after_signing_in_nobody_is_sent_elsewhere(elsewhere):
    account = real()
    told = answer("/sign-in/", login=account.email, password=PASSWORD, next=elsewhere)
    assert told[:2] == (302, "/")
    assert answer(f"/sign-in/?next={elsewhere}", login=account.email, password=PASSWORD)[1] == "/"


def test_somebody_who_asks_too_often_is_told_to_wait():
    told = [answer("/sign-in/password/reset/", email=UNKNOWN)[0] for _ in range(25)]
    assert 429 in told
    assert "Wait a few minutes" in Client().post("/sign-in/password/reset/", {"email": UNKNOWN}).content.decode()
