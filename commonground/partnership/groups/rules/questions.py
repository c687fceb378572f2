"""Questions of scrutiny: what one asks for, and when its answer is late."""

from datetime import date
from typing import Protocol

from commonground.foundation.kernel.errors import Invalid, Problem
from commonground.partnership.groups.rules.states import QuestionState

SAYS_SOMETHING = 3  # words


class Asked(Protocol):
    """What the standing of a question is read from."""

    status: str
    due_on: date


def is_late(one: Asked, *, on: date) -> bool:
    """Without an answer after its day."""
    return one.status == QuestionState.ASKED and one.due_on < on


def standing(one: Asked, *, on: date) -> tuple[str, str]:
    """A word for a tag and its tone."""
    if one.status == QuestionState.ANSWERED:
        return "Answered", "green"
    if one.status == QuestionState.WITHDRAWN:
        return "Withdrawn", "grey"
    return ("Late", "red") if is_late(one, on=on) else ("Waits for an answer", "blue")


def check_asked(text: str, *, asked_on: date, due_on: date, today: date) -> None:
    """Raises Invalid at the field for no question, one asked in days to come, or an answer due before it was asked."""
    problems = []
    if len(text.split()) < SAYS_SOMETHING:
        problems.append(Problem("Write the question as it was asked.", column="text"))
    if asked_on > today:
        problems.append(Problem("A question is logged once it was asked.", "Enter today or before.", column="asked_on"))
    if due_on < asked_on:
        problems.append(Problem("An answer cannot be due before the question.", "Enter a later day.", column="due_on"))
    if problems:
        raise Invalid("The question was not logged.", problems)


def check_asker(*, group: str, asker: str, words: str) -> None:
    """Somebody asks, and nobody asks themselves. Raises Invalid at the field."""
    if not asker and not words.strip():
        what = "Say who asked: a committee of the list, or in words."
        raise Invalid("The question was not logged.", [Problem(what, column="asked_by_words")])
    if asker == group:
        raise Invalid("The question was not logged.", [Problem("A group does not ask itself.", column="asked_by")])


def check_answer(answer: str) -> None:
    """Raises Invalid where nothing is answered."""
    if len(answer.split()) < SAYS_SOMETHING:
        raise Invalid("The question was not answered.", [Problem("Write the answer.", column="answer")])
