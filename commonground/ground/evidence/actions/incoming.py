"""Published files that somebody hands in on a page: kept until they are loaded or discarded."""

import hashlib
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction

from commonground.foundation.audit import actions as audit
from commonground.foundation.audit.versions import change
from commonground.foundation.kernel.errors import Invalid, Problem
from commonground.foundation.kernel.viewer import Viewer
from commonground.foundation.work import actions as work
from commonground.foundation.work.queries import Job
from commonground.ground.evidence import access, queries
from commonground.ground.evidence.models import IncomingFile

FOLDER = "evidence/incoming"
LOAD = "evidence.load"
IMPORT = "evidence.import"  # one import at a time, whichever way it was asked for
LARGEST = 200 << 20  # bytes; the largest file of a publisher known to us has 80 million
SETTLED = timedelta(days=1)


@audit.atomic()
def hand_in_file(*, kind: str, filename: str, content: bytes, by: Viewer) -> IncomingFile:
    """Keep a published file under its hash until it is loaded or discarded. Raises Refused, Invalid."""
    access.check_can_import(by)
    if kind not in queries.kinds():
        raise Invalid("This was not kept.", [Problem("Choose what it is a file of.", column="kind")])
    if not content or len(content) > LARGEST:
        what = "It is empty." if not content else f"It is larger than {LARGEST >> 20} MB."
        raise Invalid("This was not kept.", [Problem(what, do="Load it with the command instead.", column="file")])
    digest = hashlib.sha256(content).hexdigest()
    held = IncomingFile(account_id=by.id, kind=kind, filename=filename[-200:], sha256=digest, received_at=by.now)
    held.file = default_storage.save(f"{FOLDER}/{digest}-{held.pk}", ContentFile(content))
    held.save(force_insert=True)
    audit.record("published file handed in", by=by, about=held, details={"name": held.filename, "sha256": digest})
    return held


@audit.atomic()
def load_file(*, incoming: IncomingFile, based_on: int, by: Viewer) -> Job:
    """Ask for it to be loaded: read, checked row by row, released. Raises Refused, Conflict."""
    access.check_can_import(by)
    change(incoming, based_on=based_on)
    job = work.enqueue(job=LOAD, params={"incoming": incoming.pk}, key=IMPORT, by=by)
    audit.record("published file to be loaded", by=by, about=incoming)
    return job


@audit.atomic()
def discard_file(*, incoming: IncomingFile, based_on: int, by: Viewer) -> None:
    """Forget a file without loading it. Raises Refused, Conflict."""
    access.check_can_import(by)
    close(incoming=incoming, based_on=based_on, outcome={}, by=by)


@audit.atomic()
def close(*, incoming: IncomingFile, based_on: int, outcome: dict[str, Any], by: Viewer) -> None:
    """It is loaded or discarded: its content goes, what became of it stays."""
    access.check_can_import(by)
    name = incoming.file
    change(incoming, based_on=based_on, file="", closed_at=by.now, outcome=outcome)
    audit.record("published file closed", by=by, about=incoming, details={"loaded": bool(outcome)})
    transaction.on_commit(lambda: default_storage.delete(name))


def sweep_incoming(*, by: Viewer) -> int:
    """Remove files that no row names: what was left when a server stopped between file and row. Returns how many."""
    access.check_can_import(by)
    if not default_storage.exists(FOLDER):
        return 0
    named = set(IncomingFile.objects.exclude(file="").values_list("file", flat=True))
    paths = [f"{FOLDER}/{name}" for name in default_storage.listdir(FOLDER)[1]]
    left = [p for p in paths if p not in named and default_storage.get_modified_time(p) < by.now - SETTLED]
    for path in left:
        default_storage.delete(path)
    return len(left)


def incoming_of(pk: str | UUID) -> IncomingFile:
    """For the job that loads it. Raises Invalid where it was closed meanwhile."""
    held = IncomingFile.objects.filter(pk=pk, closed_at=None).first()
    if held is None:
        raise Invalid("The file was loaded or discarded already. Nothing was changed.")
    return held
