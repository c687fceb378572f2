"""Who may keep the directory. What it says of services is open to everybody, but for confidential places."""

from typing import TYPE_CHECKING

from commonground.foundation.kernel.errors import Refused
from commonground.foundation.kernel.viewer import Viewer

if TYPE_CHECKING:
    from commonground.ground.directory.models import Gap, Service

PERMISSIONS = {
    "directory.keep": "Keep the directory: providers, services and where they are",
    "directory.keep-own": "Keep the entries of services that one's own organisation answers for",
    "directory.import": "Take in directories of others, and look at what could not be taken",
    "directory.confidential": "See and keep places whose address is confidential",
    "directory.read-gaps": "See what people did not find, how often it was said, and the gaps that somebody works on",
    "directory.keep-gaps": "Open gaps, say who answers for them, and close them",
}


def check_can_keep(viewer: Viewer) -> None:
    """Add providers and services, and keep all of them."""
    if not viewer.may("directory.keep"):
        raise Refused("You may not keep the directory. Ask whoever keeps the directory of your place.")


def may_keep_service(viewer: Viewer, service: "Service") -> bool:
    """Whether `check_can_keep_service` lets the viewer through. The service comes with its owner."""
    if viewer.may("directory.keep"):
        return True
    return _keeps_for(viewer, service.owner.name if service.owner is not None else "")


def may_keep_some(viewer: Viewer) -> bool:
    """Whether there are entries that the viewer may keep, or can be: they are led to the keeper's pages."""
    return viewer.may("directory.keep") or viewer.may("directory.keep-own")


def check_can_keep_service(viewer: Viewer, service: "Service") -> None:
    """Change what the directory says of a service: its keepers, and those of the organisation whose entry it is."""
    if not may_keep_service(viewer, service):
        raise Refused("This entry is kept by the organisation that answers for it and by keepers of the directory.")


def check_can_keep_confidential(viewer: Viewer) -> None:
    """Make a place confidential or open, and keep what is confidential. Whoever may not knows of none."""
    if not viewer.may("directory.confidential"):
        raise Refused("You may not say that a place is confidential or open. Ask a keeper of the directory who may.")


def check_can_import(viewer: Viewer) -> None:
    if not viewer.may("directory.import"):
        raise Refused("You may not take in directories of others. Ask a keeper of the directory.")


def may_read_funding(viewer: Viewer) -> bool:
    """Until when a service is paid for: for those who work in the partnership."""
    return any(viewer.may(one) for one in ("directory.keep", "directory.keep-own", "plans.read"))


def _keeps_for(viewer: Viewer, organisation: str) -> bool:
    """Whether the viewer keeps entries for this organisation."""
    return bool(organisation) and any(
        "directory.keep-own" in held.permissions and held.organisation == organisation
        for held in viewer.current_memberships
    )


def may_read_gaps(viewer: Viewer) -> bool:
    """What was not found, how often, and who works on it: for those who work in the partnership."""
    return viewer.may("directory.read-gaps")


def check_can_read_gaps(viewer: Viewer) -> None:
    if not may_read_gaps(viewer):
        raise Refused("Gaps and who works on them are for those who work in the partnership. Sign in with such a role.")


def check_can_keep_gaps(viewer: Viewer) -> None:
    """Open gaps, and give them to organisations."""
    if not viewer.may("directory.keep-gaps"):
        raise Refused("You may not open or change gaps. Ask whoever keeps the directory, or a locality manager.")


def may_answer_gap(viewer: Viewer, gap: "Gap") -> bool:
    """Whether `check_can_answer_gap` lets the viewer through. The gap comes with its owner."""
    return viewer.may("directory.keep-gaps") or (may_read_gaps(viewer) and _keeps_for(viewer, gap.owner.name))


def check_can_answer_gap(viewer: Viewer, gap: "Gap") -> None:
    """Report on a gap, close it and open it again: those who keep gaps, and those of the organisation that owns it."""
    if not may_answer_gap(viewer, gap):
        raise Refused("Only the organisation that answers for this gap, and those who keep gaps, do this.")
