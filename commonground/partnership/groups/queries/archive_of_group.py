"""The record of one group as one person may take it away: the archive without what they may not read."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db.models import Model, Q, QuerySet, Value
from django.db.models.functions import JSONArray

from commonground.foundation.kernel.viewer import Viewer
from commonground.ground.partners import queries as partners
from commonground.partnership.groups import access
from commonground.partnership.groups.models import (
    Escalation,
    EscalationStep,
    Group,
    Minutes,
    OfficeHeld,
    PackIssue,
    Paper,
    Read,
)
from commonground.partnership.groups.queries.archive import ACCOUNT, PERSON, Archive, columns_of
from commonground.partnership.groups.queries.archive_tables import ARCHIVE_TABLES, ArchiveTable
from commonground.partnership.groups.rules.frozen import persons_in
from commonground.partnership.groups.rules.packs import open_part
from commonground.partnership.groups.rules.record import from_json

if TYPE_CHECKING:
    from commonground.ground.partners.models import Practitioner

BY_NAME = {table.name: table for table in ARCHIVE_TABLES}
FROZEN = ("packs", "minutes")
GROUP, OFFICE = "groups.group", "groups.officeheld"
OF_THOSE_ABOVE = ("organisation", "owner", "placed", "decision")
NO_PAGES = {"first_page_restricted": 1, "pages_restricted": 0}


@dataclass(frozen=True)
class ArchiveOfGroup(Archive):
    """What `viewer` may read of one group. Not to be taken by another site: it is not whole.

    Left out: what is restricted for whoever does not sit at the table; papers that they may not read; groups that they
    may not know of; names of people whom they may not be told; addresses and accounts of everybody; who read what.
    """

    here: access.Standing = field(kw_only=True)
    viewer: Viewer = field(kw_only=True)

    def rows_of(self, table: ArchiveTable) -> "QuerySet[Model]":
        rows = super().rows_of(table)
        if table.model is Read:
            return rows.none()
        if table.paper:
            known = Paper.objects.visible_to(self.viewer).order_by().values("pk")
            rows = rows.filter(Q(**{f"{table.paper}__in": known}) | Q(**{f"{table.paper}__isnull": True}))
        if table.name == "links":
            rows = rows.filter(to__in=self._known_groups)
        if table.name == "packs" and not self.here.reads_restricted:
            rows = rows.exclude(pk__in=self._frozen.hidden)
        for lookup in () if self.here.reads_restricted else table.restricted:
            rows = rows.exclude(**{lookup: True})
        return rows

    @cached_property
    def people(self) -> Mapping[UUID, partners.Described]:
        return {person.pk: described for person, described in self._people}

    @cached_property
    def named(self) -> frozenset[UUID]:
        """Whom the viewer may be told of by name."""
        naming = access.Naming(self.viewer, self.here)
        return frozenset(person.pk for person, _ in self._people if naming.may_name(person))

    @cached_property
    def _people(self) -> "list[tuple[Practitioner, partners.Described]]":
        return partners.people_without_addresses(self._persons())

    def _persons(self) -> Iterator[UUID]:
        yield from self._frozen.persons
        for table, rows in self._read.items():
            columns = columns_of(BY_NAME[table].model)
            for at in (at for at, column in enumerate(columns) if column.refers_to == PERSON):
                yield from (UUID(row[at]) for row in rows if row[at])

    def _keys(self) -> dict[str, str]:
        return {str(pk): one.key if pk in self.named else "" for pk, one in self.people.items()}

    def _values(self, table: ArchiveTable) -> Iterable[Sequence[Any]]:
        if table.name in FROZEN:  # whole packs: never all of them in memory
            return super()._values(table)
        reads = [column.from_list for column in columns_of(table.model)]
        return (
            [None if value is None else read(value) for read, value in zip(reads, row, strict=True)]
            for row in self._read.get(table.name, ())
        )

    @cached_property
    def _read(self) -> Mapping[str, Sequence[Sequence[Any]]]:
        """The rows of every other table by its name, in the order of their keys. One query for forty tables."""
        queries = [
            self.rows_of(table).order_by().values_list(
                Value(name), JSONArray(*(column.lookup for column in columns_of(table.model)))
            )
            for name, table in BY_NAME.items()
            if name not in FROZEN and table.model is not Read
        ]  # fmt: skip
        found: dict[str, list[Sequence[Any]]] = defaultdict(list)
        for name, row in queries[0].union(*queries[1:], all=True):
            found[name].append(row)
        return {name: sorted(rows, key=_key_of(BY_NAME[name])) for name, rows in found.items()}

    def _rows(self, table: ArchiveTable, keys: Mapping[str, str]) -> Iterator[dict[str, Any]]:
        refers = {column.name: column.refers_to for column in columns_of(table.model)}
        for row in super()._rows(table, keys):
            shown = {name: self._shown(refers[name], value) for name, value in self._without_others(table, row).items()}
            yield self._cut(table, shown) if not self.here.reads_restricted else shown

    def _shown(self, refers_to: str, value: Any) -> Any:
        hidden = {GROUP: self._known_groups, OFFICE: self._known_offices}.get(refers_to)
        if refers_to == ACCOUNT or (value == "" and refers_to):
            return None
        return None if hidden is not None and value is not None and UUID(value) not in hidden else value

    def _without_others(self, table: ArchiveTable, row: dict[str, Any]) -> dict[str, Any]:
        """Who has an issue, and who did something with it, in a group that the viewer may not know of."""
        if table.model is Escalation and UUID(row["to"]) not in self._known_groups:
            return {**row, **dict.fromkeys(OF_THOSE_ABOVE), "next_step": ""}
        if table.model is EscalationStep and UUID(row["group"]) not in self._known_groups:
            return {**row, "by": ""}
        return row

    def _cut(self, table: ArchiveTable, row: dict[str, Any]) -> dict[str, Any]:
        if table.model is PackIssue:
            return {**row, **NO_PAGES, "content": open_part(row["content"])}
        if table.model is Minutes and row["content"]:
            return {**row, "content": from_json(row["content"]).open_part().as_json()}
        return row

    @property
    def _known_groups(self) -> frozenset[UUID]:
        return self._known[GROUP]

    @property
    def _known_offices(self) -> frozenset[UUID]:
        return self._known[OFFICE]

    @cached_property
    def _known(self) -> Mapping[str, frozenset[UUID]]:
        """The groups that the viewer may know of, and the offices in them. One query."""
        groups = Group.objects.visible_to(self.viewer).order_by()
        offices = OfficeHeld.objects.filter(group__in=groups.values("pk")).order_by()
        rows = groups.values_list(Value(GROUP), "pk").union(offices.values_list(Value(OFFICE), "pk"), all=True)
        found: dict[str, set[UUID]] = {GROUP: set(), OFFICE: set()}
        for what, pk in rows:
            found[what].add(pk)
        return {what: frozenset(ids) for what, ids in found.items()}

    @cached_property
    def _frozen(self) -> "_Frozen":
        """Read once beforehand, row by row, because names stand before packs and minutes in the file. One query."""
        read = {name: super(ArchiveOfGroup, self).rows_of(BY_NAME[name]).order_by() for name in FROZEN}
        packs, minutes = (rows.values_list(Value(name), "pk", "number", "content") for name, rows in read.items())
        persons, hidden = set[UUID](), list[UUID]()
        for name, pk, number, content in packs.union(minutes, all=True).iterator(chunk_size=100):
            if not self.here.reads_restricted and content:
                content = self._cut(BY_NAME[name], {"content": content})["content"]
                if name == "packs" and number and not content["items"]:
                    hidden.append(pk)
                    continue
            persons |= set(map(UUID, persons_in(content)))
        return _Frozen(persons, hidden)


@dataclass(frozen=True)
class _Frozen:
    """Whom packs and minutes name, as far as the viewer may read them, and the supplements in which nothing is open:
    that there was one is not told."""

    persons: Collection[UUID]
    hidden: Sequence[UUID]


def _key_of(table: ArchiveTable) -> Callable[[Sequence[Any]], str]:
    """The key of a row that was read as a list; as text ids have the order that they have in the database."""
    at = [column.name for column in columns_of(table.model)].index(table.model._meta.pk.name)
    return lambda row: str(row[at]).replace("-", "")


def record_of(group: Group, *, viewer: Viewer) -> ArchiveOfGroup:
    """What the viewer may take away of a group. Raises Refused."""
    here = access.remembered(viewer, group)
    access.check_can_take_record(here)
    return ArchiveOfGroup(Group.objects.filter(pk=group.pk), (group.slug,), here=here, viewer=viewer)
