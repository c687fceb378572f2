"""How an issue moves from step to step: each is dated, and says by whom, in which group and in what words."""

from datetime import date
from typing import Any

from commonground.foundation.audit import actions as audit
from commonground.foundation.audit.versions import change, check_as_seen
from commonground.foundation.kernel import states
from commonground.foundation.kernel.viewer import Viewer
from commonground.partnership.groups import queries
from commonground.partnership.groups.models import AgendaItem, Escalation, EscalationStep, Group
from commonground.partnership.groups.rules import escalations as rules
from commonground.partnership.groups.rules.states import ESCALATION_MOVES, EscalationState
from commonground.partnership.groups.rules.words import Upward

TAKE_ON, NOTE_IT = "Accept it, pass it up, or say why not", "Put it on an agenda, or note it"
ANSWER_IT = "Put it on an agenda, or answer it"


def arrived(to: Group, what: str, *, on: date) -> dict[str, Any]:
    """Owner, next step and days of an issue that came to a group today: its own until it names somebody."""
    clock = rules.clock_for(queries.escalations.clocks(), kind=to.type_id, on=on)
    take_by = rules.take_by(clock, what, received_on=on)
    is_emerging = what == Upward.EMERGING
    return {
        "received_on": on,
        "organisation": to.host,
        "next_step": NOTE_IT if is_emerging else TAKE_ON,
        "take_by": take_by,
        "answer_by": None if is_emerging else rules.answer_by(clock, received_on=on),
        "due_on": take_by,
    }


def move(
    *,
    escalation: Escalation,
    status: EscalationState,
    based_on: int,
    by: Viewer,
    group: Group | None = None,
    words: str = "",
    **values: Any,
) -> None:
    check_as_seen(escalation, based_on=based_on, **values)
    what = f"The issue “{escalation.title}”"
    states.check_move(ESCALATION_MOVES, EscalationState(escalation.status), status, what=what)
    at = group or escalation.to
    change(escalation, based_on=based_on, status=status, **values)
    step(escalation=escalation, status=status, group=at, by=by, words=words)
    audit.record(f"issue {status.replace('-', ' ')}", by=by, about=escalation)


def step(*, escalation: Escalation, status: EscalationState, group: Group, by: Viewer, words: str = "") -> None:
    EscalationStep.objects.create(
        escalation=escalation, group=group, status=status, at=by.now, on=by.today, by=by.label, words=words.strip()
    )


def place_escalation(*, escalation: Escalation, item: AgendaItem, by: Viewer) -> None:
    """It stands on an agenda of the group that it is with: that meeting is its next step, and for an emerging one its
    day as well. The clock of an issue stands."""
    values: dict[str, Any] = {"placed": item, "next_step": f"It is on the agenda of {item.meeting.day:%-d %B %Y}"}
    if escalation.what == Upward.EMERGING:
        clock = rules.clock_for(queries.escalations.clocks(), kind=escalation.to.type_id, on=by.today)
        values["due_on"] = max(escalation.due_on, rules.acknowledge_by(clock, answered_on=item.meeting.day))
    change(escalation, based_on=escalation.version, **values)
    audit.record("issue put on an agenda", by=by, about=escalation, details={"item": item.pk})


def take_off_agenda(item: AgendaItem) -> None:
    """Issues that were to be taken at an item that leaves its agenda are to be placed again."""
    for one in item.takes.all():
        next_step = NOTE_IT if one.what == Upward.EMERGING else TAKE_ON
        if one.status == EscalationState.ACCEPTED:
            next_step = ANSWER_IT
        change(one, based_on=one.version, placed=None, next_step=next_step if one.status in rules.OPEN else "")
