"""Pieces of Markdown."""

import inspect
from collections.abc import Iterable, Sequence


def table(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """A table, or a sentence where there are no rows."""
    lines = [_row(columns), _row(["---"] * len(columns)), *(_row(row) for row in rows)]
    return "\n".join(lines) if len(lines) > 2 else "None yet."


def first_sentence(thing: object) -> str:
    """The first paragraph of a docstring on one line; empty for one that Python or Django made up."""
    text = " ".join((inspect.getdoc(thing) or "").split("\n\n")[0].split())
    return "" if text.startswith(f"{getattr(thing, '__name__', '')}(") else text


def code(text: object) -> str:
    return f"`{text}`" if str(text) else ""


def _row(cells: Sequence[object]) -> str:
    return "| " + " | ".join(str(cell).replace("|", "\\|").replace("\n", " ") for cell in cells) + " |"
