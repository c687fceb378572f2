"""Taking an archive of meetings: what is missing is made as it was, what stands here already stays, all or nothing.

It is read, checked and laid aside first, while others go on writing; only then are its new rows written, at once.
"""

import contextlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby, islice
from tempfile import TemporaryFile
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.db.models import Model

from commonground.foundation.audit import actions as audit
from commonground.foundation.kernel.errors import Invalid, Problem
from commonground.foundation.kernel.viewer import Viewer
from commonground.partnership.groups import access, queries
from commonground.partnership.groups.actions.archive_files import FileOf, keep_file
from commonground.partnership.groups.actions.archive_staged import Staged
from commonground.partnership.groups.formats.archive import Line
from commonground.partnership.groups.models import Group, GroupLink, PaperFile
from commonground.partnership.groups.queries import ArchiveTable, Known, References
from commonground.partnership.groups.rules import governance

NOT_TAKEN = "The archive was not taken. Nothing was changed."
PEOPLE = "people"
AT_ONCE = 200
MOST_PROBLEMS = 1_000  # then it is not looked at any further
STANDS_OTHERWISE = "Change one of the two, or leave this row out of the file."


@dataclass
class ArchiveTaken:
    """How many rows of each table were new, and how many stood there already."""

    new: Counter[str] = field(default_factory=Counter)
    already: Counter[str] = field(default_factory=Counter)
    groups: list[str] = field(default_factory=list)  # addresses of new ones


class _Undo(Exception):
    """Takes a preview back."""


def preview_archive(*, lines: Iterable[Line], file_of: FileOf, by: Viewer) -> ArchiveTaken:
    """What `take_archive` would do: it is done and undone, so that it says exactly that. No file is kept."""
    counted: list[ArchiveTaken] = []
    with TemporaryFile() as aside, contextlib.suppress(_Undo):
        _try_and_undo(counted, _Checked(file_of, by, Staged(aside), keeps_files=False).check(lines))
    return counted[0]


@audit.atomic()
def _try_and_undo(counted: list[ArchiveTaken], checked: "_Checked") -> None:
    counted.append(checked.write())
    raise _Undo


def take_archive(*, lines: Iterable[Line], file_of: FileOf, digest: str = "", by: Viewer) -> ArchiveTaken:
    """Make every row of an archive that is not here. `file_of` gives the content of a file by its hash.

    Raises Refused; Invalid naming each row that cannot be, that stands here otherwise, or that refers to nothing.
    """
    with TemporaryFile() as aside:
        return _write(_Checked(file_of, by, Staged(aside), keeps_files=True).check(lines), digest=digest, by=by)


@audit.atomic()
def _write(checked: "_Checked", *, digest: str, by: Viewer) -> ArchiveTaken:
    taken = checked.write()
    if taken.new:
        details = {"sha256": digest, "new": dict(taken.new), "groups": taken.groups}
        audit.record("archive of meetings taken", by=by, details=details)
    return taken


class _Checked:
    """Reads table after table, remembers what is wrong, lays new rows aside; then writes them."""

    def __init__(self, file_of: FileOf, by: Viewer, staged: Staged, *, keeps_files: bool) -> None:
        access.check_can_carry(by)
        self._file_of, self._staged, self._keeps_files = file_of, staged, keeps_files
        self._known = Known()
        self._references = References()
        self._problems: list[Problem] = []
        self._taken = ArchiveTaken()
        self._links: list[GroupLink] = []

    def check(self, lines: Iterable[Line]) -> "_Checked":
        """Whole, before anything is written. Raises Invalid."""
        tables = {table.name: table for table in queries.ARCHIVE_TABLES}
        new: dict[str, dict[UUID, str]] = {}
        for name, rows in groupby(lines, key=lambda line: line.table):
            if name == PEOPLE:
                self._problems += self._known.add_people(rows)
            elif name in tables:
                new[name] = self._table(tables[name], rows)
            else:
                self._wrong([Problem("this version knows no such table.", where=name)])
        self._stop_if_wrong()
        self._problems += self._references.lost()
        self._problems += _circles(self._links, new.get("links", {}))
        self._stop_if_wrong()
        return self

    def write(self) -> ArchiveTaken:
        """In the transaction of the caller, which holds others up for as long as this takes."""
        for table, places, rows in self._staged.read():
            try:
                with audit.atomic():
                    table.model._default_manager.bulk_create(rows)
            except IntegrityError:
                self._one_by_one(places, rows)
                self._stop_if_wrong()
                raise
            self._taken.new[table.name] += len(rows)
            self._taken.groups += [row.slug for row in rows if isinstance(row, Group)]
        return self._taken

    def _table(self, table: ArchiveTable, lines: Iterator[Line]) -> dict[UUID, str]:
        """Where each new row stands in the file, by its key."""
        places: dict[UUID, str] = {}
        seen: set[UUID] = set()
        while some := list(islice(lines, AT_ONCE)):
            read = [(line, row) for line in some if (row := self._read(table, line, seen)) is not None]
            here = table.model._default_manager.in_bulk([row.pk for _, row in read])
            fresh = []
            for line, row in read:
                if row.pk not in here:
                    fresh.append((line, row))
                elif other := queries.differences(here[row.pk], row):
                    what = f"{here[row.pk]} stands here otherwise: {other}."
                    self._wrong([Problem(what, do=STANDS_OTHERWISE, where=line.where)])
                else:
                    self._taken.already[table.name] += 1
            self._lay_aside(table, fresh)
            places |= {row.pk: line.where for line, row in fresh}
        return places

    def _read(self, table: ArchiveTable, line: Line, seen: set[UUID]) -> Model | None:
        row, problems = queries.archived_row(table, line, self._known)
        if row is not None and row.pk in seen:
            problems = [Problem("it stands in the file twice.", do="Leave out one of the two.", where=line.where)]
        self._wrong(problems)
        if row is None or problems:
            return None
        seen.add(row.pk)
        return row

    def _lay_aside(self, table: ArchiveTable, fresh: Sequence[tuple[Line, Model]]) -> None:
        for line, row in fresh if table.model is PaperFile else ():
            self._wrong(keep_file(row, self._file_of, where=line.where, keeps=self._keeps_files))
        if not fresh or self._problems:
            return  # it will not be taken; the rest is only looked at
        self._links += [row for _, row in fresh if isinstance(row, GroupLink)]
        for line, row in fresh:
            self._references.add(row, where=line.where)
        self._staged.keep(table, [line.where for line, _ in fresh], [row for _, row in fresh])

    def _one_by_one(self, places: Sequence[str], rows: Sequence[Model]) -> None:
        """Where the database refuses rows together, each is asked what is wrong with it."""
        for where, row in zip(places, rows, strict=True):
            try:
                with audit.atomic():
                    row.save(force_insert=True)
            except IntegrityError as error:
                self._problems.append(Problem(_why(row, error), do=STANDS_OTHERWISE, where=where))

    def _wrong(self, problems: Sequence[Problem]) -> None:
        self._problems += problems
        if len(self._problems) >= MOST_PROBLEMS:
            self._stop_if_wrong()

    def _stop_if_wrong(self) -> None:
        if self._problems:
            raise Invalid(NOT_TAKEN, self._problems)


def _why(row: Model, error: IntegrityError) -> str:
    """The sentence of the rule that it breaks."""
    checks: tuple[Callable[[], None], ...] = (row.validate_unique, row.validate_constraints)
    for check in checks:
        try:
            check()
        except ValidationError as wrong:
            return " ".join(wrong.messages)
    return f"the database does not take it: {error}."


def _circles(new: Sequence[GroupLink], places: Mapping[UUID, str]) -> list[Problem]:
    """Links that would make reporting go round."""
    upwards = [one for one in new if one.kind in governance.UPWARDS]
    links = [*GroupLink.objects.filter(kind__in=governance.UPWARDS), *upwards] if upwards else []
    ties = {one.pk: governance.Tie(one.group_id, one.to_id, one.starts_on, one.ends_on) for one in links}
    what, do = "reporting would go round in a circle.", "Take out one of the links of the circle."
    return [
        Problem(what, do=do, where=places[one.pk])
        for one in upwards
        if governance.circle([other for key, other in ties.items() if key != one.pk], ties[one.pk])
    ]
