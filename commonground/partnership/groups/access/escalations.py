"""Who may send an issue up, take it on, and say that its answer arrived."""

from typing import TYPE_CHECKING

from commonground.foundation.kernel.errors import Refused
from commonground.foundation.kernel.viewer import Viewer
from commonground.partnership.groups.access.standing import Standing

if TYPE_CHECKING:
    from commonground.partnership.groups.models import Escalation

AT_TABLE_ALONE = "This issue is for members at the tables alone."


def may_raise(here: Standing) -> bool:
    """Whether `check_can_raise` lets through."""
    return here.sits or here.serves


def check_can_raise(here: Standing, *, is_restricted: bool = False) -> None:
    """Send an issue up, withdraw it, say that the answer arrived: who sits at the table of the group or serves it.

    `is_restricted` for what comes from a restricted item or action.
    """
    if not may_raise(here):
        raise Refused("Issues are raised by members of the group at its table and those who serve it.")
    if is_restricted and not here.reads_restricted:
        raise Refused("This is restricted to members at the table.")


def is_raiser(viewer: Viewer, escalation: "Escalation") -> bool:
    """Whether the viewer sent it up."""
    return viewer.id is not None and viewer.id == escalation.raised_by_account_id


def may_handle(viewer: Viewer, here: Standing, escalation: "Escalation") -> bool:
    """Whether `check_can_handle` lets through. `here` is the group that it is with."""
    reads = here.reads_restricted or not escalation.is_restricted
    return here.serves and reads and not is_raiser(viewer, escalation)


def check_can_handle(viewer: Viewer, here: Standing, escalation: "Escalation") -> None:
    """Accept it, pass it up, decline, note or answer it: who serves the group that it is with, never who raised it."""
    if not here.serves:
        raise Refused("This is done by the clerk and the chair of the group that the issue is with.")
    if escalation.is_restricted and not here.reads_restricted:
        raise Refused(AT_TABLE_ALONE)
    if is_raiser(viewer, escalation):
        raise Refused("You raised this issue, so somebody else takes it on and answers it.")


def check_can_receive(here: Standing, escalation: "Escalation") -> None:
    """Withdraw it, and say that the answer arrived. `here` is the group that it came from."""
    check_can_raise(here, is_restricted=escalation.is_restricted)
