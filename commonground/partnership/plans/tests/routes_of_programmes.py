"""Addresses of programmes, workstreams and risks: read by those who work in the partnership, written by keepers."""

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from itertools import count

from django.utils import timezone

from commonground.foundation.kernel.viewer import Viewer, operator
from commonground.partnership.plans import access
from commonground.partnership.plans.actions import closing, learning, milestones, pilots, programmes, risks, workstreams
from commonground.partnership.plans.models import Milestone, Programme, Risk, Workstream
from commonground.partnership.plans.rules.programmes import Horizon
from commonground.partnership.plans.tests.cast import area, organisation, plan
from commonground.partnership.plans.tests.routes_of_plans import KEEPS, READS
from tests.security.routes import HIDDEN, Arguments, Route

NUMBER = count(1)
CANARY = "Canary workstream"
EITHER = HIDDEN | {403}
BEGAN = date(2026, 1, 1)


def keeper() -> Viewer:
    return operator(timezone.now(), permissions=frozenset(access.PERMISSIONS))


def a_programme() -> Programme:
    of = plan(f"Plan with a canary programme {next(NUMBER)}")
    facts = {"area": area(), "owner": organisation(), "starts_on": BEGAN}
    return programmes.start_programme(plan=of, name=f"Canary programme {next(NUMBER)}", by=keeper(), **facts)


def a_workstream() -> Workstream:
    return workstreams.add_workstream(
        programme=a_programme(),
        name=CANARY,
        aims="One",
        organisation=organisation(),
        horizon=Horizon.SHORT,
        starts_on=BEGAN,
        by=keeper(),
    )


def a_milestone(of: Workstream, title: str = "Launch") -> Milestone:
    due_on = timezone.localdate() + timedelta(days=20)
    return milestones.add_milestone(workstream=of, title=title, due_on=due_on, by=keeper())


def a_risk(of: Programme) -> Risk:
    facts = {"plan": of.plan, "kind": "ict", "likelihood": 5, "impact": 5, "organisation": organisation()}
    soon = timezone.localdate() + timedelta(days=9)
    return risks.raise_risk(
        programme=of, title="Canary risk", mitigation="Something.", review_on=soon, by=keeper(), **facts
    )


def of_programme(**more: object) -> Arguments:
    return lambda world: {"slug": a_workstream().programme.slug, **more}


def of_workstream(world: object) -> Mapping[str, object]:
    made = a_workstream()
    a_milestone(made)
    return {"slug": made.programme.slug, "number": made.number}


def of_closed(world: object) -> Mapping[str, object]:
    made = a_workstream()
    shut(made)
    return {"slug": made.programme.slug, "number": made.number}


def part(name: str, make: Callable[[Workstream], object]) -> Arguments:
    """The address of a part of a workstream."""

    def arguments(world: object) -> Mapping[str, object]:
        of = a_workstream()
        return {"slug": of.programme.slug, name: make(of)}

    return arguments


def dropped(of: Workstream) -> object:
    made = a_milestone(of)
    milestones.drop_milestone(milestone=made, based_on=made.version, why="Not needed.", by=keeper())
    return made.pk


def dependency(of: Workstream) -> object:
    return milestones.wait_for(later=a_milestone(of), earlier=a_milestone(of, "Design"), by=keeper()).pk


def trial(of: Workstream) -> object:
    return learning.record_trial(workstream=of, title="Test", hypothesis="It helps.", tried="It.", by=keeper()).pk


def review(of: Workstream) -> object:
    made = learning.plan_reviews(workstream=of, change_made="A number", changed_on=BEGAN, months=[3], by=keeper())
    return made[0].pk


def pilot(of: Workstream) -> object:
    facts = {"name": "Pilot", "where": "Here", "measured_by": "Words", "success": "More", "starts_on": BEGAN}
    return pilots.start_pilot(workstream=of, by=keeper(), **facts).pk


def shut(of: Workstream) -> None:
    closing.close_workstream(
        workstream=of,
        based_on=of.version,
        owner_after=organisation(),
        group_after="Board",
        closing_words="",
        fates={},
        by=keeper(),
    )


def residual(of: Workstream) -> object:
    due_on = timezone.localdate()
    facts = {"title": "Write it down", "organisation": organisation(), "due_on": due_on}
    return closing.leave_to_do(workstream=of, by=keeper(), **facts).pk


def of_risk(world: object) -> Mapping[str, object]:
    return {"risk_id": a_risk(a_programme()).pk}


def seen(name: str, arguments: Arguments, *, tells: tuple[str, ...] = (CANARY,)) -> Route:
    return Route(f"plans:{name}", READS, arguments, EITHER, tells=tells)


def written(name: str, arguments: Arguments) -> Route:
    return Route(f"plans:{name}", KEEPS, arguments, EITHER)


ROUTES_OF_PROGRAMMES = [
    Route("plans:programmes", READS),
    seen("programme", of_programme()),
    Route("plans:coming", READS, of_programme(), EITHER),
    seen("communications", of_programme()),
    Route("plans:programme-paper", READS, of_programme(suffix="docx"), EITHER),
    Route("plans:milestones-file", READS, of_programme(suffix="csv"), EITHER),
    seen("workstream", of_workstream),
    written("start-programme", lambda world: {}),
    *(
        written(name, of_programme())
        for name in ("change-programme", "agree-programme", "agree-measures", "programme-status", "add-workstream")
    ),
    written("raise-for-programme", of_programme()),
    *(
        written(name, of_workstream)
        for name in ("change-workstream", "workstream-status", "close-workstream", "give-action", "add-milestone")
    ),
    *(
        written(name, of_workstream)
        for name in ("note-progress", "record-test", "plan-reviews", "start-pilot", "raise-for-workstream")
    ),
    written("leave-to-do", of_closed),
    written("finish-residual", part("residual_id", residual)),
    *(
        written(name, part("milestone_id", lambda of: a_milestone(of).pk))
        for name in ("change-milestone", "reach-milestone", "drop-milestone", "wait-for")
    ),
    written("reopen-milestone", part("milestone_id", dropped)),
    written("wait-no-more", part("dependency_id", dependency)),
    written("test-result", part("trial_id", trial)),
    written("hold-review", part("review_id", review)),
    written("read-pilot", part("pilot_id", pilot)),
    written("decide-pilot", part("pilot_id", pilot)),
    Route("plans:risks", READS),
    Route("plans:risks-file", READS, lambda world: {"suffix": "csv"}),
    Route("plans:risk-matrix", READS),
    seen("risk", of_risk, tells=("Canary risk",)),
    written("raise-for-plan", lambda world: {"slug": a_programme().plan.slug}),
    *(written(name, of_risk) for name in ("change-risk", "review-risk", "mark-issue", "close-risk")),
]
