"""Who may change places. Official areas, published versions and proposals are open to everybody."""

from typing import TYPE_CHECKING

from commonground.foundation.kernel.errors import NotFound, Refused
from commonground.foundation.kernel.viewer import Viewer

if TYPE_CHECKING:
    from commonground.ground.places.models import FootprintVersion

PERMISSIONS: dict[str, str] = {
    "places.draft": "Draw a new version of a footprint, propose it and withdraw it",
    "places.publish": "Publish a version of a footprint that somebody else has drawn",
    "places.register": "Register areas, their boundaries and new footprints",
}


def check_can_register(viewer: Viewer) -> None:
    if not viewer.may("places.register"):
        raise Refused(
            "You may not register areas, boundaries or footprints. An analyst or the operator of the site can."
        )


def check_can_draft(viewer: Viewer) -> None:
    if not viewer.may("places.draft"):
        raise Refused("You may not draw footprints. A locality manager can.")


def check_can_publish(viewer: Viewer, version: "FootprintVersion") -> None:
    """Nobody approves their own work (access policy 2). The operator of the site has no account and may do both."""
    if not viewer.may("places.publish"):
        raise Refused("You may not publish footprints. Ask somebody who may to look at this version.")
    if viewer.id is not None and str(viewer.id) in version.authors:
        raise Refused("You worked on this draft, so somebody else has to publish it.")


def draws(viewer: Viewer) -> bool:
    """Whether the viewer sees drafts."""
    return viewer.may("places.draft") or viewer.may("places.publish")


def check_can_see(viewer: Viewer, version: "FootprintVersion") -> None:
    """A draft is not there for those who do not draw or publish."""
    if not version.is_open_to_all and not draws(viewer):
        raise NotFound
