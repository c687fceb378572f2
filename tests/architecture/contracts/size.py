"""Small files, short functions, and names that say what is inside."""

from collections.abc import Iterator
from pathlib import Path

from commonground.config.house import House
from tests.architecture.source import sources, walk

COUNTED = {".py", ".html", ".js", ".scss"}


def files(house: House) -> Iterator[str]:
    """A file fits in a head."""
    limit = house.plan["habits"]["lines_of_a_file"]
    for path in _tracked(house):
        lines = len(path.read_text(encoding="utf-8").splitlines()) if path.suffix in COUNTED else 0
        if lines > limit and "migrations" not in path.parts:
            yield f"{_where(house, path)} has {lines} lines; {limit} is the most"


def functions(house: House) -> Iterator[str]:
    """A function fits on a screen."""
    limit = house.plan["habits"]["lines_of_a_function"]
    for source in sources(house):
        for function in source.functions:
            lines = (function.end_lineno or function.lineno) - function.lineno + 1
            if lines > limit:
                yield f"{source.where}:{function.lineno} {function.name}() has {lines} lines; {limit} is the most"


def dumping_grounds(house: House) -> Iterator[str]:
    """No place for what was not given a place."""
    banned = set(house.plan["habits"]["dumping_grounds"])
    seen: set[Path] = set()
    for path in _tracked(house):
        for part in [path, *path.parents]:
            if part not in seen and part.is_relative_to(house.root) and part != house.root and part.stem in banned:
                yield f"{_where(house, part)} is named {part.stem}; name it after what it does"
            seen.add(part)


def _tracked(house: House) -> Iterator[Path]:
    yield from walk(house.package)
    yield from walk(house.root / "tests")


def _where(house: House, path: Path) -> str:
    return path.relative_to(house.root).as_posix()
