"""Releases, the files they were read from, and single rows of them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

import pyarrow as pa
import pyarrow.parquet as pq
from django.db.models import QuerySet

from commonground.foundation.kernel.errors import NotFound
from commonground.foundation.kernel.viewer import Viewer
from commonground.ground.evidence import access
from commonground.ground.evidence.models import Dataset, Release
from commonground.ground.evidence.queries.cube import current_preparation
from commonground.ground.evidence.queries.files import local_path
from commonground.ground.evidence.rules.figures import Figure
from commonground.ground.evidence.rules.suppression import Told


@dataclass(frozen=True)
class SourceNote:
    """Where figures come from, for the foot of a page or paper."""

    dataset: str
    publisher: str
    licence: str
    page: str
    vintage: str
    release: UUID
    label: str
    number: int
    made_at: datetime


@dataclass(frozen=True)
class Row:
    """One observation as it was released."""

    indicator: str
    area: str
    period: str
    value: float | None
    symbol: str | None
    numerator: float | None
    denominator: float | None
    published: str | None
    file: str | None
    row: int | None
    column: str | None


COLUMNS = list(Row.__annotations__)


def release(pk: UUID) -> Release:
    """One release with its dataset and files. Raises NotFound."""
    found = Release.objects.select_related("dataset").prefetch_related("files").filter(pk=pk).first()
    if found is None:
        raise NotFound("There is no such release.")
    return found


def releases() -> QuerySet[Release]:
    """Every release with its dataset, newest first."""
    return Release.objects.select_related("dataset").order_by("-made_at", "-id")


def releases_of(dataset: str) -> QuerySet[Release]:
    """The releases of a dataset, newest first."""
    return releases().filter(dataset_id=dataset)


def rows_of_release(
    held: Release, *, viewer: Viewer, file: str = "", row: int | None = None, limit: int = 200
) -> list[Row]:
    """Observations of a release, perhaps only those read from one file and row; `limit` at most. Raises Refused."""
    table = read_rows(held, viewer=viewer, file=file, row=row)
    return [Row(**values) for values in table.slice(0, limit).to_pylist()]


def read_rows(held: Release, *, viewer: Viewer, file: str = "", row: int | None = None) -> pa.Table:
    """The same as a table, without limit. The one way to the rows of a release for people. Raises Refused."""
    access.check_can_see_rows(viewer, held.dataset)
    filters: list[Any] = [("file", "==", file)] if file else []
    filters += [("row", "==", row)] if row is not None else []
    return pq.read_table(local_path(held.file), columns=COLUMNS, filters=filters or None, use_threads=False)


def cost_of_hiding(dataset: Dataset) -> Told | None:
    """What hiding small numbers cost a dataset when figures were last prepared; None where nothing was hidden. One
    query at most."""
    held = current_preparation() if dataset.suppress_below else None
    told = held.hiding.get(dataset.pk) if held else None
    return Told(**told) if told else None


def sources_of(figures: Iterable[Figure]) -> Sequence[SourceNote]:
    """The releases that figures (and their denominators) come from, each once, by dataset name. One query."""
    return source_notes(releases_behind(figures))


def releases_behind(figures: Iterable[Figure]) -> set[UUID]:
    """Ids of the releases that figures and their denominators come from."""
    return {pk for figure in figures for pk in (figure.release, figure.denominator_release) if pk}


def source_notes(ids: Iterable[UUID | str]) -> list[SourceNote]:
    """Releases as notes for the foot of a page, by dataset name. One query."""
    found = releases().filter(pk__in=set(ids)).order_by("dataset__name", "number")
    return [
        SourceNote(
            dataset=held.dataset.name,
            publisher=held.dataset.publisher,
            licence=held.dataset.licence,
            page=held.dataset.page,
            vintage=held.vintage,
            release=held.pk,
            label=held.label,
            number=held.number,
            made_at=held.made_at,
        )
        for held in found
    ]


def rows_from(held: Release, *, viewer: Viewer, row: int, limit: int) -> tuple[list[Row], int | None]:
    """So many observations from a row of the file on, and the row after them; None where there is no more.

    Reads the groups of rows that it needs and no others. Raises Refused.
    """
    access.check_can_see_rows(viewer, held.dataset)
    found: list[Row] = []
    with pq.ParquetFile(local_path(held.file)) as file:
        first = 0
        for number in range(file.num_row_groups):
            rows = file.metadata.row_group(number).num_rows
            skipped = max(row - first, 0)
            if skipped < rows and len(found) <= limit:
                part = file.read_row_group(number, columns=COLUMNS, use_threads=False)
                found += [Row(**values) for values in part.slice(skipped, limit + 1 - len(found)).to_pylist()]
            first += rows
    return found[:limit], row + limit if len(found) > limit else None
