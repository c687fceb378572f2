"""Rows of `<c-table>`, not written in its template: a page has hundreds of cells, and each would cost 60 µs there."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString

from commonground.foundation.design.rules import words


def rows(columns: Sequence[Any], cells: Iterable[Sequence[Any]]) -> SafeString:
    """Rows of cells: the first of each heads its row, figures stand to the right where their column says so."""
    kinds = [_of(column, "kind") for column in columns]
    return SafeString("".join(_row(row, kinds) for row in cells))


def _row(row: Sequence[Any], kinds: Sequence[object]) -> str:
    first = f'<th scope="row">{_cell(row[0])}</th>' if row else ""
    rest = [
        f'<td class="number">{_cell(cell)}</td>' if kind == "number" else f"<td>{_cell(cell)}</td>"
        for cell, kind in zip(row[1:], [*kinds[1:], *[""] * len(row)], strict=False)
    ]
    return f"<tr>{first}{''.join(rest)}</tr>"


def _cell(cell: Any) -> SafeString:
    href = _of(cell, "href")
    if href:
        return format_html('<a class="govuk-link" href="{}">{}</a>', href, _of(cell, "text"))
    value = words(_of(cell, "text") if isinstance(cell, Mapping) else getattr(cell, "text", cell))
    return conditional_escape(value if isinstance(value, str) else str(value))


def _of(thing: Any, name: str) -> Any:
    return thing.get(name, "") if isinstance(thing, Mapping) else getattr(thing, name, "")
