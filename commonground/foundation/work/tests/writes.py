"""Writes of this room that the harness does by many at once and kills in the middle."""

from collections.abc import Iterable

from django.utils import timezone

from commonground.foundation.kernel.viewer import Viewer, operator
from commonground.foundation.work import actions as work
from commonground.foundation.work.models import Job
from tests.security.writes import Write


@work.handler("trial.nothing", title="Do nothing")
def nothing(progress: work.Progress, *, by: Viewer) -> dict[str, object]:
    """No worker runs it: asking for it is what is tried."""
    return {}


def ask(token: str) -> None:
    work.enqueue(job="trial.nothing", key=token, by=operator(timezone.now(), permissions=frozenset()))


def asked() -> Iterable[str]:
    return Job.objects.values_list("key", flat=True)


WRITES = [Write("job queued", ask, asked)]
