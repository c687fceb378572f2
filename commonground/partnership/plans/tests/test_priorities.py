"""Priorities: inherited or local, sent upward and answered, ended, set by hand; what they rest on."""

from datetime import timedelta
from typing import Any

import pytest

from commonground.foundation.kernel.errors import Conflict, Invalid, Refused
from commonground.partnership.plans import actions
from commonground.partnership.plans.models import Plan, Priority
from commonground.partnership.plans.rules.priorities import Share, local_only
from commonground.partnership.plans.rules.states import UpwardState
from commonground.partnership.plans.rules.words import Cited
from commonground.partnership.plans.tests.cast import (
    READS,
    TODAY,
    manager,
    organisation,
    person,
    plan,
    priority,
    viewer,
    whole,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def county() -> Plan:
    return plan("County plan")


@pytest.fixture
def local(county: Plan) -> Plan:
    return plan("Local plan", under=county)


def sent(local: Plan) -> Priority:
    made = priority(local, "Bus fares")
    actions.send_upward(priority=made, based_on=made.version, why="All of the county has few buses.", by=manager())
    return made


def test_a_priority_is_inherited_from_the_plan_above_and_from_no_other(county: Plan, local: Plan) -> None:
    above = priority(county, "Earlier help")
    assert priority(local, "Earlier help here", inherited_from=above).is_inherited
    stranger = priority(plan("Other plan"), "Elsewhere")
    with pytest.raises(Invalid) as wrong:
        priority(local, "Elsewhere", inherited_from=stranger)
    assert wrong.value.problems[0].column == "inherited_from"


def test_it_is_inherited_once(county: Plan, local: Plan) -> None:
    above = priority(county, "Earlier help")
    priority(local, "Earlier help here", inherited_from=above)
    with pytest.raises(Invalid, match="not saved"):
        priority(local, "Earlier help again", inherited_from=above)


@pytest.mark.parametrize(
    ("inherited", "share", "percent"), [([], "none yet", None), ([True, False, False], "2 of 3 (67%)", 67)]
)
def test_the_share_of_local_priorities(inherited: list[bool], share: str, percent: int | None) -> None:
    assert (str(local_only(inherited)), local_only(inherited).percent) == (share, percent)


def test_half_a_percent_is_rounded_up() -> None:
    assert Share(1, 200).percent == 1


def test_a_local_priority_goes_up_and_its_answer_comes_back(county: Plan, local: Plan) -> None:
    asked, becomes = sent(local), priority(county, "Getting about")
    with pytest.raises(Invalid) as wrong:
        actions.answer_upward(
            priority=asked, based_on=asked.version, is_taken=True, answer="We take it up.", by=manager()
        )
    assert wrong.value.problems[0].column == "taken_as"
    actions.answer_upward(
        priority=asked, based_on=asked.version, is_taken=True, answer="We do.", taken_as=becomes, by=manager()
    )
    assert (asked.upward, asked.taken_as, asked.answered_on) == (UpwardState.TAKEN, becomes, TODAY)


def test_an_answer_has_words(local: Plan) -> None:
    asked = sent(local)
    with pytest.raises(Invalid) as wrong:
        actions.answer_upward(priority=asked, based_on=asked.version, is_taken=False, answer=" ", by=manager())
    assert wrong.value.problems[0].column == "answer"


def test_what_goes_up_is_answered_by_who_keeps_the_plan_above(county: Plan, local: Plan) -> None:
    asked = sent(local)
    keeper = viewer(person("Kim Keeper"), READS)
    actions.keep_plan(plan=local, practitioner=person("Kim Keeper"), by=manager())
    with pytest.raises(Refused, match="plan above"):
        actions.answer_upward(priority=asked, based_on=asked.version, is_taken=False, answer="No.", by=keeper)


def test_an_inherited_priority_is_not_sent_upward(county: Plan, local: Plan) -> None:
    inherited = priority(local, "Earlier help", inherited_from=priority(county, "Earlier help"))
    with pytest.raises(Refused, match="Only a local priority"):
        actions.send_upward(priority=inherited, based_on=1, why="It matters.", by=manager())


def test_a_priority_with_open_actions_is_not_ended(county: Plan) -> None:
    made = whole(county)
    with pytest.raises(Invalid) as wrong:
        actions.end_priority(priority=made, based_on=made.version, why="No longer.", by=manager())
    assert "1 of its actions is open." in wrong.value.problems[0].what


def test_a_status_is_set_with_a_reason_by_who_leads_it(county: Plan) -> None:
    made = priority(county)
    Priority.objects.filter(pk=made.pk).update(lead=person("Lea Lead"))
    made.refresh_from_db()
    lead, until = viewer(person("Lea Lead")), TODAY + timedelta(days=30)
    with pytest.raises(Invalid) as wrong:
        actions.set_status(priority=made, status_set="on-track", reason="", until=until, by=lead)
    assert wrong.value.problems[0].column == "reason"
    actions.set_status(priority=made, status_set="on-track", reason="The date moved.", until=until, by=lead)
    assert made.overrides.get().by == "Lea Lead"
    with pytest.raises(Refused):
        actions.set_status(
            priority=made, status_set="on-track", reason="Why.", until=until, by=viewer(person("Rita Reader"))
        )


def test_two_editors_of_one_priority_are_told_of_each_other(county: Plan) -> None:
    made = priority(county)
    words: dict[str, Any] = {"organisation": organisation(), "why": "", "lead": None, "order": 1, "by": manager()}
    actions.change_priority(priority=Priority.objects.get(pk=made.pk), based_on=1, title="First", **words)
    with pytest.raises(Conflict) as both:
        actions.change_priority(priority=made, based_on=1, title="Second", **words)
    assert (both.value.theirs["Priority"], both.value.yours["Priority"]) == ("First", "Second")


@pytest.mark.parametrize(
    ("kind", "given", "column"),
    [
        (Cited.REPORT, {}, "report"),
        (Cited.INDICATOR, {"period": "2024"}, "indicator"),
        (Cited.PROFILE, {}, "profile"),
        (Cited.NOTE, {"report": "A report"}, "note"),
    ],
)
def test_evidence_names_what_it_cites(county: Plan, kind: Cited, given: dict[str, Any], column: str) -> None:
    with pytest.raises(Invalid) as wrong:
        actions.cite_evidence(priority=priority(county), kind=kind, says="It tells.", by=manager(), **given)
    assert wrong.value.problems[0].column == column


def test_evidence_says_what_it_tells(county: Plan) -> None:
    with pytest.raises(Invalid) as wrong:
        actions.cite_evidence(priority=priority(county), kind=Cited.REPORT, says=" ", report="A report", by=manager())
    assert wrong.value.problems[0].column == "says"
