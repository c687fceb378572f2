"""What stands in evidence.toml of a pack: who looks after datasets and chapters, and what reviews found. Invented."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class CareEntry:
    """A dataset (its slug) or a chapter (its title), and the team of an organisation (slug) that answers for it."""

    organisation: str
    team: str
    dataset: str = ""
    chapter: str = ""
    page: str = ""
    review_on: date | None = None
    review_months: int | None = None
    review: str = ""
    greatest_need: str = ""


@dataclass(frozen=True)
class Evidence:
    """All of evidence.toml; empty for a place that has none."""

    cares: Sequence[CareEntry] = ()
