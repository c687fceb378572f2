"""Who has an account, and which roles they hold."""

from collections.abc import Iterable
from uuid import UUID

from django.db.models import Prefetch, QuerySet

from commonground.foundation.kernel import viewer as kernel
from commonground.foundation.kernel.errors import NotFound
from commonground.ground.partners import access
from commonground.ground.partners.models import Account, Membership


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


def own_account(viewer: kernel.Viewer) -> QuerySet[Account]:
    """The row of the viewer's own account, or none: rooms above read along with it what is theirs."""
    return Account.objects.filter(pk=viewer.id).order_by() if viewer.id else Account.objects.none()


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


def is_empty() -> bool:
    """Whether nobody has an account yet."""
    return not Account.objects.exists()


def _memberships() -> Prefetch:
    return Prefetch(
        "memberships",
        Membership.objects.select_related("role", "organisation", "area").order_by("-starts_on", "id"),
    )
