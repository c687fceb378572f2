"""Addresses of measures and outcomes: read by those who work in the partnership, written by those who keep plans."""

from collections.abc import Mapping
from itertools import count

from commonground.partnership.plans import actions
from commonground.partnership.plans.models import Measure, Outcome, Plan
from commonground.partnership.plans.rules.words import Openness, OutcomeFor
from commonground.partnership.plans.tests import measured
from commonground.partnership.plans.tests.measured import keeper, over_years, priority, share
from tests.security.routes import Arguments, Route

READS = frozenset(
    {
        *("group-member", "group-chair", "clerk", "councillor", "locality-manager", "head-teacher"),
        *("lead-practitioner", "front-door-worker", "practice-supervisor", "analyst", "board-member"),
        "organisation-administrator",
    }
)
KEEPS = frozenset({"locality-manager"})
CANARY = "Canary share of families"
NUMBER = count(1)


def a_plan() -> Plan:
    return measured.plan(f"canary-measures-{next(NUMBER)}", Openness.PARTNERS)


def a_measure() -> Measure:
    """With a reading a year, a story, and a priority that somebody else leads."""
    of = a_plan()
    return over_years(share(of, CANARY, priority=priority(of)), 36, 41)


def an_outcome() -> Outcome:
    of = a_plan()
    made = actions.add_outcome(plan=of, for_whom=OutcomeFor.CHILDREN, text="Canary outcome", by=keeper())
    share(of, CANARY, outcome=made)
    return made


def of_plan(world: object) -> Mapping[str, object]:
    return {"slug": an_outcome().plan.slug}


def of_measure(**more: object) -> Arguments:
    return lambda world: {"measure_id": a_measure().pk, **more}


def of_outcome(world: object) -> Mapping[str, object]:
    made = an_outcome()
    return {"slug": made.plan.slug, "outcome_id": made.pk}


def of_reading(world: object) -> Mapping[str, object]:
    return {"reading_id": a_measure().readings.latest("on").pk}


def seen(name: str, arguments: Arguments, *tells: str) -> Route:
    return Route(f"plans:{name}", READS, arguments, tells=tells)


def written(name: str, arguments: Arguments) -> Route:
    return Route(f"plans:{name}", KEEPS, arguments)


ROUTES_OF_MEASURES = [
    seen("measure", of_measure(), CANARY),
    *(seen("measure-file", of_measure(suffix=suffix)) for suffix in ("csv", "docx", "pdf", "png", "xlsx")),
    seen("outcomes", of_plan, CANARY, "Canary outcome"),
    written("change-measure", of_measure()),
    written("tell-measure", of_measure()),
    written("end-measure", of_measure()),
    written("add-reading", of_measure()),
    written("correct-reading", of_reading),
    written("add-figure-measure", of_plan),
    written("add-own-measure", of_plan),
    written("add-outcome", of_plan),
    written("change-outcome", of_outcome),
    written("end-outcome", of_outcome),
]
