"""What administrators do for the accounts of their own people, and of nobody else."""

from contextlib import suppress
from datetime import date

import pytest
from django.test import Client

from commonground.foundation.audit.models import AuditEvent
from commonground.foundation.kernel.errors import NotFound, PersonFacing, Refused
from commonground.ground.partners import access, actions, queries
from commonground.ground.partners.models import Account, Membership
from commonground.ground.partners.tests.people import kinds_of_factor, real, role, sign_in, with_app

# who looks after whom
TABLE = {
    "system administrator": {
        "county administrator", "police administrator", "governance officer", "county member", "police member",
        "leaver", "in both",
    },
    "county administrator": {"governance officer", "county member", "leaver"},
    "police administrator": {"police member"},
    "governance officer": set(),
    "county member": set(),
    "leaver": set(),
}  # fmt: skip


@pytest.fixture
def everybody(cast):
    """With somebody who holds a role at two organisations."""
    both = cast.add("in both", "member", cast.county)
    Membership.objects.create(
        account=both, role=cast.roles["member"], organisation=cast.police, starts_on=date(2026, 1, 1)
    )
    return cast


@pytest.mark.parametrize("name", TABLE)
def test_accounts_are_looked_after_as_the_table_says_and_never_ones_own(everybody, name):
    viewer = everybody.viewer(name)
    may = set()
    for account in Account.objects.prefetch_related("memberships__organisation", "memberships__role"):
        with suppress(PersonFacing):
            access.check_can_look_after(viewer, account)
            may.add(account.name)
    assert may == TABLE[name]


def test_somebody_of_another_organisation_is_not_found_rather_than_refused(cast):
    with pytest.raises(NotFound):
        actions.close_account(account=cast.accounts["police member"], by=cast.viewer("county administrator"))
    with pytest.raises(Refused, match="your own account"):
        actions.reset_second_factor(
            account=cast.accounts["county administrator"], by=cast.viewer("county administrator")
        )


def administrator(cast) -> Client:
    client = Client()
    client.force_login(cast.accounts["county administrator"])
    return client


def test_an_account_is_closed_and_opened_again_through_the_pages(cast):
    person = real(held=role("member"))
    theirs, ours = Client(), administrator(cast)
    sign_in(theirs, person)
    assert ours.post(f"/people/{person.pk}/account/close/").status_code == 302
    assert theirs.get("/people/me/").status_code == 302
    assert sign_in(Client(), person)["Location"] == "/sign-in/inactive/"
    assert "closed" not in sign_in(Client(), person, password="wrong").content.decode()
    ours.post(f"/people/{person.pk}/account/reopen/")
    assert sign_in(Client(), person)["Location"] == "/"
    verbs = list(AuditEvent.objects.values_list("verb", flat=True))
    assert verbs.count("account closed") == verbs.count("account opened again") == 1


def test_a_second_factor_is_reset_and_the_sessions_end(cast):
    person = with_app(real(held=role("member")))
    assert administrator(cast).post(f"/people/{person.pk}/account/reset-second-factor/").status_code == 302
    assert kinds_of_factor(person) == set()
    assert AuditEvent.objects.filter(verb="second factor reset").count() == 1


def test_a_locked_account_says_for_how_long_and_an_administrator_unlocks_it(cast):
    person = real(held=role("member"))
    client = Client()
    for _ in range(5):
        sign_in(client, person, password="wrong")
    told = sign_in(client, person).content.decode()
    assert "too many failed attempts. Try again in 5 minutes" in told
    ours = administrator(cast)
    assert "Too many failed attempts" in ours.get(f"/people/{person.pk}/").content.decode()
    ours.post(f"/people/{person.pk}/account/unlock/")
    assert sign_in(Client(), person)["Location"] == "/"


def test_what_is_not_to_be_done_is_not_found(cast):
    person = cast.accounts["county member"]
    assert administrator(cast).get(f"/people/{person.pk}/account/delete/").status_code == 404


def test_leavers_are_listed_with_those_who_leave_soon(cast):
    cast.add("leaves soon", "member", cast.county, ends_on=date(2026, 12, 1))
    cast.add("leaves next year", "member", cast.county, ends_on=date(2027, 12, 1))
    moved = cast.add("moved on", "member", cast.county, ends_on=date(2026, 3, 1))
    Membership.objects.create(
        account=moved, role=cast.roles["member"], organisation=cast.police, starts_on=date(2026, 3, 1)
    )
    found = queries.leavers(cast.viewer("county administrator"))
    assert [(one.account.name, one.has_left) for one in found] == [("leaver", True), ("leaves soon", False)]
    assert queries.leavers(cast.viewer("police administrator")) == []
    with pytest.raises(Refused):
        queries.leavers(cast.viewer("county member"))


def test_ending_somebodys_last_role_today_ends_their_session(cast):
    person = real(held=role("member"))
    client = Client()
    sign_in(client, person)
    assert client.get("/people/me/").status_code == 200
    Membership.objects.filter(account=person).update(ends_on=date(2026, 11, 1))
    answer = client.get("/people/")
    assert answer.status_code == 403  # signed in after the role ended: their own page alone
