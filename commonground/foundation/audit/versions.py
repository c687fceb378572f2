"""Rows that people edit: a UUIDv7 key and a version that every update must name; and words of a list."""

from typing import Any

from django.db import models
from django.db.models import F

from commonground.foundation.kernel.errors import Conflict
from commonground.foundation.kernel.identifiers import new_id


class Row(models.Model):
    """A table whose rows are never edited after they are written."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)

    class Meta:
        abstract = True


class VersionedRow(Row):
    """A table whose rows people edit. Update only through `change`."""

    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        abstract = True


class Term(models.Model):
    """A word of a list that a place may choose for itself. The lists are in packs/vocabulary.toml of their room."""

    slug = models.SlugField(primary_key=True)
    name = models.CharField(max_length=100, unique=True)
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        abstract = True
        ordering = ("order", "name")

    def __str__(self) -> str:
        return self.name


def change(row: VersionedRow, *, based_on: int, **values: Any) -> None:
    """Update `row` where it still has version `based_on`; count the version up.

    Raises Conflict, with both values by field label, where somebody changed or removed it first.
    """
    table = type(row)._default_manager
    changed = table.filter(pk=row.pk, version=based_on).update(version=F("version") + 1, **values)
    if not changed:
        raise _conflict(row, values)
    row.refresh_from_db()


def check_as_seen(row: VersionedRow, *, based_on: int, **values: Any) -> None:
    """Raises the Conflict that `change` would, before anything else of a step is asked.

    For steps that are taken once, with words: whoever comes second is shown what the first wrote beside their own, and
    not only told that the step is not open any more.
    """
    if row.version != based_on:
        raise _conflict(row, values)


def _conflict(row: VersionedRow, values: dict[str, Any]) -> Conflict:
    now = type(row)._default_manager.filter(pk=row.pk).first()
    label = {field.name: str(field.verbose_name).capitalize() for field in row._meta.fields}
    return Conflict(
        f"Somebody else changed {row} while you were editing it. Nothing of yours was saved.",
        theirs={label[name]: getattr(now, name) for name in values} if now else {},
        yours={label[name]: value for name, value in values.items()},
    )
