"""What work there is."""

from uuid import UUID

from django.db.models import Subquery

from commonground.foundation.audit.along import Along
from commonground.foundation.kernel.errors import NotFound
from commonground.foundation.kernel.viewer import Viewer
from commonground.foundation.work import access, processes
from commonground.foundation.work.models import Job, Jobs
from commonground.foundation.work.rules import State

NOT_DONE = Along(Job, order=lambda one: -one.pk.int, without=("params", "result", "problems", "requested_with"))


def jobs(viewer: Viewer, *, state: State | None = None) -> Jobs:
    """What the viewer may see, latest first."""
    found = Job.objects.visible_to(viewer)
    return found.filter(state=state) if state else found


def not_done_along(viewer: Viewer, *, most: int) -> Subquery:
    """The latest work that is not done, to be read along with a row of another table; `NOT_DONE.read` reads it."""
    found = jobs(viewer).exclude(state__in=(State.DONE, State.CANCELLED)).order_by("-pk").values("pk")[:most]
    return NOT_DONE.of(Job.objects.filter(pk__in=found))


def job(viewer: Viewer, job_id: UUID) -> Job:
    """One job. Raises NotFound, also where the viewer may not know of it."""
    found = Job.objects.filter(pk=job_id).first()
    if found is None:
        raise NotFound("There is no such job.")
    access.check_can_read(viewer, found)
    return found


def active(key: str) -> Job | None:
    """The waiting or running job that holds a key: ask before enqueuing what need not run twice."""
    return Job.objects.open().filter(key=key).first()


def is_lost(job: Job, *, viewer: Viewer) -> bool:
    """It says that it runs, but its process is gone. The next worker or the next one with its key marks it."""
    return processes.is_lost(job, now=viewer.now)
