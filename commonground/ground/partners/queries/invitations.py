"""Invitations: those the viewer may see, and the one that a token opens."""

import hashlib
from datetime import datetime
from uuid import UUID

from django.core import signing
from django.db.models import Count, QuerySet, Subquery, Value

from commonground.foundation.kernel import viewer as kernel
from commonground.foundation.kernel.errors import NotFound
from commonground.ground.partners import access, rules
from commonground.ground.partners.models import Invitation, Organisation, Role

INVITATION_SALT = "commonground.partners.invitation"


def token_digest(token: str) -> str:
    """What is kept of a token. It is long and random, so a plain digest does."""
    return hashlib.sha256(token.encode()).hexdigest()


def invitations(viewer: kernel.Viewer) -> QuerySet[Invitation]:
    """Newest first. Raises Refused. One query."""
    access.check_can_read_invitations(viewer)
    return Invitation.objects.visible_to(viewer).select_related("organisation", "role", "invited_by")


def invitations_run_out(viewer: kernel.Viewer) -> Subquery:
    """How many were not answered in time, for a query that is made anyway. Raises Refused."""
    over = invitations(viewer).filter(accepted_at=None, withdrawn_at=None, expires_at__lte=viewer.now).order_by()
    return Subquery(over.values(one=Value(1)).annotate(many=Count("pk")).values("many"))


def invitation(viewer: kernel.Viewer, invitation_id: UUID) -> Invitation:
    found = invitations(viewer).filter(pk=invitation_id).first()
    if found is None:
        raise NotFound("There is no such invitation.")
    return found


def invitation_to_accept(token: str, *, viewer: kernel.Viewer) -> Invitation:
    """Raises NotFound for a token that we never made, Invalid for one that is used, withdrawn or too old, Refused where
    somebody is signed in."""
    access.check_can_join(viewer)
    try:
        signing.Signer(salt=INVITATION_SALT).unsign(token)
    except signing.BadSignature as forged:
        raise NotFound("There is no such invitation. Look whether the whole link was copied.") from forged
    rows = Invitation.objects.select_related("organisation", "role", "invited_by")
    found = rows.filter(token_digest=token_digest(token)).first()
    if found is None:
        raise NotFound("There is no such invitation. Look whether the whole link was copied.")
    rules.check_invitation_is_open(invitation_state(found, now=viewer.now))
    return found


def invitation_state(one: Invitation, *, now: datetime) -> rules.InvitationState:
    return rules.invitation_state(
        accepted_at=one.accepted_at, withdrawn_at=one.withdrawn_at, expires_at=one.expires_at, now=now
    )


def organisations_to_invite_to(viewer: kernel.Viewer) -> QuerySet[Organisation]:
    if viewer.may("partners.look-after"):
        return Organisation.objects.all()
    return Organisation.objects.filter(name__in=access.organisations_of(viewer, "partners.look-after-own"))


def roles_to_hand_on(viewer: kernel.Viewer) -> QuerySet[Role]:
    """Roles that the viewer may give somebody: those that reach over every account only from who has that reach."""
    reach = {"partners.grant", "partners.look-after"}
    if any(viewer.may(permission) for permission in reach):
        return Role.objects.all()
    far = [role.slug for role in Role.objects.all() if reach & set(role.permissions)]
    return Role.objects.exclude(slug__in=far)
