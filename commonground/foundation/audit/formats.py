"""Anchors as text: one `POSITION:HASH` a line, as `commonground audit head` prints them."""

from commonground.foundation.audit.rules import START, Anchor
from commonground.foundation.kernel.errors import Invalid, Problem

HEXADECIMAL = frozenset("0123456789abcdef")


def read_anchors(text: str) -> list[Anchor]:
    """Every anchor of a text, blank lines left out. Raises Invalid naming the lines that are none, or an empty text."""
    lines = [(number, line.strip()) for number, line in enumerate(text.splitlines(), 1) if line.strip()]
    problems = [
        Problem(
            f"{line!r} is not an anchor.",
            "Give POSITION:HASH as `commonground audit head` prints it.",
            f"line {number}",
        )
        for number, line in lines
        if not _is_anchor(line)
    ]
    if problems or not lines:
        raise Invalid("There is no anchor to check against." if not lines else "The anchors cannot be read.", problems)
    return [Anchor(int(position), hashed) for position, _, hashed in (line.partition(":") for _, line in lines)]


def _is_anchor(line: str) -> bool:
    position, _, hashed = line.partition(":")
    return position.isascii() and position.isdigit() and len(hashed) == len(START) and HEXADECIMAL.issuperset(hashed)
