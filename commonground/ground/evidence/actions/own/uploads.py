"""Handing in a file of one's own, saying how it is read, letting it go."""

import hashlib
from dataclasses import replace
from datetime import timedelta

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction

from commonground.foundation.audit import actions as audit
from commonground.foundation.audit.versions import change
from commonground.foundation.kernel.errors import Conflict
from commonground.foundation.kernel.spreadsheets import open_spreadsheet
from commonground.foundation.kernel.states import check_move
from commonground.foundation.kernel.viewer import Viewer
from commonground.foundation.work import actions as work
from commonground.ground.evidence import access
from commonground.ground.evidence.formats.own import FIGURES
from commonground.ground.evidence.models import OwnSeries, OwnUpload, QuarantinedRow
from commonground.ground.evidence.queries import own
from commonground.ground.evidence.rules.indicators import Method
from commonground.ground.evidence.rules.own import (
    UPLOAD_MOVES,
    Reading,
    RowState,
    UploadState,
    about_people,
    check_reading,
    people_cells,
    refuse_people,
    shape_of,
    words,
)

FOLDER = "evidence/own"
CHECK = "evidence.own-check"
SETTLED = timedelta(days=1)  # a file that no row names after so long is left over
WHAT = "This file"


def key_of(upload: OwnUpload) -> str:
    """One piece of work at a time on each file."""
    return f"own {upload.pk}"


def hand_in(*, series: OwnSeries, filename: str, content: bytes, by: Viewer) -> OwnUpload:
    """Keep a file under its hash until it is taken or discarded. Raises Invalid where it is no sheet or holds people,
    Refused. How it is read is guessed; a person confirms it."""
    access.check_can_bring(by)
    access.check_can_keep_series(by, series)
    book = open_spreadsheet(filename, content, FIGURES, first=own.FIRST_ROWS)
    reading = own.guessed_reading(book, series, on=by.today)
    sheet = book.sheets[reading.sheet]
    rows = enumerate(sheet.rows, start=1)
    where = own.sheet_in_words(filename, sheet)
    cells = [wrong for at, row in rows for wrong in people_cells(row, number=at, where=where)]
    refuse_people([*about_people(sheet.rows, below=reading.below, where=where), *cells])
    return _keep(series=series, filename=filename, content=content, reading=reading, by=by)


@audit.atomic()
def _keep(*, series: OwnSeries, filename: str, content: bytes, reading: Reading, by: Viewer) -> OwnUpload:
    """The short transaction, after the file was read."""
    digest = hashlib.sha256(content).hexdigest()
    upload = OwnUpload(
        series=series, account_id=by.id, organisation=series.organisation, handed_in_by=by.label, handed_in_at=by.now,
        filename=filename[-200:], sha256=digest, size=len(content), reading=reading.as_plain(),
    )  # fmt: skip
    upload.file = default_storage.save(f"{FOLDER}/{digest}-{upload.pk}", ContentFile(content))
    upload.save(force_insert=True)
    audit.record(
        "own file handed in", by=by, about=upload,
        details={"series": series.dataset_id, "sha256": digest, "bytes": len(content)},
    )  # fmt: skip
    return upload


def read_as(*, upload: OwnUpload, based_on: int, reading: Reading, by: Viewer) -> OwnUpload:
    """Say how a file is read, remember it for the next of its shape, and have it checked. Raises Invalid, Conflict."""
    reading, shape = look_at_heads(upload=upload, reading=reading, by=by)
    with audit.atomic():
        keep_reading(upload=upload, based_on=based_on, reading=reading, shape=shape, by=by)
        job = work.enqueue(job=CHECK, params={"upload": upload.pk}, key=key_of(upload), by=by)
        OwnUpload.objects.filter(pk=upload.pk).update(job=job.pk)
    upload.refresh_from_db()
    return upload


def look_at_heads(*, upload: OwnUpload, reading: Reading, by: Viewer) -> tuple[Reading, str]:
    """The reading with the headings of its columns, and the shape of the file. Raises Invalid where it cannot be."""
    access.check_can_open_upload(by, upload)
    check_move(UPLOAD_MOVES, UploadState(upload.state), UploadState.CHECKING, what=WHAT)
    indicator = upload.series.indicator
    check_reading(reading, method=Method(indicator.method), period_kind=indicator.period_kind)
    sheet = own.book_of(upload).sheets[reading.sheet]
    names = own.column_names(sheet, reading.below)
    refuse_people(about_people(sheet.rows, below=reading.below, where=own.sheet_in_words(upload.filename, sheet)))
    named = {name: names[at] for name, at in reading.columns.items() if at < len(names)}
    return replace(reading, names=named), shape_of(names)


@audit.atomic()
def keep_reading(*, upload: OwnUpload, based_on: int, reading: Reading, shape: str, by: Viewer) -> None:
    """The short transaction, after the heads were read."""
    _forget(upload)
    change(
        upload, based_on=based_on, reading=reading.as_plain(), state=UploadState.CHECKING.value, checked={},
        observations="", findings="",
    )  # fmt: skip
    remembered = {name: value for name, value in reading.as_plain().items() if name not in ("sheet", "names")}
    series = OwnSeries.objects.select_for_update().get(pk=upload.series_id)
    OwnSeries.objects.filter(pk=series.pk).update(readings={**series.readings, shape: remembered})
    audit.record("own file read", by=by, about=upload, details=reading.as_plain())


@audit.atomic()
def discard(*, upload: OwnUpload, based_on: int, by: Viewer) -> None:
    """Forget a file without taking it."""
    access.check_can_open_upload(by, upload)
    check_move(UPLOAD_MOVES, UploadState(upload.state), UploadState.DISCARDED, what=WHAT)
    close(upload, based_on=based_on, by=by, state=UploadState.DISCARDED.value)
    audit.record("own file discarded", by=by, about=upload)


def close(upload: OwnUpload, *, based_on: int, by: Viewer, **values: object) -> None:
    """Nothing of the file stays but its name, its hash and what became of it."""
    _forget(upload, with_file=True)
    change(upload, based_on=based_on, file="", observations="", findings="", closed_at=by.now, **values)


def _forget(upload: OwnUpload, *, with_file: bool = False) -> None:
    """Remove what was made of a file once the change is kept."""
    for name in (upload.observations, upload.findings, upload.file if with_file else ""):
        if name:
            transaction.on_commit(lambda name=name: default_storage.delete(name))  # type: ignore[misc]  # bound at once


def sweep_uploads(*, by: Viewer) -> int:
    """Remove files that nobody took and rows that nobody corrected for as long as the pack says, and what no row names.

    Returns how many were removed. Raises Refused.
    """
    access.check_can_import(by)
    oldest = by.now - timedelta(days=words().days_kept)
    stale = OwnUpload.objects.filter(closed_at=None, handed_in_at__lt=oldest).exclude(state=UploadState.TAKING.value)
    removed = 0
    for upload in stale.select_related("series__organisation"):
        removed += _discarded_if_unchanged(upload, by)
    waiting = QuarantinedRow.objects.filter(
        upload__closed_at__lt=oldest, state__in=(RowState.WAITING, RowState.CORRECTED)
    )
    with audit.atomic():
        left_out = waiting.update(
            state=RowState.LEFT_OUT.value, texts={}, problems=[], changed_at=by.now, changed_by=by.label
        )
        if left_out:
            audit.record("own rows left out", by=by, details={"rows": left_out, "why": "nobody corrected them in time"})
    return removed + left_out + _sweep_left_over(by)


def _discarded_if_unchanged(upload: OwnUpload, by: Viewer) -> bool:
    try:
        with audit.atomic():
            close(upload, based_on=upload.version, by=by, state=UploadState.DISCARDED.value)
            audit.record("own file discarded", by=by, about=upload, details={"why": "nobody took it in time"})
    except Conflict:  # somebody is at it this moment: the next sweep will see
        return False
    return True


def _sweep_left_over(by: Viewer) -> int:
    if not default_storage.exists(FOLDER):
        return 0
    named: set[str] = set()
    for names in OwnUpload.objects.filter(closed_at=None).values_list("file", "observations", "findings"):
        named.update(names)
    listed = [f"{FOLDER}/{name}" for name in default_storage.listdir(FOLDER)[1]]
    orphans = [
        name for name in listed if name not in named and default_storage.get_modified_time(name) < by.now - SETTLED
    ]
    for name in orphans:
        default_storage.delete(name)
    return len(orphans)
