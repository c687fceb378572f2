"""The first cell of each row of a table as its head, for screen readers.

typst 0.15 tags every cell of a body row as data: its `pdf.header-cell` needs the feature "a11y-extras", which the
Python package cannot switch on (typst-py 0.15.2: `compile` takes no features). So the tags are put right in what it
wrote. PDF 32000-1, 14.8.4.3.4 and 14.8.5.7: a head has the scope of its row and an id, and the cells of the row name
that id after those of their column.
"""

import io
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pikepdf


def with_row_heads(paper: bytes) -> bytes:
    """The same document with row heads. The same bytes give the same bytes."""
    import pikepdf  # noqa: PLC0415 heavy: only who asks for paper needs it

    with pikepdf.open(io.BytesIO(paper)) as pdf:
        root = pdf.Root.StructTreeRoot
        heads: dict[str, Any] = {}
        for row in _body_rows(root):
            head, *cells = row.K
            if cells:
                name = f"R{len(heads)}"
                heads[name] = _made_head(head, name)
                for cell in cells:
                    _names_of(cell).append(pikepdf.String(name))
        if not heads:
            return paper
        _register(root, heads)
        made = io.BytesIO()
        pdf.save(made, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.preserve)
    return made.getvalue()


def _body_rows(root: "pikepdf.Object") -> Iterator["pikepdf.Object"]:
    """Every row of the body of a table."""
    import pikepdf  # noqa: PLC0415 as above

    waiting = [root]
    while waiting:
        node = waiting.pop()
        kids: Any = node.get("/K", [])
        listed = kids if isinstance(kids, pikepdf.Array) else [kids]
        found = [kid for kid in listed if isinstance(kid, pikepdf.Dictionary) and "/S" in kid]
        if node.get("/S") == "/TBody":
            yield from found
        elif node.get("/S") != "/THead":
            waiting.extend(found)


def _made_head(cell: "pikepdf.Object", name: str) -> "pikepdf.Object":
    import pikepdf  # noqa: PLC0415 as above

    cell.S = pikepdf.Name.TH
    cell.ID = pikepdf.String(name)
    _table_attributes(cell).Scope = pikepdf.Name.Row
    return cell


def _names_of(cell: "pikepdf.Object") -> "pikepdf.Object":
    """The ids of the heads of a cell."""
    return _table_attributes(cell).Headers


def _table_attributes(cell: "pikepdf.Object") -> "pikepdf.Object":
    return next(one for one in cell.A if one.O == "/Table")


def _register(root: "pikepdf.Object", heads: dict[str, "pikepdf.Object"]) -> None:
    """Ids and their elements, in the order of the ids."""
    import pikepdf  # noqa: PLC0415 as above

    known: dict[str, Any] = {str(name): one for name, one in pikepdf.NameTree(root.IDTree).items()} | heads
    pairs = [part for name in sorted(known) for part in (pikepdf.String(name), known[name])]
    root.IDTree = pikepdf.Dictionary(Names=pikepdf.Array(pairs))
