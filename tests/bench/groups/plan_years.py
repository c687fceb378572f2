"""Plans of the bench: one for the whole place, local ones under it, a programme, actions, measures and risks."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from django.db import models

from commonground.ground.partners.models import Organisation, Practitioner
from commonground.ground.places.models import Area
from commonground.partnership.groups.models import Group, PlanOfGroup
from commonground.partnership.plans.models import (
    EvidenceCited,
    Measure,
    Milestone,
    Plan,
    PlanAction,
    PlanKeeper,
    PlanVersion,
    Priority,
    Programme,
    ProgressNote,
    Reading,
    Risk,
    RiskRating,
    Workstream,
)
from commonground.partnership.plans.rules.words import Cited, Openness, Reach, Telling, Wanted
from tests.bench.groups.held import WORDS, noon
from tests.bench.groups.ids import key, member

if TYPE_CHECKING:
    from tests.bench.groups.making import Size

MEASURES, READINGS, MILESTONES, NOTES, CITED = 2, 8, 8, 6, 2
MONTH = timedelta(days=30)


def of_plans(size: "Size", today: date) -> Iterator[Iterable[models.Model]]:
    """The first plan is for the whole place and has the programme; the manager keeps it."""
    yield from _plans(size, today)
    yield from _priorities(size, today)
    yield from _measures(size, today)
    yield from _programme(size, today)
    yield from _actions(size, today)
    yield from _risks(size, today)


def plan_slug(number: int) -> str:
    return f"bench-plan-{number}"


def _plans(size: "Size", today: date) -> Iterator[Iterable[models.Model]]:
    area = Area.objects.order_by("code", "pk").values_list("pk", flat=True)[0]
    every = range(size.plans)
    for reach, plans in ((Reach.COUNTYWIDE, every[:1]), (Reach.LOCAL, every[1:])):
        yield (
            Plan(
                id=key(Plan, one), slug=plan_slug(one), name=f"Plan {one} of the bench", reach=reach, area_id=area,
                under_id=key(Plan, 0) if one else None, owner_id=key(Organisation, one % 40),
                openness=Openness.PARTNERS, about="What is wanted for children here.",
            )
            for one in plans
        )  # fmt: skip
    yield (
        PlanVersion(
            id=key(PlanVersion, one), plan_id=key(Plan, one), number=1, name="This year", starts_on=today - 6 * MONTH,
            ends_on=today + 6 * MONTH, made_at=noon(today - 7 * MONTH),
        )
        for one in every
    )  # fmt: skip
    yield [PlanKeeper(plan_id=key(Plan, 0), practitioner_id=key(Practitioner, 0), starts_on=today - 12 * MONTH)]
    yield (
        PlanOfGroup(group_id=key(Group, one % size.groups), plan_id=key(Plan, one), starts_on=today - 12 * MONTH)
        for one in every
    )


def _priorities(size: "Size", today: date) -> Iterator[Iterable[models.Model]]:
    """Five of seven of a local plan are inherited."""
    for plans in (range(1), range(1, size.plans)):
        yield (
            Priority(
                id=key(Priority, one, at), plan_id=key(Plan, one), order=at, title=f"Priority {at} of plan {one}",
                why=WORDS, organisation_id=key(Organisation, (one + at) % 40), lead_id=member(one, at, size),
                inherited_from_id=key(Priority, 0, at) if one and at % 7 < 5 else None,
            )
            for one in plans
            for at in range(size.priorities)
        )  # fmt: skip
    yield (
        EvidenceCited(
            priority_id=key(Priority, one, at), kind=Cited.REPORT, says="Families wait twelve weeks.",
            report="A report of the bench, 2025", cited_on=today - 8 * MONTH, cited_by="Somebody",
        )
        for one in range(size.plans)
        for at in range(size.priorities)
        for _ in range(CITED)
    )  # fmt: skip


def _measures(size: "Size", today: date) -> Iterator[Iterable[models.Model]]:
    area = Area.objects.order_by("code", "pk").values_list("pk", flat=True)[0]
    every = [(one, at) for one in range(size.plans) for at in range(size.priorities * MEASURES)]
    yield (
        Measure(
            id=key(Measure, one, at), plan_id=key(Plan, one), priority_id=key(Priority, one, at % size.priorities),
            order=at, name=f"Measure {at}", telling=list(Telling)[at % 3], wanted=Wanted.DOWN, area_id=area,
            unit="families", baseline=120, baseline_on=today - 24 * MONTH, target=60, target_on=today + 12 * MONTH,
            story=WORDS,
        )
        for one, at in every
    )  # fmt: skip
    yield (
        Reading(
            measure_id=key(Measure, one, at), on=today - (22 - 3 * back) * MONTH, count=118 - 5 * back - at,
            source="Count of the team", by="Somebody", at=noon(today - (21 - 3 * back) * MONTH),
        )
        for one, at in every
        for back in range(READINGS)
    )  # fmt: skip


def _programme(size: "Size", today: date) -> Iterator[Iterable[models.Model]]:
    area = Area.objects.order_by("code", "pk").values_list("pk", flat=True)[0]
    begins = today - 24 * MONTH
    every = range(size.workstreams)
    yield [
        Programme(
            id=key(Programme, 0), plan_id=key(Plan, 0), slug="bench", name="Programme of the bench", area_id=area,
            owner_id=key(Organisation, 0), sponsor_id=member(0, 0, size), starts_on=begins,
        )
    ]  # fmt: skip
    yield (
        Workstream(
            id=key(Workstream, one), programme_id=key(Programme, 0), number=one + 1, name=f"Workstream {one}",
            aims="Help early.\nOne plan for a family.", organisation_id=key(Organisation, one % 40), horizon="medium",
            lead_id=member(0, one, size), starts_on=begins, added_on=begins, is_cross_cutting=one % 4 == 3,
        )
        for one in every
    )  # fmt: skip
    yield (
        Milestone(
            id=key(Milestone, one, at), workstream_id=key(Workstream, one), number=at + 1, title=f"Milestone {at}",
            owner_id=member(0, at, size), due_on=begins + 4 * (at + 1) * MONTH, added_on=begins,
            first_due_on=begins + 4 * (at + 1) * MONTH,
            **({"status": "reached", "done_on": begins + 4 * (at + 1) * MONTH, "evidence": "Seen."} if at < 5 else {}),
        )
        for one in every
        for at in range(MILESTONES)
    )  # fmt: skip
    yield (
        ProgressNote(
            workstream_id=key(Workstream, one), on=today - 3 * back * MONTH, text=WORDS, by="Somebody",
            at=noon(today - 3 * back * MONTH),
        )
        for one in every
        for back in range(NOTES)
    )  # fmt: skip


def _actions(size: "Size", today: date) -> Iterator[Iterable[models.Model]]:
    """Half are open; one of twenty of the first plan is under a workstream too."""
    numbers = [(one, at) for one in range(size.plans) for at in range(size.plan_actions // size.plans)]
    yield (
        PlanAction(
            id=key(PlanAction, one, at), plan_id=key(Plan, one), priority_id=key(Priority, one, at % size.priorities),
            workstream_id=key(Workstream, at % size.workstreams) if one == 0 and at % 20 == 0 else None,
            number=at + 1, title=f"Action {at} of plan {one}", organisation_id=key(Organisation, (one + at) % 40),
            owner_id=key(Practitioner, 0) if at % 100 == 2 else member(one, at % size.seats, size),
            created_at=noon(today - 9 * MONTH), **_state(at, today),
        )
        for one, at in numbers
    )  # fmt: skip


def _state(at: int, today: date) -> dict[str, Any]:
    due = today + timedelta(days=at % 300 - 60)
    if at % 2 == 0:
        return {"status": "open", "due_on": due, "first_due_on": due, "next_step": "Ask the team."}
    return {"status": "done", "due_on": due, "first_due_on": due, "closed_on": due, "effect": "Families wait less."}


def _risks(size: "Size", today: date) -> Iterator[Iterable[models.Model]]:
    every = [(one, at) for one in range(size.plans) for at in range(size.risks)]
    yield (
        Risk(
            id=key(Risk, one, at), plan_id=key(Plan, one), number=at + 1, kind=f"bench-{at % 3}", title=f"Risk {at}",
            programme_id=key(Programme, 0) if one == 0 else None,
            workstream_id=key(Workstream, at % size.workstreams) if one == 0 else None,
            effect="Families wait longer.", likelihood=at % 5 + 1, impact=(at + one) % 5 + 1, mitigation="Ask early.",
            organisation_id=key(Organisation, at % 40), owner_id=member(one, at, size), raised_on=today - 6 * MONTH,
            review_on=today + timedelta(days=at * 9 - 30),
        )
        for one, at in every
    )  # fmt: skip
    yield (
        RiskRating(
            risk_id=key(Risk, one, at), likelihood=back % 5 + 1, impact=3, on=today - back * MONTH, by="Somebody",
            at=noon(today - back * MONTH),
        )
        for one, at in every
        for back in range(3)
    )  # fmt: skip
