"""Editions of statistical neighbours as the Department for Education publishes them: one authority a row."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from commonground.foundation.kernel.errors import Invalid, Problem
from commonground.foundation.kernel.periods import MONTHS
from commonground.foundation.kernel.spreadsheets import Limits, Sheet, letters, read_spreadsheet
from commonground.ground.evidence.rules.neighbours import Authority, Neighbours

LIMITS = Limits(alone="Hand in one edition at a time.", largest=5 << 20, rows=2000, columns=200)
NUMBER, CLOSENESS = re.compile(r"SN(\d+)", re.IGNORECASE), "snp"
FEWEST = 100  # authorities: fewer is a piece of an edition
NONE = ("", "-")
EDITION = re.compile(rf"({'|'.join(MONTHS)})[ _-]*(\d{{4}})", re.IGNORECASE)
MOST_PROBLEMS = 50


@dataclass(frozen=True)
class Head:
    """Where the columns stand: row of the heads (from 0), the authority's, and place → neighbour's and closeness."""

    row: int
    own: int
    places: Mapping[int, tuple[int, int | None]]


def edition_of(name: str) -> date | None:
    """The first day of an edition, from the month and year in the name of its file; None where it has none."""
    found = EDITION.search(name.replace("_", " "))
    if not found:
        return None
    month = [one.casefold() for one in MONTHS].index(found[1].casefold()) + 1
    return date(int(found[2]), month, 1)


def read_neighbours(name: str, content: bytes, *, known: Mapping[str, Authority]) -> list[Neighbours]:
    """Every authority of the edition with its neighbours. `known` are authorities by number.

    An authority without neighbours (new ones have none yet) is left out. Raises Invalid naming each wrong cell.
    """
    for sheet in read_spreadsheet(name, content, LIMITS):
        head = _head(sheet)
        if head is not None:
            return _read(name, sheet, head, known)
    raise _wrong(
        name, [Problem("No sheet has the heads LA num, SN1, SN2 ….", "Take the file as it was published.", name)]
    )


def _head(sheet: Sheet) -> Head | None:
    for at, row in enumerate(sheet.rows[:20]):
        plain = [cell.strip().casefold() for cell in row]
        places = {int(found[1]): place for place, cell in enumerate(plain) if (found := NUMBER.fullmatch(cell))}
        own = next((place for place, cell in enumerate(plain) if cell in ("la num", "la number", "la no")), None)
        if own is not None and len(places) > 1:
            beside = {
                order: (place, place + 1 if plain[place + 1 : place + 2] == [CLOSENESS] else None)
                for order, place in sorted(places.items())
            }
            return Head(at, own, beside)
    return None


def _read(name: str, sheet: Sheet, head: Head, known: Mapping[str, Authority]) -> list[Neighbours]:
    found: list[Neighbours] = []
    problems: list[Problem] = []
    seen: dict[str, int] = {}
    for number, row in enumerate(sheet.rows[head.row + 1 :], start=head.row + 2):
        own = _number(row[head.own])
        if own in NONE:
            continue
        if own not in known:
            problems.append(
                _cell(name, number, head.own, f"‘{row[head.own]}’ is not the number of an authority we know.")
            )
            continue
        if own in seen:
            problems.append(_cell(name, number, head.own, f"{known[own].name} stands in row {seen[own]} too."))
            continue
        seen[own] = number
        listed, wrong = _neighbours(name, number, row, head, own, known)
        problems += wrong
        if listed:
            found.append(Neighbours(known[own].code, tuple(listed)))
    if not problems and len(found) < FEWEST:
        problems.append(
            Problem(
                f"It lists {len(found)} authorities; an edition has at least {FEWEST}.", "Take the whole file.", name
            )
        )
    if problems:
        raise _wrong(name, problems)
    return found


def _neighbours(
    name: str, number: int, row: Sequence[str], head: Head, own: str, known: Mapping[str, Authority]
) -> tuple[list[tuple[str, str]], list[Problem]]:
    listed: list[tuple[str, str]] = []
    problems: list[Problem] = []
    for place, closeness in head.places.values():
        given = _number(row[place])
        if given in NONE:
            continue
        if given not in known:
            problems.append(_cell(name, number, place, f"‘{row[place]}’ is not the number of an authority we know."))
        elif given == own or known[given].code in [code for code, _ in listed]:
            what = "its own neighbour" if given == own else "named twice"
            problems.append(_cell(name, number, place, f"{known[given].name} is {what}."))
        else:
            listed.append((known[given].code, row[closeness].strip().capitalize() if closeness else ""))
    filled = [_number(row[place]) not in NONE for place, _ in head.places.values()]
    if any(later and not earlier for earlier, later in pairwise(filled)):
        problems.append(
            Problem("A neighbour is missing between two others.", "Fill it in.", f"{name}, row {number}", row=number)
        )
    return listed, problems


def _number(cell: str) -> str:
    """891 and 891.0 are one number."""
    return cell.strip().removesuffix(".0")


def _cell(name: str, row: int, column: int, what: str) -> Problem:
    where = f"{name}, row {row}, column {letters(column)}"
    return Problem(
        what, "Check the file, or add the authority to packs/authorities.csv.", where, row=row, column=letters(column)
    )


def _wrong(name: str, problems: list[Problem]) -> Invalid:
    return Invalid(f"{name} cannot be read as statistical neighbours. Nothing was changed.", problems[:MOST_PROBLEMS])
