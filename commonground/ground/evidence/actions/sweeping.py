"""Removing files that nothing names: unfinished work of killed processes, files whose row was never written."""

from dataclasses import dataclass
from datetime import timedelta

from django.core.files.storage import default_storage

from commonground.foundation.audit import actions as audit
from commonground.foundation.kernel.viewer import Viewer
from commonground.ground.evidence import access
from commonground.ground.evidence.actions import storage
from commonground.ground.evidence.models import CitedReport, Preparation, Release

SETTLED = timedelta(hours=1)  # a file younger than this may be waiting for its row
CUBES_KEPT = 3  # older cubes can be prepared again from their releases


@dataclass(frozen=True)
class Swept:
    """How many unfinished pieces of work and how many files were removed."""

    workplaces: int
    files: int


def sweep_files(*, by: Viewer) -> Swept:
    """Remove what is left over. No file that a release names is ever removed. Raises Refused."""
    access.check_can_import(by)
    workplaces = storage.sweep_workplaces()
    newest = Preparation.objects.order_by("-made_at", "-id")[:CUBES_KEPT]
    cubes = {name for held in newest for name in (held.file, *held.beside.values())}
    named = {*Release.objects.values_list("file", flat=True), *cubes, *_ledgers()}
    named |= set(CitedReport.objects.exclude(file="").values_list("file", flat=True))
    orphans = [
        name
        for folder in (storage.RELEASES, storage.CUBES, storage.LEDGERS, storage.REPORTS)
        for name in _files_in(folder)
        if name not in named and default_storage.get_modified_time(name) < by.now - SETTLED
    ]
    for name in orphans:
        default_storage.delete(name)
    if workplaces or orphans:
        with audit.atomic():
            audit.record("evidence files swept", by=by, details={"workplaces": workplaces, "files": orphans})
    return Swept(workplaces=workplaces, files=len(orphans))


def _ledgers() -> list[str]:
    """The last ones: each holds all that those before it held."""
    held = Preparation.objects.exclude(ledger="").order_by("-made_at", "-id")
    return list(held.values_list("ledger", flat=True)[:CUBES_KEPT])


def _files_in(folder: str) -> list[str]:
    if not default_storage.exists(folder):
        return []
    return [f"{folder}/{name}" for name in default_storage.listdir(folder)[1]]
