"""What is new in the directory since somebody last looked, for an area or everywhere (S13)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING
from uuid import UUID

from commonground.foundation.kernel.viewer import Viewer
from commonground.ground.directory.models import LookedAt, Service
from commonground.ground.directory.queries.assurance import assurance_policy
from commonground.ground.directory.queries.finding import AskedHelp, found_services
from commonground.ground.directory.queries.nearness import Whence

if TYPE_CHECKING:
    from commonground.ground.places.models import Area

MOST = 100  # of each kind; who has not looked for a year is told of the newest
TIME_BITS = 80  # of a UUIDv7, below its milliseconds


@dataclass(frozen=True)
class News:
    """Entries that came, and those that changed, since then; the newest first."""

    since: datetime
    has_looked: bool
    new: Sequence[Service]
    changed: Sequence[Service]


def last_looked(viewer: Viewer, *, area: "Area | None") -> LookedAt | None:
    """When the viewer last said that they had looked: their own, and nobody else's."""
    return LookedAt.objects.filter(account_id=viewer.id, area=area).first() if viewer.id else None


def news(viewer: Viewer, *, area: "Area | None") -> News:
    """Five queries at most."""
    looked = last_looked(viewer, area=area)
    since = looked.looked_at if looked else viewer.now - timedelta(days=assurance_policy().new_days)
    whence = Whence(area.name, area, None) if area else None
    rows = found_services(AskedHelp(whence=whence), on=viewer.today).select_related("provider")
    made_then = _first_id(since)
    new = rows.filter(pk__gte=made_then).order_by("-pk")[:MOST]
    changed = rows.filter(pk__lt=made_then, modified_at__gt=since).order_by("-modified_at", "-pk")[:MOST]
    return News(since, looked is not None, list(new), list(changed))


def _first_id(moment: datetime) -> UUID:
    """The lowest id that a row made at that moment can have: ids begin with the milliseconds of their making."""
    return UUID(int=int(moment.timestamp() * 1000) << TIME_BITS)
