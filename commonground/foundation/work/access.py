"""Who may see work and stop it. What one asked for oneself, always."""

from commonground.foundation.kernel.errors import NotFound, Refused
from commonground.foundation.kernel.viewer import Viewer
from commonground.foundation.work.models import Job

PERMISSIONS = {
    "work.read": "See all background work, whoever asked for it",
    "work.cancel": "Cancel background work and start it again, whoever asked for it",
}


def is_own(viewer: Viewer, job: Job) -> bool:
    return viewer.id is not None and job.requested_by_id == viewer.id


def check_can_read(viewer: Viewer, job: Job) -> None:
    """Somebody else's work is not found by who may not see all."""
    if not (is_own(viewer, job) or viewer.may("work.read")):
        raise NotFound("There is no such job.")


def may_steer(viewer: Viewer, job: Job) -> bool:
    return is_own(viewer, job) or viewer.may("work.cancel")


def check_can_cancel(viewer: Viewer, job: Job) -> None:
    if not may_steer(viewer, job):
        raise Refused("You may not cancel work that somebody else asked for. Ask them, or a system administrator.")


def check_can_start_again(viewer: Viewer, job: Job) -> None:
    if not may_steer(viewer, job):
        raise Refused("You may not start work again that somebody else asked for.")
