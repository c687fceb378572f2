"""Leadership development in stages: which a kind of group has, and how far a group and its people are (M21)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from commonground.foundation.kernel.errors import Invalid, Problem
from commonground.partnership.groups.rules.words import StageStanding


@dataclass(frozen=True)
class Stage:
    """A stage that groups of some kinds go through. `kinds` are slugs of kinds of group."""

    slug: str
    name: str
    about: str
    kinds: frozenset[str]
    source: str = ""


class Reached(Protocol):
    """What somebody noted of a stage."""

    stage: str
    on: date


TONES = {StageStanding.PLANNED: "blue", StageStanding.UNDER_WAY: "yellow", StageStanding.DONE: "green"}


def stages_for(stages: Sequence[Stage], kind: str) -> list[Stage]:
    """Those of a kind of group, in order."""
    return [one for one in stages if kind in one.kinds]


def check_noted(*, stage: str, known: Sequence[Stage], standing: str, on: date, today: date) -> None:
    """Raises Invalid at the field for a stage that this kind of group has not got, and for one done in days to come."""
    if stage not in {one.slug for one in known}:
        raise Invalid("Nothing was noted.", [Problem("This kind of group has no such stage.", column="stage")])
    if standing != StageStanding.PLANNED and on > today:
        what = "What has begun or is done has a day of today or before."
        raise Invalid("Nothing was noted.", [Problem(what, "Enter an earlier day, or say “Planned”.", column="on")])
