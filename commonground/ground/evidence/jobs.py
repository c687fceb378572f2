"""Long work of this room."""

from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path

from commonground.foundation.kernel.viewer import Viewer
from commonground.foundation.work import actions as work
from commonground.ground.evidence import actions

IMPORT = "evidence.import"
PREPARE = "evidence.prepare"
SWEEP = "evidence.sweep"


@work.handler(IMPORT, title="Import of published figures")
def import_files(
    progress: work.Progress, *, by: Viewer, kind: str, paths: list[str], dry_run: bool = False
) -> Mapping[str, object]:
    """Import files that lie on this host, then prepare figures. Killed before its transaction, it changed nothing."""
    actions.sweep_files(by=by)
    done = actions.import_files(
        kind=kind, paths=[Path(path) for path in paths], by=by, dry_run=dry_run, progress=progress.step
    )
    if done.is_new and not dry_run:
        actions.prepare_figures(by=by, progress=progress.step)
    return {**done.as_plain(), "is_dry_run": dry_run}


@work.handler(PREPARE, title="Preparation of figures")
def prepare(progress: work.Progress, *, by: Viewer) -> Mapping[str, object]:
    """Make the figures of every area from what is released and how places lie in each other now."""
    done = actions.prepare_figures(by=by, progress=progress.step)
    return {"figures": done.preparation.rows, "is_new": done.is_new}


@work.handler(SWEEP, title="Sweep of left-over files")
def sweep(progress: work.Progress, *, by: Viewer) -> Mapping[str, object]:
    """Remove files that nothing names."""
    progress.step(0, 0, "Looking for left-over files")
    return asdict(actions.sweep_files(by=by))
