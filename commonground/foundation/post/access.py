"""Who may look after e-mail that could not be sent. One's own notices are one's own: nobody else sees them."""

from uuid import UUID

from commonground.foundation.kernel.errors import NotFound, Refused
from commonground.foundation.kernel.viewer import Viewer
from commonground.foundation.post import rules
from commonground.foundation.post.models import ReceivedNotice

PERMISSIONS = {
    "post.look-after": "See which e-mails could not be sent, and have them sent again; not what they say",
}


def check_is_own(viewer: Viewer, notice: ReceivedNotice) -> None:
    """A notice of somebody else is not found, whoever asks."""
    if viewer.id is None or notice.account_id != viewer.id:
        raise NotFound("There is no such notice.")


def check_has_account(viewer: Viewer) -> UUID:
    """The account that choices belong to."""
    if viewer.id is None:
        raise Refused("Sign in to choose how you are told.")
    return viewer.id


def check_can_choose(kind: rules.Kind, way: rules.Way) -> None:
    if kind.is_duty and way is rules.Way.ON_SITE:
        raise Refused(f"“{kind.title}” is told by e-mail whether one likes it or not. Choose at once, or once a day.")


def check_can_look_after(viewer: Viewer) -> None:
    if not viewer.may("post.look-after"):
        raise Refused("You may not look after e-mail that could not be sent. Ask a system administrator.")
