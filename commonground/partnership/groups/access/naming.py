"""Who reads the names of people in a group: those inside it, and whoever may look people up (record 0060)."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from commonground.foundation.kernel.viewer import Viewer
from commonground.partnership.groups.access.standing import Standing

if TYPE_CHECKING:
    from commonground.ground.partners.models import Practitioner


@dataclass(frozen=True)
class Naming:
    """What one viewer may be told of the people of one group."""

    viewer: Viewer
    here: Standing

    @property
    def names_everybody(self) -> bool:
        """Those inside know who sits beside them, also who has left since."""
        return self.here.is_inside

    @property
    def names_any(self) -> bool:
        return self.names_everybody or self.viewer.may("partners.look-up")

    def may_name(self, practitioner: "Practitioner") -> bool:
        """People in post for whoever may look people up; posts and sectors alone for everybody else."""
        if self.names_everybody:
            return True
        if practitioner.account_id and practitioner.account_id == self.viewer.id:
            return True
        in_post = practitioner.left_on is None or practitioner.left_on > self.viewer.today
        return in_post and self.viewer.may("partners.look-up")
