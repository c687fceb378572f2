"""The source of the house, read without importing it."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path

from commonground.config.house import PACKAGE, House, Room

NOT_OURS = {"__pycache__", "node_modules", "static", "fonts"}  # caches and what the assets build writes


@dataclass(frozen=True)
class Import:
    """One imported module. `names` is what is taken from it, empty for a plain import."""

    module: str
    names: tuple[str, ...]
    line: int
    in_function: str  # the function that hides it, or ""
    for_types_only: bool


@dataclass(frozen=True)
class Source:
    """One Python file. `file` is its file in the room: "queries" for queries.py and for queries/areas.py."""

    root: Path
    path: Path
    room: Room | None

    @property
    def where(self) -> str:
        return self.path.relative_to(self.root).as_posix()

    @property
    def file(self) -> str:
        start = self.room.path if self.room else self.root
        return self.path.relative_to(start).parts[0].removesuffix(".py")

    @property
    def module(self) -> str:
        return ".".join(self.path.relative_to(self.root).with_suffix("").parts).removesuffix(".__init__")

    @property
    def is_test(self) -> bool:
        return "tests" in self.path.relative_to(self.root).parts

    @cached_property
    def text(self) -> str:
        return self.path.read_text(encoding="utf-8")

    @cached_property
    def tree(self) -> ast.Module:
        return ast.parse(self.text, filename=self.where)

    @cached_property
    def functions(self) -> list[ast.FunctionDef | ast.AsyncFunctionDef]:
        return [node for node in ast.walk(self.tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]

    @cached_property
    def imports(self) -> list[Import]:
        return list(_imports(self, self.tree, hidden_in="", types_only=False))

    def calls(self) -> Iterator[tuple[str, ast.Call]]:
        """Each call with its dotted name: `timezone.now`, `print`, `form.save`."""
        for node in ast.walk(self.tree):
            if isinstance(node, ast.Call):
                yield dotted(node.func), node


@lru_cache(maxsize=8)
def sources(house: House) -> list[Source]:
    """Every Python file of the package and of the tests beside it, migrations left out."""
    found = [path for top in (house.package, house.root / "tests") for path in walk(top) if path.suffix == ".py"]
    return [
        Source(house.root, path, _room_of_path(house, path)) for path in found if "migrations" not in path.parent.parts
    ]


def package_sources(house: House) -> list[Source]:
    """What is shipped: the package without its tests."""
    return [source for source in sources(house) if source.path.is_relative_to(house.package) and not source.is_test]


def room_sources(house: House) -> Iterator[tuple[Room, Source]]:
    """What is shipped, in rooms (so without config)."""
    return ((source.room, source) for source in package_sources(house) if source.room is not None)


def walk(top: Path) -> Iterator[Path]:
    """Files under a folder in a stable order, without caches and built assets."""
    for path in sorted(top.iterdir()) if top.is_dir() else []:
        if path.is_dir() and path.name not in NOT_OURS:
            yield from walk(path)
        elif path.is_file():
            yield path


def dotted(node: ast.AST) -> str:
    """`a.b.c` of a name or an attribute; the last name alone where what stands before it is an expression."""
    if isinstance(node, ast.Name):
        return node.id
    if isinstance(node, ast.Attribute):
        return f"{dotted(node.value)}.{node.attr}".removeprefix(".")
    return ""


def _room_of_path(house: House, path: Path) -> Room | None:
    return next((room for room in house.rooms if path.is_relative_to(room.path)), None)


def _imports(source: Source, node: ast.AST, *, hidden_in: str, types_only: bool) -> Iterator[Import]:
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.Import):
            for alias in child.names:
                yield Import(alias.name, (), child.lineno, hidden_in, types_only)
        elif isinstance(child, ast.ImportFrom):
            yield from _from_imports(source, child, hidden_in, types_only)
        elif isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef):
            yield from _imports(source, child, hidden_in=child.name, types_only=types_only)
        elif isinstance(child, ast.If) and dotted(child.test).endswith("TYPE_CHECKING"):
            yield from _imports(source, child, hidden_in=hidden_in, types_only=True)
        else:
            yield from _imports(source, child, hidden_in=hidden_in, types_only=types_only)


def _from_imports(source: Source, node: ast.ImportFrom, hidden_in: str, types_only: bool) -> Iterator[Import]:
    """`from room import queries` imports the module room.queries; `from room.queries import x` imports room.queries."""
    start = node.module or ""
    if node.level:
        package = source.module.split(".") if source.path.name == "__init__.py" else source.module.split(".")[:-1]
        start = ".".join([*package[: len(package) - node.level + 1], *([node.module] if node.module else [])])
    plain = tuple(alias.name for alias in node.names if not _is_module(source.root, f"{start}.{alias.name}"))
    if plain:
        yield Import(start, plain, node.lineno, hidden_in, types_only)
    for alias in node.names:
        if alias.name not in plain:
            yield Import(f"{start}.{alias.name}", (), node.lineno, hidden_in, types_only)


def _is_module(root: Path, module: str) -> bool:
    if not module.startswith(f"{PACKAGE}."):
        return False
    path = root.joinpath(*module.split("."))
    return path.with_suffix(".py").is_file() or (path / "__init__.py").is_file()
