"""Rows of a spreadsheet of partners: what they say, and what is wrong with them, cell by cell."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from commonground.foundation.kernel.errors import Invalid, Problem
from commonground.foundation.kernel.spreadsheets import letters
from commonground.ground.partners.rules.posts import parse_fte

REQUIRED = ("name", "organisation", "title")
CALLED = {"title": "post"}
WRITTEN = ("%Y-%m-%d", "%d/%m/%Y", "%d.%m.%Y", "%d-%m-%Y", "%d/%m/%y", "%d %B %Y", "%d %b %Y")
EMAIL = re.compile(r"[^@\s,;<>]+@[^@\s,;<>]+\.[^@\s,;<>.]+")
LONGEST = {"name": 150, "organisation": 200, "team": 200, "title": 150, "phone": 40, "email": 254}


@dataclass(frozen=True)
class Line:
    """One row as read: its number as the spreadsheet shows it, its texts by field, and where each stands."""

    number: int
    texts: Mapping[str, str]
    columns: Mapping[str, int]

    def cell(self, field: str) -> str:
        """B7; without a column of its own the row alone."""
        column = self.columns.get(field)
        return f"{letters(column)}{self.number}" if column is not None else f"row {self.number}"

    def problem(self, field: str, what: str, do: str = "") -> Problem:
        return Problem(what, do, where=self.cell(field), row=self.number, column=field)


@dataclass(frozen=True)
class Facts:
    """What a row says in the form in which it is kept; None where it does not say."""

    name: str
    organisation: str
    title: str
    email: str = ""
    phone: str = ""
    sector: str = ""
    team: str = ""
    fte_hundredths: int | None = None
    qualification: str = ""
    seniority: str = ""
    starts_on: date | None = None
    ends_on: date | None = None


def lines_below(
    rows: Sequence[Sequence[str]], *, below: int, columns: Mapping[str, int], left_out: frozenset[int]
) -> list[Line]:
    """The rows below the heads that hold anything in a column that is read, without those left out."""
    read = []
    for at, row in enumerate(rows[below:], start=below):
        texts = {field: row[column] for field, column in columns.items() if column < len(row)}
        if at not in left_out and any(texts.values()):
            read.append(Line(at + 1, texts, columns))
    return read


def facts_of(line: Line) -> tuple[Facts | None, list[Problem]]:
    """What a row says, or everything that is wrong with it."""
    texts = line.texts
    problems = [
        line.problem(field, f"The {CALLED.get(field, field)} is missing.", "Fill it in.")
        for field in REQUIRED
        if not texts.get(field)
    ]
    problems += [
        line.problem(field, f"is longer than {most} letters.", "Shorten it.")
        for field, most in LONGEST.items()
        if len(texts.get(field, "")) > most
    ]
    email = texts.get("email", "").casefold().removeprefix("mailto:")
    if email and not EMAIL.fullmatch(email):
        problems.append(line.problem("email", f"“{texts['email']}” is not an e-mail address.", "Write one address."))
    fte, wrong = _fte(line)
    problems += wrong
    starts_on, wrong = _day(line, "starts_on")
    problems += wrong
    ends_on, wrong = _day(line, "ends_on")
    problems += wrong
    if starts_on and ends_on and ends_on <= starts_on:
        problems.append(line.problem("ends_on", "The post must end after it starts."))
    if problems:
        return None, problems
    others = {field: texts.get(field, "") for field in ("phone", "sector", "team", "qualification", "seniority")}
    return (
        Facts(
            name=texts["name"],
            organisation=texts["organisation"],
            title=texts["title"],
            email=email,
            fte_hundredths=fte,
            starts_on=starts_on,
            ends_on=ends_on,
            **others,
        ),
        [],
    )


def shared_addresses(held: Iterable[tuple[Line, Facts]]) -> list[Problem]:
    """Two people with one e-mail address: a problem at each cell that names the others."""
    by_address: dict[str, list[tuple[Line, Facts]]] = defaultdict(list)
    for line, facts in held:
        if facts.email:
            by_address[facts.email].append((line, facts))
    problems = []
    for email, ones in by_address.items():
        if len({facts.name.casefold() for _, facts in ones}) > 1:
            for line, facts in ones:
                others = [f"{other.cell('email')} ({one.name})" for other, one in ones if one.name != facts.name]
                what = f"{email} is the address of {facts.name} here and of somebody else in {', '.join(others)}."
                problems.append(line.problem("email", what, "Two people cannot have one address."))
    return problems


def _fte(line: Line) -> tuple[int | None, list[Problem]]:
    text = line.texts.get("fte", "")
    if not text:
        return None, []
    try:
        return parse_fte(text), []
    except Invalid as wrong:
        return None, [line.problem("fte", one.what, one.do) for one in wrong.problems]


def _day(line: Line, field: str) -> tuple[date | None, list[Problem]]:
    text = line.texts.get(field, "")
    if not text:
        return None, []
    day = next((found for form in WRITTEN if (found := _read_day(text, form))), None)
    problem = line.problem(field, f"“{text}” is not a date.", "Write it as 4/6/2026.")
    return day, [] if day else [problem]


def _read_day(text: str, form: str) -> date | None:
    try:
        return datetime.strptime(text, form).date()  # noqa: DTZ007 a day without a time has no zone
    except ValueError:
        return None
