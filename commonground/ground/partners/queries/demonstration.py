"""The invented people of an example place."""

from datetime import date
from uuid import UUID

from commonground.foundation.kernel.errors import NotFound
from commonground.ground.partners.models import Account, Membership


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
