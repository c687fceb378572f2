"""Taking in an edition of statistical neighbours: read outside any transaction, then one short one."""

import hashlib
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from commonground.foundation.audit import actions as audit
from commonground.foundation.kernel.errors import Invalid, Problem
from commonground.foundation.kernel.viewer import Viewer
from commonground.ground.evidence import access
from commonground.ground.evidence.actions.fingerprint import renew_fingerprint
from commonground.ground.evidence.formats.neighbours import edition_of, read_neighbours
from commonground.ground.evidence.models import Neighbour, NeighbourSet
from commonground.ground.evidence.rules.neighbours import Neighbours, authorities, validity

PUBLISHER = "Department for Education"


@dataclass(frozen=True)
class TakenSet:
    """The edition; `is_new` is False where it was there already and nothing changed."""

    edition: NeighbourSet
    authorities: int
    is_new: bool


def import_neighbours(*, path: Path, by: Viewer, valid_from: date | None = None) -> TakenSet:
    """Read one edition. Its first day is that of the month in the file's name where none is given.

    Raises Refused; Invalid naming each wrong cell, for a file without a month in its name, and where there is another
    edition of that day: what was taken in once is not changed.
    """
    access.check_can_import(by)
    day = valid_from or edition_of(path.name)
    if day is None:
        what = "The name of the file holds no month and year."
        do = "Say from when the edition holds: --from 2025-05-01."
        raise Invalid(f"{path.name} was not read. Nothing was changed.", [Problem(what, do, path.name)])
    content = path.read_bytes()
    listed = read_neighbours(path.name, content, known=authorities())
    return keep_neighbours(
        listed=listed, valid_from=day, file=path.name, sha256=hashlib.sha256(content).hexdigest(), by=by
    )


@audit.atomic()
def keep_neighbours(
    *, listed: list[Neighbours], valid_from: date, file: str, sha256: str, by: Viewer, is_extract: bool = False
) -> TakenSet:
    """One edition; those before and after it end and begin beside it.

    `is_extract` marks what an example pack carries: it gives way to the publisher's own file. Raises Refused, Invalid.
    """
    access.check_can_import(by)
    there = NeighbourSet.objects.select_for_update().filter(valid_from=valid_from).first()
    if there is not None and (there.sha256 == sha256 or is_extract):
        return TakenSet(there, len(listed), is_new=False)
    if there is not None:
        _make_way(there, file)
    edition = NeighbourSet.objects.create(
        slug=f"{valid_from:%B-%Y}".casefold(), label=f"{valid_from:%B %Y}", publisher=PUBLISHER, valid_from=valid_from,
        file=file, sha256=sha256, is_extract=is_extract, made_at=by.now,
        made_by=by.label,
    )  # fmt: skip
    Neighbour.objects.bulk_create(
        Neighbour(set=edition, area=one.area, place=place, code=code, closeness=closeness)
        for one in listed
        for place, (code, closeness) in enumerate(one.listed, start=1)
    )
    _close_ranks()
    renew_fingerprint()
    audit.record(
        "statistical neighbours taken in", by=by, about=edition,
        details={"file": file, "sha256": sha256, "authorities": len(listed), "from": valid_from},
    )  # fmt: skip
    edition.refresh_from_db()
    return TakenSet(edition, len(listed), is_new=True)


def _make_way(there: NeighbourSet, file: str) -> None:
    """Only an extract does. Raises Invalid."""
    if not there.is_extract:
        what = f"{there} are there already, from another file ({there.file})."
        raise Invalid(
            "This edition was not taken in. Nothing was changed.", [Problem(what, "Give it another day.", file)]
        )
    there.neighbours.all().delete()
    there.delete()


def _close_ranks() -> None:
    """Every edition holds until the next one begins."""
    ends = validity(NeighbourSet.objects.values_list("valid_from", flat=True))
    for edition in NeighbourSet.objects.all():
        if edition.valid_until != ends[edition.valid_from]:
            NeighbourSet.objects.filter(pk=edition.pk).update(valid_until=ends[edition.valid_from])
