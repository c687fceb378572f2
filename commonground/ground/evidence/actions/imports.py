"""Importing published files: read and check outside any transaction, then one short transaction, all or nothing."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import UUID

from commonground.foundation.audit import actions as audit
from commonground.foundation.kernel.errors import Invalid, NotFound, Problem
from commonground.foundation.kernel.viewer import Viewer, operator
from commonground.ground.evidence import access, queries
from commonground.ground.evidence.actions import storage
from commonground.ground.evidence.actions.codes import INSIDE_LONDON, check_codes
from commonground.ground.evidence.actions.releases import (
    Publication,
    contents_of,
    draft_release,
    keep_as_it_is,
    record_release,
)
from commonground.ground.evidence.formats.locating import AUTHORITY, REGIONAL, FoundArea
from commonground.ground.evidence.formats.observations import Contents, SourceFile
from commonground.ground.evidence.formats.reading import FileRead, Reading, read_files
from commonground.ground.evidence.formats.settling import settle
from commonground.ground.evidence.models import Release
from commonground.ground.places import actions as place_actions
from commonground.ground.places import queries as places

Progress = Callable[[int, int, str], None]
ENDINGS = (".csv", ".csv.gz")


@dataclass(frozen=True)
class Imported:
    """What an import did: every file it looked at, the releases it made or found, and how many areas were new."""

    files: tuple[FileRead, ...]
    publications: tuple[Publication, ...]
    areas: int = 0

    @property
    def is_new(self) -> bool:
        return any(publication.is_new for publication in self.publications)

    def as_plain(self) -> dict[str, Any]:
        """For the result of a job."""
        files = [
            {
                "name": file.source.name,
                "rows": file.source.rows,
                "layout": file.source.layout,
                "dataset": file.dataset,
                "why_not": file.why_not,
            }
            for file in self.files
        ]
        releases = [
            {
                "id": str(made.release.pk),
                "dataset": made.release.dataset_id,
                "number": made.release.number,
                "rows": made.release.rows,
                "is_new": made.is_new,
            }
            for made in self.publications
        ]
        return {"files": files, "releases": releases, "areas": self.areas}


def import_files(
    *, kind: str, paths: Sequence[Path], by: Viewer, dry_run: bool = False, progress: Progress = lambda *_: None
) -> Imported:
    """Read files (or every CSV file of folders) of a kind and publish them as releases.

    With `dry_run` everything is read and checked and nothing is written. Raises NotFound for a path that is not
    there, Invalid with every problem by row and column, Refused; then nothing has changed. `progress` may raise.
    """
    access.check_can_import(by)
    plans = queries.reading_plans(kind)
    with storage.workplace() as folder:
        reading = read_files(files_of(paths), plans, folder, progress, queries.remembered(kind))
        observations = _settled(reading, folder)
        drafts = [_draft(dataset, reading, by) for dataset in observations]
        if dry_run:
            return Imported(tuple(reading.files), tuple(Publication(draft, draft._state.adding) for draft in drafts))
        progress(0, 0, "Writing the release")
        for draft in drafts:
            if draft._state.adding:
                keep_as_it_is(draft, observations[draft.dataset_id])
    held = {draft.pk: contents_of(draft) for draft in drafts if draft._state.adding}
    return _publish(reading=reading, drafts=drafts, held=held, by=by)


def files_of(paths: Iterable[Path]) -> list[Path]:
    """The files named, and the CSV files of the folders named, in a stable order. Raises NotFound, Invalid."""
    found: list[Path] = []
    for path in paths:
        if path.is_dir():
            inside = sorted(file for file in path.iterdir() if file.name.lower().endswith(ENDINGS))
            if not inside:
                raise NotFound(f"There is no CSV file in {path.name}.")
            found += inside
        elif path.is_file():
            found.append(path)
        else:
            raise NotFound(f"There is no file {path}.")
    _check_names([path.name for path in found])
    return found


def _check_names(names: Sequence[str]) -> None:
    twice = sorted({name for name in names if names.count(name) > 1})
    problems = [
        Problem("two files have this name.", do="Rename one: figures name their file.", where=name) for name in twice
    ]
    if problems:
        raise Invalid("The files cannot be told apart. Nothing was changed.", problems)


def _settled(reading: Reading, folder: Path) -> dict[str, Path]:
    """Observations by dataset with every key once. Raises Invalid with all that is wrong."""
    settled = dict(reading.observations)
    problems = list(reading.problems)
    for dataset in sorted(reading.shared) if not problems else ():
        settled[dataset] = folder / f"{dataset}-settled.parquet"
        problems += settle(reading.observations[dataset], settled[dataset])
    problems += check_codes(settled) if not problems else []
    if problems:
        files = len({problem.where.split(",")[0] for problem in problems})
        much = f"{len(problems)} problem{'s' if len(problems) > 1 else ''} in {files} file{'s' if files > 1 else ''}"
        raise Invalid(f"{much}. Nothing was changed.", problems)
    if not settled:
        raise Invalid("No indicator is read from any of these files. Nothing was changed.")
    return settled


def _draft(dataset: str, reading: Reading, by: Viewer) -> Release:
    files = _files(reading, dataset)
    label = files[0].name if len(files) == 1 else f"{len(files)} files, {files[0].name} to {files[-1].name}"
    return draft_release(dataset, files=files, label=label, by=by)


def _files(reading: Reading, dataset: str) -> list[SourceFile]:
    return [file.source for file in reading.files if file.dataset == dataset]


@audit.atomic()
def _publish(
    *, reading: Reading, drafts: Sequence[Release], held: Mapping[UUID, Sequence[Contents]], by: Viewer
) -> Imported:
    new = register_comparators(areas=reading.areas, by=by) if any(draft._state.adding for draft in drafts) else 0
    publications = [
        record_release(release=draft, files=_files(reading, draft.dataset_id), held=held[draft.pk], by=by)
        if draft._state.adding
        else Publication(draft, is_new=False)
        for draft in drafts
    ]
    return Imported(tuple(reading.files), tuple(publications), new)


def register_comparators(*, areas: Iterable[FoundArea], by: Viewer) -> int:
    """Make the country, regions and authorities that a file names known to places. Returns how many were new.

    Whoever may load figures need not be somebody who registers areas of their own: the site does it, and says for whom.
    """
    access.check_can_import(by)
    found = {area.code: area for area in sorted(areas, key=lambda area: area.name)}
    kinds = {code: places.kind_of_code(code) for code in found}
    rows = [
        place_actions.AreaRow(name=area.name, type=kind, code=area.code, within=_within(area, found))
        for area in found.values()
        if (kind := kinds[area.code])
    ]
    return place_actions.register_areas(rows=rows, by=registrar(by)).areas


def registrar(by: Viewer) -> Viewer:
    """The site, which registers what a published file names for somebody who loads it."""
    return operator(by.now, permissions=frozenset({"places.register"}), label=f"the site, for {by.label}")


def _within(area: FoundArea, found: dict[str, FoundArea]) -> tuple[str, ...]:
    whole = INSIDE_LONDON.get(area.within, area.within)
    return (whole,) if area.level in (REGIONAL, AUTHORITY) and whole in found else ()
