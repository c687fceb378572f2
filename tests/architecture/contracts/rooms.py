"""What one room may know of another, and what may lie in its folder."""

import ast
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path

from commonground.config.house import PACKAGE, House, Room
from tests.architecture.source import NOT_OURS, Import, Source, package_sources, room_sources, sources, walk

CONFIG = f"{PACKAGE}.config."


def private_files(house: House) -> Iterator[str]:
    """Between rooms only the public files are imported; models of another room for annotations alone."""
    for source in sources(house):
        for found in source.imports:
            other = house.room_of(found.module)
            if source.room and other and other != source.room:
                problem = _private(house, source, source.room, other, found)
                if problem:
                    yield f"{source.where}:{found.line} {problem}"


def _private(house: House, source: Source, room: Room, other: Room, found: Import) -> str:
    file = found.module.removeprefix(other.module).lstrip(".").split(".")[0]
    allowed = house.public_files(other, to=room)
    if not file:
        return f"imports the room {other.key} as a whole; import the file that is needed"
    if file == "models" and (found.for_types_only or source.is_test):
        return ""  # annotations; and a test may draw its world as rows
    if file not in allowed:
        names = ", ".join(sorted(allowed)) or "nothing"
        return f"imports {other.key}.{file}, which is private; {room.key} may import {names} of it"
    hidden = [name for name in found.names if name.startswith("_")]
    return f"imports {', '.join(hidden)} of {found.module}, which is private" if hidden else ""


def hidden_imports(house: House) -> Iterator[str]:
    """Imports stand at the top of the file, where a reader looks for them."""
    lazy = {f"{PACKAGE}.{key}" for key in house.plan["habits"]["lazy"]}
    for source in package_sources(house):
        for found in source.imports:
            heavy = source.room is not None and source.room.module in lazy and _is_library(found.module)
            if found.in_function and not heavy:
                yield f"{source.where}:{found.line} imports {found.module} inside {found.in_function}()"
        for name, call in source.calls():
            if name.endswith(("import_module", "__import__")) and not _is_data_driven(source, call.args):
                yield f"{source.where}:{call.lineno} imports by {name}() a name written out; import it at the top"


def _is_library(module: str) -> bool:
    return module.split(".")[0] not in (PACKAGE, "django")


def _is_data_driven(source: Source, arguments: Sequence[ast.expr]) -> bool:
    """Names from data or settings; what config loads, and the jobs that an app loads, after Django is set up."""
    if not arguments or not isinstance(arguments[0], ast.Constant):
        return bool(arguments)
    name = str(arguments[0].value)
    loads_its_jobs = source.file == "apps" and source.room is not None and name == f"{source.room.module}.jobs"
    return loads_its_jobs or (source.module.startswith(CONFIG) and name.startswith(CONFIG))


def layout(house: House) -> Iterator[str]:
    """A room holds the listed files and folders and nothing else; data lies in packs, pages in templates/<room>."""
    for room in house.rooms:
        files = house.files_of(room)
        folders = {*house.plan["files"]["folders"], *house.own(room, "other")}
        for entry in _entries(room.path):
            name = entry.name.removesuffix(".py")
            if entry.name == "__init__.py" or entry.name in folders:
                continue
            if not (name in files and (entry.suffix == ".py" or (entry / "__init__.py").is_file())):
                yield f"{_where(house, entry)} is not in the list of files of a room"
        for entry in _entries(room.path / "templates"):
            if entry.name not in {room.name, *house.own(room, "templates")}:
                yield f"{_where(house, entry)} is not in templates/{room.name}, where the pages of this room lie"
    yield from _config(house)


def _entries(folder: Path) -> list[Path]:
    """What lies in a folder: no caches, nothing that the assets build wrote, no empty folder (git has none)."""
    found = sorted(folder.iterdir()) if folder.is_dir() else []
    return [entry for entry in found if entry.name not in NOT_OURS and (entry.is_file() or any(walk(entry)))]


def _config(house: House) -> Iterator[str]:
    allowed = {*house.plan["config"]["files"], "__init__"}
    for entry in _entries(house.package / "config"):
        if entry.name.removesuffix(".py") not in allowed and entry.name not in house.plan["config"]["data"]:
            yield f"{_where(house, entry)} is not in the list of files of config, which only composes"


def empty_inits(house: House) -> Iterator[str]:
    """`__init__.py` of a room is empty or a docstring: what a room offers is in its public files."""
    for room, source in room_sources(house):
        code = [node for node in source.tree.body if not _is_docstring(node)]
        if source.path.name == "__init__.py" and source.path.parent == room.path and code:
            yield f"{source.where}:{code[0].lineno} holds code; a room is imported by its files"


def _is_docstring(node: object) -> bool:
    return isinstance(getattr(getattr(node, "value", None), "value", None), str)


def _where(house: House, path: Path) -> str:
    return path.relative_to(house.root).as_posix()


def migration_numbers(house: House) -> Iterator[str]:
    """Each migration of a room has a number of its own: two people who each added one see that they did."""
    for room in house.rooms:
        names = sorted(path.stem for path in (room.path / "migrations").glob("[0-9]*.py"))
        for one, other in pairwise(names):
            if one[:4] == other[:4]:
                yield f"{room.key} has two migrations of one number: {one}, {other}; count the later one up"
