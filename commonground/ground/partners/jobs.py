"""Long and nightly work of this room."""

from collections.abc import Mapping

from commonground.foundation.kernel.viewer import Viewer
from commonground.foundation.work import actions as work
from commonground.ground.partners import actions

RAISE_LAPSES = "partners.raise-lapses"


@work.handler(RAISE_LAPSES, title="Look for agreements, registrations and reviews that lapse")
def raise_lapses(progress: work.Progress, *, by: Viewer) -> Mapping[str, object]:
    """Raise what lapsed, cure what holds again. Twice does as once."""
    progress.step(0, 0, "Looking through the register")
    return {"raised": len(actions.raise_lapses(by=by))}
