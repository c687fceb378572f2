"""Somebody is invited, joins with a passkey, comes back with it, and leaves; others use an app, or a work account."""

import re
import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from django.core import mail
from django.utils import timezone

from commonground.config.environment import Provider
from commonground.foundation.post import actions as post
from commonground.ground.partners.models import Account, Membership
from commonground.ground.partners.tests import people
from tests.journeys.browser import Visitor
from tests.journeys.place import said
from tests.provider.running import provider
from tests.world import World

Visit = Callable[[str], Visitor]
DEVICE = {
    "protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True,
    "isUserVerified": True, "automaticPresenceSimulation": True,
}  # fmt: skip


def give_device(visitor: Visitor) -> None:
    """A computer that knows its owner's finger."""
    session = visitor.context.new_cdp_session(visitor.page)
    session.send("WebAuthn.enable")
    session.send("WebAuthn.addVirtualAuthenticator", {"options": DEVICE})


def press(visitor: Visitor, name: str) -> None:
    visitor.page.get_by_role("button", name=name, exact=True).click()


def invite(visitor: Visitor, site: str, email: str) -> str:
    """Through the pages of an organisation's administrator; the link."""
    visitor.open(f"{site}/people/")
    visitor.page.get_by_role("link", name="Invite somebody").or_(
        visitor.page.get_by_role("button", name="Invite somebody")
    ).click()
    visitor.page.get_by_label("E-mail address").fill(email)
    visitor.page.get_by_label("Organisation").select_option(label="Nottinghamshire County Council")
    visitor.page.get_by_label("Role", exact=True).select_option(label="Lead practitioner")
    visitor.check()
    visitor.picture("invite")
    press(visitor, "Invite")
    visitor.page.get_by_role("heading", name=f"{email} is invited").wait_for()
    visitor.check()
    visitor.picture("invited")
    return re.search(r"http://\S+/sign-in/invitation/\S+/", said(visitor.page)).group(0)


def test_an_administrator_invites_a_practitioner_who_joins_with_a_passkey_and_later_leaves(
    place: World, site: str, visit: Visit
) -> None:
    administrator, newcomer = visit("desktop"), visit("desktop")
    administrator.sign_in(place.account("organisation-administrator"), site)
    link = invite(administrator, site, "jo.newcomer@example.org")
    post.send_due(now=timezone.now())
    assert link in mail.outbox[0].body
    give_device(newcomer)
    newcomer.open(link)
    assert "as lead practitioner at Nottinghamshire County Council" in said(newcomer.page)
    newcomer.check()
    newcomer.picture("join")
    newcomer.page.get_by_label("Your name").fill("Jo Newcomer")
    press(newcomer, "Join with a passkey")
    newcomer.page.get_by_role("heading", name="Today").wait_for()
    newcomer.check()
    newcomer.open(f"{site}/places/nottinghamshire/")
    assert "Nottinghamshire" in said(newcomer.page)

    newcomer.open(f"{site}/sign-in/out/")
    press(newcomer, "Sign out")
    newcomer.open(f"{site}/sign-in/")
    newcomer.check()
    newcomer.picture("sign-in")
    press(newcomer, "Sign in with a passkey")
    newcomer.page.get_by_role("link", name="Jo Newcomer").wait_for()
    newcomer.open(f"{site}/people/me/sessions/")
    assert "passkey" in said(newcomer.page)
    newcomer.check()
    newcomer.check_reflow()
    newcomer.picture("sessions")

    account = Account.objects.get(email="jo.newcomer@example.org")
    Membership.objects.filter(account=account).update(
        starts_on=timezone.localdate() - timedelta(days=3), ends_on=timezone.localdate()
    )
    administrator.open(f"{site}/people/leavers/")
    assert "Jo Newcomer" in said(administrator.page)
    administrator.check()
    administrator.picture("leavers")
    administrator.page.get_by_role("link", name="Close the account of Jo Newcomer").click()
    administrator.check()
    press(administrator, "Close the account")
    administrator.page.get_by_text("The account is closed.").wait_for()
    administrator.check()
    administrator.picture("person-closed")
    newcomer.open(f"{site}/people/me/")
    newcomer.page.get_by_role("heading", name="Sign in", exact=True).wait_for()


@pytest.fixture
def pat(transactional_db: None) -> Account:
    """Somebody whose role needs a second factor, who has none yet."""
    return people.practitioner()


def with_password(visitor: Visitor, site: str, account: Account) -> None:
    visitor.open(f"{site}/sign-in/")
    visitor.page.get_by_label("E-mail address").fill(account.email)
    visitor.page.get_by_label("Password", exact=True).fill(people.PASSWORD)
    press(visitor, "Sign in")


def code_with_time_left(secret: str) -> str:
    """What the app shows, with ten seconds to type and send it in: people wait for the next code too."""
    left = 30 - time.time() % 30
    time.sleep(left if left < 10 else 0)
    return people.code(secret=secret)


@pytest.mark.parametrize("kind", ["phone", "no-script"])
def test_an_app_is_set_up_and_asked_for_at_the_next_sign_in(site: str, visit: Visit, pat: Account, kind: str) -> None:
    visitor = visit(kind)
    with_password(visitor, site, pat)
    visitor.page.get_by_role("heading", name="Set up a second factor").wait_for()
    visitor.check()
    visitor.picture("second-factor")
    visitor.page.get_by_role("link", name="Set up the app").click()
    secret = visitor.page.locator("details code").text_content() or ""
    visitor.check()
    visitor.picture("app")
    visitor.page.get_by_label("Six-digit code that the app shows now").fill(code_with_time_left(secret))
    press(visitor, "Set it up")
    visitor.page.get_by_role("heading", name="Recovery codes").wait_for()
    recovery = visitor.page.locator("main li code").first.text_content() or ""
    visitor.check()
    visitor.picture("recovery-codes")
    visitor.open(f"{site}/people/me/")
    visitor.check()
    visitor.picture("me")
    visitor.open(f"{site}/sign-in/out/")
    press(visitor, "Sign out")
    with_password(visitor, site, pat)
    visitor.page.get_by_role("heading", name="Second step").wait_for()
    visitor.check()
    visitor.picture("second-step")
    visitor.page.get_by_label("Six-digit code of your app").fill(recovery)
    press(visitor, "Sign in")
    visitor.open(f"{site}/people/me/sessions/")
    assert "password and recovery code" in said(visitor.page)


def test_a_passkey_is_added_beside_the_password_and_is_the_second_step(site: str, visit: Visit, pat: Account) -> None:
    visitor = visit("desktop")
    give_device(visitor)
    with_password(visitor, site, pat)
    visitor.page.get_by_role("link", name="Add a passkey").click()
    visitor.check()
    visitor.picture("add-passkey")
    press(visitor, "Add a passkey")
    visitor.page.get_by_role("heading", name="Recovery codes").wait_for()
    visitor.open(f"{site}/sign-in/second-factor/passkeys/")
    assert "Passkey 1" in said(visitor.page)
    visitor.check()
    visitor.open(f"{site}/sign-in/out/")
    press(visitor, "Sign out")
    with_password(visitor, site, pat)
    press(visitor, "Use a passkey")
    visitor.page.get_by_role("link", name="Pat Practitioner").wait_for()
    visitor.open(f"{site}/people/me/")


def test_somebody_signs_in_with_their_work_account(
    site: str, visitor: Visitor, transactional_db: None, settings, tmp_path: Path
) -> None:
    Account.objects.create(email="pat.work@county.example", name="Pat Work")
    with provider(tmp_path, f"{site}/sign-in/work/back/") as told:
        settings.COMMONGROUND_OIDC = told
        visitor.open(f"{site}/sign-in/")
        visitor.check()
        visitor.picture("sign-in-work")
        press(visitor, "Sign in with County sign-in")
        visitor.page.get_by_label("Who are you?").fill("pat")
        press(visitor, "Go on")
        visitor.page.get_by_role("link", name="Pat Work").wait_for()
        assert visitor.outsiders() == set()
    visitor.open(f"{site}/people/me/")


def test_a_work_account_that_does_not_answer_says_what_to_do(
    site: str, visitor: Visitor, pat: Account, settings
) -> None:
    settings.COMMONGROUND_OIDC = Provider("http://localhost:9", "x", "x", "County sign-in", ["x.example"], False)
    visitor.open(f"{site}/sign-in/")
    press(visitor, "Sign in with County sign-in")
    visitor.page.get_by_role("heading", name="You are not signed in").wait_for()
    visitor.complaints.clear()  # the browser logs the 502 that was wanted
    visitor.check()
    visitor.picture("work-account-trouble")
    with_password(visitor, site, pat)
    visitor.page.get_by_role("heading", name="Set up a second factor").wait_for()
