"""What stands under [[process]] in programmes.toml of a pack: processes of the plan, and where they stand.

A day is a date or a whole number of weeks from the opening, as in the rest of that file.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

Day = date | int
ReadEntries = Callable[[Any, str, Iterable[Mapping[str, Any]]], list[Any]]


@dataclass(frozen=True)
class SaidEntry:
    """One standing of some areas (slugs) and age bands; later ones come after earlier ones."""

    areas: Sequence[str]
    bands: Sequence[str]
    kind: str
    on: Day
    differs: str = ""
    why: str = ""
    evidence: str = ""


@dataclass(frozen=True)
class ProcessEntry:
    """A process of the plan. `map`: the footprint whose finest level it follows; `milestone`: the title of one."""

    title: str
    purpose: str
    agreed_way: str
    map: str
    organisation: str
    started: Day
    owner: str = ""
    milestone: str = ""
    source: str = ""
    is_invented: bool = False
    said: Sequence[SaidEntry] = ()


def processes_of(held: Mapping[str, Any], name: str, entries: ReadEntries) -> Sequence[ProcessEntry]:
    """The tables as entries; `entries` reads one kind and collects what is wrong."""
    tables = [{**one, "said": entries(SaidEntry, name, one.get("said", ()))} for one in held.get("process", ())]
    return entries(ProcessEntry, name, tables)
