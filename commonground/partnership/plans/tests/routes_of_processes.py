"""Addresses of processes: read by those who work in the partnership, written by keepers."""

from collections.abc import Mapping
from datetime import date
from itertools import count

from django.utils import timezone

from commonground.partnership.plans.actions import processes
from commonground.partnership.plans.models import Process
from commonground.partnership.plans.queries.processes import matrix
from commonground.partnership.plans.tests.cast import organisation, plan
from commonground.partnership.plans.tests.routes_of_plans import KEEPS, READS, keeper
from commonground.partnership.plans.tests.spread import level
from tests.security.routes import HIDDEN, Arguments, Route

NUMBER = count(1)
CANARY = "Canary process"
EITHER = HIDDEN | {403}


def a_process() -> Process:
    return processes.add_process(
        plan=plan(f"Plan with a canary process {next(NUMBER)}"),
        title=CANARY,
        purpose="Something.",
        agreed_way="A page",
        level=level(),
        organisation=organisation(),
        started_on=date(2026, 1, 1),
        by=keeper(),
    )


def of_process(**more: object) -> Arguments:
    def arguments(world: object) -> Mapping[str, object]:
        return {"process_id": a_process().pk, **more}

    return arguments


def of_area(world: object) -> Mapping[str, object]:
    """An area of the map that the process follows: elsewhere in the world there may be another of that name."""
    return {"slug": matrix(a_process(), on=timezone.localdate()).rows[0].area.slug}


def seen(name: str) -> Route:
    return Route(f"plans:{name}", READS, of_process(), EITHER, tells=(CANARY,))


ROUTES_OF_PROCESSES = [
    Route("plans:processes", READS),
    Route("plans:processes-file", READS, lambda world: {"suffix": "csv"}),
    Route("plans:processes-of-area", READS, of_area, EITHER, tells=(CANARY,)),
    seen("process"),
    Route("plans:process-file", READS, of_process(suffix="xlsx"), EITHER),
    seen("process-said"),
    Route("plans:add-process", KEEPS, lambda world: {"slug": a_process().plan.slug}, EITHER),
    *(
        Route(f"plans:{name}", KEEPS, of_process(), EITHER)
        for name in ("say-standing", "change-process", "end-process")
    ),
]
