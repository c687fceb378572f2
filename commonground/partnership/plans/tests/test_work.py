"""Actions of a plan: given, moved with a reason, reported on, closed with their effect."""

from datetime import date, timedelta

import pytest

from commonground.foundation.kernel.errors import Invalid, Refused
from commonground.partnership.plans import actions, queries
from commonground.partnership.plans.models import PlanAction
from commonground.partnership.plans.queries.coming import due_to
from commonground.partnership.plans.rules.states import ActionState
from commonground.partnership.plans.tests.cast import (
    READS,
    TODAY,
    agree,
    manager,
    organisation,
    person,
    plan,
    viewer,
    whole,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def action() -> PlanAction:
    of = plan()
    made = whole(of).actions.get()
    agree(of)
    return made


def change(action: PlanAction, *, due_on: date | None = None, title: str = "", why: str = "") -> None:
    actions.change_plan_action(
        action=action,
        based_on=action.version,
        title=title or action.title,
        organisation=organisation(),
        owner=None,
        starts_on=None,
        due_on=due_on or action.due_on,
        why=why,
        by=manager(),
    )


def test_a_later_day_has_a_reason_which_stays_on_record(action: PlanAction) -> None:
    first, later = action.due_on, action.due_on + timedelta(days=30)
    with pytest.raises(Invalid) as wrong:
        change(action, due_on=later)
    assert wrong.value.problems[0].column == "why"
    change(action, due_on=later, why="The building is not ready.")
    note = action.notes.get()
    assert (note.due_was, action.first_due_on, action.due_on) == (first, first, later)


def test_the_words_of_an_agreed_action_stand_until_the_refresh(action: PlanAction) -> None:
    with pytest.raises(Refused, match="refresh"):
        change(action, title="Something else")


def test_done_needs_its_effect(action: PlanAction) -> None:
    with pytest.raises(Invalid) as wrong:
        actions.close_plan_action(action=action, based_on=action.version, effect="Done.", by=manager())
    assert wrong.value.problems[0].column == "effect"
    actions.close_plan_action(
        action=action, based_on=action.version, effect="Forty families came in May.", by=manager()
    )
    assert (action.status, action.closed_on) == (ActionState.DONE, TODAY)
    with pytest.raises(Refused):
        actions.report_on_action(action=action, based_on=action.version, text="More.", by=manager())


def test_an_owner_reports_and_closes_and_does_not_drop(action: PlanAction) -> None:
    PlanAction.objects.filter(pk=action.pk).update(owner=person("Olu Owner"))
    action.refresh_from_db()
    owner = viewer(person("Olu Owner"), READS)
    actions.report_on_action(action=action, based_on=action.version, text="Begun.", by=owner)
    assert action.reported_on == TODAY
    with pytest.raises(Refused):
        actions.drop_plan_action(action=action, based_on=action.version, why="Too hard.", by=owner)


def test_an_action_opened_again_keeps_what_was_said_of_its_effect(action: PlanAction) -> None:
    actions.drop_plan_action(action=action, based_on=action.version, why="No money.", by=manager())
    actions.reopen_plan_action(action=action, based_on=action.version, why="Money was found.", by=manager())
    assert action.status == ActionState.OPEN
    assert "It had been closed: No money." in action.notes.get().text


def test_who_left_is_given_nothing(action: PlanAction) -> None:
    gone = person("Gerry Gone")
    gone.left_on = TODAY
    gone.save(update_fields=["left_on"])
    with pytest.raises(Invalid) as wrong:
        actions.change_plan_action(
            action=action,
            based_on=action.version,
            title=action.title,
            organisation=organisation(),
            owner=gone,
            starts_on=None,
            due_on=action.due_on,
            by=manager(),
        )
    assert wrong.value.problems[0].column == "owner"


def test_what_is_due_to_somebody_stands_on_their_today(action: PlanAction) -> None:
    PlanAction.objects.filter(pk=action.pk).update(owner=person("Olu Owner"), due_on=TODAY + timedelta(days=14))
    owner = viewer(person("Olu Owner"), READS)
    assert [one.id for one in due_to(owner)] == [action.pk]
    assert due_to(viewer(person("Rita Reader"), READS)) == []
    PlanAction.objects.filter(pk=action.pk).update(due_on=TODAY + timedelta(days=15))
    assert due_to(owner) == []


def test_actions_are_found_by_words_of_their_title_and_next_step(action: PlanAction) -> None:
    PlanAction.objects.filter(pk=action.pk).update(title="Open two family hubs", next_step="Sign the lease")
    for typed, fits in (("families hub", True), ("leases", True), ("pen two", False), ("hubs school", False)):
        asked = queries.AskedPlanActions(words=typed)
        assert list(queries.plan_actions_asked(asked, viewer=manager())) == [action] * fits
