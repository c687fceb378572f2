"""What stands in a cell that has no number. A symbol is a value: it is carried, never dropped.

Source: symbols as used in the published files of the Department for Education (children in need 2013 to 2024).
"""

from collections.abc import Iterable

CONFIDENTIAL = "c"
UNAVAILABLE = "x"
UNRELIABLE = "u"
LOW = "low"
NOT_APPLICABLE = "z"

MEANINGS = {
    CONFIDENTIAL: "suppressed to protect people",
    UNAVAILABLE: "not available",
    UNRELIABLE: "too unreliable to publish",
    LOW: "rounds to nought but is not nought",
    NOT_APPLICABLE: "not applicable",
}

# What a whole says when its parts say different things: what protects people first, what explains least last.
STRENGTH = {CONFIDENTIAL: 5, UNAVAILABLE: 4, UNRELIABLE: 3, LOW: 2, NOT_APPLICABLE: 1}
BY_STRENGTH = {strength: symbol for symbol, strength in STRENGTH.items()}


def strength(symbol: str | None) -> int:
    """How strongly a symbol speaks, 5 to 1; one that is not known counts as "not available"."""
    return STRENGTH.get(symbol or UNAVAILABLE, STRENGTH[UNAVAILABLE])


def strongest(symbols: Iterable[str | None]) -> str:
    """The symbol of a whole some of whose parts have no number, from the symbols of those parts."""
    return BY_STRENGTH[max(map(strength, symbols))]


def meaning(symbol: str) -> str:
    """The symbol in words; one that is not known is shown as it was published."""
    return MEANINGS.get(symbol, f"published as “{symbol}”")
