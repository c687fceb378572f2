"""Whose names a page of plans tells: of people in post for those who look people up; of oneself always."""

from typing import TYPE_CHECKING
from uuid import UUID

from commonground.foundation.kernel.viewer import Viewer

if TYPE_CHECKING:
    from commonground.ground.partners.models import Practitioner


class Names:
    """Tells names to one viewer, and remembers whose it told: `persons` go on record before the page is sent."""

    def __init__(self, viewer: Viewer) -> None:
        self.viewer = viewer
        self.persons: set[UUID] = set()

    def of(self, practitioner: "Practitioner | None") -> str:
        """A name, or nothing where there is none or it is none of the viewer's business."""
        if practitioner is None or not self._may_name(practitioner):
            return ""
        self.persons.update(key for key in (practitioner.pk, practitioner.account_id) if key)
        gone = practitioner.left_on is not None and practitioner.left_on <= self.viewer.today
        return f"{practitioner.name} (has left)" if gone else practitioner.name

    def _may_name(self, practitioner: "Practitioner") -> bool:
        is_self = self.viewer.id is not None and practitioner.account_id == self.viewer.id
        return is_self or self.viewer.may("partners.look-up")
