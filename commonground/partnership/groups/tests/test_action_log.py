"""Actions across groups: who may give, change and close one, and who may know of it."""

from datetime import date, timedelta

import pytest

from commonground.foundation.kernel.errors import Conflict, Invalid, NotFound, Refused
from commonground.partnership.groups import actions, queries
from commonground.partnership.groups.models import Action, Progress
from commonground.partnership.groups.queries import AskedActions
from commonground.partnership.groups.rules.words import Openness, Urgency
from commonground.partnership.groups.tests.bodies import TODAY, Cast, cast, item, meeting, organisation, person
from commonground.partnership.plans.rules.states import ActionState

pytestmark = pytest.mark.django_db
SOON = TODAY + timedelta(days=7)


@pytest.fixture
def people() -> Cast:
    return cast()


def agree(people: Cast, title: str = "Visit the school", due_on: date = SOON, **more: object) -> Action:
    values: dict[str, object] = {"organisation": organisation(), "owner": people.people["member"], **more}
    return actions.agree_action(group=people.group, title=title, due_on=due_on, by=people.sees("clerk"), **values)


def test_actions_are_numbered_in_their_group(people: Cast) -> None:
    assert [agree(people).number, agree(people).number] == [1, 2]


@pytest.mark.parametrize("kind", ["member", "deputy", "papers", "observer", "outsider"])
def test_only_who_serves_the_group_gives_actions(people: Cast, kind: str) -> None:
    with pytest.raises(Refused):
        actions.agree_action(
            group=people.group, title="x", organisation=organisation(), due_on=SOON, by=people.sees(kind)
        )


def test_somebody_who_left_is_given_nothing(people: Cast) -> None:
    gone = person("Gone Away")
    gone.left_on = TODAY
    gone.save()
    with pytest.raises(Invalid) as wrong:
        agree(people, owner=gone)
    assert wrong.value.problems[0].column == "owner"


def test_progress_is_reported_by_the_owner_and_by_who_serves(people: Cast) -> None:
    made = agree(people)
    actions.report_progress(action=made, based_on=1, text="Rang them", next_step="Visit", by=people.sees("member"))
    with pytest.raises(Refused):
        actions.report_progress(action=made, based_on=2, text="x", by=people.sees("deputy"))
    with pytest.raises(Conflict):
        actions.report_progress(action=made, based_on=1, text="Rang twice", by=people.sees("clerk"))
    assert made.next_step == "Visit"


def test_done_needs_its_effect_and_can_be_opened_again(people: Cast) -> None:
    made = agree(people)
    with pytest.raises(Invalid):
        actions.close_action(action=made, based_on=1, effect="done", by=people.sees("member"))
    actions.close_action(action=made, based_on=1, effect="Late arrivals fell from 14 to 6", by=people.sees("member"))
    assert (made.status, made.closed_on) == (ActionState.DONE, TODAY)
    with pytest.raises(Refused):
        actions.close_action(action=made, based_on=2, effect="Late arrivals fell again", by=people.sees("member"))
    actions.reopen_action(action=made, based_on=2, why="They rose again", by=people.sees("clerk"))
    assert "fell from 14 to 6" in Progress.objects.get().text


def test_an_owner_does_not_drop_their_own(people: Cast) -> None:
    made = agree(people)
    with pytest.raises(Refused):
        actions.drop_action(action=made, based_on=1, why="No time", by=people.sees("member"))
    actions.drop_action(action=made, based_on=1, why="The school closed", by=people.sees("clerk"))


def test_a_later_day_needs_a_reason_and_stands_in_the_progress(people: Cast) -> None:
    made = agree(people)
    values = {"title": made.title, "organisation": made.organisation, "owner": made.owner, "urgency": Urgency.HIGH}
    later = SOON + timedelta(days=30)
    with pytest.raises(Invalid):
        actions.change_action(action=made, based_on=1, due_on=later, next_step="", by=people.sees("clerk"), **values)
    actions.change_action(
        action=made, based_on=1, due_on=later, next_step="", why="Half term", by=people.sees("clerk"), **values
    )
    assert (Progress.objects.get().due_was, made.first_due_on, made.due_on) == (SOON, SOON, later)


def test_what_is_agreed_under_a_restricted_item_reaches_only_the_table(people: Cast) -> None:
    at = meeting(people.group)
    agree(people, "Canary", item=item(at, restricted="Commercially confidential"))
    sees = {kind for kind in people.people if queries.actions(people.sees(kind)).exists()}
    assert sees == {"chair", "clerk", "member", "deputy"}
    with pytest.raises(NotFound, match="There is no such action"):
        queries.action(Action.objects.get().pk, viewer=people.sees("observer"))


def test_actions_of_a_closed_group_are_known_inside_alone() -> None:
    closed = cast(Openness.CLOSED)
    agree(closed)
    sees = {kind for kind in closed.people if queries.actions(closed.sees(kind)).exists()}
    assert sees == {"chair", "clerk", "member", "deputy", "papers", "invited", "observer"}
    assert queries.counts(closed.sees("outsider")) == {"open": 0, "overdue": 0, "soon": 0}


@pytest.mark.parametrize(
    ("state", "found"), [("open", {"a", "b"}), ("overdue", {"a"}), ("soon", {"b"}), ("done", {"c"}), ("", {*"abc"})]
)
def test_lists_are_narrowed_by_state(people: Cast, state: str, found: set[str]) -> None:
    agree(people, "a")
    agree(people, "b")
    done = agree(people, "c")
    Action.objects.filter(title="a").update(due_on=TODAY - timedelta(days=1))
    actions.close_action(action=done, based_on=1, effect="Ten more families came", by=people.sees("clerk"))
    asked = AskedActions(state=state)
    assert {one.title for one in queries.actions_asked(asked, viewer=people.sees("member"))} == found


def test_mine_and_what_nobody_does(people: Cast) -> None:
    mine = agree(people)
    agree(people, "Nobody's", owner=None)
    assert queries.my_actions(people.sees("member")) == [mine]
    assert queries.my_actions(people.sees("deputy")) == []


def test_what_is_due_by_the_next_meeting_is_carried_to_its_agenda(people: Cast) -> None:
    due = agree(people)
    agree(people, "Later", due_on=TODAY + timedelta(days=90))
    assert queries.actions_for_agenda(people.group, by=TODAY + timedelta(days=14)) == [due]
