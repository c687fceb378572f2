"""Spreadsheets that people hand in: Excel, OpenDocument and CSV files as rows of text, within limits set beforehand.

    sheets = read_spreadsheet("partners.xlsx", content, PEOPLE)           # a few thousand rows at once
    book = open_spreadsheet("counts.csv", content, COUNTS)                # or row by row
    for number, row in enumerate(book.rows(0), start=1): ...

The one place where rooms open such files (docs/decisions/0031, 0062, 0076).
"""

from commonground.foundation.kernel.spreadsheets.books import Book, Sheet, open_spreadsheet, read_spreadsheet
from commonground.foundation.kernel.spreadsheets.heads import Head, Headings, names_shown, plain
from commonground.foundation.kernel.spreadsheets.limits import Limits, letters, unreadable

__all__ = [
    "Book",
    "Head",
    "Headings",
    "Limits",
    "Sheet",
    "letters",
    "names_shown",
    "open_spreadsheet",
    "plain",
    "read_spreadsheet",
    "unreadable",
]
