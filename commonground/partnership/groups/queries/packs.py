"""Packs as they went out, as far as somebody may read them."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from commonground.foundation.kernel.errors import NotFound
from commonground.foundation.kernel.viewer import Viewer
from commonground.partnership.groups import access
from commonground.partnership.groups.models import (
    AgendaItem,
    Group,
    GroupQuerySet,
    Meeting,
    PackIssue,
    Paper,
    PaperFile,
    Tabling,
)
from commonground.partnership.groups.rules import packs as rules

FILES = "groups/papers"
NO_PACK = "This meeting has no pack that you may read."


@dataclass(frozen=True)
class Pack:
    """What a viewer may read of the pack of a meeting: the issues, each cut to what is meant for them.

    `withdrawn` says why, by id of the paper, also of those withdrawn after they went out. `is_full` where the
    restricted part is there and the viewer reads it.
    """

    meeting: Meeting
    here: access.Standing
    issues: list[PackIssue]
    contents: list[dict[str, Any]]
    withdrawn: dict[str, str]
    readers: dict[UUID, int]  # how many people opened each paper, whichever group's pack they opened it in
    opened: frozenset[UUID]  # papers that the viewer opened before

    @property
    def is_full(self) -> bool:
        return any(item["is_restricted"] for content in self.contents for item in content["items"])

    @property
    def items(self) -> list[dict[str, Any]]:
        """Every item once, in the order of its number, with the papers of all issues under it."""
        found: dict[str, dict[str, Any]] = {}
        for content in self.contents:
            for item in content["items"]:
                known = found.setdefault(item["number"], {**item, "papers": []})
                papers = [{**paper, "issue": content["number"]} for paper in item["papers"]]
                known["papers"] = [*known["papers"], *papers]
        return sorted(found.values(), key=_in_order)

    def item(self, number: str) -> dict[str, Any]:
        """Raises NotFound, alike for what is not there and what the viewer may not know of."""
        found = next((item for item in self.items if item["number"] == number), None)
        if found is None:
            raise NotFound("There is no such item in the pack.")
        return found

    def persons(self) -> set[UUID]:
        """Practitioners whom it names."""
        held = [one for item in self.items for one in (item["sponsor_id"], *(p["author_id"] for p in item["papers"]))]
        return {UUID(one) for one in held if one}

    def paper_ids_of(self, issue_id: UUID) -> list[UUID]:
        """Papers of one issue."""
        held = [content for issue, content in zip(self.issues, self.contents, strict=True) if issue.pk == issue_id]
        return [UUID(paper["id"]) for content in held for item in content["items"] for paper in item["papers"]]

    def paper_ids(self) -> list[UUID]:
        return [UUID(paper["id"]) for item in self.items for paper in item["papers"]]


def _in_order(item: dict[str, Any]) -> tuple[bool, int]:
    return item["is_restricted"], int(item["number"].removeprefix(rules.RESTRICTED))


def pack(meeting: Meeting, *, viewer: Viewer, only_open: bool = False) -> Pack:
    """The pack of a meeting as the viewer may read it. Raises NotFound before it went out.

    `meeting` is one that the viewer may know of. At most two queries.
    """
    here = access.remembered(viewer, meeting.group)
    issues = list(meeting.issues.all())
    if not issues:
        raise NotFound(NO_PACK)
    is_open = only_open or not here.reads_restricted
    contents = [rules.open_part(issue.content) if is_open else dict(issue.content) for issue in issues]
    shown = [
        (issue, content)
        for issue, content in zip(issues, contents, strict=True)
        if content["items"] or not issue.number
    ]
    ids = [paper["id"] for _, content in shown for item in content["items"] for paper in item["papers"]]
    known = (
        Paper.objects.filter(pk__in=ids)
        .order_by()
        .annotate(readers=Count("read_by"), mine=Count("read_by", filter=Q(read_by__account=viewer.id)))
    )
    found = {str(one.pk): one for one in known.only("status", "why_withdrawn")}
    withdrawn = {key: one.why_withdrawn for key, one in found.items() if one.status == "withdrawn"}
    readers = {one.pk: one.readers for one in found.values()}
    opened = frozenset(one.pk for one in found.values() if one.mine)
    return Pack(meeting, here, [one for one, _ in shown], [content for _, content in shown], withdrawn, readers, opened)


def tabling(tabling_id: UUID, *, meeting: Meeting, viewer: Viewer) -> Tabling:
    """A paper under an item of the meeting. Raises NotFound, alike where it is restricted and not for the viewer."""
    found = Tabling.objects.select_related("item__meeting__group", "paper")
    one = found.filter(pk=tabling_id, item__meeting=meeting).first()
    if one is None or (one.item.is_restricted and not access.remembered(viewer, meeting.group).reads_restricted):
        raise NotFound("There is no such paper under an item.")
    return one


def groups_of_paper(paper: Paper, *, viewer: Viewer) -> GroupQuerySet:
    """Groups whose meetings have the paper on their agenda, as far as the viewer may know of them (V13)."""
    meant = Tabling.objects.filter(paper=paper).order_by().values("item__meeting__group")
    return Group.objects.visible_to(viewer).filter(pk__in=meant)


def file_to_open(file_id: UUID, *, viewer: Viewer) -> PaperFile:
    """A file of a paper that the viewer works on, or reads in a pack. Raises NotFound, alike for all others."""
    found = PaperFile.objects.select_related("paper__group").filter(pk=file_id).first()
    if found is not None and (_works_on(found, viewer) or _reads_in_pack(found, viewer)):
        return found
    raise NotFound("There is no such file.")


def _works_on(file: PaperFile, viewer: Viewer) -> bool:
    return Paper.objects.visible_to(viewer).filter(pk=file.paper_id).exists()


def _reads_in_pack(file: PaperFile, viewer: Viewer) -> bool:
    """Under an item that the viewer may read, in an issue that went out; not once the paper was withdrawn."""
    if file.paper.status == "withdrawn":
        return False
    out = Tabling.objects.filter(paper=file.paper_id).exclude(issue=None).select_related("item__meeting__group")
    known = out.filter(item__meeting__group__in=Group.objects.visible_to(viewer).order_by().values("pk"))
    return any(
        not one.item.is_restricted or access.standing(viewer, one.item.meeting.group).reads_restricted for one in known
    )


def stored_at(digest: str) -> str:
    """Where a file lies in storage: under the hash of its content."""
    return f"{FILES}/{digest}"


def items_to_table_under(paper: Paper, *, viewer: Viewer) -> QuerySet[AgendaItem]:
    """Items of coming meetings of groups that the viewer serves, alike in restriction to the paper, the first meeting
    first. They can be thousands: a page narrows them to a group and pages them."""
    there = Tabling.objects.filter(paper=paper).order_by().values("item")
    coming = AgendaItem.objects.filter(
        meeting__group__in=_served(viewer).order_by().values("pk"),
        meeting__status__in=("planned", "published"),
        meeting__ends_at__gte=viewer.now,
        is_restricted=paper.is_restricted,
    ).exclude(pk__in=there)
    return coming.select_related("meeting__group").order_by("meeting__starts_at", "meeting", "order", "pk")


def groups_to_table_in(viewer: Viewer) -> list[tuple[str, str]]:
    """Slug and name of the groups whose meetings the viewer prepares, to choose from. One query."""
    return list(_served(viewer).values_list("slug", "name"))


def serves_some_group(viewer: Viewer) -> bool:
    """Whether the viewer prepares meetings of any group today."""
    if viewer.may("groups.keep"):
        return True
    return viewer.may("groups.take-part") and access.offices_serving(viewer).exists()


def _served(viewer: Viewer) -> GroupQuerySet:
    """Groups whose meetings the viewer prepares."""
    known = Group.objects.visible_to(viewer)
    if viewer.may("groups.keep"):
        return known
    if viewer.id is None or not viewer.may("groups.take-part"):
        return known.none()
    return known.filter(pk__in=access.offices_serving(viewer).order_by().values("group"))
