"""Who may change places. Official areas, published versions and proposals are open to everybody."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from commonground.foundation.kernel.errors import NotFound, Refused
from commonground.foundation.kernel.states import may_move
from commonground.foundation.kernel.viewer import Viewer
from commonground.ground.places.rules import VERSION_MOVES, Status

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


def check_can_edit(viewer: Viewer, version: "FootprintVersion") -> None:
    """Only a draft is edited; what was ever shown to all stays as it was."""
    check_can_draft(viewer)
    if not version.is_draft:
        raise Refused(f"{version} is {version.status} and cannot be changed. Draw a new version from it.")


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


@dataclass(frozen=True)
class Steps:
    """What a viewer may do next with a version: the buttons of its page. The actions check again."""

    edit: bool
    propose: bool
    publish: bool
    withdraw: bool


def steps(viewer: Viewer, version: "FootprintVersion") -> Steps:
    """Which steps the viewer may take and the version's state allows."""
    now, drafts = Status(version.status), viewer.may("places.draft")
    return Steps(
        edit=drafts and now is Status.DRAFT,
        propose=drafts and may_move(VERSION_MOVES, now, Status.PROPOSED),
        publish=viewer.may("places.publish") and may_move(VERSION_MOVES, now, Status.PUBLISHED),
        withdraw=drafts and may_move(VERSION_MOVES, now, Status.WITHDRAWN),
    )
