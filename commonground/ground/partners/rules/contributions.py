"""What partners put in: kinds with their units, how a year is written, and sums."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum

from commonground.foundation.kernel import money
from commonground.foundation.kernel.errors import Invalid, Problem

YEAR = re.compile(r"(20[0-9]{2})(?:\s*[-/\N{EN DASH}]\s*(?:20)?([0-9]{2}))?")
AMOUNT = re.compile(r"([0-9]{1,6})(?:\.([0-9]{1,2}))?")


class Kind(Enum):
    """Money, or help in kind: cash is whole pence, the others hundredths of their unit."""

    CASH = "cash"
    FTE = "fte"
    HOURS = "hours"
    ROOMS = "rooms"

    @property
    def label(self) -> str:
        return {
            Kind.CASH: "Money",
            Kind.FTE: "Staff, full-time equivalent",
            Kind.HOURS: "Hours of work",
            Kind.ROOMS: "Rooms, half days",
        }[self]


class Willingness(Enum):
    """Whether a partner contributes: shown as a flag in the register (M18)."""

    CONTRIBUTES = "contributes"
    ASKED = "asked"
    CANNOT = "cannot"
    NOT_ASKED = "not-asked"

    @property
    def label(self) -> str:
        return {
            Willingness.CONTRIBUTES: "Contributes",
            Willingness.ASKED: "Asked, not agreed",
            Willingness.CANNOT: "Cannot or will not",
            Willingness.NOT_ASKED: "Not asked",
        }[self]


@dataclass(frozen=True)
class Given:
    """One contribution as sums need it: agreed, or asked for only. `given` is None while it is not known."""

    kind: Kind
    pledged: int
    given: int | None
    is_agreed: bool = True


@dataclass(frozen=True)
class Total:
    """Shares, of which some are agreed, and what was given, of one kind.

    `given` is None where nobody has said what any partner gave; `unknown` counts those who have not.
    """

    kind: Kind
    pledged: int
    agreed: int
    given: int | None
    unknown: int


def totals(contributions: Iterable[Given]) -> list[Total]:
    """Sums by kind, in the order of the kinds; a kind that nobody contributes is left out."""
    held = list(contributions)
    by_kind = [(kind, [one for one in held if one.kind is kind]) for kind in Kind]
    return [_total(kind, ones) for kind, ones in by_kind if ones]


def _total(kind: Kind, held: list[Given]) -> Total:
    given = [one.given for one in held if one.given is not None]
    return Total(
        kind,
        pledged=sum(one.pledged for one in held),
        agreed=sum(one.pledged for one in held if one.is_agreed),
        given=sum(given) if given else None,
        unknown=len(held) - len(given),
    )


def parse_amount(kind: Kind, text: str, *, column: str) -> int:
    """Pence, or hundredths of the kind's unit, from what people write. Raises Invalid naming the column."""
    if kind is Kind.CASH:
        pence = money.parse(text)
        if pence < 0:
            raise Invalid(
                "The contribution was not kept.", [Problem("An amount cannot be below nought.", column=column)]
            )
        return pence
    match = AMOUNT.fullmatch(text.strip().replace(",", ""))
    if match is None:
        raise Invalid(
            "The contribution was not kept.",
            [Problem(f"“{text.strip()}” is not an amount.", "Write a number such as 0.5 or 12.", column=column)],
        )
    return int(match[1]) * 100 + int((match[2] or "0").ljust(2, "0"))


def amount_in_words(kind: Kind, amount: int) -> str:
    """£4,668.90, or 0.8 of the unit."""
    return money.exact(amount) if kind is Kind.CASH else f"{(Decimal(amount) / 100).normalize():f}"


def parse_year(text: str) -> int:
    """2016 from 2016-17, 2016/2017 or 2016. Raises Invalid for anything else, 2016-18 too."""
    match = YEAR.fullmatch(text.strip())
    if match is None or (match[2] and int(match[2]) != (int(match[1]) + 1) % 100):
        raise Invalid(
            "The year is not understood.",
            [Problem(f"“{text.strip()}” is not a financial year.", "Write it as 2026-27.", column="year")],
        )
    return int(match[1])


def year_in_words(year: int) -> str:
    """2016-17."""
    return f"{year}-{(year + 1) % 100:02}"
