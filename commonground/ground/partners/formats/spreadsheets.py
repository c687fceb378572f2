"""Spreadsheets that partners keep: what a sheet of people may hold (docs/decisions/0062)."""

from commonground.foundation.kernel import spreadsheets
from commonground.foundation.kernel.spreadsheets import Limits, Sheet

MOST_ROWS, MOST_COLUMNS = 2000, 60
PEOPLE = Limits(
    alone="Hand in the sheet of people alone.",
    largest=5 << 20,
    rows=MOST_ROWS,
    columns=MOST_COLUMNS,
    or_else="cp1252",  # what Excel writes where nobody asked for UTF-8
)


def read_spreadsheet(name: str, content: bytes) -> list[Sheet]:
    """The sheets of a file, told by its first bytes. Raises Invalid for what is too large, damaged or no table."""
    return spreadsheets.read_spreadsheet(name, content, PEOPLE)
