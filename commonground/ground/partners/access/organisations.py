"""Who may keep organisations, teams, people in post, offers and the register of partners.

Organisations, teams without names of people, and offers are open to everybody. Who works where, what partners pledge
and give, and links between bodies are for those who hold a role in the partnership (docs/decisions/0060).
"""

from commonground.foundation.kernel.errors import NotFound, Refused
from commonground.foundation.kernel.viewer import Viewer
from commonground.ground.partners.access.accounts import organisations_of
from commonground.ground.partners.models import Organisation, PartnerSheet, Practitioner

PERMISSIONS_OF_ORGANISATIONS = {
    "partners.keep": "Keep every organisation, team, person in post and offer, and the register of partners",
    "partners.keep-own": "Keep the people in post, teams and offers of one's own organisation",
    "partners.look-up": "See who works in which team, what partners contribute, and links between bodies",
}


def may_keep(viewer: Viewer, organisation: Organisation) -> bool:
    """Whether the viewer may change the teams, people in post and offers of this organisation."""
    return viewer.may("partners.keep") or organisation.name in organisations_of(viewer, "partners.keep-own")


def check_can_keep(viewer: Viewer, organisation: Organisation) -> None:
    if not may_keep(viewer, organisation):
        raise Refused(f"You may not change teams, people or offers of {organisation}. Ask its administrator.")


def check_can_keep_all(viewer: Viewer) -> None:
    """Organisations themselves, contributions and links: what concerns more than one's own organisation."""
    if not viewer.may("partners.keep"):
        raise Refused("You may not change organisations or the register of partners. Ask the locality manager.")


def check_can_register(viewer: Viewer) -> None:
    """A new organisation: who keeps the register, or who sets the site up."""
    if not (viewer.may("partners.keep") or viewer.may("partners.grant")):
        raise Refused("You may not change organisations or the register of partners. Ask the locality manager.")


def may_look_up(viewer: Viewer) -> bool:
    return any(viewer.may(one) for one in ("partners.look-up", "partners.keep", "partners.keep-own"))


def check_can_look_up(viewer: Viewer) -> None:
    if not may_look_up(viewer):
        raise Refused("You may not see who works where, or what partners contribute.")


def check_can_keep_practitioner(viewer: Viewer, practitioner: Practitioner) -> None:
    """Somebody with a post in one's own organisation, or everybody. Who may not know of them hears of nobody."""
    if viewer.may("partners.keep"):
        return
    own = organisations_of(viewer, "partners.keep-own")
    if any(post.team.organisation.name in own for post in practitioner.posts.select_related("team__organisation")):
        return
    if Practitioner.objects.visible_to(viewer).filter(pk=practitioner.pk).exists():
        raise Refused(
            f"You may not change what is kept of {practitioner}. Ask the administrator of their organisation."
        )
    raise NotFound("There is no such person.")


def may_hand_in(viewer: Viewer) -> bool:
    """Whether the viewer may hand in spreadsheets of people, and take lists of them away."""
    return viewer.may("partners.keep") or viewer.may("partners.keep-own")


def check_can_hand_in(viewer: Viewer) -> None:
    if not may_hand_in(viewer):
        raise Refused("You may not hand in spreadsheets of people. Ask the locality manager.")


def check_can_open_sheet(viewer: Viewer, sheet: PartnerSheet) -> None:
    """A spreadsheet holds people: whoever handed it in opens it, nobody else."""
    if sheet.account_id != viewer.id:
        raise NotFound("There is no such spreadsheet.")
    check_can_hand_in(viewer)
