"""Invitations: who may invite whom, and that a link works once, in time, for nobody who is somebody already."""

import re
import time
from datetime import date, timedelta

import pytest
import time_machine
from django.core import mail
from django.test import Client
from django.utils import timezone

from commonground.foundation.audit.models import AuditContent, AuditEvent
from commonground.foundation.kernel.errors import Invalid, Refused
from commonground.foundation.kernel.viewer import public
from commonground.foundation.post import actions as post
from commonground.foundation.post.models import Email
from commonground.ground.partners import actions, queries
from commonground.ground.partners.models import Account, Invitation
from commonground.ground.partners.tests.conftest import NOW, Cast

NEW_PASSWORD = "four unconnected words here"


def invite(cast: Cast, email: str = "new@example.org", by: str = "county administrator", **values):
    given = {"organisation": cast.county, "role": cast.roles["member"], "starts_on": date(2026, 11, 1), **values}
    return actions.invite(email=email, by=cast.viewer(by), **given)


def accept(token: str, at=NOW, **values) -> Account:
    given = {"name": "New Person", "password": NEW_PASSWORD, "account": Account(), **values}
    return actions.accept_invitation(token=token, by=public(at), **given)


INVITES = {
    "system administrator": {"County", "Police"},
    "county administrator": {"County"},
    "police administrator": {"Police"},
    "governance officer": set(),
    "county member": set(),
    "leaver": set(),
}


@pytest.mark.parametrize("name", INVITES)
def test_people_are_invited_only_where_the_table_says(cast, name):
    for place in (cast.county, cast.police):
        try:
            invite(cast, email=f"{place.slug}@example.org", by=name, organisation=place)
            may = True
        except Refused:
            may = False
        assert may == (place.name in INVITES[name])


def test_an_organisations_administrator_makes_no_system_administrator(cast):
    with pytest.raises(Refused, match="given by a system administrator"):
        invite(cast, role=cast.roles["system-administrator"])
    with pytest.raises(Refused, match="given by a system administrator"):
        actions.grant_role(
            account=cast.accounts["county member"],
            role=cast.roles["system-administrator"],
            organisation=cast.county,
            starts_on=date(2026, 11, 1),
            by=cast.viewer("county administrator"),
        )


def test_an_invitation_taken_up_makes_the_account_with_its_role(cast):
    account = accept(invite(cast, email=" New@Example.ORG ").token)
    assert (account.email, account.check_password(NEW_PASSWORD)) == ("new@example.org", True)
    assert account.memberships.get().role_id == "member"
    assert list(AuditEvent.objects.order_by("position").values_list("verb", flat=True)) == [
        "invited",
        "invitation accepted",
    ]


def test_a_link_works_once(cast):
    token = invite(cast).token
    accept(token)
    with pytest.raises(Invalid, match="was used already"):
        accept(token, name="Somebody Else")
    assert Account.objects.filter(email="new@example.org").count() == 1


def test_a_link_that_was_withdrawn_or_is_too_old_does_not_work(cast):
    withdrawn, old = invite(cast), invite(cast, email="old@example.org")
    actions.withdraw_invitation(invitation=withdrawn.invitation, by=cast.viewer("county administrator"))
    with pytest.raises(Invalid, match="was withdrawn"):
        accept(withdrawn.token)
    accept_by = NOW + timedelta(days=7)
    with pytest.raises(Invalid, match="has run out"):
        accept(old.token, at=accept_by)
    assert accept(old.token, at=accept_by - timedelta(seconds=1)).pk


@pytest.mark.parametrize("token", ["", "x", "never:made", "a" * 5000])
def test_a_link_that_was_never_made_is_not_found(client, cast, token):
    client.get(f"/sign-in/invitation/{token or 'x'}/")
    assert client.get("/sign-in/invitation/").status_code == 404


def test_somebody_signed_in_cannot_take_up_the_link_of_somebody_else(client, cast):
    token = invite(cast).token
    client.force_login(cast.accounts["county member"])
    answer = client.get(f"/sign-in/invitation/{token}/", follow=True)
    assert answer.status_code == 403
    assert "You are signed in as county member" in answer.content.decode()
    assert accept(token).pk  # and it still works for whom it is for


def test_one_address_has_one_account_and_one_open_invitation_however_it_is_written(cast):
    taken = cast.accounts["county member"].email
    with pytest.raises(Invalid) as refusal:
        invite(cast, email=taken.upper())
    assert refusal.value.problems[0].column == "email"
    invite(cast)
    with pytest.raises(Invalid) as refusal:
        invite(cast, email="NEW@example.org")
    assert "open invitation" in refusal.value.problems[0].what


def test_an_account_that_came_to_be_meanwhile_is_not_taken_over(cast):
    token = invite(cast).token
    Account.objects.create(email="new@example.org", name="Was First")
    with pytest.raises(Invalid):
        accept(token)
    assert Account.objects.get(email="new@example.org").name == "Was First"


def test_the_token_is_kept_nowhere(cast):
    token = invite(cast).token
    secret = token.split(":")[0]
    kept = Invitation.objects.values_list().get()
    assert secret not in str(kept)
    assert secret not in "".join(AuditContent.objects.values_list("body", flat=True))
    assert "new@example.org" not in "".join(AuditContent.objects.values_list("body", flat=True))


def test_withdrawing_is_for_whoever_may_invite_there(cast):
    one = invite(cast).invitation
    with pytest.raises(Refused):
        actions.withdraw_invitation(invitation=one, by=cast.viewer("police administrator"))
    assert list(queries.invitations(cast.viewer("police administrator"))) == []
    assert list(queries.invitations(cast.viewer("county administrator"))) == [one]


def days(**values: int) -> dict[str, str]:
    first = {"starts_on_0": "1", "starts_on_1": "11", "starts_on_2": "2026"}
    return first | {name: str(value) for name, value in values.items()}


def invited_through_the_pages(client: Client, cast: Cast, **more: str) -> str:
    """The link, as the inviter sees it."""
    client.force_login(cast.accounts["county administrator"])
    sent = {"email": "new@example.org", "organisation": str(cast.county.pk), "role": "member", **days(), **more}
    page = client.post("/people/invitations/new/", sent).content.decode()
    assert "is invited" in page, page
    return re.search(r"http://testserver(/sign-in/invitation/\S+/)<", page).group(1)


def test_through_the_pages_from_the_invitation_to_the_first_page(client, cast):
    link = invited_through_the_pages(client, cast)
    assert mail.outbox == [], "nobody waits for a mail server"
    post.send_due(now=timezone.now())
    assert link in mail.outbox[0].body
    assert mail.outbox[0].to == ["new@example.org"]
    newcomer = Client()
    answer = newcomer.get(link)
    assert answer["Location"] == "/sign-in/invitation/"  # no token in the address any more
    page = newcomer.get("/sign-in/invitation/").content.decode()
    assert "county administrator invites you as member at County" in page
    sent = {"name": "New Person", "password": NEW_PASSWORD, "credential": ""}
    assert newcomer.post("/sign-in/invitation/", sent)["Location"] == "/"
    assert newcomer.get("/people/me/").status_code == 200
    assert Client().get(link, follow=True).status_code == 422
    assert Account.objects.get(email="new@example.org").sign_ins.get().method == "invitation"


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({"name": "New Person"}, "Choose a password, or use a passkey"),
        ({"name": "", "password": NEW_PASSWORD}, "Enter your name"),
        ({"name": "New Person", "password": "password1234"}, "too common"),
        ({"name": "New Person", "credential": '{"id": "forged"}'}, "passkey could not be read"),
        ({"name": "New Person", "credential": "{not json"}, "There is a problem"),
    ],
)
def test_what_is_wrong_is_said_and_the_link_still_works(client, cast, sent, said):
    link = invited_through_the_pages(client, cast)
    newcomer = Client()
    newcomer.get(link)
    assert said in newcomer.post("/sign-in/invitation/", sent).content.decode()
    assert not Account.objects.filter(email="new@example.org").exists()
    assert newcomer.get("/sign-in/invitation/").status_code == 200


def test_the_link_waits_sealed_and_where_no_mail_server_is_there_it_can_be_handed_on(client, cast, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    link = invited_through_the_pages(client, cast)
    post.send_due(now=timezone.now())
    waiting = Email.objects.get()
    assert waiting.state == "waiting"
    token = link.rstrip("/").rpartition("/")[2]
    assert not [name for name, value in vars(waiting).items() if token in str(value)]
    assert Client().get(link).status_code == 302


def test_a_forged_host_gets_into_no_mail(client, cast):
    client.force_login(cast.accounts["county administrator"])
    sent = {"email": "new@example.org", "organisation": str(cast.county.pk), "role": "member", **days()}
    assert client.post("/people/invitations/new/", sent, headers={"host": "evil.example"}).status_code == 400
    answer = client.post("/sign-in/password/reset/", {"email": "x@example.org"}, headers={"host": "evil.example"})
    assert answer.status_code == 400
    assert mail.outbox == []


def test_a_newcomer_whose_role_needs_a_second_factor_sets_it_up_first(client, cast):
    cast.roles["member"].needs_second_factor = True
    cast.roles["member"].save()
    link = invited_through_the_pages(client, cast)
    newcomer = Client()
    newcomer.get(link)
    newcomer.post("/sign-in/invitation/", {"name": "New Person", "password": NEW_PASSWORD})
    assert newcomer.get("/")["Location"] == "/sign-in/second-factor/"
    assert newcomer.get("/sign-in/second-factor/app/").status_code == 200  # without the password again
    with time_machine.travel(time.time() + 6 * 60):
        assert newcomer.get("/sign-in/second-factor/app/").status_code == 302
