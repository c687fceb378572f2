"""What of the register has lapsed or soon will, and what was raised about it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.db.models import QuerySet

from commonground.foundation.kernel.errors import NotFound
from commonground.foundation.kernel.viewer import Viewer
from commonground.ground.partners import access, rules
from commonground.ground.partners.models import Controller, Lapse, ProcessingRecord, SharingAgreement
from commonground.ground.partners.queries.governance import Held, as_held, raising

SUBJECTS = ("agreement_id", "controller_id", "processing_id")
Subject = tuple[str, UUID]


@dataclass(frozen=True)
class Lapsing:
    """Something that lapsed or soon will: of what kind, the column and key of its subject, and who must act."""

    kind: rules.LapseKind
    subject: Subject
    owner: UUID
    says: str


def what_lapses(on: date) -> list[Lapsing]:
    """All that has lapsed, or will within the days of the pack. Five queries."""
    rows = SharingAgreement.objects.filter(ended_on=None).select_related("keeper").prefetch_related("terms", "parties")
    held = [as_held(row, on) for row in rows]
    soon = on + timedelta(days=raising().warn_days)
    lapsed = {one.agreement.pk: one for one in held if one.standing == rules.Standing.LAPSED}
    return [*_agreements(held), *_registrations(on, soon), *_processing(on, lapsed)]


def _agreements(held: Iterable[Held]) -> Iterator[Lapsing]:
    for one in held:
        subject: Subject = ("agreement_id", one.agreement.pk)
        if one.standing == rules.Standing.LAPSED:
            last = max(term.expires_on for term in one.terms)
            says = f"{one.agreement} lapsed on {last:%-d %B %Y}."
            yield Lapsing(rules.LapseKind.AGREEMENT_LAPSED, subject, one.agreement.keeper_id, says)
        elif one.standing == rules.Standing.EXPIRING:
            says = f"{one.agreement} expires on {one.until:%-d %B %Y}."
            yield Lapsing(rules.LapseKind.AGREEMENT_EXPIRES, subject, one.agreement.keeper_id, says)


def _registrations(on: date, soon: date) -> Iterator[Lapsing]:
    for one in Controller.objects.filter(registered_until__lte=soon).select_related("organisation"):
        is_over = one.registered_until <= on
        kind = rules.LapseKind.REGISTRATION_LAPSED if is_over else rules.LapseKind.REGISTRATION_EXPIRES
        word = "ended" if is_over else "ends"
        says = f"The registration of {one.organisation} {word} on {one.registered_until:%-d %B %Y}."
        yield Lapsing(kind, ("controller_id", one.pk), one.organisation_id, says)


def _processing(on: date, lapsed: dict[UUID, Held]) -> Iterator[Lapsing]:
    for one in ProcessingRecord.objects.filter(ended_on=None):
        subject: Subject = ("processing_id", one.pk)
        if one.review_due_on <= on:
            says = f"{one}: the review was due on {one.review_due_on:%-d %B %Y}."
            yield Lapsing(rules.LapseKind.REVIEW_OVERDUE, subject, one.controller_id, says)
        if one.agreement_id in lapsed:
            says = f"{one} rests on {lapsed[one.agreement_id].agreement}, which has lapsed."
            yield Lapsing(rules.LapseKind.RESTS_ON_LAPSED, subject, one.controller_id, says)


def subject_of(lapse: Lapse) -> Subject:
    """Which column names what lapsed, and its key."""
    return next((column, key) for column in SUBJECTS if (key := getattr(lapse, column)) is not None)


def open_lapse_keys() -> list[Lapsing]:
    """What is open, in the shape of what lapses."""
    rows = Lapse.objects.filter(cured_at=None)
    return [Lapsing(rules.LapseKind(row.kind), subject_of(row), row.owner_id, row.says) for row in rows]


def open_lapses(viewer: Viewer) -> QuerySet[Lapse]:
    """Everything that is raised and not cured, the most urgent first. One query. Raises Refused."""
    access.check_can_read_register(viewer)
    return Lapse.objects.filter(cured_at=None).select_related(
        "owner", "agreement", "controller__organisation", "processing"
    )


def lapses_to_answer(viewer: Viewer) -> list[Lapse]:
    """What waits for an answer of the viewer: for Today. Nothing for those who may not answer. One query."""
    if not access.may_read_register(viewer):
        return []
    waiting = Lapse.objects.filter(cured_at=None, answered_at=None).select_related("owner")
    return [one for one in waiting if access.may_act_for(viewer, one.owner.name)]


def lapse(viewer: Viewer, lapse_id: UUID) -> Lapse:
    """One lapse. Raises Refused, NotFound."""
    access.check_can_read_register(viewer)
    found = Lapse.objects.filter(pk=lapse_id).select_related("owner").first()
    if found is None:
        raise NotFound("There is no such lapse.")
    return found
