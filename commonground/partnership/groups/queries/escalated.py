"""Issues that a group sent up or was sent in a period, and what was answered: without those that are restricted."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, QuerySet

from commonground.foundation.kernel.viewer import Viewer
from commonground.partnership.groups.models import Escalation, Group
from commonground.partnership.groups.queries.escalations import SOMEBODY_ABOVE, SOMEBODY_BELOW
from commonground.partnership.groups.rules.escalations import WORDS
from commonground.partnership.groups.rules.states import EscalationState

WAITS = "Waits for an answer"


@dataclass(frozen=True)
class Escalated:
    """An issue as it stood on a day. `other` is the group at its other end, as far as the reader may know of it."""

    title: str
    other: str
    on: date
    standing: str
    answer: str
    back_on: date | None

    @property
    def waits(self) -> bool:
        """Neither answered, noted, turned down nor withdrawn."""
        return self.standing == WAITS


@dataclass(frozen=True)
class EscalatedInPeriod:
    """What the group raised and what it was sent, by day."""

    raised: Sequence[Escalated]
    received: Sequence[Escalated]


def escalated(group: Group, *, since: date, until: date, on: date, reader: Viewer) -> EscalatedInPeriod:
    """Two queries. `reader` is whoever is told of it: groups that they may not know of are not named."""
    known = Group.objects.visible_to(reader).order_by()
    rows = Escalation.objects.filter(is_restricted=False)
    raised = rows.filter(origin=group, raised_on__gte=since, raised_on__lt=until).order_by("raised_on", "pk")
    received = rows.filter(to=group, received_on__gte=since, received_on__lt=until).order_by("received_on", "pk")
    return EscalatedInPeriod(
        raised=_read(raised, known, "to", "raised_on", unknown=SOMEBODY_ABOVE, on=on),
        received=_read(received, known, "origin", "received_on", unknown=SOMEBODY_BELOW, on=on),
    )


def _read(
    rows: QuerySet[Escalation], known: QuerySet[Group], other: str, day: str, *, unknown: str, on: date
) -> list[Escalated]:
    found = rows.annotate(is_known=Exists(known.filter(pk=OuterRef(other)))).values_list(
        *("title", f"{other}__name", "is_known", day, "status", "answer", "answered_on", "closed_on")
    )
    return [
        _as_of(title, name if is_known else unknown, at, status, answer, answered_on or closed_on, on)
        for title, name, is_known, at, status, answer, answered_on, closed_on in found
    ]


def _as_of(
    title: str, other: str, at: date, status: str, answer: str, back_on: date | None, on: date
) -> Escalated:  # fmt: skip
    """What came back after the day had not come back on it."""
    if back_on is None or back_on > on:
        return Escalated(title, other, at, WAITS, "", None)
    return Escalated(title, other, at, WORDS[EscalationState(status)][0], answer, back_on)
