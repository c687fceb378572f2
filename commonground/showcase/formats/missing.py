"""What stands in missing.toml of a pack: what people did not find, in codes, and the gaps that somebody works on."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

NAME = "missing.toml"
ReadEntries = Callable[[Any, str, Iterable[Mapping[str, Any]]], list[Any]]


@dataclass(frozen=True)
class NotFoundEntry:
    """So often, in the week that was so many weeks ago, no service was found for these codes. `area` is a slug."""

    need: str
    band: str
    area: str
    why: str
    weeks_ago: int
    times: int


@dataclass(frozen=True)
class StepEntry:
    """What the owner reported, so many weeks ago, with what is done next until how many weeks from the opening."""

    weeks_ago: int
    text: str
    action: str
    due: int


@dataclass(frozen=True)
class GapEntry:
    """A gap opened so many weeks ago; `due` is in weeks from the opening of the place, so that it can be overdue.

    `outcome` and what it was in words end it in the week `ended_ago`.
    """

    need: str
    band: str
    area: str
    origin: str
    about: str
    owner: str
    action: str
    weeks_ago: int
    due: int
    steps: Sequence[StepEntry] = ()
    outcome: str = ""
    outcome_text: str = ""
    ended_ago: int = 0


@dataclass(frozen=True)
class Missing:
    """All of missing.toml; empty for a place that has none."""

    not_found: Sequence[NotFoundEntry] = ()
    gaps: Sequence[GapEntry] = ()


def missing_of(held: Mapping[str, Any], entries: ReadEntries) -> Missing:
    """The tables as entries; `entries` reads one kind and collects what is wrong."""
    gaps = [{**one, "steps": entries(StepEntry, NAME, one.get("steps", ()))} for one in held.get("gap", ())]
    return Missing(entries(NotFoundEntry, NAME, held.get("not_found", ())), entries(GapEntry, NAME, gaps))
