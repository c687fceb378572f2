"""What people say is wrong, for whoever keeps the entries."""

from uuid import UUID

from commonground.foundation.kernel.errors import NotFound
from commonground.foundation.kernel.viewer import Viewer
from commonground.ground.directory.models import Feedback, FeedbackQuerySet, Service


def shown_service(slug: str) -> Service:
    """An entry that people are shown. Raises NotFound."""
    found = Service.objects.offered().select_related("provider").filter(slug=slug).first()
    if found is None:
        raise NotFound("There is no such service in the directory.")
    return found


def every_feedback(viewer: Viewer, *, is_open: bool) -> FeedbackQuerySet:
    """What waits, the longest first; or what is done, the newest first."""
    rows = Feedback.objects.visible_to(viewer).select_related("service__provider", "service__owner")
    return rows.filter(done_at=None) if is_open else rows.exclude(done_at=None).order_by("-done_at", "-pk")


def one_feedback(feedback_id: UUID, *, viewer: Viewer) -> Feedback:
    """Raises NotFound, also where it is on an entry that the viewer does not keep."""
    rows = Feedback.objects.visible_to(viewer).select_related("service__provider", "service__owner")
    found = rows.filter(pk=feedback_id).first()
    if found is None:
        raise NotFound("There is no such feedback.")
    return found
