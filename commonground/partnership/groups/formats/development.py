"""The pack of stages of leadership development (packs/development.toml)."""

import tomllib
from collections.abc import Mapping, Sequence
from typing import Any

from commonground.foundation.kernel.errors import Invalid, Problem
from commonground.partnership.groups.rules.development import Stage

NAME = "packs/development.toml"
TEXTS = ("slug", "name", "about")


def read_stages(text: str) -> Sequence[Stage]:
    """Stages in order. Raises Invalid naming each block that cannot be taken."""
    try:
        rows = tomllib.loads(text).get("stage", [])
    except tomllib.TOMLDecodeError as error:
        raise Invalid(f"{NAME} is no TOML: {error}.", [Problem(f"{error}.", where=NAME)]) from error
    seen: set[str] = set()
    problems = []
    for number, row in enumerate(rows, start=1):
        if what := _wrong(row, seen):
            problems.append(Problem(what, where=f"{NAME}, block {number}"))
        seen.add(str(row.get("slug")))
    if problems:
        raise Invalid("The stages of leadership development cannot be read.", problems)
    return [
        Stage(row["slug"], row["name"], row["about"], frozenset(row["kinds"]), row.get("source", "")) for row in rows
    ]


def _wrong(row: Mapping[str, Any], seen: set[str]) -> str:
    for name in TEXTS:
        if not isinstance(row.get(name), str) or not row[name].strip():
            return f"{name} is missing."
    if not isinstance(row.get("kinds"), list) or not row["kinds"]:
        return "kinds must list kinds of group."
    return f"{row['slug']} stands there twice." if row["slug"] in seen else ""
