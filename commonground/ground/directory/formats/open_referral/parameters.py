"""Parameters of the read API as text, and what they mean."""

import re
from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from typing import Any

from commonground.foundation.kernel.errors import Invalid, Problem
from commonground.ground.directory.formats.open_referral import values

MOST = 500  # services on a page
DAYS = re.compile(r"(?:MO|TU|WE|TH|FR|SA|SU)", re.IGNORECASE)
NOT_TAKEN = "A parameter cannot be taken. Nothing was read."


def _day(text: str) -> str:
    if not DAYS.fullmatch(text[:2]):
        raise ValueError("is no day such as MO or Monday.")
    return text[:2].upper()


def _words(text: str) -> str:
    if len(text) > 200 or any(ord(sign) < 32 for sign in text):
        raise ValueError("has more than 200 characters, or some that are no text.")
    return text


def _age(text: str) -> Decimal:
    return Decimal(values.exact(text))


READ: dict[str, Callable[[str], Any]] = {
    "search": _words,
    "taxonomy_term_id": values.identifier,
    "taxonomy_id": values.identifier,
    "minimum_age": _age,
    "maximum_age": _age,
    "start_time": values.clock,
    "end_time": values.clock,
    "day": _day,
    "postcode": _words,
    "proximity": values.number,
    "page": values.whole(1_000_000),
    "per_page": values.whole(MOST),
}


def read_parameters(said: Mapping[str, object], known: Iterable[str]) -> dict[str, Any]:
    """Values by name; empty ones are left out. Raises Invalid for one that is not known, or whose value is none."""
    may = sorted(known)
    problems = [
        Problem("is not known.", f"Known are: {', '.join(may)}.", where=name[:40]) for name in said if name not in may
    ]
    asked: dict[str, Any] = {}
    for name, text in said.items():
        if name in may and text:
            try:
                asked[name] = READ[name](str(text))
            except ValueError as wrong:
                problems.append(Problem(str(wrong), where=name))
    if problems:
        raise Invalid(NOT_TAKEN, problems[:10])
    return asked
