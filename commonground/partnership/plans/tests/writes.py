"""Edits of this room that the harness does by many at once, based on what somebody else changed."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils import timezone

from commonground.foundation.kernel.viewer import Viewer, operator
from commonground.partnership.plans import access, actions
from commonground.partnership.plans.actions import (
    Read,
    learning,
    milestones,
    pilots,
    processes,
    programmes,
    risks,
    workstreams,
)
from commonground.partnership.plans.models import (
    Measure,
    Milestone,
    Outcome,
    Pilot,
    Plan,
    PlanAction,
    Priority,
    Process,
    ProcessStanding,
    Programme,
    Reading,
    ReviewPoint,
    Risk,
    Trial,
    Workstream,
)
from commonground.partnership.plans.rules.parity import Saying
from commonground.partnership.plans.tests import measured
from commonground.partnership.plans.tests.cast import organisation, priority
from commonground.partnership.plans.tests.spread import NORTH, TO_10, process
from commonground.partnership.plans.tests.works import Made, made, milestone, risk
from tests.security.writes import Edit

BEGAN = date(2026, 4, 1)


def keeper() -> Viewer:
    return operator(timezone.now(), permissions=frozenset(access.PERMISSIONS))


def edit(name: str, prepare: Callable[[], object], act: Callable[[str], None], kept: Callable[[], str]) -> Edit:
    def prepared() -> None:
        prepare()

    return Edit(f"plans.{name}", prepared, act, kept)


# --- what a plan holds ------------------------------------------------------------------------------------------------


def with_priority() -> Priority:
    return priority(made().plan)


def with_action() -> None:
    actions.add_plan_action(
        priority=with_priority(), title="Open a hub", organisation=organisation(), due_on=date(2099, 1, 1), by=keeper()
    )


def with_outcome() -> None:
    actions.add_outcome(plan=made().plan, for_whom="children", text="Safe at home", by=keeper())


def with_measure() -> Measure:
    return measured.share(measured.plan())


def with_reading() -> None:
    measured.over_years(with_measure(), 38)


def change_plan(token: str) -> None:
    one = Plan.objects.get()
    same = {"name": one.name, "owner": one.owner, "openness": one.openness, "source": ""}
    actions.change_plan(plan=one, based_on=1, about=token, by=keeper(), **same)


def change_priority(token: str) -> None:
    one = Priority.objects.get()
    same: dict[str, Any] = {"title": one.title, "organisation": one.organisation, "lead": None, "order": 1}
    actions.change_priority(priority=one, based_on=1, why=token, by=keeper(), **same)


def change_outcome(token: str) -> None:
    one = Outcome.objects.get()
    actions.change_outcome(outcome=one, based_on=1, for_whom=one.for_whom, text=token, by=keeper())


def report(token: str) -> None:
    actions.report_on_action(action=PlanAction.objects.get(), based_on=1, text=token, next_step=token, by=keeper())


def close_action(token: str) -> None:
    actions.close_plan_action(
        action=PlanAction.objects.get(), based_on=1, effect=f"Ten families came {token}", by=keeper()
    )


def change_measure(token: str) -> None:
    one = Measure.objects.get()
    agreed = measured.agreed(token)
    actions.change_measure(measure=one, based_on=1, agreed=agreed, baseline_on=one.baseline_on, by=keeper())


def tell_measure(token: str) -> None:
    actions.tell_measure(measure=Measure.objects.get(), based_on=1, story=token, partners="", works="", by=keeper())


def correct_reading(token: str) -> None:
    """No version is named: a reading is corrected once, and the second is shown the first correction."""
    one = Reading.objects.filter(replaces=None).latest("on")
    read = Read(one.on, Decimal(40), token, base=Decimal(100))
    actions.correct_reading(reading=one, read=read, by=keeper())


def corrected() -> str:
    return Reading.objects.get(replaces__isnull=False).source


# --- programmes -------------------------------------------------------------------------------------------------------


def with_milestone() -> None:
    milestone(made().door, "Launch", 30)


def with_risk() -> None:
    risk(made().programme)


def with_trial() -> None:
    learning.record_trial(workstream=made().door, title="Speak first", hypothesis="Quicker", tried="Here", by=keeper())


def with_pilot() -> None:
    one = pilots.start_pilot(
        workstream=made().door, name="Mornings", where="North", about="", measured_by="Families", success="20",
        starts_on=BEGAN, by=keeper(),
    )  # fmt: skip
    pilots.read_pilot(pilot=one, on=BEGAN, text="12 families", source="The door", by=keeper())


def with_review() -> None:
    of: Made = made()
    learning.plan_reviews(workstream=of.door, change_made="Speak first", changed_on=BEGAN, months=[1], by=keeper())


def change_programme(token: str) -> None:
    one = Programme.objects.get()
    same: dict[str, Any] = {"name": one.name, "owner": one.owner, "sponsor": None, "source": ""}
    programmes.change_programme(programme=one, based_on=1, about=token, by=keeper(), **same)


def change_workstream(token: str) -> None:
    one = Workstream.objects.get(name="Front door")
    same: dict[str, Any] = {
        name: getattr(one, name)
        for name in ("name", "organisation", "horizon", "starts_on", "ends_on", "lead", "kind", "is_cross_cutting")
    }
    workstreams.change_workstream(workstream=one, based_on=1, aims=token, by=keeper(), **same)


def rename(token: str) -> None:
    one = Milestone.objects.get()
    days = {"due_on": one.due_on, "starts_on": None}
    milestones.change_milestone(milestone=one, based_on=1, title=token, owner=None, by=keeper(), **days)


def reach(token: str) -> None:
    milestones.reach_milestone(
        milestone=Milestone.objects.get(), based_on=1, done_on=BEGAN, evidence=token, by=keeper()
    )


def find(token: str) -> None:
    learning.record_result(trial=Trial.objects.get(), based_on=1, result=token, found_on=BEGAN, by=keeper())


def decide(token: str) -> None:
    said = {"decision": "scale", "decided_on": BEGAN, "decided_by": "the board", "why": token}
    pilots.decide_pilot(pilot=Pilot.objects.get(), based_on=1, by=keeper(), **said)


def hold_review(token: str) -> None:
    one = ReviewPoint.objects.get()
    learning.hold_review(review=one, based_on=1, done_on=timezone.now().date(), found=token, by=keeper())


def change_risk(token: str) -> None:
    one = Risk.objects.get()
    same: dict[str, Any] = {"title": one.title, "kind": one.kind, "effect": "", "organisation": one.organisation}
    risks.change_risk(risk=one, based_on=1, mitigation=token, owner=None, by=keeper(), **same)


def happen(token: str) -> None:
    today = timezone.now().date()
    risks.mark_issue(risk=Risk.objects.get(), based_on=1, happened_on=today, happened=token, by=keeper())


def close_risk(token: str) -> None:
    risks.close_risk(risk=Risk.objects.get(), based_on=1, why=token, by=keeper())


# --- processes that spread --------------------------------------------------------------------------------------------


def with_process() -> None:
    process(made().plan)


def retitle(token: str) -> None:
    one = Process.objects.get()
    facts = {"purpose": one.purpose, "agreed_way": one.agreed_way, "source": "", "milestone": None, "owner": None}
    processes.change_process(process=one, based_on=1, title=token, organisation=one.organisation, by=keeper(), **facts)


def say_first(token: str) -> None:
    """Of many who say something of a cell of which nobody had said anything, one is kept."""
    one = Process.objects.get()
    saying = Saying("being-set-up", timezone.localdate(), why=token)
    processes.say_standings(process=one, cells=[(NORTH, TO_10)], saying=saying, seen={}, by=keeper())


def what_stands() -> str:
    return " ".join(ProcessStanding.objects.values_list("why", flat=True))


EDITS = [
    edit("change_process", with_process, retitle, lambda: Process.objects.get().title),
    edit("say_standings", with_process, say_first, what_stands),
    edit("change_plan", made, change_plan, lambda: Plan.objects.get().about),
    edit("change_priority", with_priority, change_priority, lambda: Priority.objects.get().why),
    edit("change_outcome", with_outcome, change_outcome, lambda: Outcome.objects.get().text),
    edit("report_on_action", with_action, report, lambda: PlanAction.objects.get().next_step),
    edit("close_plan_action", with_action, close_action, lambda: PlanAction.objects.get().effect),
    edit("change_measure", with_measure, change_measure, lambda: Measure.objects.get().name),
    edit("tell_measure", with_measure, tell_measure, lambda: Measure.objects.get().story),
    edit("correct_reading", with_reading, correct_reading, corrected),
    edit("change_programme", made, change_programme, lambda: Programme.objects.get().about),
    edit("change_workstream", made, change_workstream, lambda: Workstream.objects.get(name="Front door").aims),
    edit("change_milestone", with_milestone, rename, lambda: Milestone.objects.get().title),
    edit("reach_milestone", with_milestone, reach, lambda: Milestone.objects.get().evidence),
    edit("record_result", with_trial, find, lambda: Trial.objects.get().result),
    edit("decide_pilot", with_pilot, decide, lambda: Pilot.objects.get().why),
    edit("hold_review", with_review, hold_review, lambda: ReviewPoint.objects.get().found),
    edit("change_risk", with_risk, change_risk, lambda: Risk.objects.get().mitigation),
    edit("mark_issue", with_risk, happen, lambda: Risk.objects.get().happened),
    edit("close_risk", with_risk, close_risk, lambda: Risk.objects.get().why_closed),
]
