"""What stands in telling.toml of a pack: notes, profiles and lists of measures. Notes and texts are invented."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True)
class NoteEntry:
    """A note on an area (its slug), told by somebody invented and read by somebody else."""

    area: str
    theme: str
    kind: str
    text: str
    source: str
    known_on: date
    author: str
    organisation: str
    read_by: str


@dataclass(frozen=True)
class ProfileEntry:
    """A needs profile that is frozen at once. `texts`: section → what somebody invented wrote."""

    area: str
    owner: str
    due_on: date
    written_by: str
    texts: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class MeasuresEntry:
    """A list of measures and a frozen report on it. `exceeds` and `short` are stated by `stated_source`."""

    slug: str
    name: str
    area: str
    audience: str
    frequency: str
    owner: str
    report_until: date
    about: str = ""
    indicators: Sequence[str] = ()
    exceeds: Sequence[str] = ()
    short: Sequence[str] = ()
    stated_on: date | None = None
    stated_count: int = 0
    stated_source: str = ""
    written_by: str = ""


@dataclass(frozen=True)
class Told:
    """All of telling.toml; empty for a place that has none."""

    notes: Sequence[NoteEntry] = ()
    profiles: Sequence[ProfileEntry] = ()
    measures: Sequence[MeasuresEntry] = ()
