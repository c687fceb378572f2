"""A text that several people may write at once: checked the same way and saved the same way, wherever it stands."""

from collections.abc import Mapping
from typing import Any, TypeVar

from django.db import IntegrityError

from commonground.foundation.audit import actions as audit
from commonground.foundation.audit.versions import VersionedRow, change
from commonground.foundation.kernel.errors import Conflict, Invalid, Problem
from commonground.foundation.kernel.viewer import Viewer
from commonground.ground.evidence.rules import privacy

Row = TypeVar("Row", bound=VersionedRow)

WRONG = "This cannot be saved as it is."


def check_text(text: str, *, longest: int) -> None:
    """Raises Invalid where a text is longer than so many letters, or tells who somebody is."""
    problems = privacy.problems(text, column="text")
    if len(text) > longest:
        problems.append(Problem(f"This is longer than {longest:,} letters.", do="Shorten it.", column="text"))
    if problems:
        raise Invalid(WRONG, problems)


def save_text(*, kind: type[Row], where: Mapping[str, Any], text: str, based_on: int, by: Viewer, gone: str) -> Row:
    """The one row of `kind` at `where` with this text, written now: a new one where none was seen (`based_on` 0).

    Raises Conflict with both texts where somebody was first; with the sentence `gone` where the row is no more.
    """
    written = {"text": text, "written_by": by.label, "written_at": by.now}
    rows = kind._default_manager
    row = rows.filter(**where).first()
    if row is None and based_on == 0:
        try:
            with audit.atomic():
                return rows.create(**where, **written)
        except IntegrityError:  # somebody wrote it at this very moment: the version below is theirs
            row = rows.get(**where)
    if row is None:
        raise Conflict(f"{gone} Nothing of yours was saved.", yours={"Text": text})
    change(row, based_on=based_on, **written)
    return row
