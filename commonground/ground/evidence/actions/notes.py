"""Notes of what people know: written, read by a second person, shown or turned back, ended (E9, E23)."""

from datetime import date
from typing import TYPE_CHECKING

from commonground.foundation.audit import actions as audit
from commonground.foundation.audit.versions import change
from commonground.foundation.kernel.errors import Invalid, Problem
from commonground.foundation.kernel.viewer import Viewer
from commonground.ground.evidence import access
from commonground.ground.evidence.models import Note, Theme
from commonground.ground.evidence.rules import privacy
from commonground.ground.evidence.rules.intelligence import LONGEST, NoteKind, Standing

if TYPE_CHECKING:
    from commonground.ground.partners.models import Organisation
    from commonground.ground.places.models import Area

WRONG = "This note cannot be taken as it is."


@audit.atomic()
def write_note(
    *,
    area: "Area",
    theme: Theme | None,
    kind: str,
    text: str,
    source: str,
    known_on: date,
    organisation: "Organisation",
    by: Viewer,
    is_invented: bool = False,
) -> Note:
    """Write down what is known. It waits until somebody else has read it. Raises Refused, Invalid by field."""
    access.check_can_note(by)
    _check(kind=kind, text=text, source=source, known_on=known_on, by=by)
    note = Note.objects.create(
        area=area,
        theme=theme,
        kind=kind,
        text=text.strip(),
        source=source.strip(),
        known_on=known_on,
        organisation=organisation,
        author=by.label,
        author_id=by.id,
        written_at=by.now,
        is_invented=is_invented,
    )
    audit.record("note written", by=by, about=note, details={"kind": kind, "source": note.source})
    return note


@audit.atomic()
def change_note(
    *, note: Note, based_on: int, theme: Theme | None, kind: str, text: str, source: str, known_on: date, by: Viewer
) -> None:
    """Its author changes what nobody has read yet. Raises Refused, Invalid by field, Conflict."""
    if note.version == based_on:  # else somebody was first, and `change` shows both
        access.check_can_change_note(by, note)
    access.check_can_note(by)
    _check(kind=kind, text=text, source=source, known_on=known_on, by=by)
    change(note, based_on=based_on, theme=theme, kind=kind, text=text.strip(), source=source.strip(), known_on=known_on)
    audit.record("note changed", by=by, about=note, details={"source": note.source})


@audit.atomic()
def review_note(*, note: Note, based_on: int, is_shown: bool, why_not: str = "", by: Viewer) -> None:
    """Show a note beside the figures, or turn it back with a reason. Raises Refused, also for one's own."""
    access.check_can_review_note(by, note)
    if note.version == based_on and note.standing is Standing.ENDED:
        raise Invalid("This note has ended.")
    reason = "" if is_shown else why_not.strip()
    if not is_shown and not reason:
        raise Invalid(WRONG, [Problem("Say why.", do="The author reads it.", column="why_not")])
    change(
        note, based_on=based_on, is_shown=is_shown, why_not=reason,
        reviewed_by=by.label, reviewed_by_id=by.id, reviewed_at=by.now,
    )  # fmt: skip
    audit.record("note shown" if is_shown else "note turned back", by=by, about=note, details={"why": reason})


@audit.atomic()
def end_note(*, note: Note, based_on: int, why_ended: str, by: Viewer) -> None:
    """Say that a note holds no longer, from today. Profiles frozen before keep it. Raises Refused, Invalid."""
    access.check_can_end_note(by, note)
    if note.version == based_on and note.standing is Standing.ENDED:
        raise Invalid("This note has ended already.")
    if not why_ended.strip():
        raise Invalid(WRONG, [Problem("Say why it holds no longer.", column="why_ended")])
    change(note, based_on=based_on, ended_on=by.today, ended_by=by.label, why_ended=why_ended.strip())
    audit.record("note ended", by=by, about=note, details={"why": why_ended.strip()})


def _check(*, kind: str, text: str, source: str, known_on: date, by: Viewer) -> None:
    problems = [*privacy.problems(text, column="text"), *privacy.problems(source, column="source")]
    problems += privacy.too_late(known_on, today=by.today, column="known_on")
    if kind not in {one.value for one in NoteKind}:
        problems.append(Problem("Say what the note tells.", do="Choose one.", column="kind"))
    if not text.strip():
        problems.append(Problem("Write what is known.", column="text"))
    if len(text) > LONGEST:
        problems.append(
            Problem(f"This is longer than {LONGEST:,} letters.", do="Cite a report instead.", column="text")
        )
    if not source.strip():
        problems.append(Problem("Say how it is known.", do="For example: network of heads.", column="source"))
    if problems:
        raise Invalid(WRONG, problems)
