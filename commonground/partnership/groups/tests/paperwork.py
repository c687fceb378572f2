"""A meeting with an agenda and papers, for the tests of papers and packs."""

from datetime import UTC, datetime

from commonground.foundation.kernel.viewer import Viewer
from commonground.partnership.groups import actions, queries
from commonground.partnership.groups.models import AgendaItem, Meeting, PackIssue, Paper
from commonground.partnership.groups.papers.packs import count_pages
from commonground.partnership.groups.rules.papers import SaidText
from commonground.partnership.groups.rules.words import Purpose
from commonground.partnership.groups.tests.bodies import Cast

STARTS = datetime(2026, 12, 14, 14, tzinfo=UTC)
ENDS = datetime(2026, 12, 14, 16, tzinfo=UTC)
NONE = SaidText(is_none=True)


def meeting_of(people: Cast, **more: object) -> Meeting:
    values: dict[str, object] = {"key": "2026-12-14", "starts_at": STARTS, "ends_at": ENDS, **more}
    return Meeting.objects.create(group=people.group, **values)


def item_of(meeting: Meeting, title: str, purpose: str = Purpose.DISCUSSION, **more: object) -> AgendaItem:
    values: dict[str, object] = {"order": meeting.items.count() + 1, **more}
    if values.get("is_restricted"):
        values.setdefault("why_restricted", "Names a family.")
    return AgendaItem.objects.create(meeting=meeting, title=title, purpose=purpose, **values)


def complete_texts(people: Cast) -> dict[str, SaidText]:
    """Every text of the pack in use: the first says something, the others none."""
    texts = {one.key: NONE for one in queries.paper_packs().in_use(STARTS.date(), kind=people.group.type_id).texts}
    return {**texts, "purpose": SaidText("To agree the plan.\n\nIt has **two** parts.")}


def paper_of(people: Cast, title: str = "Plan of the locality", *, by: Viewer | None = None, **more: object) -> Paper:
    """A complete draft of the member, not signed."""
    values: dict[str, object] = {
        "texts": complete_texts(people),
        "contact": "Early help team, 0115 496 0000",
        **more,
    }
    made = actions.write_paper(group=people.group, title=title, by=by or people.sees("member"), **values)  # type: ignore[arg-type]  # of write_paper
    return queries.paper(made.pk, viewer=by or people.sees("member"))


def signed(people: Cast, paper: Paper, *, kind: str = "chair") -> Paper:
    """The paper with every signature it needs."""
    by = people.sees(kind)
    found = queries.paper(paper.pk, viewer=by)
    for one in found.sign_offs.all():
        actions.sign(paper=found, sign_off=one, based_on=one.version, by=by, comment="Nothing to add.")
    return queries.paper(paper.pk, viewer=by)


def ready_paper(
    people: Cast, title: str = "Plan of the locality", *, recommends: str = "Agree the plan.", **more: object
) -> Paper:
    """A paper that can go out."""
    paper = paper_of(people, title, **more)
    by = people.sees("member")
    if recommends:
        actions.recommend(paper=paper, texts=[recommends], based_on=paper.version, by=by)
    paper = signed(people, queries.paper(paper.pk, viewer=by))
    actions.make_ready(paper=paper, based_on=paper.version, by=by)
    return queries.paper(paper.pk, viewer=by)


def published(people: Cast, meeting: Meeting, *, kind: str = "clerk") -> PackIssue:
    """The pack of the meeting, gone out."""
    fresh = Meeting.objects.get(pk=meeting.pk)
    by = people.sees(kind)
    return actions.publish_pack(meeting=fresh, based_on=fresh.version, count_pages=count_pages, by=by)


def supplemented(people: Cast, meeting: Meeting, why: str = "It came late.") -> PackIssue:
    fresh = Meeting.objects.get(pk=meeting.pk)
    by = people.sees("clerk")
    return actions.publish_supplement(meeting=fresh, based_on=fresh.version, why=why, count_pages=count_pages, by=by)
