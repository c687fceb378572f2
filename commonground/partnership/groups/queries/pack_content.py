"""All that an issue of a pack says, as data that is kept for ever, and what would hold it back."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import chain, repeat
from typing import Any

from django.db.models import Prefetch

from commonground.foundation.documents.marks import as_plain, read_marks
from commonground.foundation.kernel.viewer import ENGLAND
from commonground.partnership.groups.models import AgendaItem, Meeting, PackIssue, Paper, Tabling
from commonground.partnership.groups.queries.papers import has_parts, missing_of, pack_of, read_parts
from commonground.partnership.groups.rules import packs as rules
from commonground.partnership.groups.rules.papers import NOTHING, AskedSection, Missing, due_on
from commonground.partnership.groups.rules.states import MeetingState, PaperState
from commonground.partnership.groups.rules.words import Purpose


@dataclass(frozen=True)
class PackDraft:
    """What would go out now: its content, the numbers it would give, the tablings in it, and what holds it back."""

    content: dict[str, Any]
    numbers: dict[AgendaItem, str]
    tablings: list[Tabling]
    hindrances: list[rules.Hindrance]

    @property
    def open_hindrances(self) -> list[rules.Hindrance]:
        return [one for one in self.hindrances if not one.is_restricted]


def items_of(meeting: Meeting) -> list[AgendaItem]:
    """The agenda with all papers under it and all they are made of."""
    tablings = Tabling.objects.select_related("paper__author", "paper__organisation").annotate(**has_parts("paper"))
    items = AgendaItem.objects.filter(meeting=meeting).select_related("sponsor")
    found = list(items.prefetch_related("recommendations", Prefetch("tablings", tablings)))
    held = [one for item in found for one in item.tablings.all()]
    for one in held:
        for name in has_parts("paper"):
            setattr(one.paper, name, getattr(one, name))
    read_parts([one.paper for one in held])
    return found


def pack_draft(meeting: Meeting) -> PackDraft:
    """The pack, or where one went out already what would be the next supplement. About ten queries.

    It is the whole of it, restricted items too: only actions and those who serve the meeting are given it.
    """
    # before its pack goes out a meeting has no issue to read
    issues = [] if meeting.status == MeetingState.PLANNED else list(PackIssue.objects.filter(meeting=meeting))
    items = items_of(meeting)
    taken = [item.number for item in items]
    if issues:
        items = [item for item in items if not item.number or any(not one.issue_id for one in item.tablings.all())]
    numbers = _numbers(items, taken)
    tablings = [one for item in items for one in item.tablings.all() if one.issue_id is None]
    content = {
        "meeting": _meeting(meeting),
        "number": len(issues),
        "items": [_item(item, numbers[item], issues, _due(meeting)) for item in items],
    }
    return PackDraft(content, numbers, tablings, list(_hindrances(items, is_first=not issues)))


def _numbers(items: Sequence[AgendaItem], taken: Sequence[str]) -> dict[AgendaItem, str]:
    open_, restricted = (rules.next_numbers(taken, is_restricted=kind) for kind in (False, True))
    return {item: item.number or next(restricted if item.is_restricted else open_) for item in items}


def _meeting(meeting: Meeting) -> dict[str, Any]:
    starts, ends = (at.astimezone(ENGLAND) for at in (meeting.starts_at, meeting.ends_at))
    venue = meeting.venue
    return {
        "group": meeting.group.name,
        "title": meeting.title,
        "on": starts.date().isoformat(),
        "from": f"{starts:%H:%M}",
        "until": f"{ends:%H:%M}",
        "where": meeting.get_where_display(),
        "venue": ", ".join(part for part in (meeting.room, venue.name, venue.address) if part) if venue else "",
    }


def _item(item: AgendaItem, number: str, issues: Sequence[PackIssue], due: date | None) -> dict[str, Any]:
    after = rules.last_paragraph((issue.content for issue in issues), number) if item.number else 0
    paragraphs = rules.paragraph_numbers(number, after=after)
    waiting = [one for one in item.tablings.all() if one.issue_id is None]
    return {
        "id": str(item.pk),
        "number": number,
        "title": item.title,
        "purpose": item.get_purpose_display(),
        "sponsor": item.sponsor.name if item.sponsor else "",
        "sponsor_id": str(item.sponsor_id or ""),
        "sponsor_words": item.sponsor_words,
        "minutes": item.minutes,
        "note": item.note,
        "is_restricted": item.is_restricted,
        "why_restricted": item.why_restricted,
        "is_new": not item.number,
        "recommendations": [one.text for one in item.recommendations.all()],
        "papers": [_paper(one.paper, paragraphs, is_late=_is_late(one, due, issues)) for one in waiting],
    }


def _is_late(tabling: Tabling, due: date | None, issues: Sequence[PackIssue]) -> bool:
    ready = tabling.paper.ready_on
    return tabling.is_late or bool(issues) or bool(due and ready and ready > due)


def paper_content(paper: Paper) -> dict[str, Any]:
    """What the paper would say in a pack, without the numbers that it gets there."""
    return _paper(paper, repeat(""), is_late=False)


def _paper(paper: Paper, paragraphs: Iterator[str], *, is_late: bool) -> dict[str, Any]:
    facts = {
        "id": str(paper.pk),
        "title": paper.title,
        "author": paper.author.name if paper.author else paper.author_words,
        "author_id": str(paper.author_id or ""),
        "organisation": paper.organisation.name,
        "contact": paper.contact,
        "is_late": is_late,
        "withdrawn": paper.why_withdrawn,
    }
    if paper.status == PaperState.WITHDRAWN:
        return {**facts, "sections": [], "sign_offs": [], "files": []}
    return {
        **facts,
        "sections": [one for asked in pack_of(paper).sections for one in _section(paper, asked, paragraphs)],
        "sign_offs": [
            {
                "heading": one.heading,
                "name": one.name,
                "initials": one.initials,
                "on": one.signed_on.isoformat() if one.signed_on else "",
                "blocks": [as_plain(block) for block in read_marks(one.comment)],
            }
            for one in paper.sign_offs.all()
        ],
        "files": [
            {"id": str(one.pk), "title": one.title, "name": one.name, "size": one.size} for one in paper.files.all()
        ],
    }


def _section(paper: Paper, asked: AskedSection, paragraphs: Iterator[str]) -> Iterator[dict[str, Any]]:
    """A section of the pack with its numbered paragraphs; one of parts has each part below it."""
    if asked.lists:
        blocks = _list(paper, asked.lists)
        yield _headed(asked.heading, "", rules.numbered(blocks, paragraphs), asked.lists)
        return
    rows = {one.key: one for one in paper.sections.all()}
    for text in asked.texts:
        row = rows.get(text.key)
        said = row.text if row and not row.is_none else NOTHING
        blocks = [as_plain(block) for block in read_marks(said or NOTHING)]
        yield _headed(text.heading, text.under, rules.numbered(blocks, paragraphs), "")


def _headed(heading: str, under: str, blocks: list[dict[str, Any]], kind: str) -> dict[str, Any]:
    return {"heading": heading, "under": under, "blocks": blocks, "lists": kind}


def _list(paper: Paper, kind: str) -> list[dict[str, Any]]:
    """Recommendations one a paragraph, so that a decision can name each; areas and background papers as a list."""
    if kind == "recommendations":
        texts = [one.text for one in paper.recommendations.all()]
        return [as_plain(block) for block in chain.from_iterable(map(read_marks, texts or [NOTHING]))]
    if kind == "areas":
        lines = [[[one.area.name]] for one in paper.areas.all()]
    else:
        lines = [[[one.title, "", one.link] if one.link else [_named(one)]] for one in paper.background.all()]
    if not lines:
        return [as_plain(block) for block in read_marks(NOTHING)]
    return [{"kind": "listed", "items": lines, "is_ordered": False}]


def _named(background: Any) -> str:
    if background.file:
        return f"{background.title} (file {background.file.name})"
    return f"{background.title} (published)" if background.is_published_elsewhere else str(background.title)


def _due(meeting: Meeting) -> date | None:
    """The last day on which papers are in time, by the terms that the meeting is held under."""
    if meeting.terms is None:
        return None
    return due_on(meeting.starts_at.astimezone(ENGLAND).date(), meeting.terms.papers_days)


def is_late(meeting: Meeting, *, on: date) -> bool:
    """Whether a paper put on that day comes after papers were due, or after the pack."""
    due = _due(meeting)
    return meeting.status != "planned" or (due is not None and on > due)


def _hindrances(items: Iterable[AgendaItem], *, is_first: bool) -> Iterator[rules.Hindrance]:
    found = list(items)
    if not found:
        what = "The agenda has no item." if is_first else "Nothing has come since the pack went out."
        yield rules.Hindrance("Agenda", what, "Add an item first." if is_first else "Put a paper under an item first.")
    for item in found:
        yield from _of_item(item)


def _of_item(item: AgendaItem) -> Iterator[rules.Hindrance]:
    held = [one.paper for one in item.tablings.all()]
    recommended = item.recommendations.all() or any(paper.recommendations.all() for paper in held)
    if item.purpose == Purpose.DECISION and not recommended:
        do = "Add a recommendation to its paper." if held else "Put a paper with a recommendation under it."
        yield _at(item, "It is for decision and nothing is recommended.", do)
    for one in item.tablings.all():
        if one.issue_id is None:
            yield from _of_paper(item, one.paper)


def _of_paper(item: AgendaItem, paper: Paper) -> Iterator[rules.Hindrance]:
    if paper.status == PaperState.WITHDRAWN:
        return
    if paper.is_restricted != item.is_restricted:
        what = "The item is restricted and the paper is not." if item.is_restricted else "The paper is restricted."
        yield _at(item, what, "Make both alike, or take the paper off the item.", paper)
    missing = missing_of(paper)
    for one in missing.texts if paper.status != PaperState.PUBLISHED else ():
        yield _at(item, one.what, one.do, paper, one)
    if paper.status == PaperState.DRAFT and not missing.texts:
        yield _at(item, "It is still a draft.", "Its author marks it as ready.", paper, Missing("ready", "", "", ""))
    for one in missing.signatures if paper.status != PaperState.PUBLISHED else ():
        yield _at(item, one.what, one.do, paper, one)


def _at(
    item: AgendaItem, what: str, do: str, paper: Paper | None = None, section: Missing | None = None
) -> rules.Hindrance:
    number = f"{item.number} " if item.number else ""
    return rules.Hindrance(
        item=f"Item {number}{item.title}",
        what=what,
        do=do,
        paper=str(paper) if paper else "",
        section=section.heading if section else "",
        address=section.part if section else "",
        paper_id=str(paper.pk) if paper else "",
        is_restricted=item.is_restricted or bool(paper and paper.is_restricted),
    )
