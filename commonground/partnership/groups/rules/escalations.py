"""Issues that go up from group to group: how long each step may take, whose turn it is, and what a step asks for.

A clock counts working days of England. When something is overdue is read from its day, never kept.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from commonground.foundation.kernel import working_days
from commonground.foundation.kernel.errors import Invalid, Problem, Refused
from commonground.partnership.groups.rules.states import EscalationState as State
from commonground.partnership.groups.rules.words import Upward

AT_GROUP_ABOVE = (State.RAISED, State.PASSED_UP, State.ACCEPTED)  # whose turn it is: the group it went to
CAME_BACK = (State.ANSWERED, State.DECLINED)  # the group it came from
UNTAKEN = (State.RAISED, State.PASSED_UP)
OPEN = (*AT_GROUP_ABOVE, *CAME_BACK)
SAYS_SOMETHING = 3  # words of an answer or a reason: "yes" and "see minutes" are neither


@dataclass(frozen=True)
class Clock:
    """Working days for each step, from a day on, for kinds of receiving group; for all others where it names none."""

    begins: date
    kinds: frozenset[str]
    accept: int
    answer: int
    acknowledge: int
    note: int
    source: str = ""


class Waiting(Protocol):
    """What the standing of an escalation is read from."""

    status: str
    due_on: date


def clock_for(clocks: Sequence[Clock], *, kind: str, on: date) -> Clock:
    """The clock in force that day for a kind of group: its own where there is one. Raises Invalid where none is."""
    begun = [one for one in clocks if one.begins <= on]
    own = [one for one in begun if kind in one.kinds] or [one for one in begun if not one.kinds]
    if not own:
        raise Invalid(f"No clock for escalations is in force on {on:%-d %B %Y}: see packs/escalation.toml.")
    return max(own, key=lambda one: one.begins)


def take_by(clock: Clock, what: str, *, received_on: date) -> date:
    """By when the receiving group takes an issue on, or notes an emerging one."""
    return working_days.add(received_on, clock.note if what == Upward.EMERGING else clock.accept)


def answer_by(clock: Clock, *, received_on: date) -> date:
    """By when it answers. Taking it on late gives no more days."""
    return working_days.add(received_on, clock.answer)


def acknowledge_by(clock: Clock, *, answered_on: date) -> date:
    """By when the group that it came from says that it has the answer."""
    return working_days.add(answered_on, clock.acknowledge)


def is_overdue(one: Waiting, *, on: date) -> bool:
    """Open after its day. On the day itself it is due, not overdue."""
    return one.status in OPEN and one.due_on < on


def days_overdue(one: Waiting, *, on: date) -> int:
    """Working days since its day; 0 where it is not overdue."""
    return working_days.between(one.due_on, on) if is_overdue(one, on=on) else 0


WORDS = {
    State.RAISED: ("Raised", "blue"),
    State.PASSED_UP: ("Passed up", "blue"),
    State.ACCEPTED: ("Accepted", "teal"),
    State.ANSWERED: ("Answered", "yellow"),
    State.DECLINED: ("Not taken on", "yellow"),
    State.NOTED: ("Noted", "green"),
    State.ACKNOWLEDGED: ("Answer received", "green"),
    State.WITHDRAWN: ("Withdrawn", "grey"),
}


def standing(one: Waiting, *, on: date) -> tuple[str, str]:
    """A word for a tag and its tone. Late wins over how far it is."""
    words, tone = WORDS[State(one.status)]
    if not is_overdue(one, on=on):
        return words, tone
    late = days_overdue(one, on=on)
    since = f"{late} working day{'' if late == 1 else 's'}" if late else "a day"
    return f"{words}, overdue by {since}", "red"


def check_words(title: str, words: str) -> None:
    """What goes up is written for those above: a title and what the issue is. Raises Invalid at the field."""
    problems = []
    if not title.strip():
        problems.append(Problem("Say in a few words what the issue is.", column="title"))
    if len(words.split()) < SAYS_SOMETHING:
        what = "Say what the issue is and what you ask of the group above."
        problems.append(Problem(what, "They see only these words.", column="words"))
    if problems:
        raise Invalid("The issue was not raised.", problems)


def check_answer(answer: str) -> None:
    """Raises Invalid where nothing is answered."""
    if len(answer.split()) < SAYS_SOMETHING:
        what = "Write the answer in words for the group that the issue came from."
        raise Invalid("The issue was not answered.", [Problem(what, "A sentence will do.", column="answer")])


def check_reason(why: str) -> None:
    """Raises Invalid where no reason is given."""
    if len(why.split()) < SAYS_SOMETHING:
        raise Invalid("Nothing was changed.", [Problem("Say why.", "A sentence will do.", column="why")])


def check_next_step(next_step: str) -> None:
    """What is open has a next step. Raises Invalid."""
    if not next_step.strip():
        raise Invalid("The issue was not taken on.", [Problem("Say what happens next.", column="next_step")])


def check_kind(what: str, to: State) -> None:
    """An emerging issue is noted, an issue is accepted and answered. Raises Refused for the other way round."""
    if what == Upward.EMERGING and to in (State.ACCEPTED, State.ANSWERED):
        raise Refused("An emerging issue is shared to be known of: put it on an agenda, and note it.")
    if what == Upward.ISSUE and to == State.NOTED:
        raise Refused("This issue asks for an answer: accept it and answer it.")


def check_way_up(*, is_above: bool, is_running: bool, name: str) -> None:
    """An issue goes to a group that the sender reports to, directly or over others. Raises Invalid at the field."""
    if not is_above:
        what = f"{name} is not above this group."
        do = "Choose a group that it reports to, directly or over other groups; links are kept under “Reports to”."
        raise Invalid("The issue was not raised.", [Problem(what, do, column="to")])
    if not is_running:
        what = f"{name} has ended or not begun."
        raise Invalid("The issue was not raised.", [Problem(what, "Choose a group that meets.", column="to")])


def check_once(*, is_there: bool, name: str) -> None:
    """One open escalation of one thing to one group. Raises Invalid at the field."""
    if is_there:
        what = f"This is with {name} already."
        raise Invalid("The issue was not raised.", [Problem(what, "Wait for the answer, or withdraw it.", column="to")])
