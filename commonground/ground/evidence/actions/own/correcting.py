"""Rows in quarantine: corrected, left out for good, or taken after all."""

from collections.abc import Mapping

from commonground.foundation.audit import actions as audit
from commonground.foundation.audit.versions import change
from commonground.foundation.kernel.errors import Invalid
from commonground.foundation.kernel.states import check_move
from commonground.foundation.kernel.viewer import Viewer
from commonground.foundation.work import actions as work
from commonground.ground.evidence import access
from commonground.ground.evidence.actions.own.uploads import key_of
from commonground.ground.evidence.models import OwnUpload, QuarantinedRow, Release
from commonground.ground.evidence.queries import own
from commonground.ground.evidence.queries.own import Place, Placing
from commonground.ground.evidence.rules.indicators import Method
from commonground.ground.evidence.rules.own import (
    PLACE,
    ROW_MOVES,
    Counted,
    Line,
    Reading,
    RowState,
    Terms,
    counted,
    people_cells,
    refuse_people,
)

TAKE_CORRECTED = "evidence.own-take-corrected"
ROW = "This row"
LONGEST = 200


@audit.atomic()
def correct_row(*, row: QuarantinedRow, based_on: int, texts: Mapping[str, str], by: Viewer) -> QuarantinedRow:
    """Say what the cells of a row should have said. Raises Invalid at the cells that are still wrong, Conflict."""
    access.check_can_open_upload(by, row.upload)
    check_move(ROW_MOVES, RowState(row.state), RowState.CORRECTED, what=ROW)
    kept = {name: " ".join(texts.get(name, "").split())[:LONGEST] for name in row.texts}
    refuse_people(people_cells(list(kept.values()), number=row.number, where=row.upload.filename))
    good_row(row, kept, by=by)
    change(
        row, based_on=based_on, texts=kept, problems=[], state=RowState.CORRECTED.value, changed_at=by.now,
        changed_by=by.label,
    )  # fmt: skip
    audit.record("own row corrected", by=by, about=row, details={"upload": row.upload_id, "row": row.number})
    return row


@audit.atomic()
def leave_row_out(*, row: QuarantinedRow, based_on: int, by: Viewer) -> QuarantinedRow:
    """Give a row up. What it said is erased."""
    access.check_can_open_upload(by, row.upload)
    check_move(ROW_MOVES, RowState(row.state), RowState.LEFT_OUT, what=ROW)
    end_row(row, based_on=based_on, state=RowState.LEFT_OUT, release=None, by=by)
    audit.record("own row left out", by=by, about=row, details={"upload": row.upload_id, "row": row.number})
    return row


@audit.atomic()
def take_corrected(*, upload: OwnUpload, by: Viewer) -> None:
    """Have the corrected rows of a file released. Raises Invalid where there is none, Conflict while it is at it."""
    access.check_can_open_upload(by, upload)
    if not upload.quarantined.filter(state=RowState.CORRECTED).exists():
        raise Invalid("No row was corrected yet. Nothing was changed.")
    job = work.enqueue(job=TAKE_CORRECTED, params={"upload": upload.pk}, key=key_of(upload), by=by)
    OwnUpload.objects.filter(pk=upload.pk).update(job=job.pk)
    audit.record("own rows to be taken", by=by, about=upload)


def terms_of(upload: OwnUpload, reading: Reading, *, by: Viewer) -> Terms:
    """What the rows of a file are read by, without the errors of its cells."""
    indicator = upload.series.indicator
    return Terms(
        sheet="", reading=reading, method=Method(indicator.method), period_kind=indicator.period_kind, today=by.today
    )


def good_row(row: QuarantinedRow, texts: Mapping[str, str], *, by: Viewer) -> tuple[Counted, Place]:
    """Raises Invalid with what is wrong with a row."""
    reading = own.reading_of(row.upload)
    terms = terms_of(row.upload, reading, by=by)
    one, problems = counted(Line(row.number, texts), terms)
    (place,) = Placing(reading, on=by.today).place([texts.get(PLACE, "")])
    if place.what and texts.get(PLACE):
        problems = [*problems, terms.problem(row.number, PLACE, place.what, place.do)]
    if problems or one is None:
        raise Invalid("The row is still not right. Nothing was changed.", problems)
    return one, place


def end_row(row: QuarantinedRow, *, based_on: int, state: RowState, release: Release | None, by: Viewer) -> None:
    """Nothing of what it said stays."""
    change(
        row, based_on=based_on, state=state.value, texts={}, problems=[], release=release, changed_at=by.now,
        changed_by=by.label,
    )  # fmt: skip
