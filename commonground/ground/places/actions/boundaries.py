"""Import boundaries: read and checked outside of any transaction, written in one, all or nothing."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from commonground.foundation.audit import actions as audit
from commonground.foundation.kernel.errors import Invalid, Problem
from commonground.foundation.kernel.viewer import Viewer
from commonground.ground.places import access
from commonground.ground.places.actions.areas import AreaRow, Registered, register_areas
from commonground.ground.places.actions.drawing import Sheet, draw, sheet_of
from commonground.ground.places.formats import KnownType, type_of_code
from commonground.ground.places.formats.geojson import Feature, read_features
from commonground.ground.places.rules.outlines import Checked, check

Progress = Callable[[int, int, str], object]


@dataclass(frozen=True)
class ImportedBoundaries:
    """What an import of boundaries found and did; after a dry run, what it would do. `mended` names each place."""

    files: int
    areas: int
    new: int
    changed: int
    sets: tuple[str, ...]
    mended: tuple[str, ...]
    is_dry_run: bool
    registered: Registered = field(default_factory=Registered)

    @property
    def unchanged(self) -> int:
        return self.areas - self.new - self.changed


def import_boundaries(
    *, paths: Sequence[Path], by: Viewer, dry_run: bool = False, on_progress: Progress | None = None
) -> ImportedBoundaries:
    """Read GeoJSON files, register their areas and districts, and keep outlines and shared borders.

    Raises Invalid, naming every file and feature that is wrong, and then changes nothing. The same files again
    change nothing. `on_progress` is told steps done, steps in all and what is being done.
    """
    access.check_can_register(by)
    tell = on_progress or (lambda done, total, sentence: None)
    steps = len(paths) + 3
    features = _read(paths, tell, steps)
    tell(steps - 3, steps, f"Checking the outlines of {len(features):,} areas")
    checked = _check(features)
    tell(steps - 2, steps, "Simplifying outlines and finding neighbours")
    sheets = _sheets(features, checked)
    tell(steps - 1, steps, "Looking only" if dry_run else "Writing")
    registered = Registered() if dry_run else _write(features, sheets, by)
    tell(steps, steps, "Done")
    return ImportedBoundaries(
        files=len(paths),
        areas=len(features),
        new=sum(len(sheet.new) for sheet in sheets),
        changed=sum(len(sheet.changed) for sheet in sheets),
        sets=tuple(sheet.set_slug for sheet in sheets),
        mended=tuple(
            f"{feature.name} ({feature.code}): {found.note}"
            for feature, found in zip(features, checked, strict=True)
            if found.note
        ),
        is_dry_run=dry_run,
        registered=registered,
    )


def _read(paths: Sequence[Path], tell: Progress, steps: int) -> list[Feature]:
    """The features of all files; every file is looked at before any is refused."""
    features: list[Feature] = []
    problems: list[Problem] = []
    for done, path in enumerate(paths):
        tell(done, steps, f"Reading {path.name}")
        try:
            features += read_features(path)
        except Invalid as error:
            problems += error.problems
    _refuse(problems)
    return features


def _check(features: Sequence[Feature]) -> list[Checked]:
    """Each feature's outline, sound or mended, in the order of the features."""
    problems: list[Problem] = []
    seen: dict[tuple[str, str], Feature] = {}
    checked = [check(feature.outline) for feature in features]
    for feature, found in zip(features, checked, strict=True):
        where = f"{feature.where}, {feature.name} ({feature.code})"
        first = seen.setdefault((feature.set_slug, feature.code), feature)
        if first is not feature:
            problems.append(Problem(where=where, what=f"is in {first.where} already.", do="Keep one of them."))
        if found.refusal:
            problems.append(Problem(where=where, what=found.refusal, do="Draw it anew, or ask its publisher."))
    _refuse(problems)
    return checked


def _refuse(problems: list[Problem]) -> None:
    if problems:
        raise Invalid("These boundaries cannot be imported. Nothing was changed.", problems)


def _sheets(features: Sequence[Feature], checked: Sequence[Checked]) -> list[Sheet]:
    """One sheet for each set of areas that the files draw."""
    by_set: dict[str, dict[str, tuple[Feature, Checked]]] = {}
    for feature, found in zip(features, checked, strict=True):
        by_set.setdefault(feature.set_slug, {})[feature.code] = (feature, found)
    return [sheet_of(set_slug, drawn) for set_slug, drawn in sorted(by_set.items())]


@audit.atomic()
def _write(features: Sequence[Feature], sheets: Sequence[Sheet], by: Viewer) -> Registered:
    registered = register_areas(rows=[*_districts(features), *(_row(feature) for feature in features)], by=by)
    for sheet in sheets:
        if sheet.new or sheet.changed:
            draw(sheet)
            details: Mapping[str, object] = {
                "set": sheet.set_slug,
                "new": len(sheet.new),
                "changed": len(sheet.changed),
            }
            audit.record("boundaries imported", by=by, details=details)
    return registered


def _districts(features: Sequence[Feature]) -> list[AreaRow]:
    """The districts that the files place their areas in; by their code until a file says the name."""
    drawn = {feature.code for feature in features}
    names: dict[str, str] = {}
    for feature in features:
        if feature.district and feature.district not in drawn:
            names[feature.district] = names.get(feature.district) or feature.district_name
    return [
        AreaRow(code=code, name=name or code, type=kind.slug)
        for code, name, kind in ((code, name, type_of_code(code)) for code, name in names.items())
        if isinstance(kind, KnownType)
    ]


def _row(feature: Feature) -> AreaRow:
    within = (feature.district,) if feature.district else ()
    return AreaRow(
        code=feature.code, name=feature.name, type=feature.type.slug, within=within, sets=(feature.set_slug,)
    )
