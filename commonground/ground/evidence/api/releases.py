"""Releases, which figures name, and their rows as they were read."""

from datetime import datetime
from uuid import UUID

from django.http import HttpRequest
from ninja import Field, Query, Router, Schema

from commonground.foundation.design.doors import viewer_of
from commonground.foundation.design.endpoints import USUAL, Cursor, Limit, next_page, pack, reads, unpack
from commonground.ground.evidence import queries
from commonground.ground.evidence.models import Release

router = Router()


class FileAnswer(Schema):
    name: str
    sha256: str
    rows: int


class ReleaseAnswer(Schema):
    """A release never changes; a correction is another release."""

    id: UUID
    dataset: str
    dataset_name: str
    publisher: str
    licence: str
    number: int
    label: str
    vintage: str
    rows: int
    sha256: str
    made_at: datetime
    files: list[FileAnswer]


class RowAnswer(Schema):
    indicator: str
    area: str
    period: str
    value: float | None
    symbol: str | None
    numerator: float | None
    denominator: float | None
    published: str | None = Field(description="As it stood in the file.")
    file: str | None
    row: int | None
    column: str | None


class RowsAnswer(Schema):
    items: list[RowAnswer]
    next: str | None = Field(description="Address of the next page; null on the last.")


class RowsAsked(Schema):
    limit: Limit = USUAL
    cursor: Cursor = ""


@router.get("/releases/{release_id}", response=ReleaseAnswer)
@reads("public")
def release(request: HttpRequest, release_id: UUID) -> dict[str, object]:
    """One release: where its figures come from, under which licence, from which files."""
    return _as_answer(queries.release(release_id))


@router.get("/releases/{release_id}/rows", response=RowsAnswer)
@reads("public")
def release_rows(request: HttpRequest, release_id: UUID, asked: Query[RowsAsked]) -> dict[str, object]:
    """Its rows as they were read. Where pages hide small numbers, only with a token of the scope `rows` of somebody who
    may see them."""
    first = unpack(asked.cursor, int)[0] if asked.cursor else 0
    held = queries.release(release_id)
    rows, after = queries.rows_from(held, viewer=viewer_of(request), row=max(first, 0), limit=asked.limit)
    return {"items": rows, "next": next_page(request, None if after is None else pack(after))}


def _as_answer(held: Release) -> dict[str, object]:
    return {
        "id": held.pk,
        "dataset": held.dataset.pk,
        "dataset_name": held.dataset.name,
        "publisher": held.dataset.publisher,
        "licence": held.dataset.licence,
        "number": held.number,
        "label": held.label,
        "vintage": held.vintage,
        "rows": held.rows,
        "sha256": held.sha256,
        "made_at": held.made_at,
        "files": list(held.files.all()),
    }
