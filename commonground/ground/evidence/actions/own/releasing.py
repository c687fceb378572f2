"""Corrected rows released after the file they stood in."""

import hashlib
import json
from collections.abc import Mapping, Sequence

from commonground.foundation.audit import actions as audit
from commonground.foundation.kernel.errors import Conflict, Invalid
from commonground.foundation.kernel.viewer import Viewer
from commonground.ground.evidence import access
from commonground.ground.evidence.actions import storage
from commonground.ground.evidence.actions.own.adding_up import Sums
from commonground.ground.evidence.actions.own.correcting import end_row, good_row, terms_of
from commonground.ground.evidence.actions.releases import Publication, draft_release, record_release, store
from commonground.ground.evidence.formats import own_observations
from commonground.ground.evidence.formats.observations import SourceFile
from commonground.ground.evidence.formats.own import Cell
from commonground.ground.evidence.models import OwnUpload, QuarantinedRow, Release
from commonground.ground.evidence.queries import own
from commonground.ground.evidence.rules.indicators import Method
from commonground.ground.evidence.rules.own import PLACE, RowState, Terms


def release_corrected(*, upload: OwnUpload, by: Viewer) -> Publication:
    """A release of the cells that corrected rows add to; everything else stays as it was released.

    Raises Conflict where a newer file says something else of the same cells, Invalid naming rows, Refused.
    """
    access.check_can_open_upload(by, upload)
    rows = list(upload.quarantined.filter(state=RowState.CORRECTED))
    reading = own.reading_of(upload)
    terms = terms_of(upload, reading, by=by)
    sums, problems = Sums(terms), []
    for row in rows:
        row.upload = upload
        one, place = good_row(row, row.texts, by=by)
        again = sums.repeat(one, place)
        problems += [again] if again else []
        sums.add(one, place)
    if problems or not rows:
        raise Invalid("The corrected rows were not taken. Nothing was changed.", problems)
    has_denominator = terms.method is not Method.COUNT
    cells = _added(upload, sums.cells(has_denominator=has_denominator), terms)
    return _release(upload=upload, rows=rows, cells=cells, by=by)


def _added(upload: OwnUpload, cells: Sequence[Cell], terms: Terms) -> list[Cell]:
    """What each cell says with the corrected rows in it. A row that names its area says all of it by itself."""
    now = own.current_cells(upload.series)
    ours = {upload.release_id, *upload.quarantined.exclude(release=None).values_list("release", flat=True)}
    held = [one for cell in cells if (one := now.get((cell.area, cell.period)))]
    newer = sorted({one.cell.area for one in held if one.release not in ours})
    if newer:
        shown = ", ".join(newer[:5])
        raise Conflict(f"A newer file says something of the same places ({shown}). Correct the rows in that file.")
    if not terms.reading.is_by_point:
        _refuse_repeats(cells, {key: held.cell for key, held in now.items()}, terms)
        return list(cells)
    return [_sum(now[cell.area, cell.period].cell, cell) if (cell.area, cell.period) in now else cell for cell in cells]


def _refuse_repeats(cells: Sequence[Cell], now: Mapping[tuple[str, str], Cell], terms: Terms) -> None:
    """A row may fill what was filled in as nought, never replace what another row of the file said."""
    problems = [
        terms.problem(
            cell.row or 0, PLACE, "another row of the file is about the same place and period.", "Leave it out."
        )
        for cell in cells
        if (held := now.get((cell.area, cell.period))) and held.row is not None
    ]
    if problems:
        raise Invalid("The corrected rows were not taken. Nothing was changed.", problems)


def _sum(before: Cell, more: Cell) -> Cell:
    """Two counts of one place. A symbol stays: a number hidden there is not known."""
    symbol = more.symbol or ("" if before.symbol == "z" else before.symbol)
    if symbol:
        return Cell(more.area, more.period, None, None, symbol)
    base = None if more.denominator is None else (before.denominator or 0.0) + more.denominator
    return Cell(more.area, more.period, (before.count or 0.0) + (more.count or 0.0), base)


def _release(*, upload: OwnUpload, rows: Sequence[QuarantinedRow], cells: Sequence[Cell], by: Viewer) -> Publication:
    """The file into storage, then the short transaction."""
    series = upload.series
    table = own_observations.observations(
        cells, indicator=series.indicator_id, is_count=series.indicator.method == Method.COUNT.value,
        file=upload.filename, column="", vintage=series.dataset.vintage,
    )  # fmt: skip
    content = hashlib.sha256(json.dumps([[str(row.pk), row.texts] for row in rows]).encode()).hexdigest()
    named = f"{len(rows)} corrected row{'' if len(rows) == 1 else 's'} of {upload.filename}"
    file = SourceFile(
        name=upload.filename, sha256=content, size=upload.size, rows=len(rows), layout="corrected rows", content=content
    )
    draft = draft_release(series.dataset_id, files=[file], label=named[-200:], by=by)
    if draft._state.adding:
        draft.placing = upload.release.placing if upload.release else ""
        with storage.workplace() as folder:
            store(draft, table, folder)
    return _record(upload=upload, draft=draft, file=file, rows=rows, by=by)


@audit.atomic()
def _record(
    *, upload: OwnUpload, draft: Release, file: SourceFile, rows: Sequence[QuarantinedRow], by: Viewer
) -> Publication:
    made = record_release(release=draft, files=[file], by=by) if draft._state.adding else Publication(draft, False)
    for row in rows:
        end_row(row, based_on=row.version, state=RowState.TAKEN, release=made.release, by=by)
    audit.record(
        "own rows taken", by=by, about=upload,
        details={"release": made.release.pk, "rows": [row.number for row in rows]},
    )  # fmt: skip
    return made
