"""Who is who."""

from collections.abc import Iterable
from datetime import date, datetime
from uuid import UUID

from django.contrib.auth.models import AnonymousUser
from django.db.models import Prefetch, QuerySet

from commonground.foundation.kernel import viewer as kernel
from commonground.foundation.kernel.errors import NotFound
from commonground.ground.partners import access
from commonground.ground.partners.models import Account, Membership, Organisation, Partnership, Role, Sector


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


def partnership() -> Partnership | None:
    """The partnership this deployment serves, with its area; None on a site that is still empty. One query."""
    return Partnership.objects.select_related("area").first()


def people(viewer: kernel.Viewer) -> QuerySet[Account]:
    """Accounts the viewer may see, with their memberships. Raises Refused. Two queries."""
    access.check_can_read_people(viewer)
    return Account.objects.visible_to(viewer).prefetch_related(_memberships())


def person(viewer: kernel.Viewer, account_id: UUID) -> Account:
    """One account with its memberships. NotFound where the viewer may not know of it."""
    account = Account.objects.filter(pk=account_id).prefetch_related(_memberships()).first()
    if account is None:
        raise NotFound("There is no such person.")
    access.check_can_read_account(viewer, account)
    return account


def me(viewer: kernel.Viewer) -> Account:
    """The viewer's own account with its memberships."""
    if viewer.id is None:
        raise NotFound("You are not signed in.")
    return person(viewer, viewer.id)


def check_still_visible(viewer: kernel.Viewer, account_ids: Iterable[UUID]) -> None:
    """Raises NotFound unless the viewer may still see every one of these accounts. One query."""
    wanted = set(account_ids)
    if Account.objects.visible_to(viewer).filter(pk__in=wanted).count() != len(wanted):
        raise NotFound("There is no such person any more.")


def membership(viewer: kernel.Viewer, membership_id: UUID) -> Membership:
    """A membership of somebody the viewer may see. NotFound otherwise."""
    found = (
        Membership.objects.filter(pk=membership_id, account__in=Account.objects.visible_to(viewer))
        .select_related("role", "organisation", "account")
        .first()
    )
    if found is None:
        raise NotFound("There is no such role held.")
    return found


def grantable_organisations(viewer: kernel.Viewer) -> QuerySet[Organisation]:
    """Organisations in which the viewer may give roles."""
    if viewer.may("partners.grant"):
        return Organisation.objects.all()
    return Organisation.objects.filter(name__in=access.organisations_of(viewer, "partners.grant-own"))


def roles() -> QuerySet[Role]:
    return Role.objects.all()


def role(slug: str) -> Role:
    found = Role.objects.filter(slug=slug).first()
    if found is None:
        raise NotFound(
            f"There is no role {slug!r}. There are: {', '.join(Role.objects.values_list('slug', flat=True))}."
        )
    return found


def organisation(slug: str) -> Organisation:
    found = Organisation.objects.filter(slug=slug).first()
    if found is None:
        raise NotFound(f"There is no organisation {slug!r}. Register it first: commonground organisation add.")
    return found


def sector_slugs() -> list[str]:
    return list(Sector.objects.order_by("slug").values_list("slug", flat=True))


def demonstration_people(on: date) -> list[Membership]:
    """One invented person for each role, in the order of roles: the first to hold it on the day. One query."""
    held = (
        Membership.objects.filter(account__is_invented=True, account__is_active=True)
        .current_on(on)
        .select_related("account", "role", "organisation", "area")
        .order_by("role__order", "id")
    )
    first: dict[str, Membership] = {}
    for one in held:
        first.setdefault(one.role_id, one)
    return list(first.values())


def demonstration_account(account_id: UUID) -> Account:
    """An invented person; anybody else is not found, whatever their id."""
    found = Account.objects.filter(pk=account_id, is_invented=True, is_active=True).first()
    if found is None:
        raise NotFound("There is no such demonstration person.")
    return found


def is_empty() -> bool:
    """Whether nobody has an account yet."""
    return not Account.objects.exists()


def _memberships() -> Prefetch:
    return Prefetch(
        "memberships",
        Membership.objects.select_related("role", "organisation", "area").order_by("-starts_on", "id"),
    )
