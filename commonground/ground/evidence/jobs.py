"""Long work of this room."""

import shutil
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from uuid import UUID

from commonground.foundation.kernel.viewer import Viewer
from commonground.foundation.work import actions as work
from commonground.ground.evidence import actions
from commonground.ground.evidence.actions import own, storage
from commonground.ground.evidence.actions.incoming import LOAD, close, incoming_of, sweep_incoming
from commonground.ground.evidence.actions.own import releasing, taking
from commonground.ground.evidence.queries import own as own_queries
from commonground.ground.evidence.queries.files import local_path

IMPORT = "evidence.import"
IMPORT_LAIT = "evidence.import-lait"
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


@work.handler(LOAD, title="Loading of a published file")
def load(progress: work.Progress, *, by: Viewer, incoming: str) -> Mapping[str, object]:
    """Load a file that was handed in on a page, then prepare figures. What is wrong with it leaves it as it was."""
    held = incoming_of(incoming)
    with storage.workplace() as folder:
        path = folder / held.filename.replace("/", "-")
        shutil.copyfile(local_path(held.file), path)
        done = actions.import_files(kind=held.kind, paths=[path], by=by, progress=progress.step)
    close(incoming=held, based_on=held.version, outcome=done.as_plain(), by=by)
    if done.is_new:
        actions.prepare_figures(by=by, progress=progress.step)
    return {**done.as_plain(), "is_dry_run": False}


@work.handler(IMPORT_LAIT, title="Import of the Local Authority Interactive Tool")
def import_lait(
    progress: work.Progress, *, by: Viewer, path: str, dictionary: str, dry_run: bool = False
) -> Mapping[str, object]:
    """Import the tool's long file with its dictionary, then prepare figures."""
    done = actions.import_lait(
        path=Path(path), dictionary=Path(dictionary), by=by, dry_run=dry_run, progress=progress.step
    )
    if done.publication.is_new and not dry_run:
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
    return {**asdict(actions.sweep_files(by=by)), "own": own.sweep_uploads(by=by), "incoming": sweep_incoming(by=by)}


@work.handler(own.CHECK, title="Check of figures of one's own")
def check_own(progress: work.Progress, *, by: Viewer, upload: str) -> Mapping[str, object]:
    """Read a whole file for its preview. Nothing is released."""
    done = taking.check_upload(upload=own_queries.upload(by, UUID(upload)), by=by, progress=progress.step)
    return {name: done.checked[name] for name in ("rows", "good", "faulty")}


@work.handler(own.TAKE, title="Release of figures of one's own")
def take_own(progress: work.Progress, *, by: Viewer, upload: str, version: int) -> Mapping[str, object]:
    """Release what a file holds, then prepare figures. Killed before its transaction, it changed nothing."""
    progress.step(0, 0, "Writing the release")
    held = own_queries.upload(by, UUID(upload))
    made = taking.release_upload(upload=held, version=version, by=by)
    if made.is_new:
        actions.prepare_figures(by=by, progress=progress.step)
    return taking.as_plain(made, held.outcome)


@work.handler(own.TAKE_CORRECTED, title="Release of corrected rows")
def take_corrected_own(progress: work.Progress, *, by: Viewer, upload: str) -> Mapping[str, object]:
    """Release the corrected rows of a file, then prepare figures."""
    progress.step(0, 0, "Writing the release")
    made = releasing.release_corrected(upload=own_queries.upload(by, UUID(upload)), by=by)
    if made.is_new:
        actions.prepare_figures(by=by, progress=progress.step)
    return taking.as_plain(made, {})
