"""Codes of organisations, who belongs to whom, and who took whose place."""

import re
from collections.abc import Iterable, Mapping
from graphlib import CycleError, TopologicalSorter
from typing import NamedTuple

from commonground.foundation.kernel.errors import Invalid, Problem


class Step(NamedTuple):
    """One organisation stands below or before another: a part of a whole, or a former body and its successor."""

    lower: str
    upper: str


def check_no_circle(steps: Iterable[Step], *, sentence: str, what: str, column: str | None = None) -> None:
    """Raises Invalid where the steps lead back to where they began. `what` goes after the names of the circle."""
    above: dict[str, set[str]] = {}
    for lower, upper in steps:
        above.setdefault(lower, set()).add(upper)
    try:
        TopologicalSorter(above).prepare()
    except CycleError as circle:
        names = " → ".join(reversed(circle.args[1]))
        raise Invalid(sentence, [Problem(f"{names}: {what}", "Choose another.", column=column)]) from circle


def check_code(scheme: str, pattern: str, example: str, code: str) -> str:
    """The code in the form its scheme writes it. Raises Invalid with an example."""
    written = re.sub(r"\s+", "", code).upper()
    if pattern and not re.fullmatch(pattern, written):
        like = f"A code of this scheme looks like {example}." if example else ""
        raise Invalid(
            "The code was not kept.", [Problem(f"“{code.strip()}” is no code of {scheme}.", like, column="code")]
        )
    return written


def lines_of(text: str) -> list[str]:
    """What somebody wrote one a line (or with ; between), tidied, each once."""
    parts = (" ".join(part.split()) for part in re.split(r"[\n;]", text))
    return list(dict.fromkeys(part for part in parts if part))


def slug_of(name: str, taken: Mapping[str, object] | Iterable[str]) -> str:
    """A readable slug for a public page that nobody else has: “mind-2” after “mind”."""
    plain = re.sub(r"[^a-z0-9]+", "-", name.casefold()).strip("-")[:44] or "organisation"
    known = set(taken)
    if plain not in known:
        return plain
    return next(f"{plain}-{number}" for number in range(2, len(known) + 3) if f"{plain}-{number}" not in known)
