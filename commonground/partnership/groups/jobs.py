"""Nightly work of this room."""

from collections.abc import Mapping

from commonground.foundation.kernel.viewer import Viewer
from commonground.foundation.work import actions as work
from commonground.partnership.groups import actions

SWEEP = "groups.sweep"
REMIND = "groups.remind"


@work.handler(SWEEP, title="Sweep of left-over files of papers")
def sweep(progress: work.Progress, *, by: Viewer) -> Mapping[str, object]:
    """Remove files that no paper names."""
    progress.step(0, 0, "Looking for left-over files")
    return {"files": actions.sweep_paper_files(by=by)}


@work.handler(REMIND, title="Remind chairs and clerks of what falls due")
def remind(progress: work.Progress, *, by: Viewer) -> Mapping[str, object]:
    """Papers, packs and reviews that fall due, sectors that begin to miss. Twice does as once."""
    progress.step(0, 0, "Looking through the calendar")
    return {"told": actions.remind(by=by)}
