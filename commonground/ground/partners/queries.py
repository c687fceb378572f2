"""Who is who."""

from datetime import datetime

from django.contrib.auth.models import AnonymousUser

from commonground.foundation.kernel import viewer as kernel
from commonground.ground.partners.models import Account, Membership


def viewer_for(user: Account | AnonymousUser, *, session: str, now: datetime) -> kernel.Viewer:
    """The viewer that rooms see of an account, with every membership and its role's permissions. One query."""
    if not isinstance(user, Account):
        return kernel.public(now, session=session)
    held = Membership.objects.filter(account=user).select_related("role", "organisation").order_by("starts_on", "id")
    return kernel.Viewer(
        id=user.pk,
        label=user.name,
        memberships=tuple(_as_kernel(membership) for membership in held),
        purpose="",
        session=session,
        now=now,
    )


def _as_kernel(membership: Membership) -> kernel.Membership:
    return kernel.Membership(
        role=membership.role_id,
        permissions=frozenset(membership.role.permissions),
        organisation=membership.organisation.name,
        area=membership.area_id,
        starts_on=membership.starts_on,
        ends_on=membership.ends_on,
    )
