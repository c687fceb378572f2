"""The catalogue, searched and narrowed."""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from commonground.foundation.audit.along import listed
from commonground.foundation.kernel.errors import Invalid, Problem
from commonground.foundation.kernel.viewer import Viewer
from commonground.ground.evidence.models import Audience, Care, Fingerprint, Theme
from commonground.ground.evidence.queries.standing import Entry, Index, entries, index
from commonground.ground.evidence.rules import finding
from commonground.ground.evidence.rules.finding import Found
from commonground.ground.evidence.rules.freshness import State
from commonground.ground.evidence.rules.indicators import Definition


@dataclass(frozen=True)
class Narrowed:
    """What the address of the catalogue asks for; empty asks for everything."""

    words: str = ""
    theme: str = ""
    audience: str = ""
    frequency: str = ""
    freshness: str = ""
    discontinued: str = ""  # "no": without them; "only": nothing else


@dataclass(frozen=True)
class CataloguePage:
    """The entries that fit, the best first where words were given; words that were read as others."""

    asked: Narrowed
    listed: Sequence[Entry]
    in_all: int
    read_as: Sequence[tuple[str, Sequence[str]]]


@dataclass(frozen=True)
class Choices:
    """Headings and audiences there are."""

    themes: Sequence[Theme]
    audiences: Sequence[Audience]


def catalogue_edition(viewer: Viewer) -> str:
    """Changes whenever what the catalogue says of figures does: entries, releases, dates people set, the day. One
    query."""
    cares = listed(Care.objects.all(), "pk", "version")
    value, kept = Fingerprint.objects.annotate(cares=cares).values_list("value", "cares").first() or ("", None)
    return hashlib.sha256(f"{value} {sorted(kept or ())} {viewer.today}".encode()).hexdigest()


def check_choices(asked: Narrowed) -> None:
    """Raises Invalid, with those there are, for a theme or audience that is not known. One query, or none where
    neither is given."""
    if not (asked.theme or asked.audience):
        return
    held = index()
    problems = [
        Problem(f"“{chosen}” is not known.", f"Known are: {', '.join(known)}.", where=where)
        for where, chosen, known in (("theme", asked.theme, held.themes), ("audience", asked.audience, held.audiences))
        if chosen and chosen not in known
    ]
    if problems:
        raise Invalid("The list cannot be narrowed like this. Nothing was read.", problems)


def choices() -> Choices:
    """One query."""
    held = index()
    return Choices(list(held.themes.values()), list(held.audiences.values()))


def catalogue_page(asked: Narrowed, *, viewer: Viewer) -> CataloguePage:
    """Three queries."""
    everything = entries(viewer)
    found = find(asked.words)
    kept = _in_order(everything, found) if asked.words.strip() else everything
    return CataloguePage(
        asked=asked,
        listed=[entry for entry in kept if _fits(entry, asked)],
        in_all=len(everything),
        read_as=found.read_as,
    )


def find(words: str) -> Found:
    """Indicators by words: names, other names, themes and definitions, with slips forgiven. One query."""
    return _find(" ".join(words.split()), Texts(index()))


def search(viewer: Viewer, text: str) -> list[Definition]:
    """Indicators that say every word of `text`, the best first. Open to every viewer. One query."""
    if not text.strip():
        return []
    by_slug = {one.about.slug: one.about for one in index().entries}
    return [by_slug[slug] for slug in find(text).slugs]


class Texts:
    """What every entry says; equal where the catalogue is the same one."""

    def __init__(self, held: Index) -> None:
        self.held = held

    def __hash__(self) -> int:
        return id(self.held)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Texts) and other.held is self.held


@lru_cache(maxsize=64)
def _find(words: str, texts: Texts) -> Found:
    return finding.find(words, _texts(texts)) if words else Found(())


@lru_cache(maxsize=2)
def _texts(texts: Texts) -> list[finding.Text]:
    return [text_of(one.about) for one in texts.held.entries]


def text_of(about: Definition) -> finding.Text:
    said = {
        "slug": about.slug,
        "reference": about.reference,
        "name": f"{about.name} {about.short_name}",
        "alias": " ".join(about.aliases),
        "theme": about.theme_name,
        "definition": f"{about.definition} {about.numerator} {about.denominator}",
    }
    return finding.Text(about.slug, {place: text for place, text in said.items() if text})


def _in_order(everything: Iterable[Entry], found: Found) -> list[Entry]:
    by_slug = {entry.about.slug: entry for entry in everything}
    return [by_slug[slug] for slug in found.slugs if slug in by_slug]


def _fits(entry: Entry, asked: Narrowed) -> bool:
    about = entry.about
    return (
        (not asked.theme or asked.theme in about.themes)
        and (not asked.audience or any(one.to == asked.audience for one in about.reported))
        and (not asked.frequency or about.frequency == asked.frequency)
        and (not asked.freshness or entry.freshness.state is State(asked.freshness))
        and (not asked.discontinued or about.is_discontinued is (asked.discontinued == "only"))
    )
