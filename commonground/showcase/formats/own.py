"""What stands in own.toml of a pack: figures that an organisation of the place counts itself. All invented."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class OwnEntry:
    """One figure of an organisation (its slug), defined as in the form, and its file in figures/.

    `reading` says how the file is read where its headings do not.
    """

    organisation: str
    name: str
    definition: str
    unit: str
    licence: str
    theme: str
    period_kind: str
    file: str
    method: str = "count"
    polarity: str = "context"
    multiplier: float = 1.0
    denominator: str = ""
    caveat: str = ""
    suppress_below: int = 0
    reading: Mapping[str, Any] = field(default_factory=dict)
