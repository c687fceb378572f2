"""Who may invite people and look after their accounts: never their own, and in their own organisation only."""

from commonground.foundation.kernel.errors import Refused
from commonground.foundation.kernel.viewer import Viewer
from commonground.ground.partners.access.accounts import check_can_read_account, organisations_of
from commonground.ground.partners.models import Account, Invitation, Organisation, Role

EVERYWHERE, OWN = "partners.look-after", "partners.look-after-own"
PERMISSIONS_OF_LOOKING_AFTER = {
    EVERYWHERE: "Invite people to every organisation, and close, unlock and reset their accounts",
    OWN: "Invite people to one's own organisation, and close, unlock and reset the accounts of its people",
}


def may_invite(viewer: Viewer) -> bool:
    """Whether the viewer may invite anybody anywhere."""
    return viewer.may(EVERYWHERE) or viewer.may(OWN)


def check_can_read_invitations(viewer: Viewer) -> None:
    if not may_invite(viewer):
        raise Refused("You may not invite people. Ask the administrator of your organisation.")


def check_can_invite(viewer: Viewer, *, organisation: Organisation, role: Role) -> None:
    if not (viewer.may(EVERYWHERE) or organisation.name in organisations_of(viewer, OWN)):
        raise Refused(f"You may not invite people to {organisation.name}.")
    check_can_hand_on(viewer, role)


def check_can_hand_on(viewer: Viewer, role: Role) -> None:
    """A role that reaches over every organisation's accounts is given by those who have that reach themselves."""
    reach = {"partners.grant", EVERYWHERE}
    if reach & set(role.permissions) and not any(viewer.may(permission) for permission in reach):
        raise Refused(f"{role.name} is given by a system administrator.")


def check_can_join(viewer: Viewer) -> None:
    """An invitation is for somebody who has no account: not for whoever is signed in at this browser."""
    if not viewer.is_public:
        raise Refused(
            f"You are signed in as {viewer.label}. An invitation makes a new account: sign out first if it is for you, "
            "or pass the link on to whom it is for."
        )


def check_can_withdraw(viewer: Viewer, invitation: Invitation) -> None:
    if not (viewer.may(EVERYWHERE) or invitation.organisation.name in organisations_of(viewer, OWN)):
        raise Refused(f"You may not withdraw invitations to {invitation.organisation.name}.")


def check_can_look_after(viewer: Viewer, account: Account) -> None:
    """Raises NotFound where the viewer may not know of the person, Refused with who may instead."""
    check_can_read_account(viewer, account)
    if account.pk == viewer.id:
        raise Refused("You may not do this to your own account. Ask another administrator.")
    if not may_look_after(viewer, account):
        raise Refused(
            "You may look after the accounts of people of your own organisation only, and not of those who look after "
            "everybody's. Ask a system administrator."
        )


def may_look_after(viewer: Viewer, account: Account) -> bool:
    """Everybody but oneself; or people all of whose current roles are in the viewer's own organisations.

    Somebody with a role elsewhere, or one that looks after everybody's accounts, is for a system administrator:
    otherwise one organisation could shut out, or take over, another's people.
    """
    if account.pk == viewer.id:
        return False
    if viewer.may(EVERYWHERE):
        return True
    own = organisations_of(viewer, OWN)
    held = list(account.memberships.all())
    current = [one for one in held if one.ends_on is None or one.ends_on > viewer.today]
    is_theirs = all(one.organisation.name in own and EVERYWHERE not in one.role.permissions for one in current)
    return is_theirs and any(one.organisation.name in own for one in held)
