"""What can go wrong in a way a person should hear about. One middleware turns these into pages."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass


class PersonFacing(Exception):
    """Carries a sentence fit for the person who caused it."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


class Refused(PersonFacing):
    """The viewer may not do this. 403."""


class Unproven(PersonFacing):
    """What a program sent does not show on whose behalf it asks. 401. A person is asked to sign in instead."""


class TooOften(PersonFacing):
    """Asked more often than is fair to others. 429, with how many seconds to wait."""

    def __init__(self, sentence: str, *, wait: int) -> None:
        super().__init__(sentence)
        self.wait = wait


class NotFound(PersonFacing):
    """There is no such thing, or the viewer may not know of it. 404."""

    def __init__(self, sentence: str = "There is nothing at this address.") -> None:
        super().__init__(sentence)


class Conflict(PersonFacing):
    """Somebody changed it first. 409, with both values shown.

    `theirs` is what the record says now, `yours` what was sent, by field label.
    """

    def __init__(
        self,
        sentence: str,
        *,
        theirs: Mapping[str, object] | None = None,
        yours: Mapping[str, object] | None = None,
    ) -> None:
        super().__init__(sentence)
        self.theirs = dict(theirs or {})
        self.yours = dict(yours or {})


@dataclass(frozen=True)
class Problem:
    """One thing wrong with input: where it is, what it is, what to do about it.

    `where` is a person's address of the place ("row 12, column Referrals"); `row` counts from 1 with the
    header as row 1, as a spreadsheet shows it.
    """

    what: str
    do: str = ""
    where: str = ""
    row: int | None = None
    column: str | None = None

    def __str__(self) -> str:
        return ": ".join(part for part in (self.where, self.what) if part) + (f" {self.do}" if self.do else "")


class Invalid(PersonFacing):
    """Input that cannot be taken. 422 at a page, exit 2 on the command line. Nothing was changed."""

    def __init__(self, sentence: str, problems: Sequence[Problem] = ()) -> None:
        super().__init__(sentence)
        self.problems = list(problems)


class Ambiguous(Invalid):
    """What was meant could be several things; the problems list them. Exit 2 on the command line."""
