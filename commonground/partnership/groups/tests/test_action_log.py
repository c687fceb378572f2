"""Actions across groups: who may give, change and close one, and who may know of it."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from commonground.foundation.kernel.errors import Conflict, Invalid, NotFound, Refused
from commonground.foundation.kernel.viewer import Viewer
from commonground.partnership.groups import actions, queries
from commonground.partnership.groups.models import Action, Progress
from commonground.partnership.groups.queries import AskedActions
from commonground.partnership.groups.rules.words import Openness, Urgency
from commonground.partnership.groups.tests.bodies import TODAY, Cast, cast, item, meeting, organisation, person
from commonground.partnership.groups.tests.test_group_pages import signed_in
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


@pytest.mark.parametrize(
    ("typed", "fits"),
    [
        ("families", True),  # by its stem
        ("SCHOOL fam", True),  # as the beginning of a word, in any order
        ("ring", True),  # in the next step
        ("visit gardening", False),
        ("chool", False),  # in the middle of a word
        ("visit-school", True),  # what stands between words is no word
        ('"visit" OR *', False),  # and no operator
        ("--", True),  # nothing was asked
    ],
)
def test_words_are_found_in_what_is_to_be_done_and_in_the_next_step(people: Cast, typed: str, fits: bool) -> None:
    made = agree(people, "Visit the family of the school", next_step="Ring them first")
    assert list(queries.actions_asked(AskedActions(words=typed), viewer=people.sees("member"))) == [made] * fits


def test_words_follow_what_is_written_whoever_writes_it(people: Cast) -> None:
    made = agree(people, "Visit the school")
    actions.report_progress(action=made, based_on=1, text="x", next_step="Write to them", by=people.sees("member"))
    Action.objects.filter(pk=made.pk).update(title="Close the canteen")
    found = [word for word in ("visit", "canteen", "write") if _found(word, people.sees("member"))]
    assert found == ["canteen", "write"]


def test_words_of_closed_groups_and_of_restricted_items_are_found_inside_alone(people: Cast) -> None:
    closed = cast(Openness.CLOSED, "Hidden")
    agree(closed, "Canary")
    agree(people, "Heron", item=item(meeting(people.group), restricted="It names a family"))
    assert {kind for kind in closed.people if _found("canary", closed.sees(kind))} == {
        "chair", "clerk", "member", "deputy", "papers", "invited", "observer"
    }  # fmt: skip
    assert not any(_found("canary", people.sees(kind)) for kind in people.people)
    assert {kind for kind in people.people if _found("heron", people.sees(kind))} == {
        "chair", "clerk", "member", "deputy"
    }  # fmt: skip


def _found(words: str, viewer: Viewer) -> list[Action]:
    return list(queries.actions_asked(AskedActions(words=words), viewer=viewer))


@pytest.mark.parametrize(
    ("page", "first", "shown"),
    [("", 1, 50), ("2", 51, 2), ("3", 51, 2), ("0", 51, 2), ("x", 1, 50), ("9" * 400, 51, 2)],
)
@pytest.mark.parametrize("words", ["", "visit"])
def test_a_long_list_comes_in_pages_with_and_without_words(
    people: Cast, page: str, first: int, shown: int, words: str
) -> None:
    for number in range(52):
        agree(people, f"Visit {number + 1}", due_on=SOON + timedelta(days=number))
    if words:
        agree(people, "Ring the school")
    asked = {"q": words, "page": page, "state": "all"}
    text = signed_in(people, "member").get(reverse("groups:actions"), asked).content.decode()
    assert f"Showing <strong>{first}</strong> to <strong>{first + shown - 1}</strong> of <strong>52</strong>" in text
    assert text.count('<th scope="row">') == shown
