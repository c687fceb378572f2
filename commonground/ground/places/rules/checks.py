"""What must be true of a map before it is published, one sentence each."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from commonground.foundation.kernel.errors import Problem

SHOWN = 5


@dataclass(frozen=True)
class Check:
    """A sentence that must be true; `do` says how to make it so."""

    what: str
    passed: bool
    do: str = ""


def completeness_check(missing: Sequence[Problem], *, level: str) -> Check:
    """Every area is in exactly one area of the level, and none of those is empty."""
    named = [problem.where for problem in missing[:SHOWN]]
    more = f" and {len(missing) - SHOWN} more" if len(missing) > SHOWN else ""
    return Check(f"Every area is in one {level}, and none is empty.", not missing, f"Look at {', '.join(named)}{more}.")


def comments_check(answered: Sequence[bool]) -> Check:
    """Whoever said something has been answered."""
    waiting = len(answered) - sum(answered)
    noun = "comment waits" if waiting == 1 else "comments wait"
    return Check("Every comment of a head is answered.", not waiting, f"{waiting} {noun} for an answer.")


def date_check(starts_on: date | None, *, former: str, former_starts_on: date | None) -> Check:
    """It begins on a day, after the map it takes the place of."""
    if starts_on is None:
        return Check("It says from which day it is in force.", passed=False, do="Give a day.")
    if former_starts_on is None:
        return Check("It says from which day it is in force.", passed=True)
    return Check(
        f"It begins after “{former}”.",
        passed=starts_on > former_starts_on,
        do=f"Give a day after {former_starts_on:%-d %B %Y}.",
    )
