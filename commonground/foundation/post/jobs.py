"""What the worker does for this room at a time of day."""

from collections.abc import Mapping

from commonground.foundation.kernel.viewer import Viewer
from commonground.foundation.post import actions
from commonground.foundation.work import actions as work

DIGEST = "post.gather-digests"


@work.handler(DIGEST, title="Gather the notices of the day into e-mails")
def gather_digests(progress: work.Progress, *, by: Viewer) -> Mapping[str, object]:
    """Twice does as once."""
    progress.step(0, 0, "Looking for notices")
    return {"e-mails": actions.gather_digests(now=by.now)}
