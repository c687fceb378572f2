"""Sheets that hold people are refused: figures of one's own are counts, and never about anybody.

Nothing of what was found is repeated: what is refused may stand in no log.
"""

import re
from collections.abc import Iterable, Sequence

from commonground.foundation.kernel.errors import Invalid, Problem
from commonground.foundation.kernel.identifiers import NhsNumber, Upn
from commonground.foundation.kernel.spreadsheets import letters, plain
from commonground.ground.evidence.rules.own.words import words

TEN_DIGITS = re.compile(r"\d{3}[ -]?\d{3}[ -]?\d{4}")
PUPIL = re.compile(r"[A-Za-z]\d{11}[0-9A-Za-z]")
ADDRESS = re.compile(r"[^@\s]+@[^@\s]+\.[a-z]{2,}", re.IGNORECASE)
TITLED = re.compile(r"(mr|mrs|ms|miss|master|dr)\.? [a-z'-]+", re.IGNORECASE)
DO = "Take the column out, add the rows up by place and period, and hand that in."


class HoldsPeople(Invalid):
    """The file is about persons. It is not kept."""


def people_headings(names: Sequence[str], *, where: str) -> list[Problem]:
    """A problem for each heading that says that the column is about one person."""
    return [
        Problem(f"the column {letters(at)} is called “{name}”: that is about a person.", DO, where, column=letters(at))
        for at, name in enumerate(names)
        if plain(name) in words().people
    ]


def about_people(rows: Sequence[Sequence[str]], *, below: int, where: str) -> list[Problem]:
    """What the heads of a sheet, of one row or of two above `below`, say of people."""
    return [problem for row in rows[max(below - 2, 0) : below] for problem in people_headings(row, where=where)]


def people_cells(row: Sequence[str], *, number: int, where: str) -> list[Problem]:
    """A problem for each cell that holds the number, the address or the title of a person."""
    return [
        Problem(f"holds {what}.", DO, f"{where}, row {number}, column {letters(at)}", number, letters(at))
        for at, text in enumerate(row)
        if len(text) > 4 and (what := _is_about_a_person(text))
    ]


def refuse_people(problems: Iterable[Problem]) -> None:
    """Raises HoldsPeople where there are any."""
    found = list(problems)
    if found:
        raise HoldsPeople("This file holds people, and figures of your own are counts. It was not kept.", found)


def _is_about_a_person(text: str) -> str:
    if TEN_DIGITS.fullmatch(text) and _reads(NhsNumber, text):
        return "an NHS number"
    if PUPIL.fullmatch(text) and _reads(Upn, text):
        return "a unique pupil number"
    if "@" in text and ADDRESS.search(text):
        return "an e-mail address"
    return "the name of a person" if TITLED.fullmatch(text) else ""


def _reads(kind: type[NhsNumber] | type[Upn], text: str) -> bool:
    try:
        kind.parse(text)
    except Invalid:
        return False
    return True
