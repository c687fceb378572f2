"""Rows of another table read along with a row, in the query that reads it.

A page shows an item with its texts, interests and actions: a query for each of those tables, and each page more than
its twelve. Here they come as a list in a column of the item, and are made into rows again.
"""

import json
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cached_property
from typing import Any, Generic, TypeVar
from uuid import UUID

from django.db import models
from django.db.models import F, Func, JSONField, Model, QuerySet, Subquery
from django.db.models.expressions import Combinable
from django.db.models.functions import JSONArray

Read = TypeVar("Read", bound=Model)


class _Every(Func):
    """All rows of a subquery as one list."""

    function = "JSON_GROUP_ARRAY"
    output_field = JSONField()

    def as_postgresql(self, compiler: Any, connection: Any, **context: Any) -> Any:
        return self.as_sql(compiler, connection, function="JSONB_AGG", **context)


def listed(rows: "QuerySet[Any]", *columns: Combinable | str) -> Subquery:
    """What to annotate with: the columns of these rows, as a list of lists in no order."""
    return Subquery(rows.order_by().values(every=_Every(JSONArray(*columns))))


class Along(Generic[Read]):
    """How rows of a model are read along, with the rows they point to (`joined`, each as select_related names it).

    The database says no order for a list: `order` gives it. Columns `without` which it is read are asked for where
    they are used, as deferred ones are: JSON that may be a mere text must be among them. `only` names those that are
    read beside the keys, as the method of a query does. What the rows are annotated with and is named in `also` is set
    on each. Not for long tables.
    """

    def __init__(
        self,
        model: type[Read],
        *joined: str,
        order: Callable[[Read], Any] | None = None,
        without: Collection[str] = (),
        only: Collection[str] = (),
        also: Sequence[str] = (),
    ) -> None:
        self.model, self.joined, self.order, self.also = model, joined, order, also
        self.without, self.only = without, frozenset([*only, *joined] if only else ())

    def of(self, rows: "QuerySet[Read]") -> Subquery:
        """What to annotate with: these rows, which name the row outside by OuterRef."""
        columns = [f"{one.path}__{name}" if one.path else name for one in self._tables for name in one.names]
        return listed(rows, *map(F, [*columns, *self.also]))

    def read(self, found: Sequence[Sequence[Any]] | None) -> list[Read]:
        """The rows of a list that was read, in order."""
        made = [self._made(values) for values in found or ()]
        return sorted(made, key=self.order) if self.order else made

    def keep(self, owner: Model, name: str, found: Sequence[Sequence[Any]] | None) -> None:
        """Keep the rows of a list with the row they were read along with, as prefetching does: `name` is theirs."""
        keep_rows(owner, name, self.read(found))

    @cached_property
    def _tables(self) -> list["_Table"]:
        """The table of the rows, then those they point to, in the order in which their columns are read."""
        return [_Table.of(self.model, path, self._is_read) for path in ("", *self.joined)]

    def _is_read(self, column: str) -> bool:
        return column in self.only if self.only else column not in self.without

    def _made(self, values: Sequence[Any]) -> Read:
        made: dict[str, Any] = {}
        start = 0
        for table in self._tables:
            row = values[start : start + len(table.names)]
            start += len(table.names)
            is_there = row[table.key] is not None
            kept = [read(value) if value is not None else None for read, value in zip(table.reads, row, strict=True)]
            one = made[table.path] = table.model.from_db(None, table.names, kept) if is_there else None
            owner = made[table.above] if table.path else None
            if owner is not None:
                setattr(owner, table.name, one)
        found: Read = made[""]
        for name, value in zip(self.also, values[start:], strict=True):
            setattr(found, name, value)
        return found


@dataclass(frozen=True)
class _Table:
    """Where columns are found from the rows (`path`), how they are named and read, and which is the key."""

    model: Any
    path: str
    above: str
    name: str
    names: Sequence[str]
    reads: Sequence[Callable[[Any], Any]]
    key: int

    @classmethod
    def of(cls, model: Any, path: str, is_read: Callable[[str], bool]) -> "_Table":
        for name in path.split("__") if path else ():
            model = model._meta.get_field(name).related_model
        start = f"{path}__" if path else ""
        fields = [one for one in model._meta.concrete_fields if one.primary_key or is_read(f"{start}{one.name}")]
        above, _, name = path.rpartition("__")
        names = [one.attname for one in fields]
        return cls(model, path, above, name, names, [from_list(one) for one in fields], fields.index(model._meta.pk))


def keep_rows(owner: Model, name: str, found: Sequence[Model]) -> None:
    """Keep rows that were read with the row they belong to, as prefetching does: `name` is theirs."""
    rows: Any = getattr(owner, name).all()
    rows._result_cache = list(found)
    for one in rows._result_cache:
        setattr(one, getattr(owner, name).field.name, owner)
    kept: Any = owner
    kept._prefetched_objects_cache = {**getattr(kept, "_prefetched_objects_cache", {}), name: rows}


def from_list(field: Any) -> Callable[[Any], Any]:
    """How a column is read back of a list that `listed` asked for: JSON holds ids, days and times as text."""
    kind = field.target_field if field.is_relation else field
    if isinstance(kind, models.DateTimeField):
        return lambda value: _with_zone(kind.to_python(value))
    if isinstance(kind, models.DateField):
        return date.fromisoformat
    if isinstance(kind, models.UUIDField):
        return UUID
    if isinstance(kind, models.JSONField):
        return _from_json
    is_alike = isinstance(kind, models.CharField | models.TextField | models.IntegerField)
    return _same if is_alike else kind.to_python


def _same(value: Any) -> Any:
    return value


def _from_json(value: Any) -> Any:
    """SQLite holds JSON within a list as text."""
    return json.loads(value) if isinstance(value, str) else value


def _with_zone(moment: datetime) -> datetime:
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
