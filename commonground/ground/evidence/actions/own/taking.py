"""The work behind the pages: a file checked, its good rows released, corrected rows released after them."""

from collections.abc import Mapping
from typing import Any

import pyarrow.parquet as pq
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from commonground.foundation.audit import actions as audit
from commonground.foundation.audit.versions import change
from commonground.foundation.kernel.errors import Conflict
from commonground.foundation.kernel.identifiers import new_id
from commonground.foundation.kernel.spreadsheets import letters
from commonground.foundation.kernel.viewer import Viewer
from commonground.ground.evidence import access
from commonground.ground.evidence.actions import storage
from commonground.ground.evidence.actions.own.checking import Checked, Progress, check_book
from commonground.ground.evidence.actions.own.correcting import terms_of
from commonground.ground.evidence.actions.own.uploads import FOLDER, close, discard
from commonground.ground.evidence.actions.releases import Publication, draft_release, record_release, store
from commonground.ground.evidence.formats import own as formats
from commonground.ground.evidence.formats import own_observations
from commonground.ground.evidence.formats.observations import SourceFile
from commonground.ground.evidence.formats.own import Cell, Faulty
from commonground.ground.evidence.models import OwnUpload, QuarantinedRow
from commonground.ground.evidence.queries import own
from commonground.ground.evidence.queries.files import local_path
from commonground.ground.evidence.rules.indicators import Method
from commonground.ground.evidence.rules.own import (
    COUNT,
    HoldsPeople,
    RowsAre,
    Terms,
    UploadState,
)

CHANGES_SHOWN = 50


def check_upload(*, upload: OwnUpload, by: Viewer, progress: Progress = lambda *_: None) -> OwnUpload:
    """Read the whole file and keep what was found for the preview. Nothing is released.

    Raises Invalid where it holds people (then it is discarded) or has too many faults; `progress` may raise to cancel.
    """
    access.check_can_open_upload(by, upload)
    version = upload.version
    book = own.book_of(upload)
    reading = own.reading_of(upload)
    sheet = book.sheets[reading.sheet]
    plain = terms_of(upload, reading, by=by)
    terms = Terms(
        own.sheet_in_words(upload.filename, sheet),
        reading,
        plain.method,
        plain.period_kind,
        by.today,
        errors=sheet.errors,
        unworked=sheet.unworked,
    )
    try:
        checked = check_book(book, terms, progress=progress)
    except HoldsPeople:
        discard(upload=upload, based_on=version, by=by)
        raise
    progress(checked.summary["rows"], checked.summary["rows"], "Comparing with what is released")
    summary = {**checked.summary, **_difference(upload, checked.cells)}
    return _keep_check(upload=upload, based_on=version, checked=checked, summary=summary, by=by)


def _difference(upload: OwnUpload, cells: list[Cell]) -> dict[str, Any]:
    found = own.difference(cells, own.current_cells(upload.series))
    shown = [
        {"area": new.area, "period": new.period, "before": _said(old), "after": _said(new)}
        for old, new in found.changed[:CHANGES_SHOWN]
    ]
    return {
        "added": found.added,
        "changed": len(found.changed),
        "same": found.same,
        "not_named": found.not_named,
        "changes": shown,
    }


def _said(cell: Cell) -> str:
    if cell.symbol:
        return cell.symbol
    base = f" of {cell.denominator:,.10g}" if cell.denominator is not None else ""
    return f"{cell.count or 0:,.10g}{base}"


def _keep_check(
    *, upload: OwnUpload, based_on: int, checked: Checked, summary: dict[str, Any], by: Viewer
) -> OwnUpload:
    """Files first, then the short transaction that names them."""
    reading = own.reading_of(upload)
    indicator = upload.series.indicator
    column = letters(reading.columns[COUNT]) if COUNT in reading.columns else ""
    table = own_observations.observations(
        checked.cells, indicator=indicator.pk, is_count=indicator.method == Method.COUNT.value, file=upload.filename,
        column=column, vintage=upload.series.dataset.vintage,
    )  # fmt: skip
    with storage.workplace() as folder:
        path = folder / "observations.parquet"
        pq.write_table(table, path)
        observations = _stored(path.read_bytes(), ".parquet")
    findings = _stored(formats.written(checked.faulty), ".json") if checked.faulty else ""
    with audit.atomic():
        change(
            upload, based_on=based_on, state=UploadState.CHECKED.value, checked=summary, observations=observations,
            findings=findings,
        )  # fmt: skip
        told = {name: summary[name] for name in ("rows", "good", "faulty", "figures")}
        audit.record("own file checked", by=by, about=upload, details=told)
    return upload


def _stored(content: bytes, suffix: str) -> str:
    """Under a name of its own: what was found of a file is removed with it, also where two files hold the same."""
    return default_storage.save(f"{FOLDER}/{new_id()}{suffix}", ContentFile(content))


def release_upload(*, upload: OwnUpload, version: int, by: Viewer) -> Publication:
    """Release what the check kept. The same file read in the same way is the same release: nothing changes.

    Raises Conflict where the file was read anew meanwhile, Refused.
    """
    access.check_can_open_upload(by, upload)
    if upload.version != version or upload.state != UploadState.TAKING.value:
        raise Conflict(f"{upload.filename} was changed since it was to be taken. Nothing was released.")
    files = [_source_file(upload)]
    checked = upload.checked
    left = f", {checked['good']:,} of {checked['rows']:,} rows" if checked["faulty"] else ""
    draft = draft_release(upload.series.dataset_id, files=files, label=f"{upload.filename}{left}"[-200:], by=by)
    if draft._state.adding:
        draft.placing = checked["placing"]
        with storage.workplace() as folder:
            store(draft, local_path(upload.observations), folder)
    faulty = own.findings_of(upload)
    return _record(upload=upload, draft=Publication(draft, draft._state.adding), files=files, faulty=faulty, by=by)


@audit.atomic()
def _record(
    *, upload: OwnUpload, draft: Publication, files: list[SourceFile], faulty: list[Faulty], by: Viewer
) -> Publication:
    """The short transaction: the release, the rows in quarantine, the end of the file."""
    made = record_release(release=draft.release, files=files, by=by) if draft.is_new else draft
    checked = upload.checked
    outcome = {name: checked[name] for name in ("rows", "good", "faulty", "added", "changed", "same", "not_named")}
    if not made.is_new:
        outcome |= {"added": 0, "changed": 0, "same": checked["figures"]}
    rows = [] if _is_quarantined_already(upload) else [row for row in faulty if not row.is_total]
    QuarantinedRow.objects.bulk_create(
        QuarantinedRow(
            upload=upload, number=row.number, texts=dict(row.texts), problems=[_plain(one) for one in row.problems]
        )
        for row in rows
    )
    close(
        upload, based_on=upload.version, by=by, state=UploadState.TAKEN.value, release=made.release, outcome=outcome,
    )  # fmt: skip
    audit.record(
        "own file taken", by=by, about=upload,
        details={**outcome, "release": made.release.pk, "quarantined": [row.number for row in rows]},
    )  # fmt: skip
    return made


def _is_quarantined_already(upload: OwnUpload) -> bool:
    """The same file taken before: its faulty rows wait there, or were dealt with."""
    before = OwnUpload.objects.filter(series=upload.series_id, sha256=upload.sha256, state=UploadState.TAKEN.value)
    return QuarantinedRow.objects.filter(upload__in=before).exists()


def _plain(problem: Any) -> dict[str, Any]:
    return {
        "what": problem.what,
        "do": problem.do,
        "where": problem.where,
        "row": problem.row,
        "column": problem.column,
    }


def _source_file(upload: OwnUpload) -> SourceFile:
    """What was read and how: the same content read in the same way is the same release."""
    reading = own.reading_of(upload)
    kind = f"{reading.place}s" if reading.is_by_point else reading.set or "areas"
    rows = "one row for each event" if reading.rows_are is RowsAre.EVENTS else "counts"
    return SourceFile(
        name=upload.filename,
        sha256=upload.sha256,
        size=upload.size,
        rows=upload.checked["good"],
        layout=f"{rows} by {kind}",
        content=f"{upload.sha256} {reading.digest}",
    )


def as_plain(made: Publication, outcome: Mapping[str, Any]) -> dict[str, Any]:
    """For the result of a job."""
    return {"release": str(made.release.pk), "number": made.release.number, "is_new": made.is_new, **outcome}
