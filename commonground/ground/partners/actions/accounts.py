"""Accounts and the roles they hold."""

from datetime import date
from uuid import UUID

from django.urls import reverse

from commonground.foundation.audit import actions as audit
from commonground.foundation.kernel.viewer import Viewer
from commonground.foundation.post import actions as post
from commonground.ground.partners import access, queries, rules
from commonground.ground.partners.models import Account, Membership, Organisation, Role


@audit.atomic()
def register_account(*, email: str, name: str, password: str | None, is_invented: bool = False, by: Viewer) -> Account:
    """The account of that e-mail address, made where it is not there yet. Without a password it cannot sign in."""
    access.check_can_set_up(by)
    folded = email.strip().casefold()
    account = Account.objects.filter(email=folded).first()
    if account is not None:
        return account
    account = Account(email=folded, name=name, is_invented=is_invented)
    account.set_password(password)
    account.full_clean()
    account.save(force_insert=True)
    audit.record("account registered", by=by, about=account, persons=[account.pk])
    return account


@audit.atomic()
def grant_role(
    *,
    account: Account,
    role: Role,
    organisation: Organisation,
    starts_on: date,
    ends_on: date | None = None,
    area: UUID | None = None,
    by: Viewer,
) -> Membership:
    """Give a role in an organisation from a day until (not including) another.

    Raises Refused (nobody gives themselves a role) and Invalid (wrong dates, already held).
    """
    access.check_can_grant(by, account=account, organisation=organisation)
    access.check_can_hand_on(by, role)
    new = rules.Held(role.slug, organisation.slug, starts_on, ends_on, area)
    Account.objects.select_for_update().get(pk=account.pk)  # two administrators take turns
    held = Membership.objects.filter(account=account).select_related("organisation")
    rules.check_membership(
        new, [rules.Held(one.role_id, one.organisation.slug, one.starts_on, one.ends_on, one.area_id) for one in held]
    )
    membership = Membership.objects.create(
        account=account, role=role, organisation=organisation, area_id=area, starts_on=starts_on, ends_on=ends_on
    )
    audit.record(
        "role given",
        by=by,
        about=membership,
        details={"role": role.slug, "organisation": organisation.slug, "from": starts_on, "until": ends_on},
        persons=[account.pk],
    )
    _tell(account, "You were given a role", f"{role.name} at {organisation.name}, from {starts_on:%-d %B %Y}.", by)
    return membership


@audit.atomic()
def end_membership(*, membership: Membership, by: Viewer) -> None:
    """End a role today; one that was to start today or later never starts and ends on the day after its first."""
    access.check_can_end(by, membership)
    current = Membership.objects.select_for_update().get(pk=membership.pk)
    last = max(by.today, date.fromordinal(current.starts_on.toordinal() + 1))
    if current.ends_on is not None and current.ends_on <= last:
        return
    current.ends_on = last
    current.save(update_fields=["ends_on"])
    audit.record(
        "role ended", by=by, about=current, details={"role": current.role_id, "on": last}, persons=[current.account_id]
    )
    _tell(current.account, "A role of yours was ended", f"{current}, from {last:%-d %B %Y}.", by)


def _tell(account: Account, subject: str, line: str, by: Viewer) -> None:
    """What a person does to somebody's roles is told; what a command of the host does, an import say, is not."""
    if by.id is None:
        return
    whom = post.Recipient(account.pk, account.email, account.name)
    notice = post.Notice(queries.ROLE_GIVEN, subject, (line,), path=reverse("partners:me"))
    post.notify(recipients=[whom], notice=notice, by=by)
