"""Scenario 3: from the calendar to the agenda, the papers, the pack, the meeting, its minutes and what comes of them:
an issue that the board answers, and the annual report.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

import pytest

from commonground.ground.partners.models import Organisation
from commonground.partnership.groups import actions, queries
from commonground.partnership.groups.models import Group
from commonground.partnership.groups.rules.terms import months_after
from commonground.partnership.groups.rules.words import Openness
from tests.journeys.browser import Visitor
from tests.journeys.clock import MoveTo
from tests.journeys.issue_of_group import (
    ANSWER,
    BOARD,
    BOARD_CLERK,
    DUTY,
    ISSUE,
    answer_it,
    owe_a_report,
    raise_an_issue,
    receive_the_answer,
    set_a_board_above,
)
from tests.journeys.locality_group import (
    CHAIR,
    CLERK,
    OUTSIDER,
    PAPERS_ONLY,
    SINCE,
    Locality,
    add_papers_only,
    keeper,
    seat_everybody,
    today,
)
from tests.journeys.meeting_of_group import fill_day, hold_the_meeting
from tests.journeys.paper_of_group import make_ready, numbers_of, put_under, sign_paper, write_paper
from tests.journeys.place import said
from tests.journeys.report_of_group import (
    RAISED,
    SECTIONS,
    THEIR_WORDS,
    begin_the_report,
    freeze_and_send,
    write_beside,
)
from tests.world import HOME_ORGANISATION

Visit = Callable[[str], Visitor]
AUTHOR, MEMBER = "Samir Rowe", "Grace Tully"
PLAN, SECRET, CHECK = "Mornings at the children's centre", "Tender for the youth bus", "Safeguarding"
CLOSED = "Quiet circle"
FIRST, SECOND = "Open the centre on two mornings.", "Name a lead in each school."
LATE = "Leads for safeguarding"
WHY = "The schools answered after the pack had gone out."
DONE = "Find two volunteers for the mornings"


@dataclass(frozen=True)
class Year:
    """The journey as it goes: where, who, and how to come in as somebody."""

    site: str
    visit: Visit
    locality: Locality

    @property
    def group(self) -> str:
        return f"{self.site}/groups/{self.locality.group.slug}/"

    def come(self, name: str, kind: str = "desktop") -> Visitor:
        return self.locality.sign_in(self.visit(kind), name, self.site)


@pytest.mark.usefixtures("place")
def test_a_group_plans_meets_decides_and_follows_through(site: str, visit: Visit, it_is: MoveTo) -> None:
    year = Year(site, visit, seat_everybody(openness=Openness.PUBLIC, quorum=7))
    board = set_a_board_above(year.locality)
    closed = tell_what_was_before(year)
    first, following = plan_a_year(year.come(CLERK), year)
    propose(year)
    build_the_agenda(year.come(CLERK), first)
    publish_the_pack(year, first)
    it_is(day_of(first) - timedelta(days=4))
    before = numbers_of(year.come(MEMBER), first, PLAN)
    publish_what_came_late(year, first)
    assert numbers_of(year.come(MEMBER), first, PLAN)[: len(before)] == before
    read_the_pack(year, first, closed)
    it_is(day_of(first), hour=15)
    hold_the_meeting(year.come(CLERK), first, under=PLAN, action=DONE, due=day_of(following) - timedelta(days=7))
    approve_the_minutes(year, first)
    read_the_briefing(year, first)
    meet_the_action_again(year, first, following)
    issue = raise_an_issue(year.come(CHAIR), year.group)
    answer_it(year.come(BOARD_CLERK), issue)
    receive_the_answer(year.come(CLERK), issue, following)
    report_on_the_year(year, first, it_is, board)


def day_of(meeting: str) -> date:
    return date.fromisoformat(meeting.rstrip("/").rpartition("/")[2])


def tell_what_was_before(year: Year) -> str:
    """A meeting that was, an action of it that is due, somebody on papers only, and a group nobody knows of."""
    locality = year.locality
    add_papers_only(locality)
    locality.attended(locality.meeting(today() - timedelta(days=33)), without=())
    council = Organisation.objects.get(slug=HOME_ORGANISATION)
    actions.agree_action(
        group=locality.group, title="Ask parents which days suit", organisation=council,
        due_on=today() + timedelta(days=10), by=keeper(),
    )  # fmt: skip
    closed = actions.start_group(
        name=CLOSED,
        type=next(one for one in queries.group_types() if one.pk == "forum"),
        openness=Openness.CLOSED,
        host=council,
        starts_on=SINCE,
        clerk=locality.people[CLERK],
        is_invented=True,
        by=keeper(),
    )
    return f"{year.site}/groups/{closed.slug}/"


def plan_a_year(clerk: Visitor, year: Year) -> tuple[str, str]:
    """Six meetings from the frequency in the terms; the addresses of the first two."""
    page = clerk.page
    clerk.open(f"{year.group}schedule/")
    clerk.check()
    start = today() + timedelta(days=28 + (8 - today().weekday()) % 7)  # a Tuesday
    fill_day(clerk, "first", start)
    fill_day(clerk, "until", start + timedelta(days=350))
    assert page.get_by_label("Meetings a year").input_value() == "6"
    page.get_by_role("button", name="Show the days").click()
    page.get_by_role("heading", name="Days that will do").wait_for()
    clerk.check()
    clerk.picture("schedule")
    page.get_by_role("button", name="Plan these meetings").click()
    page.get_by_text("6 meetings are planned.").wait_for()
    clerk.check()
    clerk.picture("meetings-of-group")
    links = page.get_by_role("table", name="Meetings to come").get_by_role("link").all()
    found = [f"{year.site}{link.get_attribute('href')}" for link in links]
    assert len(found) == 6
    return found[0], found[1]


def propose(year: Year) -> None:
    """A member and the chair put something on the forward plan; the chair's is restricted."""
    for name, title, kind, is_restricted in (
        (MEMBER, PLAN, "For decision", False),
        (CHAIR, SECRET, "For discussion", True),
    ):
        visitor = year.come(name)
        page = visitor.page
        visitor.open(f"{year.group}forward-plan/new/")
        page.get_by_label("What it is about").fill(title)
        page.get_by_label(kind).check()
        if is_restricted:
            page.get_by_label("Restricted", exact=True).check()
            page.get_by_label("Why it is restricted").fill("Commercially confidential")
        visitor.check()
        page.get_by_role("button", name="Propose it").click()
        page.get_by_text("It is on the forward plan.").wait_for()
        visitor.check()
    reader = year.come(PAPERS_ONLY)
    reader.open(f"{year.group}forward-plan/")
    assert PLAN in said(reader.page)
    assert SECRET not in reader.page.content()
    reader.check()


def build_the_agenda(clerk: Visitor, meeting: str) -> None:
    """What belongs there is beside it: minutes, actions, standing checks, the forward plan. One press puts all on."""
    page = clerk.page
    clerk.open(meeting)
    beside = page.get_by_role("complementary")
    beside.get_by_text("1 action due by then").wait_for()
    words = beside.inner_text()
    for title in ("Minutes of the meeting of", "Actions from earlier meetings", CHECK, PLAN, SECRET):
        assert title in words, title
    clerk.check()
    clerk.picture("meeting-planned")
    page.get_by_role("button", name="Put all 5 on").click()
    page.get_by_text("5 items are on the agenda.").wait_for()
    clerk.check()
    clerk.check_reflow()
    clerk.picture("meeting-agenda")


def publish_the_pack(year: Year, meeting: str) -> None:
    """The pack waits for a recommendation; a member writes the paper, two others sign it, the clerk publishes."""
    clerk = year.come(CLERK)
    page = clerk.page
    clerk.open(f"{meeting}pack/publish/")
    assert "It is for decision and nothing is recommended." in said(page)
    assert page.get_by_role("button", name="Publish the pack").count() == 0
    clerk.check()
    outsider = year.come(OUTSIDER)
    outsider.open(meeting)
    assert PLAN not in outsider.page.content()  # nothing before it is published
    outsider.check()
    paper = bring_a_paper(year, title="A plan for mornings", purpose="To open earlier.", recommends=FIRST)
    put_under(clerk, paper, PLAN)
    clerk.open(f"{meeting}pack/publish/")
    clerk.check()
    page.get_by_role("button", name="Publish the pack").click()
    page.get_by_text("The pack is published.").wait_for()
    clerk.check()
    clerk.check_reflow()
    clerk.picture("pack")


def bring_a_paper(year: Year, *, title: str, purpose: str, recommends: str) -> str:
    author = year.come(AUTHOR)
    paper = write_paper(author, year.group, title=title, purpose=purpose, recommends=recommends)
    sign_paper(year.come(CHAIR), paper, "financial")
    make_ready(author, paper)
    sign_paper(year.come(MEMBER), paper, "legal")  # members see it from when it is ready
    return paper


def publish_what_came_late(year: Year, meeting: str) -> None:
    """A second paper after the pack: a supplement with its reason, marked as late."""
    clerk = year.come(CLERK)
    page = clerk.page
    put_under(clerk, bring_a_paper(year, title=LATE, purpose="To name leads.", recommends=SECOND), CHECK)
    clerk.open(f"{meeting}pack/publish/")
    page.get_by_role("button", name="Publish the supplement").click()
    assert "Published" not in page.get_by_role("heading", level=1).inner_text()
    page.get_by_label("Reason").fill(WHY)
    clerk.check()
    page.get_by_role("button", name="Publish the supplement").click()
    page.get_by_text("The supplement is published.").wait_for()
    words = said(page)
    assert WHY in words
    assert re.search(rf"{LATE}, .* Late", words)
    clerk.check()
    clerk.picture("pack-supplement")


def read_the_pack(year: Year, meeting: str, closed: str) -> None:
    """At the table the restricted item too; on papers only, outside and in public not a word of it."""
    for name in (CHAIR, MEMBER, AUTHOR):
        visitor = year.come(name)
        visitor.open(f"{meeting}pack/")
        assert f"R1 {SECRET}" in said(visitor.page)
        visitor.check()
    for name, kind in ((PAPERS_ONLY, "phone"), (OUTSIDER, "desktop"), ("", "no-script")):
        visitor = year.come(name, kind) if name else year.visit(kind)
        for address in (f"{meeting}pack/", meeting, f"{year.group}meetings/", year.group):
            visitor.open(address)
            assert SECRET not in visitor.page.content(), address
            visitor.check()
        visitor.open(f"{meeting}pack/")
        words = said(visitor.page)
        assert PLAN in words
        assert "R1" not in words
        visitor.picture(f"pack-{name or 'public'}".replace(" ", "-").casefold())
        visitor.open(f"{meeting}pack/R1/", status=404)
        visitor.open(closed, status=404)
        visitor.open(f"{year.site}/groups/")
        assert CLOSED not in visitor.page.content()
    outsider = year.come(OUTSIDER)
    outsider.open(f"{meeting}pack/publish/", status=403)


def approve_the_minutes(year: Year, meeting: str) -> None:
    """Not the clerk, who wrote them: the chair."""
    chair = year.come(CHAIR)
    page = chair.page
    chair.open(f"{meeting}minutes/")
    words = said(page)
    for sentence in (FIRST, SECOND, DONE, SECRET):
        assert sentence in words, sentence
    chair.check()
    page.get_by_role("button", name="Approve the minutes").click()
    page.get_by_role("heading", name="Approve the minutes", level=1).wait_for()
    chair.check()
    page.get_by_role("button", name="Approve the minutes").click()
    page.get_by_text("The minutes are approved.").wait_for()
    chair.check()
    chair.check_reflow()
    chair.picture("minutes-approved")


def read_the_briefing(year: Year, meeting: str) -> None:
    """Decisions and actions on one page, for anybody, and nothing restricted."""
    for name, kind in ((MEMBER, "desktop"), (PAPERS_ONLY, "phone"), (OUTSIDER, "desktop"), ("", "no-script")):
        visitor = year.come(name, kind) if name else year.visit(kind)
        visitor.open(f"{meeting}briefing/")
        words = visitor.page.locator("body").inner_text()
        assert FIRST in words
        assert DONE in words
        assert SECRET not in visitor.page.content()
        visitor.check()
        visitor.open(f"{meeting}minutes/")
        assert (SECRET in visitor.page.content()) == (name == MEMBER)
        visitor.check()
    visitor.picture("minutes-public")


def meet_the_action_again(year: Year, held: str, following: str) -> None:
    """It is due by the next meeting: its agenda asks for it, and its owner finds it under their actions."""
    clerk = year.come(CLERK)
    clerk.open(following)
    beside = clerk.page.get_by_role("complementary")
    beside.get_by_text("2 actions due by then").wait_for()
    assert "Actions from earlier meetings" in beside.inner_text()
    assert f"Minutes of the meeting of {day_of(held):%-d %B %Y}" not in beside.inner_text()  # they are approved
    clerk.check()
    clerk.picture("next-agenda")
    owner = year.come("Hana Brook")
    owner.open(f"{year.site}/groups/actions/?mine=on")
    assert DONE in said(owner.page)
    owner.check()


def report_on_the_year(year: Year, meeting: str, it_is: MoveTo, board: Group) -> None:
    """Sections from the record with what came of it all, nothing restricted, frozen by the chair, sent to the board."""
    until = months_after(today().replace(day=1), 1)
    owe_a_report(year.locality, board, due_on=until + timedelta(days=20))
    it_is(until + timedelta(days=4))
    clerk = year.come(CLERK)
    report = begin_the_report(clerk, year.group, since=months_after(until, -12), until=until)
    words = said(clerk.page)
    for there in (*SECTIONS, RAISED, FIRST, SECOND, PLAN, LATE, ISSUE, ANSWER):
        assert there in words, there
    assert "Decisions in approved minutes" in words
    write_beside(clerk, report, RAISED)
    freeze_and_send(year.come(CLERK), year.come(CHAIR), report)
    read_the_report(year, report)


def read_the_report(year: Year, report: str) -> None:
    """Members and partners read it, the public does not; nobody finds in it what was restricted."""
    for name, kind in ((MEMBER, "desktop"), (PAPERS_ONLY, "phone"), (OUTSIDER, "desktop"), (BOARD_CLERK, "no-script")):
        visitor = year.come(name, kind)
        visitor.open(report)
        words = said(visitor.page)
        for there in (ISSUE, ANSWER, THEIR_WORDS):
            assert there in words, there
        assert SECRET not in visitor.page.content()
        visitor.check()
    year.visit("desktop").open(report, status=404)
    visitor.open(f"{year.site}/reports/due/")
    assert f"{DUTY} to {BOARD}" in said(visitor.page)
