"""Import lookups: what became of small areas, and which ward each is counted to. All or nothing, and once."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from commonground.foundation.audit import actions as audit
from commonground.foundation.audit.versions import Row
from commonground.foundation.kernel.errors import Invalid, Problem
from commonground.foundation.kernel.viewer import Viewer
from commonground.ground.places import access, queries, rules
from commonground.ground.places.actions.areas import AreaRow, Registered, register_areas
from commonground.ground.places.actions.fingerprint import renew_fingerprint
from commonground.ground.places.formats import type_of_code
from commonground.ground.places.formats.lookups import Lookup, LookupRow, read_lookup
from commonground.ground.places.models import Area, AreaChange, BestFit
from commonground.ground.places.rules import BY_LETTER

Progress = Callable[[int, int, str], object]
ROW_LIMIT = 500  # ids in one condition


@dataclass(frozen=True)
class ImportedLookups:
    """What an import of lookups found and did; after a dry run, what it would do.

    `rows` were read and `kept` of them concern this place; `kinds` counts the kept changes by what became of the area;
    `fitted` counts best fits. `new`, `changed` and `gone` are rows of ours.
    """

    files: int
    rows: int
    kept: int
    sets: tuple[str, ...]
    kinds: Mapping[str, int]
    fitted: int
    new: int
    changed: int
    gone: int
    is_dry_run: bool
    registered: Registered = field(default_factory=Registered)

    @property
    def unchanged(self) -> int:
        return self.kept - self.new - self.changed


def import_area_changes(
    *,
    paths: Sequence[Path],
    by: Viewer,
    within: Sequence[str] = (),
    dry_run: bool = False,
    on_progress: Progress | None = None,
) -> ImportedLookups:
    """Read lookups and keep what concerns this place: rows of the districts in `within`, or in the roots of footprints.

    An area that shares ground with one of ours is kept with it, even across the border of a district, so that no area
    is known by half. Small areas, and wards of a best fit, that are not known yet are registered. Raises Invalid,
    naming each row and column, for a file that is damaged or whose letters do not agree with its rows; NotFound for an
    unknown place; then nothing has changed. What a newer lookup no longer says of the areas it names is forgotten.
    """
    access.check_can_register(by)
    tell = on_progress or (lambda done, total, sentence: None)
    steps = len(paths) + 2
    lookups = _read(paths, tell, steps)
    tell(steps - 2, steps, "Finding the areas of this place")
    districts = queries.districts_served(within)
    kept = [_kept(lookup, districts) for lookup in lookups]
    _check_some(lookups, kept)
    tell(steps - 1, steps, "Looking only" if dry_run else "Writing")
    done = [_difference(lookup, rows) for lookup, rows in zip(lookups, kept, strict=True)]
    registered = Registered() if dry_run else _write(lookups, kept, districts, by)
    tell(steps, steps, "Done")
    return ImportedLookups(
        files=len(paths),
        rows=sum(len(lookup.rows) for lookup in lookups),
        kept=sum(map(len, kept)),
        sets=tuple(f"{lookup.first_set} to {lookup.second_set}" for lookup in lookups),
        kinds=_kinds(lookups, kept),
        fitted=sum(len(rows) for lookup, rows in zip(lookups, kept, strict=True) if lookup.is_best_fit),
        new=sum(len(one.new) for one in done),
        changed=sum(len(one.changed) for one in done),
        gone=sum(len(one.gone) for one in done),
        is_dry_run=dry_run,
        registered=registered,
    )


def _read(paths: Sequence[Path], tell: Progress, steps: int) -> list[Lookup]:
    """Every file is looked at before any is refused."""
    lookups: list[Lookup] = []
    problems: list[Problem] = []
    for done, path in enumerate(paths):
        tell(done, steps, f"Reading {path.name}")
        try:
            lookup = read_lookup(path)
            problems += _contradictions(lookup)
            lookups.append(lookup)
        except Invalid as error:
            problems += error.problems
    if problems:
        raise Invalid("These lookups cannot be imported. Nothing was changed.", problems)
    return lookups


def _contradictions(lookup: Lookup) -> list[Problem]:
    """Where a letter does not agree with the rows: as a rule, the file was cut short or sorted by half."""
    if lookup.is_best_fit:
        return []
    kinds = rules.kinds((row.first, row.second) for row in lookup.rows)
    return [
        lookup.problem(
            row,
            lookup.letter_column,
            f"says {said}, but the rows of {row.first} and {row.second} make it {found}.",
            "Look whether rows are missing, or download the file again.",
        )
        for row in lookup.rows
        if (said := BY_LETTER[row.letter]) is not (found := kinds[row.first, row.second])
    ]


def _kept(lookup: Lookup, districts: Mapping[str, Area]) -> list[LookupRow]:
    ours = {(row.first, row.second) for row in lookup.rows if row.district in districts}
    if not lookup.is_best_fit:
        ours = rules.touching([(row.first, row.second) for row in lookup.rows], ours)
    return [row for row in lookup.rows if (row.first, row.second) in ours]


def _check_some(lookups: Sequence[Lookup], kept: Sequence[Sequence[LookupRow]]) -> None:
    problems = [
        Problem(
            "names no district of this place.",
            do="Check that it is the file of your part of the country, or say which place with --within.",
            where=lookup.name,
        )
        for lookup, rows in zip(lookups, kept, strict=True)
        if not rows
    ]
    if problems:
        raise Invalid("These lookups cannot be imported. Nothing was changed.", problems)


def _kinds(lookups: Sequence[Lookup], kept: Sequence[Sequence[LookupRow]]) -> dict[str, int]:
    counted = Counter(BY_LETTER[row.letter].value for rows in kept for row in rows if row.letter)
    return {kind.value: counted[kind.value] for kind in rules.Kind} if counted else {}


@audit.atomic()
def _write(
    lookups: Sequence[Lookup],
    kept: Sequence[Sequence[LookupRow]],
    districts: Mapping[str, Area],
    by: Viewer,
) -> Registered:
    rows = [row for lookup, held in zip(lookups, kept, strict=True) for row in _area_rows(lookup, held, districts)]
    registered = register_areas(rows=_merged(rows), by=by)
    is_new = False
    for lookup, held in zip(lookups, kept, strict=True):
        difference = _difference(lookup, held)
        if difference:
            is_new = True
            difference.save()
            details = {
                "from": lookup.first_set,
                "to": lookup.second_set,
                "best_fit": lookup.is_best_fit,
                **difference.counts,
            }
            audit.record("area changes imported", by=by, details=details)
    if is_new:
        renew_fingerprint()
    return registered


def _area_rows(lookup: Lookup, rows: Iterable[LookupRow], districts: Mapping[str, Area]) -> Iterable[AreaRow]:
    """The areas that a lookup names. One that reaches across districts is put in none."""
    ends = [(row.first, row.first_name, lookup.first_set, row.district) for row in rows] + [
        (row.second, row.second_name, lookup.second_set, row.district) for row in rows
    ]
    held_by: dict[str, set[str]] = {}
    for code, _, _, district in ends:
        held_by.setdefault(code, set()).add(district)
    for code, name, set_slug, district in ends:
        known = type_of_code(code)
        assert known is not None  # the format checked it
        within = (district,) if held_by[code] == {district} and district in districts else ()
        yield AreaRow(code=code, name=name or code, type=known.slug, within=within, sets=(set_slug,))


def _merged(rows: Iterable[AreaRow]) -> list[AreaRow]:
    """One row an area, in every set that names it."""
    found: dict[str, AreaRow] = {}
    for row in rows:
        before = found.get(row.code, row)
        found[row.code] = AreaRow(
            code=row.code,
            name=before.name,
            type=row.type,
            within=before.within or row.within,
            sets=tuple(dict.fromkeys((*before.sets, *row.sets))),
        )
    return list(found.values())


@dataclass(frozen=True)
class _Difference:
    """What a lookup says beside what is kept. Keys are codes: first and second area."""

    lookup: Lookup
    new: dict[tuple[str, str], LookupRow]
    changed: dict[tuple[str, str], LookupRow]
    gone: list[AreaChange | BestFit]

    def __bool__(self) -> bool:
        return bool(self.new or self.changed or self.gone)

    @property
    def counts(self) -> dict[str, int]:
        return {"new": len(self.new), "changed": len(self.changed), "gone": len(self.gone)}

    def save(self) -> None:
        """Inside the caller's transaction; the areas are registered."""
        model: type[Row] = BestFit if self.lookup.is_best_fit else AreaChange
        replaced = [row.pk for row in (*self.gone, *self._before_change())]
        for first in range(0, len(replaced), ROW_LIMIT):
            model._default_manager.filter(pk__in=replaced[first : first + ROW_LIMIT]).delete()
        wanted = self.new | self.changed
        areas = queries.areas_by_key(code for pair in wanted for code in pair)
        model._default_manager.bulk_create(_made(self.lookup, row, areas) for row in wanted.values())

    def _before_change(self) -> list[AreaChange | BestFit]:
        held = _held(self.lookup)
        return [held[pair] for pair in self.changed]


def _made(lookup: Lookup, row: LookupRow, areas: Mapping[str, Area]) -> AreaChange | BestFit:
    first, second = areas[row.first], areas[row.second]
    if lookup.is_best_fit:
        return BestFit(base_id=lookup.first_set, fitted_to_id=lookup.second_set, part=first, whole=second)
    kind = BY_LETTER[row.letter].value
    return AreaChange(before_id=lookup.first_set, after_id=lookup.second_set, former=first, successor=second, kind=kind)


def _difference(lookup: Lookup, rows: Sequence[LookupRow]) -> _Difference:
    held = _held(lookup)
    wanted = {(row.first, row.second): row for row in rows}
    new = {pair: row for pair, row in wanted.items() if pair not in held}
    changed = {pair: row for pair, row in wanted.items() if pair in held and _kind_of(held[pair]) != _kind_in(row)}
    firsts, seconds = {pair[0] for pair in wanted}, {pair[1] for pair in wanted}
    gone = [
        row
        for pair, row in held.items()
        if pair not in wanted and (pair[0] in firsts or (not lookup.is_best_fit and pair[1] in seconds))
    ]
    return _Difference(lookup, new, changed, gone)


def _held(lookup: Lookup) -> dict[tuple[str, str], AreaChange | BestFit]:
    """What is kept between these two sets, by the codes of both areas. One query."""
    if lookup.is_best_fit:
        fits = BestFit.objects.filter(base=lookup.first_set, fitted_to=lookup.second_set)
        return {(row.part.key, row.whole.key): row for row in fits.select_related("part", "whole")}
    changes = AreaChange.objects.filter(before=lookup.first_set, after=lookup.second_set)
    return {(row.former.key, row.successor.key): row for row in changes.select_related("former", "successor")}


def _kind_of(row: AreaChange | BestFit) -> str:
    return row.kind if isinstance(row, AreaChange) else ""


def _kind_in(row: LookupRow) -> str:
    return BY_LETTER[row.letter].value if row.letter else ""
