"""What stands in gaps.toml of a pack: what people did not find, and gaps that are worked on. All invented."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class SayingEntry:
    """That nothing was found, so many times in a week that is so many weeks ago. `area` as on the command line."""

    need: str
    band: str
    area: str
    why: str
    times: int
    weeks_ago: int


@dataclass(frozen=True)
class GapEntry:
    """A gap with who answers for it (a slug); closed where it has an outcome. Days count from when the place opens."""

    need: str
    band: str
    area: str
    origin: str
    about: str
    owner: str
    action: str
    due_in_days: int
    outcome: str = ""
    outcome_text: str = ""


@dataclass(frozen=True)
class Gaps:
    said: Sequence[SayingEntry] = ()
    gaps: Sequence[GapEntry] = ()
