"""The archive of meetings: one JSON document, written and read row by row (docs/how-to/carry-meetings.md).

    {"format": "commonground.meetings", "version": 4, "is_whole": true, "tables": {"people": [{…}, …], …}}

A table stands after those that it refers to. One row stands on a line, so that two archives can be compared by line;
a reader needs no such lines.

Version 2 has more tables than version 1: issues that went up. Version 3 has one column more: why a proposal is
restricted. Version 4 has more tables again: questions, approvals, reviews, stages. All of them are read.
"""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import IO, Any

from commonground.foundation.kernel.errors import Invalid, Problem
from commonground.foundation.kernel.streams import Wanted

FORMAT = "commonground.meetings"
VERSION = 4
READ_IN_WORDS = f"versions 1 to {VERSION}"
PIECE = 1 << 16
LARGEST_ROW = 64 << 20  # letters; a row with the content of a pack of 200 pages has about a million
WANTED = Wanted(encode="Export it anew", check="Export it anew.", line="line", begins=b"{")
SPACE = " \t\r\n"
NO_TEXT = re.compile(r"\\u(?:0000|[dD][89a-fA-F])")  # is looked at more closely: two halves may make one sign
AGAIN = "Export it anew, or copy it again."

Row = dict[str, Any]
Tables = Iterable[tuple[str, Iterable[Mapping[str, Any]]]]


@dataclass(frozen=True)
class Line:
    """A row of a table, and which one it is there, counted from 1."""

    table: str
    number: int
    row: Row

    @property
    def where(self) -> str:
        return f"{self.table} {self.number}"


def write_archive(tables: Tables, *, is_whole: bool) -> Iterator[str]:
    """The document in pieces, none larger than a row. The same tables give the same letters."""
    head = {"format": FORMAT, "version": VERSION, "is_whole": is_whole}
    yield f'{json.dumps(head)[:-1]}, "tables": {{'
    comma = ""
    for name, rows in tables:
        yield f"{comma}\n{json.dumps(name)}: ["
        between = "\n"
        for row in rows:
            yield between + json.dumps(row, ensure_ascii=False, sort_keys=True)
            between = ",\n"
        yield "\n]"
        comma = ","
    yield "\n}}\n"


def is_archive(beginning: bytes) -> bool:
    """Told by the first bytes of the content: the name of the format is what it begins with, or nearly."""
    return FORMAT.encode() in beginning


def _is_text(value: Any) -> bool:
    """Whether it can be kept: no byte nought, and no half of a sign."""
    written = json.dumps(value, ensure_ascii=False)
    return "\\u0000" not in written and not any("\ud800" <= sign <= "\udfff" for sign in written)


def _with_later_columns(table: str, row: Row) -> Row:
    """A row as this version has it: until version 2 nobody was asked why a proposal is restricted."""
    if table != "forward-plan":
        return row
    return {"why_restricted": "Proposed as restricted" if row.get("is_restricted") is True else "", **row}


def _refuse(constant: str) -> float:
    raise ValueError(f"{constant} is no number")


class ArchiveReader:
    """Reads an archive once from beginning to end. Raises Invalid naming the place."""

    def __init__(self, name: str, text: IO[str]) -> None:
        self._name, self._text = name, text
        self._held, self._line, self._ended, self._version = "", 1, False, VERSION
        self._decoder = json.JSONDecoder(parse_constant=_refuse)

    def lines(self) -> Iterator[Line]:
        """Every row of every table, in the order of the file."""
        self._check_head()
        self._take("{")
        seen: set[str] = set()
        while not self._next_is("}"):
            if seen:
                self._take(",")
            table = self._value("the name of a table")
            if not isinstance(table, str) or table in seen:
                raise self._wrong(f"the table {table!r} stands there twice or has no name.")
            seen.add(table)
            self._take(":")
            yield from self._rows(table)
        self._take("}")
        self._take("}")

    def _rows(self, table: str) -> Iterator[Line]:
        self._take("[")
        number = 0
        while not self._next_is("]"):
            if number:
                self._take(",")
            number += 1
            row = self._value(f"{table} {number}")
            if not isinstance(row, dict):
                raise self._wrong(f"{table} {number} is no object with names and values.")
            yield Line(table, number, row if self._version == VERSION else _with_later_columns(table, row))
        self._take("]")

    def _check_head(self) -> None:
        """What it says of itself before its tables. Another version is refused, and so is what is not whole."""
        self._take("{")
        head: Row = {}
        while True:
            key = self._value("its head")
            self._take(":")
            if key == "tables":
                break
            head[str(key)] = self._value(str(key))
            self._take(",")
        if head.get("format") != FORMAT:
            raise self._wrong(f"it is no archive of meetings: format is not {FORMAT}.")
        if head.get("version") not in range(1, VERSION + 1):
            do = "Bring both sites to the same version of Common Ground and export it anew."
            raise self._wrong(f"it has version {head.get('version')!r}; this site reads {READ_IN_WORDS}.", do)
        self._version = head["version"]
        if head.get("is_whole") is not True:
            do = "Export it on the host: commonground export meetings."
            raise self._wrong("it holds what one person may read of a group, not all of it.", do)

    def _next_is(self, sign: str) -> bool:
        self._skip()
        return self._held.startswith(sign)

    def _take(self, sign: str) -> None:
        if not self._next_is(sign):
            found = repr(self._held[0]) if self._held else "the end of the file"
            raise self._wrong(f"“{sign}” is expected and {found} stands there.", AGAIN)
        self._held = self._held[1:]

    def _value(self, what: str) -> Any:
        """The next JSON value; more of the file is read until all of it is there."""
        self._skip()
        while True:
            try:
                value, end = self._decoder.raw_decode(self._held)
            except json.JSONDecodeError as error:
                if self._ended or len(self._held) > LARGEST_ROW:
                    cut = "is cut short or damaged" if self._ended else "is damaged or too large"
                    raise self._wrong(f"{what} {cut}: {error.msg}.", AGAIN) from error
                self._more(max(PIECE, len(self._held)))
                continue
            except (RecursionError, ValueError) as error:
                raise self._wrong(f"{what} is damaged: {error}.", AGAIN) from error
            if end == len(self._held) and not self._ended:  # a number may go on
                self._more(PIECE)
                continue
            if NO_TEXT.search(self._held, 0, end) and not _is_text(value):
                raise self._wrong(f"{what} holds signs that are no text.", "Export it anew.")
            self._line += self._held.count("\n", 0, end)
            self._held = self._held[end:]
            return value

    def _skip(self) -> None:
        while True:
            bare = self._held.lstrip(SPACE)
            self._line += self._held.count("\n", 0, len(self._held) - len(bare))
            self._held = bare
            if bare or self._ended:
                return
            self._more(PIECE)

    def _more(self, size: int) -> None:
        piece = self._text.read(size)
        self._ended = not piece
        self._held += piece

    def _wrong(self, what: str, do: str = AGAIN) -> Invalid:
        where = f"{self._name}, line {self._line}"
        return Invalid(f"{self._name} was not read. Nothing was changed.", [Problem(what, do=do, where=where)])
