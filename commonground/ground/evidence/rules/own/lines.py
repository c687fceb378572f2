"""One row of a file of one's own: what it counts, where and when, or what is wrong with it, cell by cell."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import lru_cache

from commonground.foundation.analysis.symbols import MEANINGS
from commonground.foundation.kernel.errors import Invalid, Problem
from commonground.foundation.kernel.periods import Period, PeriodKind, period_of
from commonground.foundation.kernel.spreadsheets import letters
from commonground.ground.evidence.rules.indicators import Method
from commonground.ground.evidence.rules.own.reading import Reading, RowsAre
from commonground.ground.evidence.rules.own.words import COUNT, DENOMINATOR, PERIOD, PLACE

NUMBER = re.compile(r"-?(\d{1,3}(,\d{3})+|\d+)(\.\d+)?")
WRITTEN = ("%Y-%m-%d", "%d/%m/%Y", "%d.%m.%Y", "%d-%m-%Y", "%d/%m/%y", "%d %B %Y", "%d %b %Y")
SUPPRESSED = re.compile(r"[<≤]\s*\d+|\d+\s*(or fewer|or less)|\*+")
SERIAL = re.compile(r"\d{5}")
FIRST_DAY = date(1899, 12, 30)  # day nought of Excel's calendar, with its leap day that never was
SERIALS = range(25_569, 73_051)  # 1970 to 2099
LARGEST = 10**9
SYMBOLS = (*MEANINGS, "k")


@dataclass(frozen=True)
class Terms:
    """What the rows of a sheet are read by; `sheet` as a person finds it. Cells are (row, column), from 0."""

    sheet: str
    reading: Reading
    method: Method
    period_kind: str
    today: date
    errors: Mapping[tuple[int, int], str] = field(default_factory=dict)
    unworked: frozenset[tuple[int, int]] = frozenset()

    def problem(self, number: int, name: str, what: str, do: str = "") -> Problem:
        """What is wrong at a cell: sheet, row, column with its heading."""
        column = self.reading.columns.get(name)
        heading = self.reading.names.get(name, "")
        said = f" ({heading})" if heading else ""
        cell = f", column {letters(column)}{said}" if column is not None else ""
        sheet = f"{self.sheet}, " if self.sheet else ""
        return Problem(what, do, f"{sheet}row {number}{cell}", number, name)


@dataclass(frozen=True, slots=True)
class Line:
    """A row as read: its number as the spreadsheet shows it, and its texts by field."""

    number: int
    texts: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Counted:
    """What a good row says. `count` is None where a symbol stands in its place."""

    line: Line
    place: str
    period: str
    count: float | None
    denominator: float | None
    symbol: str = ""


def line_of(number: int, row: Sequence[str], reading: Reading) -> Line | None:
    """The cells of a row that are read; None for one in which they are all empty."""
    texts = {name: row[at] if at < len(row) else "" for name, at in reading.columns.items()}
    return Line(number, texts) if any(texts.values()) else None


def counted(line: Line, terms: Terms) -> tuple[Counted | None, list[Problem]]:
    """What a row counts, or everything that is wrong with its period and numbers; the place is looked up elsewhere."""
    problems = [found for name in line.texts if (found := _error(line, name, terms))]
    wrong_cells = {problem.column for problem in problems}
    period, wrong = ("", []) if PERIOD in wrong_cells else _period(line, terms)
    problems += wrong
    count, symbol, wrong = (None, "", []) if COUNT in wrong_cells else _count(line, terms)
    problems += wrong
    base, wrong = (None, []) if DENOMINATOR in wrong_cells else _denominator(line, terms, symbol)
    problems += wrong
    if count is not None and base is not None and terms.method is Method.PROPORTION and count > base:
        what = f"{count:g} of {base:g} is more than 100%."
        problems.append(terms.problem(line.number, COUNT, what, "Look whether the columns are the wrong way round."))
    if not line.texts.get(PLACE, "") and PLACE not in wrong_cells:
        problems.append(terms.problem(line.number, PLACE, "is empty.", "Say where this row belongs."))
    if problems:
        return None, problems
    return Counted(line, line.texts[PLACE], period, count, base, symbol), []


def number_of(text: str) -> float | None:
    """12 · 1,234 · 0.5; None for anything else."""
    return float(text.replace(",", "")) if NUMBER.fullmatch(text) else None


def _error(line: Line, name: str, terms: Terms) -> Problem | None:
    where = (line.number - 1, terms.reading.columns.get(name, -1))
    if where in terms.errors:
        what = f"holds the error {terms.errors[where]} of a formula."
        return terms.problem(line.number, name, what, "Mend the formula, or write the number.")
    if where in terms.unworked and not line.texts[name]:
        what = "holds a formula whose value was never worked out."
        return terms.problem(line.number, name, what, "Open the file in your spreadsheet program and save it.")
    return None


def _period(line: Line, terms: Terms) -> tuple[str, list[Problem]]:
    text = line.texts.get(PERIOD, "") if PERIOD in terms.reading.columns else terms.reading.period
    if not text:
        return "", [terms.problem(line.number, PERIOD, "is empty.", "Write the period, such as 2024.")]
    try:
        period = _read_period(text, terms)
    except Invalid as wrong:
        return "", [terms.problem(line.number, PERIOD, wrong.sentence, "Mend the cell.")]
    if period.starts_on > terms.today:
        what = f"{period.label} has not begun."
        return "", [terms.problem(line.number, PERIOD, what, "Look for a slip in the year.")]
    return period.slug, []


def _read_period(text: str, terms: Terms) -> Period:
    day = day_of(text)
    if day is not None:
        return period_of(day, terms.period_kind)
    if SERIAL.fullmatch(text) and int(text) in SERIALS:
        was = FIRST_DAY + timedelta(days=int(text))
        sentence = f"“{text}” is a date kept as a number ({was.day} {was:%B %Y}). Format the column as dates."
        raise Invalid(sentence)
    return Period.parse(text, PeriodKind(terms.period_kind))


@lru_cache(maxsize=4096)
def day_of(text: str) -> date | None:
    """A day as people write it; None for anything else."""
    return next((day for form in WRITTEN if (day := _read_day(text, form))), None)


def _read_day(text: str, form: str) -> date | None:
    try:
        return datetime.strptime(text, form).date()  # noqa: DTZ007 a day without a time has no zone
    except ValueError:
        return None


def _count(line: Line, terms: Terms) -> tuple[float | None, str, list[Problem]]:
    """The count or the symbol in its place; a row for each event counts one."""
    if terms.reading.rows_are is RowsAre.EVENTS:
        return 1.0, "", []
    text = line.texts.get(COUNT, "")
    if text.casefold() in SYMBOLS:
        return None, text.casefold(), []
    number = number_of(text)
    wrong = _not_a_count(text, number)
    return (None, "", [terms.problem(line.number, COUNT, *wrong)]) if wrong else (number, "", [])


def _denominator(line: Line, terms: Terms, symbol: str) -> tuple[float | None, list[Problem]]:
    if terms.method is Method.COUNT:
        return None, []
    text = line.texts.get(DENOMINATOR, "")
    if symbol and (not text or text.casefold() in SYMBOLS):
        return None, []
    number = number_of(text)
    wrong = _not_a_count(text, number)
    if not wrong and number == 0:
        wrong = ("is 0: nothing can be divided by it.", "Leave the row out, or write z as the count.")
    return (None, [terms.problem(line.number, DENOMINATOR, *wrong)]) if wrong else (number, [])


def _not_a_count(text: str, number: float | None) -> tuple[str, str] | None:
    """Why a cell holds no count and what to do; None where it holds one."""
    if number is None:
        return _no_number(text)
    if number < 0:
        return f"{text} is below nought, and counts are not.", "Mend the cell."
    if number != int(number):
        return f"{text} is not a whole number, and counts are.", "Write the count itself, not an average or a share."
    if number > LARGEST:
        return f"{text} is larger than any count of people.", "Look whether it is the right column."
    return None


def _no_number(text: str) -> tuple[str, str]:
    if not text:
        return "is empty.", "Write 0 where nothing was counted, x where it is not known."
    shown = text if len(text) <= 30 else f"{text[:30]}…"
    if text.endswith("%"):
        return f"“{shown}” is a percentage.", "Write the count and what it is out of: percentages cannot be added up."
    if SUPPRESSED.fullmatch(text):
        return f"“{shown}” is a number that somebody hid.", "Write c, which means: suppressed to protect people."
    if day_of(text):
        return f"“{shown}” is a date, not a count.", "Format the column as numbers."
    if re.search(r"\d", text):
        return f"“{shown}” is text with a number in it.", "Write the number alone."
    return f"“{shown}” is not a number.", "Write the number, or one of c, u, x, z."
