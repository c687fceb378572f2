"""Import schools: read and checked outside of any transaction, written in one, all or nothing."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from commonground.foundation.kernel.errors import Invalid, Problem
from commonground.foundation.kernel.viewer import Viewer
from commonground.ground.places import access
from commonground.ground.places.actions.schools.checking import Checked, check
from commonground.ground.places.actions.schools.comparing import confirm
from commonground.ground.places.actions.schools.keeping import Kept, differences, register_schools
from commonground.ground.places.actions.schools.outcome import ImportedSchools
from commonground.ground.places.formats.schools import ReadFiles, day_in_name, read_school_files

Progress = Callable[[int, int, str], object]


@dataclass(frozen=True)
class Asked:
    """How an import is wanted. `good_rows`: leave wrong rows out instead of refusing all; `at_postcode`: a school far
    from its postcode stands at the postcode; `as_at`: the day the files stand for, where their names do not tell."""

    good_rows: bool = False
    at_postcode: bool = False
    as_at: date | None = None
    dry_run: bool = False


def import_schools(
    *, paths: Sequence[Path], asked: Asked, by: Viewer, on_progress: Progress | None = None
) -> ImportedSchools:
    """Read registers of schools, check where they stand, and keep them with their sets.

    Files of postcodes and of addresses given beside them are held against the places. Raises Invalid, naming every
    row and column that is wrong, and then changes nothing. The same files again change nothing.
    """
    access.check_can_register(by)
    tell = on_progress or (lambda done, total, sentence: None)
    steps = len(paths) + 3
    read = ReadFiles()
    for done, path in enumerate(paths):
        tell(done, steps, f"Reading {path.name}")
        read_school_files([path], into=read)
    as_at = _as_at(read, paths, asked)
    tell(steps - 3, steps, f"Checking where {len(read.schools):,} schools stand")
    found = check(read, as_at=as_at, at_postcode=asked.at_postcode)
    tell(steps - 2, steps, "Holding addresses against schools")
    compared = confirm(found, read)
    if found.problems and not asked.good_rows:
        raise Invalid("These schools cannot be imported. Nothing was changed.", found.problems)
    tell(steps - 1, steps, "Looking only" if asked.dry_run else "Writing")
    kept = differences(found.entries) if asked.dry_run else _write(found, by)
    tell(steps, steps, "Done")
    return _outcome(read, found, kept, files=len(paths), compared=compared, is_dry_run=asked.dry_run)


def _write(found: Checked, by: Viewer) -> Kept:
    return register_schools(entries=found.entries, by=by) if found.entries else Kept(0, 0)


def _as_at(read: ReadFiles, paths: Sequence[Path], asked: Asked) -> date:
    """The day the registers stand for: as asked, else as the name of a register tells."""
    registers = {row.file for row in read.schools} or {path.name for path in paths}
    days = [day for name in sorted(registers) if (day := day_in_name(name))]
    if asked.as_at or days:
        return asked.as_at or max(days)
    do = "Say it with --as-at 2017-07-01: schools are kept in a set of their year."
    where = ", ".join(sorted(registers)) or "files"
    raise Invalid(
        "These schools cannot be imported. Nothing was changed.",
        [Problem("does not say which day it stands for.", do=do, where=where)],
    )


def _outcome(
    read: ReadFiles, found: Checked, kept: Kept, *, files: int, compared: int, is_dry_run: bool
) -> ImportedSchools:
    return ImportedSchools(
        files=files,
        rows=read.rows,
        schools=len(found.entries),
        new=kept.new,
        changed=kept.changed,
        sets=tuple(sorted({name for one in found.entries for name in one.sets})),
        refused=tuple(found.problems),
        aside=tuple(found.aside),
        notes=tuple(found.notes),
        compared=compared,
        is_dry_run=is_dry_run,
    )
