"""What heads say of a version that groups schools.

Seen by those who draw or publish, and by whoever speaks for the school.
"""

from uuid import UUID

from django.db.models import QuerySet

from commonground.foundation.kernel.errors import NotFound
from commonground.foundation.kernel.viewer import Viewer
from commonground.ground.places import access
from commonground.ground.places.models import Area, FootprintVersion, HeadsComment


def visible_to(viewer: Viewer) -> "QuerySet[HeadsComment]":
    """Comments that the viewer may know of."""
    held = HeadsComment.objects.select_related("school", "drawn_in__footprint", "drawn_in__base")
    return held if access.draws(viewer) else held.filter(school__in=access.own_schools(viewer))


def comments_on(version: FootprintVersion, viewer: Viewer) -> list[HeadsComment]:
    """What was said of a version, as far as the viewer may know, by school; the newest first within one. One query."""
    return list(visible_to(viewer).filter(drawn_in=version).order_by("school__name", "-said_at"))


def comment(viewer: Viewer, comment_id: UUID) -> HeadsComment:
    """One comment. Raises NotFound where there is none that the viewer may know of. One query."""
    found = visible_to(viewer).filter(pk=comment_id).first()
    if found is None:
        raise NotFound
    return found


def open_comments(version: FootprintVersion) -> list[HeadsComment]:
    """What nobody has answered yet, by school. One query."""
    waiting = HeadsComment.objects.filter(drawn_in=version, answered_at=None, withdrawn_at=None)
    return list(waiting.select_related("school").order_by("school__name"))


def answered_of(version: FootprintVersion) -> list[bool]:
    """For every comment that was not withdrawn, whether it is answered. One query."""
    held = HeadsComment.objects.filter(drawn_in=version, withdrawn_at=None)
    return [at is not None for at in held.values_list("answered_at", flat=True)]


def open_comment_of(version: FootprintVersion, school: Area) -> HeadsComment | None:
    """The one comment of a school that waits for its answer. One query."""
    return HeadsComment.objects.filter(drawn_in=version, school=school, answered_at=None, withdrawn_at=None).first()


def schools_spoken_for(version: FootprintVersion, viewer: Viewer) -> list[Area]:
    """The schools of a version for which the viewer may say something, by name. One query, or none."""
    own = access.own_schools(viewer)
    if not own or not version.takes_comments:
        return []
    held = Area.objects.filter(pk__in=own, sets=version.base).select_related("school", "type")
    return list(held.order_by("name"))


def cluster_of(version: FootprintVersion, school: Area) -> tuple[Area | None, list[Area]]:
    """The cluster that a version puts a school into, and the other schools in it, by name. Two queries."""
    row = version.memberships.filter(part=school).select_related("whole").first()
    if row is None:
        return None, []
    others = Area.objects.filter(memberships__version=version, memberships__whole=row.whole).exclude(pk=school.pk)
    return row.whole, list(others.select_related("type").order_by("name"))
