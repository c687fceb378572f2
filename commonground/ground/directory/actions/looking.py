"""Say that one has looked at what is new."""

from typing import TYPE_CHECKING

from commonground.foundation.audit import actions as audit
from commonground.foundation.kernel.errors import Refused
from commonground.foundation.kernel.viewer import Viewer
from commonground.ground.directory.models import LookedAt

if TYPE_CHECKING:
    from commonground.ground.places.models import Area


@audit.atomic()
def note_looked(*, area: "Area | None", by: Viewer) -> None:
    """From now on what came before is not new any more, to them. Raises Refused for whoever is not signed in."""
    if by.id is None:
        raise Refused("Sign in, so that we know what you have seen.")
    row, is_new = LookedAt.objects.get_or_create(account_id=by.id, area=area, defaults={"looked_at": by.now})
    if not is_new:
        row.looked_at = max(row.looked_at, by.now)
        row.save(update_fields=["looked_at"])
    audit.record("looked at what is new", by=by, about=row, details={"area": area.name if area else "everywhere"})
