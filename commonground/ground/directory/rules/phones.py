"""Telephone numbers as somebody writes them, a line each: “01632 960001 (office)”. No Django."""

import re
from dataclasses import dataclass

from commonground.foundation.kernel.errors import Invalid

EXTENSION = r"(?:\s+ext\.?\s*(?P<extension>[0-9]{1,8}))?"
LINE = re.compile(rf"(?P<number>\+?[0-9][0-9 -]{{1,30}}[0-9]){EXTENSION}(?:\s*\((?P<about>[^()]{{1,200}})\))?")


@dataclass(frozen=True)
class Number:
    number: str
    extension: str = ""
    about: str = ""

    def __str__(self) -> str:
        parts = (self.number, self.extension and f"ext {self.extension}", self.about and f"({self.about})")
        return " ".join(part for part in parts if part)


def read_number(line: str) -> Number:
    """Raises Invalid with a sentence that holds the line."""
    found = LINE.fullmatch(line.strip())
    if found is None:
        raise Invalid(f"“{line.strip()[:60]}” is no telephone number. Write it like “01632 960001 (office)”.")
    return Number(" ".join(found["number"].split()), found["extension"] or "", (found["about"] or "").strip())
