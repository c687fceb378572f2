"""All that groups hold, as an archive carries it: the whole of some groups, or what one person may read of one."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cached_property
from typing import Any
from uuid import UUID

from django.db.models import CharField, F, Field, Model, QuerySet
from django.db.models.functions import Coalesce

from commonground.foundation.audit.along import from_list
from commonground.foundation.kernel.errors import NotFound
from commonground.foundation.kernel.viewer import Viewer
from commonground.ground.partners import queries as partners
from commonground.partnership.groups import access
from commonground.partnership.groups.formats.archive import Tables
from commonground.partnership.groups.models import Group, GroupQuerySet, Minutes, PackIssue
from commonground.partnership.groups.queries.archive_tables import ARCHIVE_TABLES, ArchiveTable
from commonground.partnership.groups.rules.frozen import persons_in, with_persons

AT_ONCE = 500
PLAN, PERSON, ACCOUNT, AREA, ORGANISATION = (
    "plans.plan",
    "partners.practitioner",
    "partners.account",
    "places.area",
    "partners.organisation",
)


@dataclass(frozen=True)
class Archive:
    """What an archive of these groups says. `groups` is None for all there are."""

    groups: GroupQuerySet | None = None
    slugs: Sequence[str] = ()

    def rows_of(self, table: ArchiveTable) -> "QuerySet[Model]":
        return table.every if self.groups is None else table.of(self.groups.order_by().values("pk"))

    @cached_property
    def people(self) -> Mapping[UUID, partners.Described]:
        """Whom it names. A query for each column with people, and the frozen packs and minutes once."""
        return partners.describe_people(self._persons())

    def tables(self) -> Tables:
        """Every table with its rows, read while they are written."""
        keys = self._keys()
        named = (one.as_row() for pk, one in self.people.items() if keys[str(pk)])
        yield "people", sorted(named, key=lambda row: row["key"])
        for table in ARCHIVE_TABLES:
            yield table.name, self._rows(table, keys)

    def digests(self) -> Iterator[str]:
        """Of the files that belong to it, each once."""
        files = next(table for table in ARCHIVE_TABLES if table.name == "files")
        yield from self.rows_of(files).order_by("digest").values_list("digest", flat=True).distinct()

    def _keys(self) -> dict[str, str]:
        """What people are called in it, by id; "" for who is not named."""
        return {str(pk): one.key for pk, one in self.people.items()}

    def _rows(self, table: ArchiveTable, keys: Mapping[str, str]) -> Iterator[dict[str, Any]]:
        columns = columns_of(table.model)
        for values in self._values(table):
            pairs = zip(columns, values, strict=True)
            yield {column.name: column.plain(value, keys) for column, value in pairs}

    def _values(self, table: ArchiveTable) -> Iterable[Sequence[Any]]:
        """The columns of each row, read while they are written."""
        found = self.rows_of(table).values_list(*(column.lookup for column in columns_of(table.model)))
        return found.iterator(chunk_size=AT_ONCE)

    def _persons(self) -> Iterator[UUID]:
        for table in ARCHIVE_TABLES:
            for column in columns_of(table.model):
                if column.refers_to == PERSON:
                    named = self.rows_of(table).order_by().values_list(column.field.name, flat=True).distinct()
                    yield from (one for one in named if one)
            if table.model in (PackIssue, Minutes):
                kept = self.rows_of(table).values_list("content", flat=True)
                for content in kept.iterator(chunk_size=AT_ONCE):
                    yield from map(UUID, persons_in(content))


def archive_of(slugs: Sequence[str], *, by: Viewer) -> Archive:
    """All of these groups, or of every group where none is named. For the host. Raises Refused, NotFound."""
    access.check_can_carry(by)
    if not slugs:
        return Archive()
    groups = Group.objects.filter(slug__in=slugs)
    unknown = sorted(set(slugs) - set(groups.values_list("slug", flat=True)))
    if unknown:
        raise NotFound(f"There is no group {', '.join(unknown)}. Nothing was exported.")
    return Archive(groups, sorted(set(slugs)))


@dataclass(frozen=True)
class Column:
    """A column of a table: what it is called, how it is read, and what it refers to elsewhere."""

    field: "Field[Any, Any]"

    @property
    def name(self) -> str:
        return self.field.name

    @property
    def refers_to(self) -> str:
        """The table that it refers to, "" for a value; a word of a list is its own slug, as a value is."""
        target = self.field.related_model
        return target._meta.label_lower if isinstance(target, type) else ""

    @property
    def lookup(self) -> Any:
        """Bodies and plans by slug, accounts by address, areas by code or else slug, everything else by its key."""
        known: Mapping[str, Any] = {
            ORGANISATION: f"{self.name}__slug",
            PLAN: f"{self.name}__slug",
            ACCOUNT: f"{self.name}__email",
            AREA: Coalesce(F(f"{self.name}__code"), F(f"{self.name}__slug"), output_field=CharField()),
        }
        return known.get(self.refers_to, self.field.attname)

    @cached_property
    def from_list(self) -> Callable[[Any], Any]:
        """How a value is read back of a list of JSON: what `lookup` finds elsewhere is text already."""
        return _same if self.refers_to in (ORGANISATION, PLAN, ACCOUNT, AREA) else from_list(self.field)

    def plain(self, value: Any, keys: Mapping[str, str]) -> Any:
        """As it stands in the file. `keys` are people by id."""
        if value is None:
            return None
        if self.refers_to == PERSON:
            return keys[str(value)]
        if isinstance(value, datetime):
            return value.astimezone(UTC).isoformat()
        if isinstance(value, date):
            return value.isoformat()
        if isinstance(value, dict):
            return with_persons(value, keys)
        return str(value) if isinstance(value, UUID) else value


def _same(value: Any) -> Any:
    return value


def columns_of(model: type[Model]) -> list[Column]:
    """Every column of a table, in its order."""
    return [Column(one) for one in model._meta.concrete_fields]
