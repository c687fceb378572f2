"""Invitations: made, told by mail, taken up once, withdrawn."""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from allauth.mfa.models import Authenticator
from django.core import signing
from django.template.loader import render_to_string

from commonground.foundation.audit import actions as audit
from commonground.foundation.kernel.errors import Invalid, Problem
from commonground.foundation.kernel.viewer import Viewer
from commonground.foundation.post import actions as post
from commonground.ground.partners import access, queries, rules
from commonground.ground.partners.models import Account, Invitation, Membership, Organisation, Role


@dataclass(frozen=True)
class Invited:
    """An invitation with the one copy of its token that there is: kept nowhere."""

    invitation: Invitation
    token: str


@audit.atomic()
def invite(
    *,
    email: str,
    organisation: Organisation,
    role: Role,
    starts_on: date,
    ends_on: date | None = None,
    by: Viewer,
) -> Invited:
    """Offer somebody an account with a first role. Raises Refused, and Invalid where the address has an account, or an
    invitation that is still open."""
    access.check_can_invite(by, organisation=organisation, role=role)
    folded = email.strip().casefold()
    rules.check_membership(rules.Held(role.slug, organisation.slug, starts_on, ends_on), [])
    _check_is_new(folded, by=by)
    token = signing.Signer(salt=queries.INVITATION_SALT).sign(secrets.token_urlsafe(32))
    invitation = Invitation(
        email=folded,
        organisation=organisation,
        role=role,
        starts_on=starts_on,
        ends_on=ends_on,
        token_digest=queries.token_digest(token),
        invited_by=queries.me(by),
        invited_at=by.now,
        expires_at=by.now + timedelta(days=queries.sign_in_policy().invitation_days),
    )
    invitation.save(force_insert=True)
    audit.record("invited", by=by, about=invitation, details=_told(invitation))
    return Invited(invitation, token)


@audit.atomic()
def tell_invited(*, invited: Invited, address: str, by: Viewer) -> None:
    """Put the link into the outbox, sealed: it opens an account. It is dropped where the invitation ran out first."""
    offer = invited.invitation
    shown = {"invitation": offer, "address": address, "inviter": by.label}
    post.send_sealed(
        to=post.Recipient(None, offer.email, ""),
        letter=post.Letter("Invitation to Common Ground", render_to_string("partners/email/invitation.txt", shown)),
        what="invitation",
        lasts=offer.expires_at - by.now,
        by=by,
    )


@audit.atomic()
def withdraw_invitation(*, invitation: Invitation, by: Viewer) -> None:
    """The link no longer works. Raises Refused, and Invalid where it was taken up."""
    access.check_can_withdraw(by, invitation)
    current = Invitation.objects.select_for_update().get(pk=invitation.pk)
    if current.accepted_at is not None:
        raise Invalid(f"{current.email} has an account already. Close that, or end its role.")
    if current.withdrawn_at is None:
        current.withdrawn_at = by.now
        current.save(update_fields=["withdrawn_at"])
        audit.record("invitation withdrawn", by=by, about=current, details=_told(current))


@audit.atomic()
def accept_invitation(
    *, token: str, name: str, password: str = "", passkey: dict[str, Any] | None = None, account: Account, by: Viewer
) -> Account:
    """Make the account that an invitation offers, with its role and a way to sign in. Works once.

    `account` is not saved yet and bears the id for which the browser made the passkey, where it made one. Raises
    Refused where somebody is signed in, NotFound for a token that never was, Invalid for one that is used, withdrawn
    or too old.
    """
    found = queries.invitation_to_accept(token, viewer=by)
    found = Invitation.objects.select_for_update().get(pk=found.pk)
    rules.check_invitation_is_open(queries.invitation_state(found, now=by.now))  # of two at once, one
    if not (password or passkey):
        raise Invalid("Choose a password, or use a passkey.", [Problem("Choose a password", column="password")])
    _check_is_new(found.email, by=by, except_for=found)
    account.email, account.name = found.email, name
    account.set_password(password or None)
    account.full_clean(exclude=["password"])
    account.save(force_insert=True)
    if passkey:
        kept = {"name": "Passkey 1", "credential": passkey}
        Authenticator.objects.create(user=account, type=Authenticator.Type.WEBAUTHN, data=kept, created_at=by.now)
    Membership.objects.create(
        account=account,
        role_id=found.role_id,
        organisation_id=found.organisation_id,
        starts_on=found.starts_on,
        ends_on=found.ends_on,
    )
    found.accepted_by, found.accepted_at = account, by.now
    found.save(update_fields=["accepted_by", "accepted_at"])
    way = "passkey" if passkey else "password"
    audit.record("invitation accepted", by=by, about=found, details=_told(found) | {"way": way}, persons=[account.pk])
    return account


def _check_is_new(email: str, *, by: Viewer, except_for: Invitation | None = None) -> None:
    """One address, one account, and one open offer of it, however it is written."""
    if Account.objects.filter(email=email).exists():
        raise Invalid(
            "Nobody was invited.",
            [
                Problem(
                    "There is an account with this address already.",
                    "Give that person the role on their page; if you do not see them, ask a system administrator.",
                    column="email",
                )
            ],
        )
    others = Invitation.objects.open(by.now).filter(email=email)
    if any(other != except_for for other in others):
        raise Invalid(
            "Nobody was invited.",
            [Problem("This address has an open invitation.", "Withdraw that one first.", column="email")],
        )


def _told(invitation: Invitation) -> dict[str, object]:
    """What the audit keeps: whom, as a digest, to what."""
    return {
        "address digest": hashlib.sha256(invitation.email.encode()).hexdigest()[:16],
        "organisation": invitation.organisation.slug,
        "role": invitation.role_id,
    }
