"""Publishing a release: one immutable file of observations and one row of the catalogue."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
from django.db.models import Max

from commonground.foundation.audit import actions as audit
from commonground.foundation.kernel.errors import Invalid, NotFound, Problem
from commonground.foundation.kernel.periods import Period
from commonground.foundation.kernel.viewer import Viewer
from commonground.ground.evidence import access
from commonground.ground.evidence.actions import storage
from commonground.ground.evidence.actions.fingerprint import renew_fingerprint
from commonground.ground.evidence.formats import observations as shape
from commonground.ground.evidence.formats.observations import Contents, SourceFile
from commonground.ground.evidence.models import Dataset, Indicator, Release, ReleaseFile, ReleaseSeries
from commonground.ground.evidence.queries.files import local_path


@dataclass(frozen=True)
class Publication:
    """The release that now holds the input; `is_new` is False where it was there already and nothing changed."""

    release: Release
    is_new: bool


def publish_release(
    *,
    dataset: str,
    observations: Path | pa.Table,
    files: Sequence[SourceFile],
    label: str,
    by: Viewer,
    is_extract: bool = False,
) -> Publication:
    """Publish observations (Parquet file or Arrow table of `SCHEMA`) read from `files`.

    The same files read in the same way are the same release: nothing changes. `is_extract` marks figures carried in an
    example pack, which give way to the publisher's own file. Raises Refused, NotFound for an unknown dataset, Invalid.
    """
    access.check_can_import(by)
    draft = draft_release(dataset, files=files, label=label, by=by, is_extract=is_extract, observations=observations)
    if not draft._state.adding:
        return Publication(draft, is_new=False)
    with storage.workplace() as folder:
        store(draft, observations, folder)
    return record_release(release=draft, files=files, held=contents_of(draft), by=by)


def draft_release(
    dataset: str,
    *,
    files: Sequence[SourceFile],
    label: str,
    by: Viewer,
    is_extract: bool = False,
    observations: Path | pa.Table | None = None,
) -> Release:
    """The release that holds this input already, or one that is not saved yet. Writes nothing. Raises NotFound."""
    held = Dataset.objects.filter(pk=dataset).first()
    if held is None:
        raise NotFound(f"There is no dataset ‘{dataset}’ in the catalogue.")
    identity = _identity(held, files, observations)
    there = Release.objects.filter(dataset=held, identity=identity).first()
    return there or Release(
        dataset=held, identity=identity, label=label, vintage=held.vintage, is_extract=is_extract,
        made_at=by.now, made_by=by.label, made_by_id=by.id,
    )  # fmt: skip


def store(release: Release, observations: Path | pa.Table, folder: Path) -> None:
    """Check the observations and put them into storage, before any row names them. Raises Invalid."""
    sealed = folder / f"sealed-{release.pk}.parquet"
    release.rows = shape.seal(_on_disk(observations, folder), sealed, vintage=release.vintage)
    problems = shape.check(sealed, set(release.dataset.indicators.values_list("slug", flat=True)))
    if problems:
        raise Invalid(f"These figures cannot be released as {release.dataset.name}. Nothing was changed.", problems)
    release.file, release.sha256 = storage.keep(sealed, storage.RELEASES)


def keep_as_it_is(release: Release, observations: Path) -> None:
    """Put observations into storage that reading has checked row by row, each key once."""
    release.rows = pq.read_metadata(observations).num_rows
    release.file, release.sha256 = storage.keep(observations, storage.RELEASES)


def contents_of(release: Release) -> list[Contents]:
    """What the file of a draft holds, read before the transaction that records it."""
    return shape.contents(local_path(release.file))


@audit.atomic()
def record_release(
    *,
    release: Release,
    files: Sequence[SourceFile],
    held: Sequence[Contents] | None = None,
    said: Mapping[str, date] | None = None,
    by: Viewer,
) -> Publication:
    """The short transaction. The dataset's row is locked: two imports number their releases one after the other.

    `held` is what its file holds, read here where it is not given; `said`: indicator → the last day by which its
    publisher says that the next figures come.
    """
    access.check_can_release(by, Dataset.objects.select_for_update().get(pk=release.dataset_id))
    earlier = Release.objects.filter(dataset_id=release.dataset_id)
    there = earlier.filter(identity=release.identity).first()
    if there:
        return Publication(there, is_new=False)
    release.number = (earlier.aggregate(last=Max("number"))["last"] or 0) + 1
    release.save(force_insert=True)
    ReleaseFile.objects.bulk_create(
        ReleaseFile(
            release=release, name=file.name, layout=file.layout, sha256=file.sha256, size=file.size, rows=file.rows
        )
        for file in files
    )
    _record_series(release, contents_of(release) if held is None else held, said or {})
    renew_fingerprint()
    audit.record(
        "release published",
        by=by,
        about=release,
        details={
            "dataset": release.dataset_id, "number": release.number, "rows": release.rows, "sha256": release.sha256
        },
    )  # fmt: skip
    return Publication(release, is_new=True)


def _record_series(release: Release, held: Sequence[Contents], said: Mapping[str, date]) -> None:
    kinds = dict(Indicator.objects.filter(dataset=release.dataset_id).values_list("slug", "period_kind"))
    rows = []
    for one in held:
        periods = sorted(Period.parse(period, kinds[one.indicator]) for period in one.periods)
        rows.append(ReleaseSeries(
            release=release, indicator_id=one.indicator, first_period=periods[0].slug, last_period=periods[-1].slug,
            until=periods[-1].until, observations=one.observations, said_due_on=said.get(one.indicator),
        ))  # fmt: skip
    ReleaseSeries.objects.bulk_create(rows)


def _identity(dataset: Dataset, files: Sequence[SourceFile], observations: Path | pa.Table | None) -> str:
    """Hash of what is read (content of the files, whatever their names) and of how (layouts and columns)."""
    how = list(dataset.indicators.order_by("slug").values_list("slug", "sources"))
    what: list[str] = sorted(f"{file.layout} {file.content or file.sha256}" for file in files)
    if not what and isinstance(observations, Path):
        what = [storage.file_hash(observations)]
    elif not what and isinstance(observations, pa.Table):
        what = [hashlib.sha256(json.dumps(observations.to_pylist(), default=str).encode()).hexdigest()]
    return hashlib.sha256(json.dumps([dataset.pk, dataset.layouts, how, what], sort_keys=True).encode()).hexdigest()


def _on_disk(observations: Path | pa.Table, folder: Path) -> Path:
    if isinstance(observations, Path):
        _refuse(shape.columns_missing(pq.read_schema(observations)))
        return observations
    _refuse(shape.columns_missing(observations.schema))
    path = folder / "given.parquet"
    pq.write_table(observations.select(shape.SCHEMA.names).cast(shape.SCHEMA), path)
    return path


def _refuse(missing: list[Problem]) -> None:
    if missing:
        raise Invalid("These are not observations. Nothing was changed.", missing)
