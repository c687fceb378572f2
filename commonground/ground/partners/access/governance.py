"""Who may see and keep the register of information governance. It names bodies and fields, never families."""

from commonground.foundation.kernel.errors import Refused
from commonground.foundation.kernel.viewer import Viewer
from commonground.ground.partners.access.accounts import organisations_of
from commonground.ground.partners.models import AgreementParty, Lapse

PERMISSIONS_OF_GOVERNANCE = {
    "partners.read-agreements": "Read sharing agreements, controllers, processing records and what has lapsed",
    "partners.keep-agreements": "Keep the register of information governance",
    "partners.sign-own": "Sign sharing agreements and answer lapses for one's own organisation",
}


def may_read_register(viewer: Viewer) -> bool:
    return any(viewer.may(permission) for permission in PERMISSIONS_OF_GOVERNANCE)


def check_can_read_register(viewer: Viewer) -> None:
    if not may_read_register(viewer):
        raise Refused("You may not read the register of information governance. Ask its officer.")


def may_keep_register(viewer: Viewer) -> bool:
    return viewer.may("partners.keep-agreements")


def check_can_keep_register(viewer: Viewer) -> None:
    if not may_keep_register(viewer):
        raise Refused("Only the information governance officer changes this register.")


def may_act_for(viewer: Viewer, organisation: str) -> bool:
    """Whether the viewer signs and answers for the organisation of that name."""
    return may_keep_register(viewer) or organisation in organisations_of(viewer, "partners.sign-own")


def check_can_sign(viewer: Viewer, party: AgreementParty) -> None:
    if not may_act_for(viewer, party.organisation.name):
        raise Refused(f"You may not sign for {party.organisation.name}.")


def check_can_answer(viewer: Viewer, lapse: Lapse) -> None:
    if not may_act_for(viewer, lapse.owner.name):
        raise Refused(f"{lapse.owner.name} answers this, or the information governance officer.")
