"""What a head may say of the cluster proposed for their school, and how it is answered."""

from collections.abc import Sequence
from enum import StrEnum

from commonground.foundation.kernel.errors import Problem

LONGEST = 2000
LONGEST_NAME = 200


class Wish(StrEnum):
    """What a head says of the grouping."""

    AGREE = "agree"
    RATHER = "rather"
    OTHER = "other"

    @property
    def label(self) -> str:
        return {"agree": "We agree", "rather": "We would rather be with others", "other": "Something else"}[self.value]


class Outcome(StrEnum):
    """What was done with it."""

    DONE = "done"
    PARTLY = "partly"
    NOT = "not"
    NOTED = "noted"

    @property
    def label(self) -> str:
        names = {"done": "Done as asked", "partly": "Done in part", "not": "Not done", "noted": "Noted"}
        return names[self.value]


def comment_problems(wish: str, *, rather_with: str, text: str) -> list[Problem]:
    """What is missing from a comment: with whom, or what; nothing more than agreement needs no words."""
    found: list[Problem] = []
    if wish == Wish.RATHER and not rather_with.strip():
        what, do = "Say with whom the school would rather be.", "Name a cluster or schools."
        found.append(Problem(what, do=do, column="rather_with"))
    if wish == Wish.OTHER and not text.strip():
        found.append(Problem("Say what it is.", do="A sentence will do.", column="text"))
    if len(rather_with) > LONGEST_NAME:
        found.append(Problem("This is too long.", do=f"Use {LONGEST_NAME} letters at most.", column="rather_with"))
    if len(text) > LONGEST:
        found.append(Problem(f"This has {len(text):,} characters.", do=f"Use {LONGEST:,} at most.", column="text"))
    return found


def answered_in_words(answers: Sequence[bool]) -> str:
    """“3 comments: 2 answered, 1 not”."""
    if not answers:
        return "No comments"
    done = sum(answers)
    noun = "comment" if len(answers) == 1 else "comments"
    return f"{len(answers)} {noun}: {done} answered, {len(answers) - done} not"
