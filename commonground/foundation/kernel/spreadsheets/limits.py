"""How much a spreadsheet may hold, set by whoever opens it, and what is said where it holds more."""

from dataclasses import dataclass

from commonground.foundation.kernel.errors import Invalid, Problem


@dataclass(frozen=True)
class Limits:
    """`alone` tells what to hand in instead of too much: "Hand in the sheet of people alone."

    `unpacked` bytes and `packed` times its size bound what a workbook unpacks to. With `takes_old` Excel workbooks of
    before 2007 (.xls) are read, in which hidden rows and formulas cannot be told. With `takes_macros` those with
    programs are read too; the programs never run. `or_else` is the encoding of a CSV file that is not UTF-8; where
    there is none such a file is refused.
    """

    alone: str
    largest: int
    rows: int
    columns: int
    unpacked: int = 64 << 20
    packed: int = 150
    files: int = 500
    sheets: int = 40
    longest_cell: int = 2000
    takes_old: bool = False
    takes_macros: bool = True
    or_else: str = ""


def unreadable(name: str, what: str, do: str = "", *, row: int | None = None) -> Invalid:
    """The one error of a spreadsheet that cannot be read."""
    where = f"{name}, row {row}" if row else name
    return Invalid(f"{name} cannot be read. Nothing was changed.", [Problem(what, do, where=where, row=row)])


def letters(column: int) -> str:
    """A, B … Z, AA: how a spreadsheet names its columns, from 0."""
    name = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(ord("A") + rest) + name
    return name
