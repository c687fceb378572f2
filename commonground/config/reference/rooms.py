"""The house: a tree of its rooms, the arrows between them, what each room offers."""

import re
from collections.abc import Iterator
from pathlib import Path

from commonground.config.house import PACKAGE, House, Room
from commonground.config.reference.markdown import code, table

IMPORT = re.compile(rf"^\s*(?:from|import)\s+({PACKAGE}(?:\.\w+)+)", re.MULTILINE)
DOCSTRING = re.compile(r'\A"""(.+?)(?:"""|\n\n|\n"""|\Z)', re.DOTALL)


def page(house: House) -> str:
    parts = [
        "Higher may import lower, never the reverse; what stands beside may not import each other. "
        "Rooms in brackets are planned.",
        f"```\n{_tree(house)}\n```",
        "## Files of a room\n\nTop to bottom; each may import only those below it. Between rooms only "
        f"{', '.join(map(code, house.plan['files']['public']))} are imported.\n\n```\n{_files(house)}\n```",
        f"## Arrows\n\nWhich room imports which (tests left out).\n\n```mermaid\n{_arrows(house)}\n```",
        "## What each room offers",
        *(_offer(house, room) for room in _top_down(house)),
    ]
    return "\n\n".join(parts)


def _tree(house: House) -> str:
    lines = []
    built = {room.key for room in house.rooms}
    for wing in (name for layer in house.wings for name in layer):
        exists = (house.package / wing).is_dir()
        lines.append(f"{wing if exists else f'({wing})':<20}{house.about(wing)}")
        for room in (name for layer in house.order_in(wing) for name in layer):
            shown = room if f"{wing}.{room}" in built else f"({room})"
            lines.append(f"    {shown:<16}{house.about(f'{wing}.{room}')}")
    return "\n".join(lines)


def _files(house: House) -> str:
    return "\n".join(" | ".join(layer) for layer in house.file_order)


def _arrows(house: House) -> str:
    order = list(_top_down(house))
    lines = ["flowchart TD", *(f"    {room.name}[{room.key}]" for room in order)]
    for room in order:
        below = {house.room_of(module) for module in _imported(room)} - {room}
        lines += [f"    {room.name} --> {other.name}" for other in order if other in below]
    return "\n".join(lines)


def _imported(room: Room) -> Iterator[str]:
    for path in _python(room.path):
        if not {"tests", "migrations"} & set(path.relative_to(room.path).parts):
            yield from IMPORT.findall(path.read_text(encoding="utf-8"))


def _offer(house: House, room: Room) -> str:
    files = (room.path / f"{name}.py" for name in _public(house, room))
    packages = (room.path / name / "__init__.py" for name in _public(house, room))
    rows = [
        (code(path.stem if path.name != "__init__.py" else path.parent.name), _docstring(path))
        for pair in zip(files, packages, strict=True)
        for path in pair
        if path.is_file()
    ]
    return f"### {room.key}\n\n{house.about(room.key).capitalize()}.\n\n{table(('file', 'what it is'), rows)}"


def _public(house: House, room: Room) -> list[str]:
    return sorted({*house.plan["files"]["public"], *house.own(room, "public")})


def _docstring(path: Path) -> str:
    found = DOCSTRING.match(path.read_text(encoding="utf-8"))
    return " ".join(found[1].split()) if found else ""


def _top_down(house: House) -> Iterator[Room]:
    by_key = {room.key: room for room in house.rooms}
    for wing in (name for layer in house.wings for name in layer):
        for name in [wing, *(f"{wing}.{room}" for layer in house.order_in(wing) for room in layer)]:
            if name in by_key:
                yield by_key[name]


def _python(folder: Path) -> list[Path]:
    return sorted(folder.rglob("*.py"))
