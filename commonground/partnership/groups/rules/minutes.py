"""When minutes can be put to the group, who may approve them, and what may be decided without a quorum."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from commonground.foundation.kernel.errors import Invalid, Problem, Refused
from commonground.partnership.groups.rules.words import Outcome

WITHOUT_QUORUM = frozenset({Outcome.NOTED, Outcome.DEFERRED})


@dataclass(frozen=True)
class ItemRecord:
    """An item with what was asked under it and what is written of it."""

    number: str
    title: str
    text: str = ""
    undecided: Sequence[str] = ()  # recommendations without a decision

    @property
    def label(self) -> str:
        return f"item {self.number}" if self.number else f"“{self.title}”"


def check_complete(items: Iterable[ItemRecord]) -> None:
    """Every recommendation has its decision before minutes are put to the group (G11). Raises Invalid by item."""
    problems = [
        Problem(
            f"No decision is recorded on “{asked}”.",
            "Record what was decided: also that it was noted, deferred or not agreed.",
            where=item.label.capitalize(),
        )
        for item in items
        for asked in item.undecided
    ]
    if problems:
        raise Invalid("These minutes cannot be put to the group yet.", problems)


def check_outcome(outcome: str, *, was_quorate: bool | None, quorum: str) -> None:
    """Without a quorum a meeting notes and defers, and agrees nothing. Raises Invalid; `quorum` says the count."""
    if was_quorate is False and outcome not in WITHOUT_QUORUM:
        raise Invalid(
            "This decision was not recorded.",
            [
                Problem(
                    f"The meeting could not decide this: {quorum}.",
                    "Record it as noted or deferred, and bring it to the next meeting.",
                    column="outcome",
                )
            ],
        )


def check_text_of_outcome(outcome: str, text: str) -> None:
    """An amended or deferred recommendation says how, or until when. Raises Invalid."""
    if outcome in (Outcome.AMENDED, Outcome.DEFERRED) and not text.strip():
        asked = "how it was amended" if outcome == Outcome.AMENDED else "until when, or for what, it is deferred"
        raise Invalid("This decision was not recorded.", [Problem(f"Say {asked}.", column="text")])


def check_votes(votes: Sequence[int | None], *, seats_filled: int) -> None:
    """No more votes than seats with a say that were filled. Raises Invalid."""
    cast = sum(vote or 0 for vote in votes)
    if cast > seats_filled:
        raise Invalid(
            "This decision was not recorded.",
            [
                Problem(
                    f"{cast} votes are more than the {seats_filled} seats that were filled.",
                    "Count again, or correct the attendance first.",
                    column="votes_for",
                )
            ],
        )


def check_carried(outcome: str, votes: Sequence[int | None]) -> None:
    """What more voted against than for was not agreed: one of the two is mistyped. Raises Invalid.

    A tie says nothing: who has a casting vote, and which majority is needed, is for the terms of each group.
    """
    votes_for, votes_against = ((vote or 0) for vote in votes[:2])
    if outcome in (Outcome.AGREED, Outcome.AMENDED) and votes_against > votes_for:
        what = f"{votes_against} against and {votes_for} for do not agree it."
        do = "Count again, or record it as not agreed."
        raise Invalid("This decision was not recorded.", [Problem(what, do, column="votes_for")])


def check_approver(*, drafted_by: UUID | None, approver: UUID | None) -> None:
    """Nobody approves minutes that they drafted (access policy 2). Raises Refused."""
    if approver is not None and drafted_by == approver:
        raise Refused("You drafted these minutes. Somebody else who leads the group approves them.")
