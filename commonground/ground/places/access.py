"""Who may change places. Official areas, published versions and proposals are open to everybody."""

from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID

from commonground.foundation.kernel.errors import NotFound, Refused
from commonground.foundation.kernel.states import may_move
from commonground.foundation.kernel.viewer import Viewer
from commonground.ground.places.rules import VERSION_MOVES, Status

if TYPE_CHECKING:
    from commonground.ground.places.models import Area, FootprintVersion, HeadsComment

PERMISSIONS: dict[str, str] = {
    "places.comment": "Say what one's own school thinks of the cluster proposed for it",
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
    """A draft is not there for those who do not draw or publish; heads see one that they were asked about."""
    asked = version.asked_at is not None and comments(viewer)
    if not version.is_open_to_all and not draws(viewer) and not asked:
        raise NotFound


def comments(viewer: Viewer) -> bool:
    """Whether the viewer speaks for a school, so that drafts about which heads were asked are shown."""
    return viewer.may("places.comment")


def own_schools(viewer: Viewer) -> frozenset[UUID]:
    """The areas of the schools that the viewer speaks for: those a role of theirs that may comment is held for."""
    held = (one for one in viewer.current_memberships if "places.comment" in one.permissions)
    return frozenset(one.area for one in held if one.area is not None)


def check_can_comment(viewer: Viewer, version: "FootprintVersion", school: "Area") -> None:
    """Only for the own school, and only while comments are asked for. The operator enters what was said elsewhere."""
    check_can_see(viewer, version)
    is_operator = viewer.id is None and comments(viewer)
    if school.pk not in own_schools(viewer) and not is_operator:
        raise Refused(f"You do not speak for {school}. Its head, or who comments for them, can say what it thinks.")
    if not version.takes_comments:
        raise Refused(f"{version} takes no comments: it is {version.status}, or heads have not been asked yet.")


def check_can_withdraw_comment(viewer: Viewer, comment: "HeadsComment") -> None:
    """Whoever speaks for the school, while nobody has answered."""
    if comment.school_id not in own_schools(viewer):
        raise Refused("Only whoever speaks for the school can withdraw what it said.")
    if not comment.is_open:
        raise Refused("This comment has been answered or withdrawn already.")


def check_can_answer(viewer: Viewer, comment: "HeadsComment") -> None:
    """Those who draw answer for the drawing."""
    check_can_draft(viewer)
    if not comment.is_open:
        raise Refused("This comment has been answered or withdrawn already.")


@dataclass(frozen=True)
class Steps:
    """What a viewer may do next with a version: the buttons of its page. The actions check again."""

    edit: bool
    ask: bool
    propose: bool
    publish: bool
    withdraw: bool


def steps(viewer: Viewer, version: "FootprintVersion") -> Steps:
    """Which steps the viewer may take and the version's state allows."""
    now, drafts = Status(version.status), viewer.may("places.draft")
    return Steps(
        edit=drafts and now is Status.DRAFT,
        ask=drafts and now is Status.DRAFT and version.asked_at is None and version.groups_schools,
        propose=drafts and may_move(VERSION_MOVES, now, Status.PROPOSED),
        publish=viewer.may("places.publish") and may_move(VERSION_MOVES, now, Status.PUBLISHED),
        withdraw=drafts and may_move(VERSION_MOVES, now, Status.WITHDRAWN),
    )
