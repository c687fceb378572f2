"""Versions of maps that wait, begin or were published: for the first screen of everybody, in one query."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q

from commonground.foundation.kernel.viewer import Viewer
from commonground.ground.places.models import FootprintVersion
from commonground.ground.places.queries.footprints import seen_by
from commonground.ground.places.rules import Status

WAITING = (Status.DRAFT.value, Status.PROPOSED.value)


@dataclass(frozen=True)
class Lately:
    """Drafts and proposals that the viewer may see, the latest first; and what was published, the latest first.

    Each version bears `comments_open`: how many comments of heads wait for an answer.
    """

    waiting: tuple[FootprintVersion, ...]
    published: tuple[FootprintVersion, ...]

    def beginning_after(self, day: date) -> list[FootprintVersion]:
        """Published versions that are not in force yet, the next first."""
        later = [one for one in self.published if one.valid_from is not None and one.valid_from > day]
        return sorted(later, key=lambda one: (one.valid_from or date.max, one.label))


def versions_lately(viewer: Viewer) -> Lately:
    """One query: a partnership has tens of versions."""
    is_open = Q(comments__answered_at=None, comments__withdrawn_at=None, comments__isnull=False)
    wanted = FootprintVersion.objects.filter(Q(status__in=WAITING) | Q(published_at__isnull=False))
    rows = seen_by(wanted, viewer).select_related("footprint", "base")
    listed = list(rows.annotate(comments_open=Count("comments", filter=is_open)).order_by("-drafted_at", "-id"))
    waiting = [one for one in listed if one.status in WAITING]
    published = [one for one in listed if one.published_at is not None]
    return Lately(tuple(waiting), tuple(sorted(published, key=lambda one: (one.published_at, one.pk), reverse=True)))
