"""Choices with their words, and moves between states, from a table of what may follow what."""

from collections.abc import Collection, Mapping
from enum import Enum, StrEnum
from typing import TypeVar

from commonground.foundation.kernel.errors import Invalid, Refused


class Labelled(StrEnum):
    """A choice with its words: `MODE = "mode", "In words"`."""

    label: str

    def __new__(cls, value: str, label: str = "") -> "Labelled":
        made = str.__new__(cls, value)
        made._value_ = value
        made.label = label
        return made

    @classmethod
    def choices(cls) -> list[tuple[str, str]]:
        return [(one.value, one.label) for one in cls]


State = TypeVar("State", bound=Enum)
Moves = Mapping[State, Collection[State]]


def check_move(moves: Mapping[State, Collection[State]], now: State, to: State, *, what: str = "This") -> None:
    """Let the move pass or say why not: Refused where the table does not allow it, Invalid for a state not in it.

    `what` names the thing in the sentence ("This version").
    """
    known = states_of(moves)
    unknown = [state for state in (now, to) if state not in known]
    if unknown:
        raise Invalid(f"“{in_words(unknown[0])}” is not a state of this kind of thing.")
    if to in moves.get(now, ()):
        return
    if now == to:
        raise Refused(f"{what} is already {in_words(to)}.")
    raise Refused(f"{what} is {in_words(now)} and cannot become {in_words(to)}. {_may_become(moves, now)}")


def may_move(moves: Mapping[State, Collection[State]], now: State, to: State) -> bool:
    """Does the table allow it?"""
    return to in moves.get(now, ())


def states_of(moves: Mapping[State, Collection[State]]) -> list[State]:
    """Every state of the table, in the order it names them."""
    return list(dict.fromkeys([*moves, *(state for after in moves.values() for state in after)]))


def in_words(state: Enum) -> str:
    """A state as a page says it: its label where it has one (Django's choices), else its value."""
    return str(getattr(state, "label", state.value)).replace("_", " ").lower()


def _may_become(moves: Mapping[State, Collection[State]], now: State) -> str:
    after = [in_words(state) for state in states_of(moves) if state in moves.get(now, ())]
    if not after:
        return "It changes no more."
    return f"It can become {' or '.join([', '.join(after[:-1]), after[-1]] if len(after) > 1 else after)}."
