"""What came of the meetings of one group: attendance, minutes, decisions and actions, table by table."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from django.db import models

from commonground.ground.partners.models import Account, Organisation, Practitioner
from commonground.partnership.groups.models import (
    Action,
    AgendaItem,
    Attendance,
    Comment,
    Decision,
    Group,
    Interest,
    Meeting,
    Minutes,
    MinuteText,
    Progress,
    Recommendation,
    Seat,
)
from commonground.partnership.groups.rules import record
from commonground.partnership.groups.rules.words import Came, Outcome, Urgency
from tests.bench.groups.held import CAME, EVERY, WORDS, Held, number_of
from tests.bench.groups.ids import key, member

if TYPE_CHECKING:
    from tests.bench.groups.making import Size


def of_minutes(every: list[Held], size: "Size") -> Iterator[Iterable[models.Model]]:
    placed = [(one, at) for one in every for at in range(size.items)]
    yield (
        Attendance(
            meeting_id=key(Meeting, *one.at), seat_id=key(Seat, one.group, at), came=CAME[(at + one.number) % 5],
            practitioner_id=member(one.group, at, size), sector_id=f"bench-{at % 5}",
            organisation_id=key(Organisation, (one.group + at) % 40),
            reason_id="bench-0" if CAME[(at + one.number) % 5] in (Came.APOLOGIES, Came.ABSENT) else None,
        )
        for one in every
        for at in range(size.seats)
    )  # fmt: skip
    yield (
        Interest(
            meeting_id=key(Meeting, *one.at), item_id=key(AgendaItem, *one.at, at), nature="Works there",
            practitioner_id=member(one.group, at, size), stayed="stayed", recorded_by="Somebody",
        )
        for one, at in placed
        if at % 3 == 0
    )  # fmt: skip
    yield (
        Decision(
            id=key(Decision, *one.at, at, order), meeting_id=key(Meeting, *one.at),
            item_id=key(AgendaItem, *one.at, at), recommendation_id=key(Recommendation, *one.at, at, order),
            number=f"{at + 1}.{order + 1}", outcome=Outcome.AGREED, decided_on=one.day, recorded_by="Somebody",
        )
        for one in every
        for at in range(size.papers)
        for order in range(2)
    )  # fmt: skip
    yield from _texts(every, size)


def _texts(every: list[Held], size: "Size") -> Iterator[Iterable[models.Model]]:
    placed = [(one, at) for one in every for at in range(size.items)]
    yield (
        Minutes(
            id=key(Minutes, *one.at), meeting_id=key(Meeting, *one.at), number=1,
            status="approved" if one.back else "draft", approved_on=one.day + EVERY if one.back else None,
            content=_said(one, size).as_json() if one.back else None,
        )
        for one in every
    )  # fmt: skip
    yield (
        MinuteText(
            minutes_id=key(Minutes, *one.at), item_id=key(AgendaItem, *one.at, at), text=WORDS,
            written_by="Somebody", written_at=one.moment(13),
        )
        for one, at in placed
    )  # fmt: skip
    yield (
        Comment(
            item_id=key(AgendaItem, *one.at, at), account_id=key(Account, 1 + at), author="Somebody", text="Thanks.",
            at=one.moment(14) + EVERY,
        )
        for one, at in placed
        if one.back
    )  # fmt: skip


def _said(one: Held, size: "Size") -> record.MinutesRecord:
    attended = [
        record.Attended(
            f"Seat {at}", f"Sector {at % 5} of the bench", "Body 0 of the bench", "Somebody",
            CAME[(at + one.number) % 5], person=str(member(one.group, at, size)),
        )
        for at in range(size.seats)
    ]  # fmt: skip
    items = [
        record.Minuted(
            str(key(AgendaItem, *one.at, at)), number_of(at, size), f"Item {at} of the agenda", "For discussion",
            at == size.items - 1, WORDS,
        )
        for at in range(size.items)
    ]  # fmt: skip
    return record.MinutesRecord(
        f"Group {one.group} of the bench", one.day, "Hall and online", "Quorate", attended=attended, items=items
    )


def of_actions(every: list[Held], size: "Size", today: date) -> Iterator[Iterable[models.Model]]:
    """One of ten is open, one of twenty dropped; one of two hundred is the manager's."""
    group = every[0].group if every else 0
    numbers = [(at, every[at % len(every)]) for at in range(len(range(group, size.actions, size.groups)))]
    yield (
        Action(
            id=key(Action, group, at), group_id=key(Group, group), number=at + 1,
            meeting_id=key(Meeting, *one.at), item_id=key(AgendaItem, *one.at, at % size.items),
            title=f"Action {at} about {('places', 'schools', 'help', 'data')[at % 4]}",
            organisation_id=key(Organisation, (group + at) % 40),
            owner_id=key(Practitioner, 0) if at % 200 == 10 else member(group, at % size.seats, size),
            urgency=list(Urgency)[at % 3], is_restricted=at % size.items == size.items - 1,
            created_at=one.moment(12), **_state(at, one, today),
        )
        for at, one in numbers
    )  # fmt: skip
    yield (
        Progress(action_id=key(Action, group, at), at=one.moment(15), by="Somebody", text="It goes on.")
        for at, one in numbers
        if at % 5 == 0
    )


def _state(at: int, one: Held, today: date) -> dict[str, Any]:
    if at % 10 == 0:
        due = today + timedelta(days=(at // 10) % 120 - 60)
        return {"status": "open", "due_on": due, "first_due_on": due}
    due = one.day + EVERY
    closed = {"due_on": due, "first_due_on": due, "closed_on": due, "closed_by": "Somebody"}
    if at % 20 == 1:
        return {**closed, "status": "dropped", "why_dropped": "Not needed any more."}
    return {**closed, "status": "done", "effect": "Families wait a week less, by the count of the team."}
