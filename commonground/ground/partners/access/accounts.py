"""Who may see and change accounts and roles."""

from commonground.foundation.kernel.errors import NotFound, Refused
from commonground.foundation.kernel.viewer import Viewer
from commonground.ground.partners.models import Account, Membership, Organisation

PERMISSIONS_OF_ACCOUNTS = {
    "partners.read": "See everybody who has an account, and their roles",
    "partners.read-own": "See who has an account in one's own organisation, and their roles",
    "partners.grant": "Give and end roles in every organisation",
    "partners.grant-own": "Give and end roles in one's own organisation",
}


def organisations_of(viewer: Viewer, permission: str) -> frozenset[str]:
    """Names of the organisations in which a current membership of the viewer carries the permission."""
    return frozenset(held.organisation for held in viewer.current_memberships if permission in held.permissions)


def check_can_read_people(viewer: Viewer) -> None:
    if not (viewer.may("partners.read") or viewer.may("partners.read-own")):
        raise Refused("You may not see the list of people. Ask an administrator of your organisation.")


def check_can_read_account(viewer: Viewer, account: Account) -> None:
    """One's own account always; somebody the viewer may not know of is not found."""
    if account.pk == viewer.id or viewer.may("partners.read"):
        return
    own = organisations_of(viewer, "partners.read-own")
    if not any(held.organisation.name in own for held in account.memberships.all()):
        raise NotFound("There is no such person.")


def may_grant(viewer: Viewer, organisation: str) -> bool:
    """Whether the viewer may give or end roles in the organisation of that name."""
    return viewer.may("partners.grant") or organisation in organisations_of(viewer, "partners.grant-own")


def may_grant_to(viewer: Viewer, account: Account) -> bool:
    """Whether the viewer may give this person a role anywhere."""
    return account.pk != viewer.id and (viewer.may("partners.grant") or viewer.may("partners.grant-own"))


def check_can_grant(viewer: Viewer, *, account: Account, organisation: Organisation) -> None:
    """Nobody gives themselves a role; an organisation's administrator acts in that organisation only."""
    if account.pk == viewer.id:
        raise Refused("You may not give yourself a role. Ask another administrator.")
    if not may_grant(viewer, organisation.name):
        raise Refused(f"You may not give roles at {organisation.name}.")


def check_can_end(viewer: Viewer, membership: Membership) -> None:
    if not may_grant(viewer, membership.organisation.name):
        raise Refused(f"You may not end roles at {membership.organisation.name}.")


def check_can_set_up(viewer: Viewer) -> None:
    """Loading roles, sectors, organisations and accounts: whoever runs a command on the host."""
    if not viewer.may("partners.grant"):
        raise Refused("You may not change organisations, accounts or roles.")
