"""Who may do what with evidence. Reading what is published needs no permission."""

from commonground.foundation.kernel.errors import Refused
from commonground.foundation.kernel.viewer import Viewer

PERMISSIONS = {
    "evidence.import": "Load published files, the catalogue and figures, and prepare them for pages",
}


def check_can_import(viewer: Viewer) -> None:
    """Raises Refused where the viewer may not load figures."""
    if not viewer.may("evidence.import"):
        raise Refused(
            "You may not load figures. Somebody with the permission “Load published files” can do it, "
            "for example an analyst."
        )
