"""The pack of a meeting as a report: one numbering of items and paragraphs on the page, as PDF and as Word."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import groupby
from typing import Any

from commonground.foundation.design.rules import words
from commonground.foundation.documents.marks import from_plain
from commonground.foundation.documents.render import pages_of
from commonground.foundation.documents.report import Block, Column, Paragraph, Points, Report, Section, Series, Table
from commonground.partnership.groups.rules.packs import RESTRICTED, Content, Pages, part_of

MEGABYTE = 1 << 20


@dataclass(frozen=True)
class Shown:
    """What a reader is shown: people by name or only their bodies and initials; papers that were withdrawn, and why."""

    names: bool = True
    withdrawn: Mapping[str, str] = field(default_factory=dict)


def pack_report(
    content: Content,
    *,
    on: date,
    shown: Shown,
    first_page: int = 1,
    first_restricted: int = 1,
) -> Report:
    """One issue: the pack, or a supplement. Restricted items, where `content` has any, have pages of their own."""
    open_items, restricted = (part_of(content, is_restricted=kind) for kind in (False, True))
    meeting = content["meeting"]
    is_supplement = bool(content["number"])
    starts = content.get("starts", {})
    title = f"{meeting['group']}: {'supplement to the pack' if is_supplement else 'pack of papers'}"
    parts = [_part(items, shown, starts) for items in (open_items, restricted)]
    only_restricted = not open_items and bool(restricted)
    return Report(
        title=title,
        as_at=on,
        contact=f"the clerk of {meeting['group']}",
        subtitle=_when(meeting),
        sections=parts[1] if only_restricted else parts[0],
        name=_file_name(content, has_restricted=bool(restricted)),
        has_own_numbers=True,
        first_page=first_restricted if only_restricted else first_page,
        page_prefix=RESTRICTED if only_restricted else "",
        after=[Series(parts[1], RESTRICTED, first_restricted)] if open_items and restricted else (),
    )


def item_report(item: Mapping[str, Any], *, on: date, shown: Shown) -> Report:
    """One item with its papers, to be read as a page of the site."""
    return Report(item["title"], on, "", sections=_item(item, shown, {}).parts, has_own_numbers=True)


def count_pages(content: Content, first: int, first_restricted: int) -> Pages:
    """Lay an issue out and say on which page each paper begins and where it ends."""
    day = date.fromisoformat(content["meeting"]["on"])
    report = pack_report(content, on=day, shown=Shown(), first_page=first, first_restricted=first_restricted)
    found = pages_of(report)
    return Pages(found.marks, found.last.get("", first - 1), found.last.get(RESTRICTED, first_restricted - 1))


def mark_of(item: Mapping[str, Any], paper: Mapping[str, Any]) -> str:
    """By what a paper under an item is found: its place on the page, and its page on paper."""
    return f"{item['number']}-{paper['id']}"


def _file_name(content: Content, *, has_restricted: bool) -> str:
    """The day first, so that files of a year stand in order; a name that is too long loses of the group's alone."""
    kind = "supplement" if content["number"] else "pack"
    return f"{content['meeting']['on']} {kind}{' restricted' if has_restricted else ''} {content['meeting']['group']}"


def _when(meeting: Mapping[str, Any]) -> str:
    told = [
        f"{words(date.fromisoformat(meeting['on']))}, {meeting['from']} to {meeting['until']}",
        meeting["where"],
        meeting["venue"],
        meeting["title"],
    ]
    return ". ".join(part for part in told if part)


def _part(items: Sequence[Mapping[str, Any]], shown: Shown, starts: Mapping[str, int]) -> list[Section]:
    is_restricted = bool(items) and items[0]["is_restricted"]
    heading = "Restricted items" if is_restricted else "Agenda"
    agenda = Section(heading, [_agenda(items, shown)], on_new_page=is_restricted)
    return [agenda, *(_item(item, shown, starts) for item in items if item["papers"] or item["note"])]


def _agenda(items: Sequence[Mapping[str, Any]], shown: Shown) -> Block:
    if not items:
        return Paragraph("The agenda has no items that everybody may read.")
    columns = [Column("Item"), Column("Purpose"), Column("Minutes", "number")]
    rows: list[list[str | int]] = [[f"{one['number']} {one['title']}", one["purpose"], one["minutes"]] for one in items]
    if shown.names:
        columns.append(Column("Sponsor"))
        rows = [[*row, one["sponsor"] or one["sponsor_words"]] for row, one in zip(rows, items, strict=True)]
    return Table("Items", columns, rows)


def _item(item: Mapping[str, Any], shown: Shown, starts: Mapping[str, int]) -> Section:
    told = f"{item['purpose']}, {item['minutes']} minutes."
    if item["is_restricted"]:
        told = f"Restricted: {item['why_restricted']} {told}"
    blocks: list[Block] = [Paragraph(told)]
    if item["note"]:
        blocks.append(Paragraph(item["note"]))
    if item["recommendations"]:
        blocks.append(Points(item["recommendations"]))
    parts = [
        _paper(paper, shown, mark=mark_of(item, paper), page=starts.get(mark_of(item, paper)), is_first=not at)
        for at, paper in enumerate(item["papers"])
    ]
    return Section(f"{item['number']} {item['title']}", blocks, parts, on_new_page=True, mark=f"item-{item['number']}")


def _paper(paper: Mapping[str, Any], shown: Shown, *, mark: str, page: int | None, is_first: bool) -> Section:
    why = paper["withdrawn"] or shown.withdrawn.get(paper["id"], "")
    if why:
        body: tuple[list[Block], list[Section]] = ([Paragraph(f"This paper was withdrawn: {why}")], [])
    else:
        body = ([Paragraph(_by(paper, shown))], [*_sections(paper), *_ending(paper, shown)])
    return Section(paper["title"], *body, mark=mark, page=page, on_new_page=not is_first)


def paper_section(paper: Mapping[str, Any], shown: Shown) -> Section:
    """A paper on its own."""
    return _paper(paper, shown, mark="", page=None, is_first=True)


def _by(paper: Mapping[str, Any], shown: Shown) -> str:
    who = ", ".join(part for part in (paper["author"] if shown.names else "", paper["organisation"]) if part)
    late = " This paper came after the day on which papers were due." if paper["is_late"] else ""
    return f"By {who}.{late}"


def _sections(paper: Mapping[str, Any]) -> Iterator[Section]:
    """Sections in their order; those of one heading, such as implications, below it."""
    for under, held in groupby(paper["sections"], key=lambda one: one["under"]):
        made = [Section(one["heading"], [from_plain(block) for block in one["blocks"]]) for one in held]
        if under:
            yield Section(under, parts=made)
        else:
            yield from made


def _ending(paper: Mapping[str, Any], shown: Shown) -> Iterator[Section]:
    """What stands at the end: comments with who signed them, files, and whom to ask."""
    for one in paper["sign_offs"]:
        if one["on"]:
            yield Section(one["heading"], [*(from_plain(block) for block in one["blocks"]), _signed(one, shown)])
    if paper["files"]:
        yield Section("Files with this paper", [Points([_file(one) for one in paper["files"]])])
    if paper["contact"]:
        yield Section("Contact", [Paragraph(paper["contact"])])


def _signed(one: Mapping[str, Any], shown: Shown) -> Block:
    who = f"{one['name']} ({one['initials']})" if shown.names else one["initials"]
    return Paragraph(f"Signed by {who}, {words(date.fromisoformat(one['on']))}.")


def _file(one: Mapping[str, Any]) -> str:
    size = f"{one['size'] / MEGABYTE:.1f} MB" if one["size"] >= MEGABYTE else f"{max(one['size'] // 1024, 1)} kB"
    return f"{one['title']} ({one['name']}, {size})"
