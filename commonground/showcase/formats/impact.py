"""What stands in impact.toml of a pack: figures that its papers quote as impact, with their periods and lines."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal


@dataclass(frozen=True)
class MeasureEntry:
    """Two numbers as the paper says them, in words so that no digit is lost; first and last days are included."""

    name: str
    polarity: str
    before: Decimal
    before_label: str
    before_from: date
    before_until: date
    now: Decimal
    now_label: str
    now_from: date
    now_until: date
    source: str
    unit: str = ""

    def __post_init__(self) -> None:
        object.__setattr__(self, "before", Decimal(str(self.before)))
        object.__setattr__(self, "now", Decimal(str(self.now)))


@dataclass(frozen=True)
class PanelEntry:
    """A change and its measures. `is_marked`: series show the day of the change."""

    title: str
    change: str
    source: str
    measures: Sequence[MeasureEntry]
    area: str = ""
    changed_on: date | None = None
    changed_label: str = ""
    stage: str = ""
    is_marked: bool = False
