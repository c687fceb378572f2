"""Text that people type with a few marks: paragraphs, lists, emphasis, links, simple tables. All else is plain text.

The same text comes out alike on the page, as PDF and as Word, because it is read once, here, into blocks of the report
model; no renderer sees markup. Raw HTML is text like any other, so nothing has to be cleaned (docs/decisions/0095).

    *emphasis*, **strong**, [words](https://address), lists with - or 1., tables with | between cells
"""

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from commonground.foundation.documents.cells import clean
from commonground.foundation.documents.report import Grid, Line, Listed, Run, Words

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

Marked = Words | Listed | Grid
READ = ("table", "list", "newline", "escape", "emphasis", "link")  # beside paragraphs and plain text
SAFE = ("https://", "http://", "mailto:")


@lru_cache(maxsize=1)
def _reader() -> "MarkdownIt":
    from markdown_it import MarkdownIt  # noqa: PLC0415 not needed to serve most pages

    return MarkdownIt("zero", {"html": False, "maxNesting": 20}).enable([*READ])


@lru_cache(maxsize=1024)
def read_marks(text: str) -> tuple[Marked, ...]:
    """The text as blocks. Never fails: a mark that means nothing stays as it was typed."""
    tokens = _reader().parse(clean(text))
    return tuple(_blocks(iter(tokens)))


def _blocks(tokens: "Iterator[Token]") -> Iterator[Marked]:
    for token in tokens:
        if token.type == "inline":
            yield from (Words(line) for line in [_line(token)] if line)
        elif token.type in ("bullet_list_open", "ordered_list_open"):
            yield Listed(tuple(_items(tokens)), is_ordered=token.type == "ordered_list_open")
        elif token.type == "table_open":
            yield _grid(tokens)


def _items(tokens: "Iterator[Token]") -> Iterator[Line]:
    """The lines of a list; those of lists inside it stand in the same list, after a dash."""
    depth = 1
    for token in tokens:
        if token.type.endswith("_list_open"):
            depth += 1
        elif token.type.endswith("_list_close"):
            depth -= 1
            if not depth:
                return
        elif token.type == "inline":
            line = _line(token)
            yield (Run("– " * (depth - 1)), *line) if depth > 1 else line


def _grid(tokens: "Iterator[Token]") -> Grid:
    rows: list[list[Line]] = []
    for token in tokens:
        if token.type == "table_close":
            break
        if token.type == "tr_open":
            rows.append([])
        elif token.type == "inline":
            rows[-1].append(_line(token))
    return Grid(tuple(rows[0]), tuple(tuple(row) for row in rows[1:]))


def _line(token: "Token") -> Line:
    runs: list[Run] = []
    bold = italic = 0
    link = ""
    for part in token.children or ():
        match part.type:
            case "strong_open" | "strong_close":
                bold += part.nesting
            case "em_open" | "em_close":
                italic += part.nesting
            case "link_open":
                link = str(part.attrGet("href") or "")
            case "link_close":
                link = ""
            case _:
                text = "\n" if part.type in ("softbreak", "hardbreak") else part.content
                safe = link if link.startswith(SAFE) else ""
                runs += [Run(text, bold > 0, italic > 0, safe)] if text else []
    return tuple(runs)


def as_plain(block: Marked) -> dict[str, Any]:
    """A block as data that can be kept for ever: texts, lists and mappings."""
    match block:
        case Words(line, number):
            return {"kind": "words", "line": _plain(line), "number": number}
        case Listed(items, is_ordered):
            return {"kind": "listed", "items": [_plain(line) for line in items], "is_ordered": is_ordered}
        case Grid(head, rows):
            plain = [[_plain(cell) for cell in row] for row in rows]
            return {"kind": "grid", "head": [_plain(cell) for cell in head], "rows": plain}


def from_plain(held: Mapping[str, Any]) -> Marked:
    """The block that `as_plain` kept."""
    match held["kind"]:
        case "words":
            return Words(_runs(held["line"]), held.get("number", ""))
        case "listed":
            return Listed([_runs(line) for line in held["items"]], held["is_ordered"])
        case _:
            return Grid([_runs(cell) for cell in held["head"]], [[_runs(cell) for cell in row] for row in held["rows"]])


def _plain(line: Line) -> list[list[Any]]:
    """A run is its text, its marks (b, i) and where it leads; the last two only where there is any."""
    return [[run.text, *_looks(run)] for run in line]


def _looks(run: Run) -> list[str]:
    marks = ("b" if run.bold else "") + ("i" if run.italic else "")
    return [marks, run.link] if run.link else [marks] if marks else []


def _runs(line: Sequence[Sequence[str]]) -> Line:
    return [
        Run(text, "b" in "".join(rest[:1]), "i" in "".join(rest[:1]), rest[1] if len(rest) > 1 else "")
        for text, *rest in line
    ]


def text_of(line: Line) -> str:
    """The words of a line without marks."""
    return "".join(run.text for run in line)
