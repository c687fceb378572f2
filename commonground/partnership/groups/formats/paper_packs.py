"""The rule packs of papers: which sections and signatures, and which pack is used from when (packs/papers.toml)."""

import tomllib
from collections.abc import Mapping, Sequence
from typing import Any

from commonground.foundation.kernel.errors import Invalid
from commonground.partnership.groups.rules.papers import (
    AskedSection,
    AskedSignOff,
    AskedText,
    PackUse,
    PaperPack,
    PaperPacks,
)

LISTS = frozenset({"recommendations", "background", "areas"})


def read_paper_packs(*texts: str) -> PaperPacks:
    """Packs and uses of several files (TOML); where two have a pack of one name, the later one counts.

    Raises Invalid naming the pack in which something cannot be.
    """
    packs: dict[str, PaperPack] = {}
    uses: list[PackUse] = []
    for text in texts:
        held = tomllib.loads(text)
        packs |= {row["slug"]: _pack(row) for row in held.get("pack", ())}
        uses += [PackUse(row["pack"], row["from"], frozenset(row.get("kinds", ()))) for row in held.get("use", ())]
    unknown = sorted({use.pack for use in uses} - set(packs))
    if unknown:
        raise Invalid(f"Packs of papers are used that are not there: {', '.join(unknown)}.")
    return PaperPacks(packs, uses)


def _pack(row: Mapping[str, Any]) -> PaperPack:
    slug = row["slug"]
    made = PaperPack(
        slug=slug,
        name=row["name"],
        sections=tuple(_section(one, slug) for one in row["section"]),
        sign_offs=tuple(AskedSignOff(one["key"], one["heading"]) for one in row.get("sign_off", ())),
        source=row.get("source", ""),
    )
    keys = [one.key for one in made.texts]
    if len(set(keys)) != len(keys):
        raise Invalid(f"The pack of papers “{slug}” has two sections of one key.")
    return made


def _section(row: Mapping[str, Any], slug: str) -> AskedSection:
    key, heading, lists = row["key"], row["heading"], row.get("lists", "")
    if lists and lists not in LISTS:
        raise Invalid(f"The pack of papers “{slug}” asks for a list “{lists}” that nobody knows.")
    help_ = row.get("help", "")
    return AskedSection(key, heading, () if lists else _texts(row, key, heading), lists, help_)


def _texts(row: Mapping[str, Any], key: str, heading: str) -> tuple[AskedText, ...]:
    """The parts of a section must each say something (G13); one without parts says it itself."""
    parts: Sequence[Mapping[str, Any]] = row.get("parts", ())
    if not parts:
        return (AskedText(key, heading, must_say=row.get("must_say", False), help=row.get("help", "")),)
    return tuple(
        AskedText(f"{key}-{part['key']}", part["heading"], must_say=part.get("must_say", True), under=heading)
        for part in parts
    )
