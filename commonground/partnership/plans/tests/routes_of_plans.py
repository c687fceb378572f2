"""Addresses of plans, their years, priorities and actions: as a draft, agreed in public, agreed among partners."""

from collections.abc import Callable, Mapping
from datetime import timedelta
from itertools import count

from django.utils import timezone

from commonground.foundation.kernel.viewer import Viewer, operator
from commonground.partnership.plans import access, actions
from commonground.partnership.plans.models import EvidenceCited, Plan, PlanAction, PlanKeeper, Priority
from commonground.partnership.plans.rules.words import Openness
from commonground.partnership.plans.tests.cast import person, plan, priority, whole
from tests.security.routes import HIDDEN, PUBLIC, Arguments, Route

READS = frozenset(
    {
        *("group-member", "group-chair", "clerk", "councillor", "locality-manager", "head-teacher"),
        *("lead-practitioner", "front-door-worker", "practice-supervisor", "analyst", "board-member"),
        "organisation-administrator",
    }
)
KEEPS = frozenset({"locality-manager"})
NUMBER = count(1)
CANARY = "Canary priority"


def keeper() -> Viewer:
    return operator(timezone.now(), permissions=frozenset(access.PERMISSIONS))


def a_plan(openness: Openness = Openness.PARTNERS, *, is_agreed: bool = False, under: Plan | None = None) -> Plan:
    """A plan with one whole priority."""
    of = plan(f"Canary plan {next(NUMBER)}", openness=openness, under=under)
    whole(of, CANARY)
    if is_agreed:
        draft = of.versions.get()
        today = timezone.localdate()
        actions.agree_version(
            version=draft, based_on=draft.version, agreed_on=today, agreed_by="the board", by=keeper()
        )
    return of


def of_plan(openness: Openness = Openness.PARTNERS, *, is_agreed: bool = False, **more: object) -> Arguments:
    return lambda world: {"slug": a_plan(openness, is_agreed=is_agreed).slug, **more}


def of_priority(made: Callable[[], Priority]) -> Arguments:
    return lambda world: {"priority_id": made().pk}


def a_priority() -> Priority:
    return priority(plan(f"Canary plan {next(NUMBER)}"), CANARY)


def whole_priority() -> Priority:
    return a_plan().priorities.get()


def local(*, is_sent: bool = False) -> Priority:
    above = plan(f"Canary plan {next(NUMBER)}")
    made = priority(plan(f"Canary plan {next(NUMBER)}", under=above), CANARY)
    if is_sent:
        actions.send_upward(priority=made, based_on=made.version, why="It is so everywhere.", by=keeper())
    return made


def evidence(world: object) -> Mapping[str, object]:
    cited: EvidenceCited = whole_priority().evidence.get()
    return {"priority_id": cited.priority_id, "cited_id": cited.pk}


def an_action(*, is_closed: bool = False) -> Arguments:
    def made(world: object) -> Mapping[str, object]:
        action: PlanAction = whole_priority().actions.get()
        if is_closed:
            actions.drop_plan_action(action=action, based_on=action.version, why="No money.", by=keeper())
        return {"action_id": action.pk}

    return made


def a_keeper(world: object) -> Mapping[str, object]:
    of = a_plan()
    made = PlanKeeper.objects.create(
        plan=of, practitioner=person("Kim Keeper"), starts_on=timezone.localdate() - timedelta(days=9)
    )
    return {"slug": of.slug, "keeper_id": made.pk}


def compared(world: object) -> Mapping[str, object]:
    of = a_plan(Openness.PUBLIC, is_agreed=True)
    last = of.versions.get()
    actions.begin_refresh(
        plan=of,
        period="Next year",
        starts_on=last.ends_on,
        ends_on=last.ends_on + timedelta(days=365),
        by=keeper(),
    )
    return {"slug": of.slug, "before": 1, "after": 2}


def refreshed(world: object) -> Mapping[str, object]:
    return {"slug": a_plan(is_agreed=True).slug}


def seen(name: str, arguments: Arguments, *, open_to: frozenset[str] = READS, note: str = "own") -> Route:
    """A page of what only those who work in the partnership know of."""
    return Route(f"plans:{name}", open_to, arguments, HIDDEN | {403}, tells=(CANARY,), note=note)


def written(name: str, arguments: Arguments) -> Route:
    """A form of those who keep plans."""
    return Route(f"plans:{name}", KEEPS, arguments, HIDDEN | {403})


ROUTES_OF_PLANS = [
    Route("plans:every"),
    Route("plans:start", KEEPS),
    Route("plans:plan", PUBLIC, of_plan(Openness.PUBLIC, is_agreed=True), note="agreed in public"),
    seen("plan", of_plan(Openness.PUBLIC), note="draft"),
    seen("plan", of_plan(is_agreed=True), note="agreed among partners"),
    seen("matrix", of_plan()),
    Route("plans:version", PUBLIC, of_plan(Openness.PUBLIC, is_agreed=True, number=1), note="agreed in public"),
    seen("version", of_plan(Openness.PUBLIC, number=1), note="draft"),
    Route(
        "plans:version-file", PUBLIC, of_plan(Openness.PUBLIC, is_agreed=True, number=1, suffix="pdf"), note="in public"
    ),
    Route("plans:version-file", READS, of_plan(number=1, suffix="docx"), HIDDEN, note="draft"),
    Route("plans:compared", READS, compared, HIDDEN),
    seen("priority", of_priority(whole_priority)),
    Route("plans:actions", READS),
    Route("plans:actions-file", READS, lambda world: {"suffix": "csv"}),
    Route("plans:action", READS, an_action(), HIDDEN | {403}),
    written("change", of_plan()),
    written("add-keeper", of_plan()),
    written("end-keeper", a_keeper),
    written("add-priority", of_plan()),
    written("refresh", refreshed),
    written("change-year", of_plan()),
    written("agree", of_plan()),
    *(written(name, of_priority(a_priority)) for name in ("change-priority", "end-priority", "cite", "add-action")),
    written("set-status", of_priority(a_priority)),
    written("send-up", of_priority(local)),
    written("take-back", of_priority(lambda: local(is_sent=True))),
    written("answer-priority", of_priority(lambda: local(is_sent=True))),
    written("end-citing", evidence),
    *(written(name, an_action()) for name in ("change-action", "report-action", "close-action", "drop-action")),
    written("reopen-action", an_action(is_closed=True)),
]
