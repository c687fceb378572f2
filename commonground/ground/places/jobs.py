"""Long work of this room."""

from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path

from commonground.foundation.kernel.viewer import Viewer
from commonground.foundation.work import actions as work
from commonground.ground.places import actions

IMPORT_BOUNDARIES = "places.import-boundaries"


@work.handler(IMPORT_BOUNDARIES, title="Import of boundaries")
def import_boundaries(
    progress: work.Progress, *, by: Viewer, paths: list[str], dry_run: bool = False
) -> Mapping[str, object]:
    """Import GeoJSON files that lie on this host. Killed before its one transaction, it has changed nothing."""
    done = actions.import_boundaries(
        paths=[Path(path) for path in paths], by=by, dry_run=dry_run, on_progress=progress.step
    )
    return {**asdict(done), "unchanged": done.unchanged}
