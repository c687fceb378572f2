"""The pack of school holidays: term dates as publishers give them, by area code."""

import tomllib
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

from commonground.partnership.groups.rules.calendar import Break, Holidays

DAY = timedelta(days=1)
LONGEST_BREAK = 60 * DAY  # more lies between two terms only where years in between are not in the pack


def read_holidays(text: str) -> Mapping[str, Holidays]:
    """Holidays by the code of an area: what lies between two terms. Raises ValueError where terms overlap."""
    terms: dict[str, list[Mapping[str, Any]]] = {}
    for row in tomllib.loads(text)["term"]:
        terms.setdefault(row["area"], []).append(row)
    return {area: _between(area, sorted(rows, key=lambda row: row["first"])) for area, rows in terms.items()}


def _between(area: str, terms: Sequence[Mapping[str, Any]]) -> Holidays:
    """From one term to the next where both are known; every other day is not known."""
    breaks = [_after(term, term["then_until"]) for term in terms if "then_until" in term]
    for term, following in pairwise(terms):
        if following["first"] <= term["last"]:
            raise ValueError(f"terms of {area} overlap on {following['first']}")
        if following["first"] - term["last"] <= LONGEST_BREAK and "then_until" not in term:
            breaks.append(_after(term, following["first"] - DAY))
    known: list[tuple[date, date]] = [(term["first"], term["last"]) for term in terms]
    return Holidays(tuple(breaks), (*known, *((one.first, one.last) for one in breaks)))


def _after(term: Mapping[str, Any], until: date) -> Break:
    return Break(term["then"], term["last"] + DAY, until)
