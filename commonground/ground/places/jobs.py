"""Long work of this room."""

from collections.abc import Mapping
from dataclasses import asdict
from datetime import date
from pathlib import Path

from commonground.foundation.kernel.viewer import Viewer
from commonground.foundation.work import actions as work
from commonground.ground.places import actions

IMPORT_BOUNDARIES = "places.import-boundaries"
IMPORT_SCHOOLS = "places.import-schools"
IMPORT_AREA_CHANGES = "places.import-area-changes"


@work.handler(IMPORT_BOUNDARIES, title="Import of boundaries")
def import_boundaries(
    progress: work.Progress, *, by: Viewer, paths: list[str], dry_run: bool = False
) -> Mapping[str, object]:
    """Import GeoJSON files that lie on this host. Killed before its one transaction, it has changed nothing."""
    done = actions.import_boundaries(
        paths=[Path(path) for path in paths], by=by, dry_run=dry_run, on_progress=progress.step
    )
    return {**asdict(done), "unchanged": done.unchanged}


@work.handler(IMPORT_SCHOOLS, title="Import of schools")
def import_schools(
    progress: work.Progress,
    *,
    by: Viewer,
    paths: list[str],
    as_at: str = "",
    dry_run: bool = False,
    good_rows: bool = False,
    at_postcode: bool = False,
) -> Mapping[str, object]:
    """Import registers of schools that lie on this host. Killed before its one transaction, it has changed nothing."""
    asked = actions.AskedSchools(
        good_rows=good_rows,
        at_postcode=at_postcode,
        as_at=date.fromisoformat(as_at) if as_at else None,
        dry_run=dry_run,
    )
    files = [Path(path) for path in paths]
    return actions.import_schools(paths=files, asked=asked, by=by, on_progress=progress.step).as_plain()


@work.handler(IMPORT_AREA_CHANGES, title="Import of changes of small areas")
def import_area_changes(
    progress: work.Progress, *, by: Viewer, paths: list[str], within: list[str], dry_run: bool = False
) -> Mapping[str, object]:
    """Import lookups that lie on this host. Killed before its one transaction, it has changed nothing."""
    done = actions.import_area_changes(
        paths=[Path(path) for path in paths], within=within, by=by, dry_run=dry_run, on_progress=progress.step
    )
    return {**asdict(done), "unchanged": done.unchanged}
