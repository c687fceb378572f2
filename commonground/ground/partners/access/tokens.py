"""Who may have tokens of the API, and who ends them."""

from commonground.foundation.kernel.errors import NotFound, Refused
from commonground.foundation.kernel.viewer import Viewer
from commonground.ground.partners.access.accounts import organisations_of
from commonground.ground.partners.access.looking_after import EVERYWHERE, OWN
from commonground.ground.partners.models import Organisation, Token

HOLD = "partners.hold-token"
PERMISSIONS_OF_TOKENS = {HOLD: "Make tokens with which one's own programs read through the API"}


def organisations_for_tokens(viewer: Viewer) -> frozenset[str]:
    """Names of the organisations for which the viewer may have a token."""
    return organisations_of(viewer, HOLD) if viewer.id is not None else frozenset()


def check_can_make_token(viewer: Viewer, organisation: Organisation) -> None:
    if organisation.name not in organisations_for_tokens(viewer):
        raise Refused(f"You may not make a token for {organisation.name}. Ask its administrator for the role.")


def may_end_token(viewer: Viewer, token: Token) -> bool:
    """Its owner; whoever looks after the accounts of its organisation, or of all."""
    if viewer.id is not None and token.account_id == viewer.id:
        return True
    return viewer.may(EVERYWHERE) or token.organisation.name in organisations_of(viewer, OWN)


def check_can_end_token(viewer: Viewer, token: Token) -> None:
    """Raises NotFound: whoever may not end it may not know of it."""
    if not may_end_token(viewer, token):
        raise NotFound("There is no such token.")


def check_can_see_tokens_of_others(viewer: Viewer) -> None:
    if not (viewer.may(EVERYWHERE) or viewer.may(OWN)):
        raise Refused("You may not see the tokens of others. Ask the administrator of your organisation.")
