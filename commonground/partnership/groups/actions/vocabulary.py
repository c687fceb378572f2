"""Loading the lists of words of a pack."""

from commonground.foundation.audit import actions as audit
from commonground.foundation.audit.versions import Term
from commonground.foundation.kernel.viewer import Viewer
from commonground.partnership.groups import access
from commonground.partnership.groups.formats.vocabulary import read_vocabulary
from commonground.partnership.groups.models import AbsenceReason, EngagementKind, GroupType

LISTS: dict[str, type[Term]] = {
    "group-type": GroupType,
    "absence-reason": AbsenceReason,
    "engagement-kind": EngagementKind,
}


@audit.atomic()
def load_vocabulary(*, text: str, by: Viewer) -> list[str]:
    """Make the lists of words those of a pack (TOML); a word it no longer has stays. Returns the words changed."""
    access.check_can_keep(by)
    lists = read_vocabulary(text)
    changed = audit.take_terms(LISTS, lists)
    if changed:
        audit.record("words of groups loaded", by=by, details={"changed": changed})
    return changed
