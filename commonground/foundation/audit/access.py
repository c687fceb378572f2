"""Who may read, check and erase the audit."""

from commonground.foundation.kernel.errors import Refused
from commonground.foundation.kernel.viewer import Viewer

PERMISSIONS = {
    "audit.read": "Read and check the record of who saw and did what",
    "audit.erase": "Erase the content of audit events by a reviewed job; that they happened stays on record",
}


def check_can_read(viewer: Viewer) -> None:
    if not viewer.may("audit.read"):
        raise Refused("You may not read the audit. Ask the information governance officer.")


def check_can_erase(viewer: Viewer) -> None:
    if not viewer.may("audit.erase"):
        raise Refused("You may not erase anything from the audit. Ask the information governance officer.")
