"""Loading the lists of words of a pack."""

from commonground.foundation.audit import actions as audit
from commonground.foundation.kernel.viewer import Viewer
from commonground.partnership.groups import access
from commonground.partnership.groups.formats.vocabulary import read_vocabulary
from commonground.partnership.groups.models import AbsenceReason, EngagementKind, GroupType
from commonground.partnership.groups.models.vocabulary import Term

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
    changed = [
        f"{name}/{row['slug']}"
        for name, model in LISTS.items()
        for row in lists.get(name, ())
        if _is_new(model, dict(row))
    ]
    if changed:
        audit.record("words of groups loaded", by=by, details={"changed": changed})
    return changed


def _is_new(model: type[Term], row: dict[str, object]) -> bool:
    known = model._default_manager.filter(pk=row["slug"]).first()
    if known is not None and all(getattr(known, key) == value for key, value in row.items()):
        return False
    model._default_manager.update_or_create(slug=row["slug"], defaults=row)
    return True
