"""The record of one group as one person may take it away: the archive without what they may not read."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, cast
from uuid import UUID

from django.db.models import Model, Q, QuerySet

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
from commonground.partnership.groups.queries.archive import ACCOUNT, Archive, columns_of
from commonground.partnership.groups.queries.archive_tables import ArchiveTable
from commonground.partnership.groups.rules.packs import open_part
from commonground.partnership.groups.rules.record import from_json

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
            rows = rows.exclude(pk__in=self._restricted_alone)
        for lookup in () if self.here.reads_restricted else table.restricted:
            rows = rows.exclude(**{lookup: True})
        return rows

    @cached_property
    def people(self) -> dict[UUID, partners.Described]:
        return partners.describe_people(self._persons(), with_addresses=False)

    @cached_property
    def named(self) -> frozenset[UUID]:
        """Whom the viewer may be told of by name."""
        naming = access.Naming(self.viewer, self.here)
        return frozenset(one.pk for one in partners.people_by_id(self.people) if naming.may_name(one))

    def _keys(self) -> dict[str, str]:
        return {str(pk): one.key if pk in self.named else "" for pk, one in self.people.items()}

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

    @cached_property
    def _known_groups(self) -> frozenset[UUID]:
        return frozenset(Group.objects.visible_to(self.viewer).order_by().values_list("pk", flat=True))

    @cached_property
    def _known_offices(self) -> frozenset[UUID]:
        held = OfficeHeld.objects.filter(group__in=self._known_groups)
        return frozenset(held.order_by().values_list("pk", flat=True))

    @cached_property
    def _restricted_alone(self) -> list[UUID]:
        """Supplements in which nothing is open: that there was one is not told."""
        issues = PackIssue.objects.filter(meeting__group=self.here.group).exclude(number=0).order_by()
        rows = cast("QuerySet[PackIssue, tuple[UUID, dict[str, Any]]]", issues.values_list("pk", "content"))
        return [pk for pk, content in rows.iterator(chunk_size=100) if not open_part(content)["items"]]


def record_of(group: Group, *, viewer: Viewer) -> ArchiveOfGroup:
    """What the viewer may take away of a group. Raises Refused."""
    here = access.standing(viewer, group)
    access.check_can_take_record(here)
    return ArchiveOfGroup(Group.objects.filter(pk=group.pk), (group.slug,), here=here, viewer=viewer)
