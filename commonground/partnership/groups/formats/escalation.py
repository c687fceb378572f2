"""The pack of clocks for escalations (packs/escalation.toml)."""

import tomllib
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from commonground.foundation.kernel.errors import Invalid, Problem
from commonground.partnership.groups.rules.escalations import Clock

NAME = "packs/escalation.toml"
DAYS = ("accept", "answer", "acknowledge", "note")
MOST = 250  # working days: a year


def read_clocks(text: str) -> Sequence[Clock]:
    """Clocks of a pack. Raises Invalid naming each block that cannot be taken."""
    try:
        rows = tomllib.loads(text).get("clock", [])
    except tomllib.TOMLDecodeError as error:
        raise Invalid(f"{NAME} is no TOML: {error}.", [Problem(f"{error}.", where=NAME)]) from error
    problems = [
        Problem(what, where=f"{NAME}, block {number}")
        for number, row in enumerate(rows, start=1)
        if (what := _wrong(row))
    ]
    if problems:
        raise Invalid("The clocks of escalations cannot be read.", problems)
    return [_clock(row) for row in rows]


def _wrong(row: Mapping[str, Any]) -> str:
    if type(row.get("from")) is not date:
        return "from must be a day, such as 2026-04-01."
    for name in DAYS:
        if type(row.get(name)) is not int or not 1 <= row[name] <= MOST:
            return f"{name} must be a number of working days from 1 to {MOST}."
    if row["answer"] < row["accept"]:
        return "answer must not be less than accept: both count from the day it came."
    return ""


def _clock(row: Mapping[str, Any]) -> Clock:
    days = {name: row[name] for name in DAYS}
    return Clock(row["from"], frozenset(row.get("kinds", ())), **days, source=row.get("source", ""))
