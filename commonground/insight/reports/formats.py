"""Kinds of report and their sections, as a pack names them (packs/reports.toml)."""

import tomllib
from collections.abc import Mapping
from typing import Any

from commonground.foundation.kernel.errors import Invalid
from commonground.insight.reports.rules.kinds import AskedSection, Kind, Kinds


def read_kinds(*texts: str) -> Kinds:
    """Kinds of several files (TOML); where two have one of a name, the later counts.

    Raises Invalid naming the kind that asks for a section that is not there.
    """
    sections: dict[str, AskedSection] = {}
    rows: dict[str, Mapping[str, Any]] = {}
    for text in texts:
        held = tomllib.loads(text)
        sections |= {
            row["key"]: AskedSection(row["key"], row["heading"], row.get("help", "")) for row in held.get("section", ())
        }
        rows |= {row["slug"]: row for row in held.get("kind", ())}
    return Kinds({slug: _kind(row, sections) for slug, row in rows.items()})


def _kind(row: Mapping[str, Any], sections: Mapping[str, AskedSection]) -> Kind:
    unknown = [key for key in row["sections"] if key not in sections]
    if unknown:
        raise Invalid(f"The kind of report “{row['slug']}” asks for sections that are not there: {', '.join(unknown)}.")
    return Kind(row["slug"], row["name"], row["months"], tuple(sections[key] for key in row["sections"]))
