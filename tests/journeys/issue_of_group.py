"""How an issue goes up from a group to the board above, is answered there, and arrives where it came from."""

from collections.abc import Callable
from datetime import date

from commonground.ground.partners.models import Organisation
from commonground.partnership.groups import actions, queries
from commonground.partnership.groups.models import Group, ReportingDuty
from commonground.partnership.groups.rules.words import Link, Office, Openness
from tests.journeys.browser import Visitor
from tests.journeys.locality_group import SINCE, Locality, keeper, person
from tests.journeys.place import said
from tests.world import HOME_ORGANISATION

BOARD, BOARD_CLERK = "Sherwood board", "Ada Venn"
ISSUE = "Nobody owns the step down from social care"
ASKS = "Families wait between services. We ask the board which service holds the help when social care closes."
ANSWER = "The early help service holds it from May, with two more workers."
DUTY = "Annual report"
Come = Callable[[str], Visitor]


def set_a_board_above(locality: Locality) -> Group:
    """A board with a clerk of its own, to which the group reports."""
    by = keeper()
    locality.people[BOARD_CLERK] = person(BOARD_CLERK)
    board = actions.start_group(
        name=BOARD,
        type=next(one for one in queries.group_types() if one.pk == "board"),
        openness=Openness.PUBLIC,
        host=Organisation.objects.get(slug=HOME_ORGANISATION),
        starts_on=SINCE,
        clerk=locality.people[BOARD_CLERK],
        is_invented=True,
        by=by,
    )
    actions.link_groups(group=locality.group, to=board, kind=Link.REPORTS_TO, starts_on=SINCE, by=by)
    assert board.offices.get(office=Office.CLERK).practitioner == locality.people[BOARD_CLERK]
    return board


def owe_a_report(locality: Locality, board: Group, *, due_on: date) -> None:
    """The terms ask for an annual report to the board."""
    terms = locality.group.terms.get(status="agreed")
    ReportingDuty.objects.create(terms=terms, title=DUTY, to=board, every_months=12, first_due_on=due_on)


def raise_an_issue(member: Visitor, group: str) -> str:
    """In words for the board. The address of the issue."""
    page = member.page
    member.open(f"{group}issues/new/")
    page.get_by_label("To which group").select_option(label=BOARD)
    page.get_by_label("The issue in a few words").fill(ISSUE)
    page.get_by_label("In words for the group above").fill(ASKS)
    member.check()
    page.get_by_role("button", name="Send it up").click()
    page.get_by_text("The issue is with the group above.").wait_for()
    member.check()
    return page.url


def answer_it(clerk: Visitor, issue: str) -> None:
    """The clerk of the board takes it on and sends the board's answer."""
    page = clerk.page
    clerk.open(issue)
    clerk.check()
    page.get_by_role("button", name="Accept it").click()
    page.get_by_label("What happens next").fill("The service director proposes who holds it.")
    clerk.check()
    page.get_by_role("button", name="Accept it").click()
    page.get_by_text("Saved.").wait_for()
    page.get_by_role("button", name="Answer it").click()
    page.get_by_label("Answer", exact=True).fill(ANSWER)
    clerk.check()
    page.get_by_role("button", name="Send the answer").click()
    page.get_by_text("Saved.").wait_for()
    clerk.check()


def receive_the_answer(clerk: Visitor, issue: str, following: str) -> None:
    """It is offered for the next agenda of the group that asked, whose clerk says that it arrived."""
    page = clerk.page
    clerk.open(following)
    page.get_by_role("complementary").get_by_text(f"Answer: {ISSUE}").first.wait_for()
    clerk.check()
    clerk.open(issue)
    assert ANSWER in said(page)
    clerk.check()
    clerk.picture("issue-answered")
    page.get_by_role("button", name="We have the answer").click()
    clerk.check()
    page.get_by_role("button", name="We have the answer").click()
    page.get_by_text("Saved.").wait_for()
    assert "Answer received" in said(page)
