"""Packs: what holds one back, what is numbered once, what comes later, and what each may read of it."""

import json

import pytest

from commonground.foundation.kernel.errors import Conflict, Invalid, NotFound, Refused
from commonground.foundation.kernel.viewer import public
from commonground.foundation.post.models import ReceivedNotice
from commonground.partnership.groups import actions, queries
from commonground.partnership.groups.models import Meeting, Paper, Read, Tabling
from commonground.partnership.groups.papers.packs import count_pages
from commonground.partnership.groups.rules.packs import Content, Pages
from commonground.partnership.groups.rules.words import Openness, Purpose
from commonground.partnership.groups.tests.bodies import KINDS, NOW, Cast, cast
from commonground.partnership.groups.tests.paperwork import (
    item_of,
    meeting_of,
    paper_of,
    published,
    ready_paper,
    supplemented,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def people() -> Cast:
    return cast()


@pytest.fixture
def meeting(people: Cast) -> Meeting:
    """Two open items with a paper, one restricted item between them."""
    meeting = meeting_of(people)
    by = people.sees("clerk")
    first = item_of(meeting, "Plan", Purpose.DECISION)
    secret = item_of(meeting, "Canary item", Purpose.DECISION, is_restricted=True)
    last = item_of(meeting, "School clusters")
    actions.table_paper(paper=ready_paper(people), item=first, by=by)
    actions.table_paper(paper=ready_paper(people, "Canary paper", is_restricted=True), item=secret, by=by)
    actions.table_paper(paper=ready_paper(people, "Clusters", recommends=""), item=last, by=by)
    return meeting


def numbers(meeting: Meeting) -> list[str]:
    return [one.number for one in meeting.items.order_by("order")]


def test_open_items_are_numbered_without_a_gap_where_one_is_restricted(people: Cast, meeting: Meeting) -> None:
    published(people, meeting)
    assert numbers(meeting) == ["1", "R1", "2"]
    assert set(Paper.objects.values_list("status", flat=True)) == {"published"}


def test_paragraphs_go_on_from_section_to_section(people: Cast, meeting: Meeting) -> None:
    issue = published(people, meeting)
    sections = issue.content["items"][0]["papers"][0]["sections"]
    given = [block["number"] for one in sections for block in one["blocks"] if block.get("number")]
    assert given[:3] == ["1.1", "1.2", "1.3"]
    assert given == [f"1.{at}" for at in range(1, len(given) + 1)]


@pytest.mark.parametrize("kind", KINDS)
def test_who_publishes(kind: str, people: Cast, meeting: Meeting) -> None:
    if kind in ("chair", "clerk", "manager"):
        assert published(people, meeting, kind=kind).number == 0
    else:
        with pytest.raises(Refused):
            published(people, meeting, kind=kind)


def test_an_item_for_decision_needs_a_recommendation(people: Cast) -> None:
    meeting = meeting_of(people)
    item_of(meeting, "Budget", Purpose.DECISION)
    with pytest.raises(Invalid) as wrong:
        published(people, meeting)
    assert "nothing is recommended" in str(wrong.value.problems[0])
    assert "Item Budget" in str(wrong.value.problems[0])
    assert numbers(meeting) == [""]


def test_everything_missing_is_named_by_item_paper_and_section(people: Cast) -> None:
    meeting = meeting_of(people)
    item = item_of(meeting, "Budget")
    paper = paper_of(people, "Money", texts={}, contact="")
    actions.add_background(paper=paper, title="The old plan", by=people.sees("member"))
    actions.table_paper(paper=paper, item=item, by=people.sees("clerk"))
    told = [f"{one.where}: {one.what}" for one in queries.pack_draft(meeting).hindrances]
    assert "Item Budget, Money, Implications: Safeguarding: Nothing is said." in told
    assert "Item Budget, Money, Background papers: “The old plan” cannot be read." in told
    assert "Item Budget, Money, Financial comments: Nobody has signed." in told
    assert "Item Budget, Money, Contact: Nobody is named." in told


def test_a_restricted_title_stands_in_no_message(people: Cast) -> None:
    meeting = meeting_of(people)
    item_of(meeting, "Canary item", Purpose.DECISION, is_restricted=True)
    with pytest.raises(Invalid) as wrong:
        published(people, meeting, kind="manager")
    assert "Canary" not in " ".join(map(str, [wrong.value.sentence, *wrong.value.problems]))


def test_who_publishes_what_somebody_else_published_is_told(people: Cast, meeting: Meeting) -> None:
    seen = Meeting.objects.get(pk=meeting.pk)
    published(people, meeting)
    with pytest.raises(Conflict):
        actions.publish_pack(meeting=seen, based_on=seen.version, count_pages=count_pages, by=people.sees("clerk"))


def test_of_two_who_publish_at_once_one_wins(people: Cast, meeting: Meeting) -> None:
    def somebody_is_faster(content: Content, first: int, restricted: int) -> Pages:
        published(people, meeting, kind="chair")
        return count_pages(content, first, restricted)

    seen = Meeting.objects.get(pk=meeting.pk)
    with pytest.raises(Conflict):
        actions.publish_pack(
            meeting=seen, based_on=seen.version, count_pages=somebody_is_faster, by=people.sees("clerk")
        )
    assert [one.published_by for one in meeting.issues.all()] == ["Chair of Rushcliffe"]


def test_a_paper_changed_while_pages_are_counted_is_not_published_unseen(people: Cast, meeting: Meeting) -> None:
    def somebody_writes(content: object, first: int, restricted: int) -> Pages:
        Paper.objects.filter(title="Clusters").update(title="Something else")
        return Pages({}, 1, 1)

    fresh = Meeting.objects.get(pk=meeting.pk)
    with pytest.raises(Conflict, match="changed while the pack was being made"):
        actions.publish_pack(
            meeting=fresh, based_on=fresh.version, count_pages=somebody_writes, by=people.sees("clerk")
        )
    assert not meeting.issues.exists()


class TestSupplements:
    def test_one_needs_a_reason(self, people: Cast, meeting: Meeting) -> None:
        published(people, meeting)
        late = ready_paper(people, "Late news", recommends="")
        actions.table_paper(paper=late, item=meeting.items.first(), by=people.sees("clerk"))
        with pytest.raises(Invalid, match="with a reason"):
            supplemented(people, meeting, why=" ")

    def test_pages_paragraphs_and_numbers_go_on(self, people: Cast, meeting: Meeting) -> None:
        pack = published(people, meeting)
        before = json.loads(json.dumps(pack.content))
        by = people.sees("clerk")
        late = ready_paper(people, "Late news", recommends="")
        actions.table_paper(paper=late, item=meeting.items.get(number="1"), by=by)
        item_of(meeting, "Urgent")
        issue = supplemented(people, meeting)
        pack.refresh_from_db()
        assert pack.content == before
        assert issue.first_page == pack.first_page + pack.pages
        assert numbers(meeting) == ["1", "R1", "2", "3"]
        last = next(one for one in pack.content["items"] if one["number"] == "1")
        begins = issue.content["items"][0]["papers"][0]["sections"][0]["blocks"][0]["number"]
        highest = max(
            int(block["number"].split(".")[1])
            for section in last["papers"][0]["sections"]
            for block in section["blocks"]
            if block.get("number")
        )
        assert begins == f"1.{highest + 1}"
        assert Tabling.objects.get(paper=late).is_late

    def test_there_is_none_without_anything_new(self, people: Cast, meeting: Meeting) -> None:
        published(people, meeting)
        with pytest.raises(Invalid) as wrong:
            supplemented(people, meeting)
        assert "Nothing has come since" in str(wrong.value.problems[0])


@pytest.mark.parametrize("openness", list(Openness))
@pytest.mark.parametrize("kind", [*KINDS, "public"])
def test_who_reads_which_part(kind: str, openness: Openness) -> None:
    people = cast(openness)
    meeting = meeting_of(people)
    by = people.sees("clerk")
    secret = item_of(meeting, "Canary item", is_restricted=True)
    item_of(meeting, "Open item")
    actions.table_paper(
        paper=ready_paper(people, "Canary paper", is_restricted=True, recommends=""), item=secret, by=by
    )
    published(people, meeting)
    viewer = public(NOW) if kind == "public" else people.sees(kind)
    knows = (
        kind
        in {
            Openness.PUBLIC: {*KINDS, "public"},
            Openness.PARTNERS: set(KINDS),
            Openness.CLOSED: set(KINDS) - {"outsider", "reader", "manager"},
        }[openness]
    )
    if not knows:
        with pytest.raises(NotFound, match="There is no such meeting"):
            queries.meeting(people.group.slug, "2026-12-14", viewer=viewer)
        return
    found = queries.pack(queries.meeting(people.group.slug, "2026-12-14", viewer=viewer), viewer=viewer)
    assert ("Canary" in json.dumps(found.contents)) == (kind in ("chair", "clerk", "member", "deputy"))
    assert "Open item" in json.dumps(found.contents)


def test_a_paper_is_read_once_however_many_groups_it_goes_to(people: Cast, meeting: Meeting) -> None:
    published(people, meeting)
    paper = Paper.objects.get(title="Clusters")
    for _ in range(2):
        actions.mark_read(papers=[paper.pk], by=people.sees("member"))
    actions.mark_read(papers=[paper.pk], by=people.sees("chair"))
    actions.mark_read(papers=[paper.pk], by=public(NOW))
    assert queries.pack(meeting, viewer=people.sees("clerk")).readers[paper.pk] == 2
    assert Read.objects.count() == 2


def test_the_third_group_of_a_paper_is_warned_of_the_others(people: Cast) -> None:
    paper = ready_paper(people)
    told = []
    for name in ("Ashfield", "Mansfield", "Gedling"):
        other = cast(name=name)
        item = item_of(meeting_of(other), "Plan")
        told.append(actions.table_paper(paper=paper, item=item, by=other.sees("clerk")).warning)
    assert told[0] == told[1] == ""
    assert "goes to 3 groups: also to Ashfield, Mansfield" in told[2]


def test_a_withdrawn_paper_stays_named_with_the_reason(people: Cast, meeting: Meeting) -> None:
    published(people, meeting)
    paper = queries.paper(Paper.objects.get(title="Clusters").pk, viewer=people.sees("clerk"))
    with pytest.raises(Invalid, match="with a reason"):
        actions.withdraw_paper(paper=paper, based_on=paper.version, why=" ", by=people.sees("clerk"))
    actions.withdraw_paper(paper=paper, based_on=paper.version, why="Figures are wrong.", by=people.sees("clerk"))
    found = queries.pack(meeting, viewer=people.sees("reader"))
    assert found.withdrawn == {str(paper.pk): "Figures are wrong."}
    assert "Clusters" in json.dumps(found.contents)


def told(people: Cast) -> dict[str, set[str]]:
    """Who has notices, and everything that these say."""
    found: dict[str, set[str]] = {}
    for one in ReceivedNotice.objects.all():
        found.setdefault(one.label, set()).add(f"{one.subject} {one.lines} {one.path}")
    return found


class TestNotices:
    def test_members_hear_of_a_pack_whatever_their_way_of_taking_part(self, people: Cast, meeting: Meeting) -> None:
        published(people, meeting)
        assert {name.split()[0].lower() for name in told(people)} == {
            "chair", "member", "deputy", "papers", "invited", "observer",
        }  # fmt: skip

    def test_nothing_restricted_and_no_closed_name_is_said(self) -> None:
        people = cast(Openness.CLOSED, "Canary group")
        meeting = meeting_of(people)
        item_of(meeting, "Canary item")
        published(people, meeting)
        words = {word for said in told(people).values() for word in said}
        assert words
        assert not any("Canary" in word for word in words)

    def test_a_restricted_supplement_is_known_to_the_table_alone(self, people: Cast) -> None:
        meeting = meeting_of(people)
        item_of(meeting, "Open")
        published(people, meeting)
        ReceivedNotice.objects.all().delete()
        item_of(meeting, "Canary item", is_restricted=True)
        supplemented(people, meeting)
        assert {name.split()[0].lower() for name in told(people)} == {"chair", "member", "deputy"}
        for kind in ("observer", "papers", "reader"):
            assert len(queries.pack(meeting, viewer=people.sees(kind)).issues) == 1
        assert len(queries.pack(meeting, viewer=people.sees("member")).issues) == 2
