"""What a group needs before it runs, in the order in which people do it (G24, 002:85)."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from enum import StrEnum


class Step(StrEnum):
    """One thing to be done, in words."""

    TERMS = "Agree the terms of reference"
    CHAIR = "Appoint a chair"
    CLERK = "Appoint a clerk"
    REPORTS = "Say to whom the group reports"
    AREAS = "Say which areas it works for"
    SECTORS = "Fill a seat of each required sector"
    NEXT_MEETING = "Put the next meeting in the calendar"
    FIRST_MEETING = "Hold the first meeting"


@dataclass(frozen=True)
class StepSeen:
    step: Step
    is_done: bool


def checklist(done: Collection[Step]) -> Sequence[StepSeen]:
    """Every step with whether it is done."""
    return [StepSeen(step, step in done) for step in Step]
