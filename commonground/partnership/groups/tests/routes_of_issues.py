"""Addresses of issues that go up: between groups of partners, between closed ones, and for the tables alone."""

from collections.abc import Mapping
from datetime import date, timedelta
from itertools import count

from django.utils import timezone

from commonground.partnership.groups.models import Escalation, EscalationStep
from commonground.partnership.groups.rules.states import EscalationState
from commonground.partnership.groups.rules.words import Openness, Upward
from commonground.partnership.groups.tests.bodies import group, organisation
from commonground.partnership.groups.tests.rising import link
from commonground.partnership.groups.tests.routes_of_minutes import EITHER, KEEPS, NOBODY, READS, TELLS
from tests.security.routes import Arguments, Route
from tests.world import World

NUMBER = count(1)
OPEN, CLOSED = Openness.PARTNERS, Openness.CLOSED


def escalated(
    openness: Openness,
    status: EscalationState,
    *,
    restricted: bool = False,
    what: Upward = Upward.ISSUE,
    on: date | None = None,
) -> Escalation:
    """An issue between two groups of its own in which nobody sits."""
    number, today = next(NUMBER), on or timezone.localdate()
    low, high = (group(f"Canary {end} {number}", openness, slug=f"{end}-{number}") for end in ("below", "above"))
    link(low, high)
    is_back = status in (EscalationState.ANSWERED, EscalationState.DECLINED)
    made = Escalation.objects.create(
        origin=low, to=high, what=what, title="Canary issue", words="Canary words", is_restricted=restricted,
        status=status, raised_on=today, raised_by="Canary clerk", received_on=today, take_by=today,
        answer_by=today, due_on=today, next_step="Canary step", organisation=organisation(),
        answer="Canary answer" if is_back else "", answered_on=today if is_back else None,
    )  # fmt: skip
    EscalationStep.objects.create(
        escalation=made, group=low, status="raised", at=timezone.now() - timedelta(days=1), on=today, by="Canary clerk"
    )
    return made


def an_issue(
    openness: Openness = OPEN,
    status: EscalationState = EscalationState.RAISED,
    *,
    restricted: bool = False,
    what: Upward = Upward.ISSUE,
) -> Arguments:
    def arguments(world: World) -> Mapping[str, object]:
        return {"escalation_id": escalated(openness, status, restricted=restricted, what=what).pk}

    return arguments


def step(name: str, status: EscalationState = EscalationState.RAISED, what: Upward = Upward.ISSUE) -> list[Route]:
    """A page for who serves the group: a manager opens it, nobody knows of one between closed groups."""
    return [
        Route(name, KEEPS, an_issue(status=status, what=what), otherwise=EITHER, tells=TELLS),
        Route(name, NOBODY, an_issue(CLOSED, status, what=what), otherwise=EITHER, tells=TELLS, note="closed groups"),
        Route(
            name, NOBODY, an_issue(status=status, restricted=True, what=what), otherwise=EITHER, tells=TELLS,
            note="for the tables alone",
        ),
    ]  # fmt: skip


def a_group_below(openness: Openness) -> Arguments:
    return lambda world: {"slug": escalated(openness, EscalationState.RAISED).origin.slug}


ROUTES_OF_ISSUES = [
    Route("groups:escalations", READS),
    Route("groups:escalations-file", READS, lambda world: {"suffix": "csv"}),
    Route("groups:escalation", READS, an_issue(), otherwise=EITHER, tells=TELLS),
    Route("groups:escalation", NOBODY, an_issue(CLOSED), otherwise=EITHER, tells=TELLS, note="closed groups"),
    Route(
        "groups:escalation", NOBODY, an_issue(restricted=True), otherwise=EITHER, tells=TELLS,
        note="for the tables alone",
    ),
    *step("groups:accept-issue"),
    *step("groups:change-issue", EscalationState.ACCEPTED),
    *step("groups:pass-issue"),
    *step("groups:decline-issue"),
    *step("groups:answer-issue", EscalationState.ACCEPTED),
    *step("groups:note-issue", what=Upward.EMERGING),
    *step("groups:acknowledge-issue", EscalationState.ANSWERED),
    *step("groups:withdraw-issue"),
    Route("groups:raise-issue", KEEPS, a_group_below(OPEN), otherwise=EITHER, tells=TELLS),
    Route("groups:raise-issue", NOBODY, a_group_below(CLOSED), otherwise=EITHER, tells=TELLS, note="closed group"),
]  # fmt: skip
