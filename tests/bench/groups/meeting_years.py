"""What one group has of meetings, agendas, papers, packs, minutes and actions, table by table."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from django.db import models

from commonground.ground.partners.models import Account, Organisation
from commonground.partnership.groups import queries
from commonground.partnership.groups.models import (
    AgendaItem,
    BackgroundPaper,
    Group,
    Meeting,
    PackIssue,
    Paper,
    PaperFile,
    PaperSection,
    Read,
    Recommendation,
    SaidBefore,
    Seat,
    SignOff,
    Tabling,
    TermsOfReference,
    Venue,
)
from commonground.partnership.groups.rules.words import ItemFrom, Purpose, Where
from tests.bench.groups.held import AHEAD, CAME, EVERY, WORDS, Held, number_of
from tests.bench.groups.ids import key, member
from tests.bench.groups.records import of_actions, of_minutes

if TYPE_CHECKING:
    from tests.bench.groups.making import Size

PACK = "partnership-2026"


def of_group(group: int, size: "Size", today: date) -> Iterator[Iterable[models.Model]]:
    number = size.meetings_of(group)
    first = today - EVERY * (number - AHEAD) + timedelta(days=3 + group % 20)
    every = [Held(group, one, first + EVERY * one, number - AHEAD - 1 - one) for one in range(number)]
    yield from _calendar(every, size)
    yield from _papers([one for one in every if one.back >= -2], size)
    yield from of_minutes([one for one in every if one.back >= 0], size)
    yield from of_actions([one for one in every if one.back >= 0], size, today)


def _calendar(every: list[Held], size: "Size") -> Iterator[Iterable[models.Model]]:
    yield (
        Meeting(
            id=key(Meeting, *one.at), group_id=key(Group, one.group), key=one.day.isoformat(), status=one.status,
            starts_at=one.moment(10), ends_at=one.moment(12), where=Where.HYBRID,
            venue_id=key(Venue, one.number % 8), terms_id=key(TermsOfReference, one.group, 2),
        )
        for one in every
    )  # fmt: skip
    yield (
        AgendaItem(
            id=key(AgendaItem, *one.at, at), meeting_id=key(Meeting, *one.at), order=at + 1,
            number=number_of(at, size) if one.is_out else "", title=f"Item {at} of the agenda",
            purpose=Purpose.DECISION if at < size.papers else Purpose.DISCUSSION, came_from=ItemFrom.BY_HAND,
            sponsor_id=member(one.group, at, size), is_restricted=at == size.items - 1,
            why_restricted="It names a family." if at == size.items - 1 else "",
        )
        for one in every
        for at in range(size.items)
        if one.back >= -2
    )  # fmt: skip
    yield (
        SaidBefore(
            meeting_id=key(Meeting, *one.at), seat_id=key(Seat, one.group, at), came=CAME[at % 4],
            said_at=one.moment(9) - EVERY, said_by="Somebody",
        )
        for one in every
        if one.back < 0
        for at in range(size.seats)
    )  # fmt: skip


def _papers(every: list[Held], size: "Size") -> Iterator[Iterable[models.Model]]:
    """Where the agenda is still being built only the first is under its item."""
    placed = [(one, at) for one in every for at in range(size.papers)]
    pack = queries.paper_packs().by_slug(PACK)
    yield (
        Paper(
            id=key(Paper, *one.at, at), group_id=key(Group, one.group), title=f"Paper {at} of {one.day}",
            author_id=member(one.group, at, size), organisation_id=key(Organisation, at), pack=PACK,
            status="published" if one.is_out else "ready", contact="A team", due_on=one.day - EVERY,
            ready_on=one.day - EVERY,
        )
        for one, at in placed
    )  # fmt: skip
    yield (
        PaperSection(paper_id=key(Paper, *one.at, at), key=text.key, heading=text.heading, order=order, text=WORDS)
        for one, at in placed
        for order, text in enumerate(pack.texts)
    )
    yield (
        BackgroundPaper(paper_id=key(Paper, *one.at, at), title="Profile", link="https://example.org/profile")
        for one, at in placed
    )
    yield (
        PaperFile(
            paper_id=key(Paper, *one.at, at), title="Map", name="map.pdf", digest="0" * 64, size=1000,
            content_type="application/pdf", uploaded_at=one.moment(9) - EVERY, uploaded_by="Somebody",
        )
        for one, at in placed
    )  # fmt: skip
    yield (
        SignOff(
            paper_id=key(Paper, *one.at, at), key="finance", heading="Finance", name="Somebody", initials="SB",
            signed_on=one.day - EVERY,
        )
        for one, at in placed
    )  # fmt: skip
    yield (
        Recommendation(
            id=key(Recommendation, *one.at, at, order), paper_id=key(Paper, *one.at, at), order=order + 1,
            text=f"Agree part {order} of paper {at}.",
        )
        for one, at in placed
        for order in range(2)
    )  # fmt: skip
    yield from _packs(every, size)


def _packs(every: list[Held], size: "Size") -> Iterator[Iterable[models.Model]]:
    placed = [(one, at) for one in every for at in range(size.papers)]
    yield (
        PackIssue(
            id=key(PackIssue, *one.at), meeting_id=key(Meeting, *one.at), number=0, published_by="Somebody",
            published_at=one.moment(9) - EVERY, content=_content(one, size), pages=12,
        )
        for one in every
        if one.is_out
    )  # fmt: skip
    yield (
        Tabling(
            item_id=key(AgendaItem, *one.at, at), paper_id=key(Paper, *one.at, at), order=at,
            issue_id=key(PackIssue, *one.at) if one.is_out else None,
        )
        for one, at in placed
        if one.is_out or at == 0
    )  # fmt: skip
    yield (
        Read(paper_id=key(Paper, *one.at, at), account_id=key(Account, reader), at=one.moment(8))
        for one, at in placed
        if one.is_out
        for reader in range(1, 4)
    )


def _content(one: Held, size: "Size") -> dict[str, Any]:
    meeting = {
        "group": f"Group {one.group} of the bench", "title": "", "on": one.day.isoformat(), "from": "10:00",
        "until": "12:00", "where": "In person and online", "venue": "Hall",
    }  # fmt: skip
    items = [
        {
            "id": str(key(AgendaItem, *one.at, at)), "number": number_of(at, size), "title": f"Item {at} of the agenda",
            "purpose": "For decision" if at < size.papers else "For discussion", "minutes": 10,
            "sponsor": "Somebody", "sponsor_id": str(member(one.group, at, size)), "sponsor_words": "", "note": "",
            "is_restricted": at == size.items - 1, "why_restricted": "", "is_new": True, "recommendations": [],
            "papers": [_paper(one, at, size)] if at < size.papers else [],
        }
        for at in range(size.items)
    ]  # fmt: skip
    return {"meeting": meeting, "number": 0, "items": items}


def _paper(one: Held, at: int, size: "Size") -> dict[str, Any]:
    block = {"kind": "words", "line": [[WORDS, "", ""]], "number": f"{at + 1}.1"}
    sections = [
        {"heading": text.heading, "under": "", "lists": "", "blocks": [block]}
        for text in queries.paper_packs().by_slug(PACK).texts
    ]
    return {
        "id": str(key(Paper, *one.at, at)), "title": f"Paper {at} of {one.day}", "author": "Somebody",
        "author_id": str(member(one.group, at, size)), "organisation": "Body 0 of the bench", "contact": "A team",
        "is_late": False, "withdrawn": "", "sections": sections, "sign_offs": [], "files": [],
    }  # fmt: skip
