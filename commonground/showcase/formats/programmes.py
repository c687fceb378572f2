"""What stands in programmes.toml of a pack: a plan, its outcomes, and the programmes that deliver it.

A day is a date, where a paper gives it, or a whole number of weeks from the opening, where the thing is an example.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from commonground.showcase.formats.processes import Day, ProcessEntry, ReadEntries, processes_of

NAME = "programmes.toml"


@dataclass(frozen=True)
class DeliveredPlanEntry:
    """A plan for the whole place, with a year, priorities by their words, and outcomes by whom they are for."""

    name: str
    owner: str
    period: str
    starts: date
    ends: date
    priorities: Sequence[str]
    about: str = ""
    source: str = ""
    outcomes: Mapping[str, Sequence[str]] = field(default_factory=dict)


@dataclass(frozen=True)
class MilestoneEntry:
    """`waits` are titles of milestones of the programme that come before it in the pack. `moved`: a later day."""

    title: str
    due: Day | None = None
    reached: Day | None = None
    evidence: str = ""
    owner: str = ""
    waits: Sequence[str] = ()
    moved: Day | None = None
    why_moved: str = ""


@dataclass(frozen=True)
class ProgressEntry:
    on: Day
    lines: Sequence[str]
    learned: str = ""


@dataclass(frozen=True)
class TestEntry:
    title: str
    hypothesis: str
    tried: str
    result: str = ""
    found: Day | None = None
    guidance: str = ""


@dataclass(frozen=True)
class ReviewsEntry:
    change: str
    changed: Day
    months: Sequence[int]


@dataclass(frozen=True)
class PilotEntry:
    """`readings` are tables of on, text and source; with a `decision` the pilot is decided."""

    name: str
    where: str
    measured_by: str
    success: str
    starts: Day
    ends: Day | None = None
    about: str = ""
    readings: Sequence[Mapping[str, Any]] = ()
    decision: str = ""
    decided: Day | None = None
    decided_by: str = ""
    why: str = ""


@dataclass(frozen=True)
class ToDoEntry:
    """An action of a workstream. `kind` is key or communication."""

    title: str
    due: Day
    kind: str = "key"
    owner: str = ""


@dataclass(frozen=True)
class ClosingEntry:
    """Into business as usual; what is open is carried over to the owner until `left_until`."""

    on: Day
    owner: str
    group: str
    words: str = ""
    left_until: Day = 12


@dataclass(frozen=True)
class WorkstreamEntry:
    name: str
    aims: Sequence[str]
    organisation: str
    horizon: str
    starts: Day
    ends: Day | None = None
    lead: str = ""
    kind: str = "workstream"
    is_cross_cutting: bool = False
    added: Day | None = None
    why_added: str = ""
    milestones: Sequence[MilestoneEntry] = ()
    progress: Sequence[ProgressEntry] = ()
    tests: Sequence[TestEntry] = ()
    reviews: Sequence[ReviewsEntry] = ()
    pilots: Sequence[PilotEntry] = ()
    actions: Sequence[ToDoEntry] = ()
    closed: ClosingEntry | None = None


@dataclass(frozen=True)
class RiskEntry:
    """Of the whole programme, or of the workstream that is named."""

    title: str
    kind: str
    likelihood: int
    impact: int
    mitigation: str
    organisation: str
    raised: Day
    review: Day
    effect: str = ""
    workstream: str = ""
    owner: str = ""


@dataclass(frozen=True)
class ProgrammeEntry:
    """Workstreams with `added` come after the programme was agreed."""

    name: str
    area: str
    owner: str
    starts: Day
    workstreams: Sequence[WorkstreamEntry]
    risks: Sequence[RiskEntry] = ()
    sponsor: str = ""
    about: str = ""
    source: str = ""
    agreed: Day | None = None
    agreed_by: str = ""
    known_until: date | None = None
    is_invented: bool = False


@dataclass(frozen=True)
class Programmes:
    """All of programmes.toml; empty for a place that has none."""

    plan: DeliveredPlanEntry | None = None
    programmes: Sequence[ProgrammeEntry] = ()
    processes: Sequence[ProcessEntry] = ()


def programmes_of(held: Mapping[str, Any], entries: ReadEntries) -> Programmes:
    """The tables of programmes.toml as entries; `entries` reads one kind and collects what is wrong."""
    plans = entries(DeliveredPlanEntry, NAME, [held["plan"]] if "plan" in held else [])
    programmes = [
        {
            **one,
            "workstreams": entries(
                WorkstreamEntry, NAME, [_workstream(each, entries) for each in one.get("workstreams", ())]
            ),
            "risks": entries(RiskEntry, NAME, one.get("risks", ())),
        }
        for one in held.get("programme", ())
    ]
    delivering = entries(ProgrammeEntry, NAME, programmes)
    return Programmes(plans[0] if plans else None, delivering, processes_of(held, NAME, entries))


PARTS = (
    ("milestones", MilestoneEntry),
    ("progress", ProgressEntry),
    ("tests", TestEntry),
    ("reviews", ReviewsEntry),
    ("pilots", PilotEntry),
    ("actions", ToDoEntry),
)


def _workstream(one: Mapping[str, Any], entries: ReadEntries) -> dict[str, Any]:
    parts = {name: entries(kind, NAME, one.get(name, ())) for name, kind in PARTS}
    closed = entries(ClosingEntry, NAME, [one["closed"]] if "closed" in one else [])
    return {**one, **parts, "closed": closed[0] if closed else None}
