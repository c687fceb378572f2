"""Rows of another table read along with a row, in the query that reads it.

A page shows an item with its texts, interests and actions: a query for each of those tables, and each page more than
its twelve. Here they come as a list in a column of the item, and are made into rows again.
"""

from collections.abc import Callable, Collection, Iterator, Sequence
from datetime import UTC, datetime
from typing import Any, Generic, TypeVar

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
    they are used, as deferred ones are: JSON must be among them. What the rows are annotated with and is named in
    `also` is set on each. Not for long tables.
    """

    def __init__(
        self,
        model: type[Read],
        *joined: str,
        order: Callable[[Read], Any] | None = None,
        without: Collection[str] = (),
        also: Sequence[str] = (),
    ) -> None:
        self.model, self.joined, self.order, self.without, self.also = model, joined, order, without, also

    def of(self, rows: "QuerySet[Read]") -> Subquery:
        """What to annotate with: these rows, which name the row outside by OuterRef."""
        columns = [F(f"{path}{field.attname}") for path, _, fields in self._tables() for field in fields]
        return listed(rows, *columns, *map(F, self.also))

    def read(self, found: Sequence[Sequence[Any]] | None) -> list[Read]:
        """The rows of a list that was read, in order."""
        made = [self._made(iter(values)) for values in found or ()]
        return sorted(made, key=self.order) if self.order else made

    def keep(self, owner: Model, name: str, found: Sequence[Sequence[Any]] | None) -> None:
        """Keep the rows of a list with the row they were read along with, as prefetching does: `name` is theirs."""
        keep_rows(owner, name, self.read(found))

    def _tables(self) -> Iterator[tuple[str, Any, list[Any]]]:
        """Where the columns of each table are found from the rows, its model, and the fields that they hold."""
        for path in ("", *self.joined):
            model: Any = self.model
            for name in path.split("__") if path else ():
                model = model._meta.get_field(name).related_model
            fields = model._meta.concrete_fields
            yield (f"{path}__" if path else "", model, [one for one in fields if path or one.name not in self.without])

    def _made(self, values: Iterator[Any]) -> Read:
        made: dict[str, Any] = {}
        for path, model, fields in self._tables():
            row = [_as_kept(field, next(values)) for field in fields]
            is_there = row[fields.index(model._meta.pk)] is not None
            above, _, name = path.removesuffix("__").rpartition("__")
            made[path] = model.from_db(None, [field.attname for field in fields], row) if is_there else None
            owner = made[f"{above}__" if above else ""]
            if path and owner is not None:
                setattr(owner, name, made[path])
        found: Read = made[""]
        for name in self.also:
            setattr(found, name, next(values))
        return found


def keep_rows(owner: Model, name: str, found: Sequence[Model]) -> None:
    """Keep rows that were read with the row they belong to, as prefetching does: `name` is theirs."""
    rows: Any = getattr(owner, name).all()
    rows._result_cache = list(found)
    for one in rows._result_cache:
        setattr(one, getattr(owner, name).field.name, owner)
    kept: Any = owner
    kept._prefetched_objects_cache = {**getattr(kept, "_prefetched_objects_cache", {}), name: rows}


def _as_kept(field: Any, value: Any) -> Any:
    """JSON holds ids, days and times as text."""
    kept = None if value is None else field.to_python(value)
    return kept.replace(tzinfo=UTC) if isinstance(kept, datetime) and kept.tzinfo is None else kept
