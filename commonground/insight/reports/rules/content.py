"""What a report says, as one thing: figures with what they are of, lists, and the words of people beside them.

Page, PDF, Word and Excel are all made of this. Once frozen it is kept whole, known by its hash.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace


@dataclass(frozen=True)
class Fact:
    """A count, and of how many where it is a part of something; `was` is that of the report before, where there is one.

    Shares are never kept: they are worked out from these where they are shown, each with its own base.
    """

    key: str
    name: str
    count: int
    of: int | None = None
    was: int | None = None
    was_of: int | None = None


@dataclass(frozen=True)
class Figures:
    """Facts that stand in one table."""

    caption: str
    facts: tuple[Fact, ...]


@dataclass(frozen=True)
class Listing:
    """A list from the record: what it is of, its columns, its rows."""

    caption: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Link:
    """Where more can be read on the site: the name of a page, and the slug in its address if it has one."""

    words: str
    page: str
    slug: str = ""


@dataclass(frozen=True)
class Generated:
    """The part of a section that is made from the record."""

    sentences: tuple[str, ...] = ()
    figures: tuple[Figures, ...] = ()
    lists: tuple[Listing, ...] = ()
    links: tuple[Link, ...] = ()


@dataclass(frozen=True)
class SectionContent:
    """A section: what was made from the record, if anything, and what people wrote."""

    key: str
    heading: str
    generated: Generated | None = None
    words: str = ""


@dataclass(frozen=True)
class ReportContent:
    """All that a report says. Days are written as 2026-03-31; `until` is the first day after the period."""

    title: str
    group: str
    kind: str
    audience: str
    since: str
    until: str
    as_at: str
    contact: str
    sections: tuple[SectionContent, ...]
    before: str = ""  # the period of the report whose figures stand beside


def facts_of(content: ReportContent) -> Mapping[str, Fact]:
    """Every figure, by key."""
    made = [one.generated for one in content.sections if one.generated]
    return {fact.key: fact for one in made for figures in one.figures for fact in figures.facts}


def with_before(generated: Generated, before: Mapping[str, Fact]) -> Generated:
    """The same with the figures of the report before beside those of one key."""
    return replace(
        generated,
        figures=tuple(replace(one, facts=tuple(_beside(one.facts, before))) for one in generated.figures),
    )


def _beside(facts: tuple[Fact, ...], before: Mapping[str, Fact]) -> Iterator[Fact]:
    for fact in facts:
        was = before.get(fact.key)
        yield replace(fact, was=was.count, was_of=was.of) if was else replace(fact, was=None, was_of=None)
