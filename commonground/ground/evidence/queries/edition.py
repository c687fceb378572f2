"""What public evidence stands at: one key that changes whenever anything that its pages show may have changed.

What is drawn from public evidence is kept under it (docs/decisions/0098): a page asks for the key, and reads the
rest only where the cache holds nothing under it.
"""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import connection

from commonground.foundation.kernel.viewer import Viewer
from commonground.ground.evidence.models import Preparation
from commonground.ground.evidence.queries.cube import preparation_of
from commonground.ground.places import queries as places

# Versions of what people keep beside figures, summed up. Rows of these tables are never deleted and each change counts
# a version up, so the sum grows with every write.
STATE = f"""
    SELECT (SELECT id FROM evidence_preparation ORDER BY made_at DESC, id DESC LIMIT 1),
           (SELECT value FROM evidence_fingerprint WHERE id = 1),
           (SELECT SUM(version) FROM evidence_care),
           (SELECT SUM(version) FROM evidence_target),
           (SELECT SUM(version) FROM evidence_changemarker),
           {places.STATE}
"""  # noqa: S608 our own text, and that of places


@dataclass(frozen=True)
class Edition:
    """The newest prepared cube ("" where there is none), the hash over releases and catalogue, how often care, targets
    and marked changes were written, how areas and maps stand, and the day."""

    prepared: str
    catalogue: str
    kept: tuple[int, ...]
    places: places.State
    day: date

    @property
    def key(self) -> str:
        parts = (self.prepared, self.catalogue, *self.kept, *self.places, self.day)
        return " ".join(map(str, parts))

    def is_of(self, preparation: Preparation) -> bool:
        """Whether that is the newest prepared cube."""
        return bool(self.prepared) and UUID(self.prepared) == preparation.pk

    @property
    def preparation(self) -> Preparation | None:
        return preparation_of(self.prepared) if self.prepared else None


def edition_of_pages(viewer: Viewer) -> Edition:
    """How evidence stands on the viewer's day; nothing else of the viewer is in it. One small query."""
    return edition_on(viewer.today)


def edition_on(day: date) -> Edition:
    """How evidence stands, for what a day shows. One small query, written out because a page from the cache waits for
    nothing else."""
    with connection.cursor() as cursor:
        cursor.execute(STATE)
        newest, catalogue, *kept = cursor.fetchone()
    written, places_are = kept[:-3], places.state_of(*kept[-3:])
    return Edition(str(newest or ""), catalogue or "", tuple(int(number or 0) for number in written), places_are, day)
