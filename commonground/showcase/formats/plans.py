"""What stands in plans.toml of a pack: plans with two years, written through the plans room's own actions.

Weeks count from the opening. A year is the financial year of the opening (0) or the one before it (-1).
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

NAME = "plans.toml"
LAST_YEAR, THIS_YEAR = -1, 0
ReadEntries = Callable[[Any, str, Iterable[Mapping[str, Any]]], list[Any]]


@dataclass(frozen=True)
class EvidenceEntry:
    """What a priority rests on. `note` is the source of a note of the pack; a profile is the newest of the area."""

    kind: str
    says: str
    indicator: str = ""
    area: str = ""
    period: str = ""
    note: str = ""
    report: str = ""
    since: int = LAST_YEAR


@dataclass(frozen=True)
class CurveEntry:
    """A measure: by an indicator with the last day of its baseline, or of the plan's own with readings of weeks, count
    and base, the first of which is the baseline. `by_year`: the target is for the end of that year; `outcome`: what
    it tells, in the plan's words."""

    name: str
    wanted: str
    target: float
    by_year: int
    telling: str = "better-off"
    indicator: str = ""
    baseline_on: date | None = None
    unit: str = ""
    per: int | None = None
    readings: Sequence[Sequence[int]] = ()
    source: str = ""
    outcome: str = ""
    story: str = ""
    partners: str = ""
    works: str = ""


@dataclass(frozen=True)
class DeedEntry:
    """An action. With `effect` it was done in week `done`; `said` was reported in week `said_in`."""

    title: str
    by: str
    due: int
    owner: str = ""
    kind: str = "key"
    done: int | None = None
    effect: str = ""
    said: str = ""
    said_in: int = -3
    since: int = LAST_YEAR


@dataclass(frozen=True)
class PriorityEntry:
    """A priority. `was` is its title a year ago; `ended` says why the refresh ended it; `inherits` names the priority
    of the plan above. `sent` says why it concerns the whole place, `answer` what came back, `taken_as` what it became.
    """

    title: str
    led_by: str
    why: str = ""
    lead: str = ""
    was: str = ""
    since: int = LAST_YEAR
    ended: str = ""
    inherits: str = ""
    sent: str = ""
    answer: str = ""
    taken_as: str = ""
    status: str = ""
    status_why: str = ""
    evidence: Sequence[EvidenceEntry] = ()
    measures: Sequence[CurveEntry] = ()
    actions: Sequence[DeedEntry] = ()


@dataclass(frozen=True)
class PlanEntry:
    """A plan that was agreed a year ago and refreshed this year. `group` owns it."""

    name: str
    area: str
    owner: str
    agreed_by: str
    priorities: Sequence[PriorityEntry]
    under: str = ""
    keeper: str = ""
    group: str = ""
    openness: str = "public"
    about: str = ""
    source: str = ""
    refreshed: str = ""
    outcomes: Mapping[str, Sequence[str]] = field(default_factory=dict)


def plans_of(held: Mapping[str, Any], entries: ReadEntries) -> Sequence[PlanEntry]:
    """The tables of plans.toml as entries; `entries` reads one kind and collects what is wrong."""
    plans = [
        {**one, "priorities": entries(PriorityEntry, NAME, [_priority(row, entries) for row in one["priorities"]])}
        for one in held.get("plan", ())
    ]
    return entries(PlanEntry, NAME, plans)


def _priority(one: Mapping[str, Any], entries: ReadEntries) -> dict[str, Any]:
    return {
        **one,
        "evidence": entries(EvidenceEntry, NAME, one.get("evidence", ())),
        "measures": entries(CurveEntry, NAME, one.get("measures", ())),
        "actions": entries(DeedEntry, NAME, one.get("actions", ())),
    }
