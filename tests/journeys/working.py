"""The worker of a journey: what waits is worked off when the journey says so."""

from commonground.foundation.work.actions import running
from commonground.foundation.work.models import Job
from commonground.foundation.work.rules import State


def work_off() -> None:
    for job in Job.objects.filter(state=State.QUEUED):
        claimed = running.claim(job.pk)
        assert claimed is not None
        running.perform(claimed)
