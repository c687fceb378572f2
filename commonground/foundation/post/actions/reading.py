"""What somebody has read of what they were told."""

from commonground.foundation.audit import actions as audit
from commonground.foundation.kernel.viewer import Viewer
from commonground.foundation.post import access, queries
from commonground.foundation.post.models import ReceivedNotice


@audit.atomic()
def mark_read(*, notice: ReceivedNotice, by: Viewer) -> None:
    """Twice is as good as once. Raises NotFound for somebody else's."""
    access.check_is_own(by, notice)
    if ReceivedNotice.objects.filter(pk=notice.pk).unread().update(read_at=by.now):
        audit.record("notice read", by=by, details={"notice": notice.pk, "kind": notice.kind})


@audit.atomic()
def mark_all_read(*, by: Viewer) -> int:
    """Returns how many were not read yet."""
    count = queries.notices(by).unread().update(read_at=by.now)
    if count:
        audit.record("notices read", by=by, details={"notices": count})
    return count
