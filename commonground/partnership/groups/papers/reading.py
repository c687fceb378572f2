"""A pack as its pages show it: items, files to take away, and what holds it back before it goes out."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.urls import reverse

from commonground.foundation.documents.report import Report
from commonground.foundation.kernel.errors import NotFound
from commonground.foundation.kernel.viewer import ENGLAND
from commonground.partnership.groups import access
from commonground.partnership.groups.models import PackIssue
from commonground.partnership.groups.papers.packs import Shown, mark_of, pack_report
from commonground.partnership.groups.queries import Pack, PackDraft
from commonground.partnership.groups.rules.packs import Hindrance, open_part

ADDRESSES = {"write": "groups:write", "background": "groups:background"}


def issue_report(found: Pack, issue_id: UUID, *, names: bool) -> Report:
    """One issue of a pack. Raises NotFound."""
    for issue, content in zip(found.issues, found.contents, strict=True):
        if issue.pk == issue_id:
            return pack_report(
                content,
                on=issue.published_at.astimezone(ENGLAND).date(),
                shown=Shown(names, found.withdrawn),
                first_page=issue.first_page,
                first_restricted=issue.first_page_restricted,
            )
    raise NotFound("There is no such file of the pack.")


def files_of(found: Pack) -> list[dict[str, Any]]:
    """Each issue with its files: the open part for everybody, the full one for who reads restricted items."""
    rows = []
    for issue, content in zip(found.issues, found.contents, strict=True):
        has_restricted = any(item["is_restricted"] for item in content["items"])
        has_open = bool(open_part(content)["items"]) or not has_restricted
        parts = ([("open", "Open part")] if has_open else []) + ([("full", "Full pack")] if has_restricted else [])
        rows.append(
            {
                "issue": issue,
                "downloads": [
                    (
                        _called(issue, part, label, parts),
                        _address(found, issue.pk, part, suffix),
                        name,
                    )
                    for part, label in parts
                    for suffix, name in (("pdf", "PDF"), ("docx", "Word"))
                ],
            }
        )
    return rows


def _called(issue: PackIssue, part: str, label: str, parts: Sequence[tuple[str, str]]) -> str:
    if part == "full":
        return "With the restricted part: do not pass it on"
    if len(parts) > 1:
        return label
    return "The supplement" if issue.number else "The pack"


def _address(found: Pack, issue: UUID, part: str, suffix: str) -> str:
    return reverse("groups:pack-file", args=[found.meeting.group.slug, found.meeting.key, issue, part, suffix])


def items_on_page(found: Pack, readers: Mapping[UUID, int]) -> list[dict[str, Any]]:
    """Every item with its papers, each with what happened to it since and how many people opened it."""
    return [
        {**item, "papers": [_since(found, item, paper, readers) for paper in item["papers"]]} for item in found.items
    ]


def _since(
    found: Pack, item: Mapping[str, Any], paper: Mapping[str, Any], readers: Mapping[UUID, int]
) -> dict[str, Any]:
    return {
        **paper,
        "why": paper["withdrawn"] or found.withdrawn.get(paper["id"], ""),
        "mark": mark_of(item, paper),
        "readers": readers.get(UUID(paper["id"]), 0),
    }


def attachments_of(item: Mapping[str, Any], shown: Shown) -> list[tuple[str, str, str]]:
    """Files of the papers of an item, but of those that were withdrawn."""
    return [
        (one["title"], reverse("groups:file", args=[one["id"]]), one["name"].rpartition(".")[2].upper())
        for paper in item["papers"]
        if not (paper["withdrawn"] or paper["id"] in shown.withdrawn)
        for one in paper["files"]
    ]


@dataclass(frozen=True)
class Hindered:
    """One thing to mend, and the page on which that is done."""

    hindrance: Hindrance
    href: str


@dataclass(frozen=True)
class DraftOnPage:
    """What would go out, and what holds it back. Of restricted items only what they are to those who may read them."""

    hindered: list[Hindered]
    hidden: int
    items: list[dict[str, Any]]


def draft_on_page(draft: PackDraft, here: access.Standing) -> DraftOnPage:
    """As far as the viewer may read it."""
    shown = draft.hindrances if here.reads_restricted else draft.open_hindrances
    content = draft.content if here.reads_restricted else open_part(draft.content)
    tablings = {(str(one.item_id), str(one.paper_id)): one for one in draft.tablings}
    items = [
        {**item, "tablings": [(paper, tablings.get((item["id"], paper["id"]))) for paper in item["papers"]]}
        for item in content["items"]
    ]
    return DraftOnPage(list(_with_pages(shown)), len(draft.hindrances) - len(shown), items)


def _with_pages(hindrances: Iterable[Hindrance]) -> Iterable[Hindered]:
    for one in hindrances:
        page = ADDRESSES.get(one.address, "groups:paper")
        yield Hindered(one, reverse(page, args=[one.paper_id]) if one.paper_id else "")
