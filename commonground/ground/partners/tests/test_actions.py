"""Giving and ending roles."""

from datetime import date, timedelta

import pytest
from django.core import mail

from commonground.foundation.kernel.errors import Invalid, Refused
from commonground.foundation.kernel.viewer import operator
from commonground.foundation.post import actions as post
from commonground.foundation.post import queries as notices
from commonground.ground.partners import actions
from commonground.ground.partners.models import Account, Membership, Role
from commonground.ground.partners.tests.conftest import NOW


def test_a_role_given_counts_at_the_next_request_and_a_role_ended_no_longer(cast):
    administrator, member = cast.viewer("county administrator"), cast.accounts["county member"]
    given = actions.grant_role(
        account=member,
        role=cast.roles["governance"],
        organisation=cast.county,
        starts_on=date(2026, 11, 1),
        by=administrator,
    )
    assert cast.viewer("county member").may("partners.read")
    actions.end_membership(membership=given, by=administrator)
    assert not cast.viewer("county member").may("partners.read")


def test_an_administrator_of_one_organisation_cannot_end_a_role_in_another(cast):
    membership = Membership.objects.get(account=cast.accounts["police member"])
    with pytest.raises(Refused, match="Police"):
        actions.end_membership(membership=membership, by=cast.viewer("county administrator"))
    membership.refresh_from_db()
    assert membership.ends_on is None


def test_a_role_held_already_is_not_given_twice(cast):
    with pytest.raises(Invalid):
        actions.grant_role(
            account=cast.accounts["county member"],
            role=cast.roles["member"],
            organisation=cast.county,
            starts_on=date(2026, 11, 1),
            by=cast.viewer("system administrator"),
        )
    assert Membership.objects.filter(account=cast.accounts["county member"]).count() == 1


def test_an_account_is_one_account_however_its_address_is_written(cast):
    by = operator(NOW, permissions=frozenset({"partners.grant"}))
    first = actions.register_account(email="Sam@Example.org", name="Sam", password="a long pass phrase", by=by)
    second = actions.register_account(email=" sam@example.ORG", name="Sam again", password=None, by=by)
    assert first == second
    assert Account.objects.filter(email="sam@example.org").count() == 1


def test_loading_the_same_roles_twice_changes_nothing_and_a_dropped_role_loses_its_permissions(db):
    by = operator(NOW, permissions=frozenset({"partners.grant"}))
    row = '[[role]]\nslug = "{0}"\nname = "{0}"\ndescription = "."\npermissions = ["places.draft"]\n'
    known = {"places.draft": "Draw a footprint"}
    assert actions.load_roles(text=row.format("a") + row.format("b"), known_permissions=known, by=by) == ["a", "b"]
    assert actions.load_roles(text=row.format("a") + row.format("b"), known_permissions=known, by=by) == []
    assert actions.load_roles(text=row.format("a"), known_permissions=known, by=by) == ["b"]
    assert Role.objects.get(slug="b").permissions == []


def test_set_up_is_refused_to_somebody_without_the_permission(cast):
    with pytest.raises(Refused):
        actions.register_account(email="x@example.org", name="X", password=None, by=cast.viewer("county member"))


def give(cast, by):
    return actions.grant_role(
        account=cast.accounts["county member"],
        role=cast.roles["governance"],
        organisation=cast.county,
        starts_on=date(2026, 12, 1),
        by=by,
    )


def test_whose_roles_change_is_told_and_nobody_else(cast):
    given = give(cast, cast.viewer("county administrator"))
    actions.end_membership(membership=given, by=cast.viewer("county administrator"))
    told = [one.subject for one in notices.notices(cast.viewer("county member"))]
    assert told == ["A role of yours was ended", "You were given a role"]
    assert not notices.notices(cast.viewer("county administrator")).exists()


def test_what_a_command_of_the_host_gives_is_told_to_nobody(cast):
    give(cast, operator(NOW, permissions=frozenset({"partners.grant"})))
    assert not notices.notices(cast.viewer("county member")).exists()


@pytest.mark.parametrize("leaves", ["closed", "role ended", "stays"])
def test_whose_account_is_closed_or_who_holds_no_role_any_more_gets_no_email(cast, leaves):
    member = cast.accounts["county member"]
    give(cast, cast.viewer("county administrator"))
    if leaves == "closed":
        Account.objects.filter(pk=member.pk).update(is_active=False)
    elif leaves == "role ended":
        Membership.objects.filter(account=member).update(ends_on=NOW.date() + timedelta(days=1), starts_on="2026-01-01")
    later = NOW + (timedelta(days=1) if leaves == "role ended" else timedelta())
    assert post.send_due(now=later) == len(mail.outbox) == (leaves == "stays")
