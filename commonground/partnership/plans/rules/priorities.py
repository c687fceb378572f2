"""Priorities: inherited or local only, and what share is local (L1, L2)."""

from collections.abc import Sequence
from dataclasses import dataclass

from commonground.foundation.kernel.errors import Invalid, Problem

MOST_PRIORITIES = 60  # of one plan: more is no list of what comes first


@dataclass(frozen=True)
class Share:
    """Some of a number of priorities."""

    part: int
    of: int

    @property
    def percent(self) -> int | None:
        """Half up; None of nothing."""
        return (200 * self.part + self.of) // (2 * self.of) if self.of else None

    def __str__(self) -> str:
        return f"{self.part} of {self.of} ({self.percent}%)" if self.of else "none yet"


def local_only(is_inherited: Sequence[bool]) -> Share:
    """Which of the priorities of local plans are theirs alone."""
    return Share(sum(not one for one in is_inherited), len(is_inherited))


def check_inherits(*, from_plan: object, plan_above: object) -> None:
    """A priority is inherited from the plan above, and from no other."""
    if plan_above is None or from_plan != plan_above:
        raise Invalid(
            "The priority was not saved.",
            [Problem("Choose a priority of the plan that this one stands under.", column="inherited_from")],
        )


def check_why(why: str, *, column: str, sentence: str) -> None:
    """Raises Invalid where no reason is given."""
    if not why.strip():
        raise Invalid("Nothing was changed.", [Problem(sentence, column=column)])
