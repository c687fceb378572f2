"""The sections that people write: data of a pack, and one for each theme of the catalogue."""

import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from commonground.ground.evidence.models import Theme

PACK = Path(__file__).parents[2] / "packs" / "profiles" / "sections.toml"
OF_THEME = "theme-"


@dataclass(frozen=True)
class Section:
    """Where people write. `stands`: first, theme or last; `theme` is empty but for a theme's own section."""

    slug: str
    heading: str
    hint: str
    stands: str
    theme: str = ""


@dataclass(frozen=True)
class Policy:
    """When a figure without a promised date is overdue, and when a profile is, in months; and the sections."""

    stale_after_months: int
    refresh_months: int
    section: tuple[Section, ...]


@lru_cache(maxsize=1)
def policy() -> Policy:
    """The pack that this version ships."""
    held = tomllib.loads(PACK.read_text(encoding="utf-8"))
    listed = tuple(Section(**values) for values in held.pop("section"))
    return Policy(section=listed, **held)


def sections(themes: Iterable[Theme]) -> Sequence[Section]:
    """Every section in the order of the profile."""
    held = policy().section
    of_themes = [
        Section(
            slug=f"{OF_THEME}{theme.pk}",
            heading=theme.name,
            hint="What stands out, why it may be so, and what the figures cannot tell.",
            stands="theme",
            theme=theme.pk,
        )
        for theme in themes
    ]
    first, last = [one for one in held if one.stands == "first"], [one for one in held if one.stands == "last"]
    return [*first, *of_themes, *last]
