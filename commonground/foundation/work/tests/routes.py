"""Addresses of background work, and who may open them."""

from collections.abc import Mapping
from datetime import UTC, datetime

from commonground.foundation.kernel.identifiers import new_id
from commonground.foundation.kernel.viewer import Viewer, operator
from commonground.foundation.work import actions as work
from commonground.foundation.work.models import Job
from commonground.foundation.work.rules import State, viewer_as_plain
from tests.security.routes import HIDDEN, REFUSED, SIGNED_IN, Route
from tests.world import World

NOW = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)
ASKED_WITH = viewer_as_plain(operator(NOW, permissions=frozenset()))
READ = frozenset({"locality-manager", "analyst", "system-administrator"})
CANCEL = frozenset({"analyst", "system-administrator"})


def waiting(world: World) -> Mapping[str, object]:
    """A job that a stranger asked for."""
    return {"job_id": _job(state=State.QUEUED).pk}


@work.handler("trial.invented", title="Invented work")
def invented(progress: work.Progress, *, by: Viewer) -> dict[str, object]:
    """What the invented jobs would do; no worker runs them."""
    return {}


def failed(world: World) -> Mapping[str, object]:
    return {"job_id": _job(state=State.FAILED, finished_at=NOW, task_id=new_id()).pk}


def _job(**values: object) -> Job:
    stranger = {"requested_by_id": new_id(), "requested_by_label": "Somebody Else", "requested_with": ASKED_WITH}
    key = str(new_id())
    return Job.objects.create(
        name="trial.invented", title="Invented work", key=key, queued_at=NOW, **stranger, **values
    )


ROUTES = [
    Route("work:jobs", SIGNED_IN),
    Route("work:job", READ, waiting, otherwise=HIDDEN, tells=("Invented work",), note="somebody else's"),
    Route("work:progress", READ, waiting, otherwise=HIDDEN, tells=("Somebody Else",), note="somebody else's"),
    Route("work:cancel", CANCEL, waiting, otherwise=REFUSED | HIDDEN, method="post", note="somebody else's"),
    Route("work:again", CANCEL, failed, otherwise=REFUSED | HIDDEN, method="post", note="somebody else's"),
]
