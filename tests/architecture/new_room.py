"""`python -m tests.architecture.new_room WING NAME [NOUN]`: make a room from the blocks of docs/how-to/add-a-room.md.

The page is the template, so that what a newcomer reads is what the contracts were run on.
"""

import argparse
import re
import sys
from collections.abc import Callable
from pathlib import Path

from commonground.config.house import House, Room

PAGE = Path(__file__).resolve().parents[2] / "docs" / "how-to" / "add-a-room.md"
BLOCK = re.compile(r"^```\w+ title=(?P<path>\S+)\n(?P<text>.*?)^```$", re.MULTILINE | re.DOTALL)
APP = re.compile(r'^    "commonground\.(?P<key>[a-z.]+)",$')


class CannotMake(Exception):
    """Says why, and what to do."""


def make_room(root: Path, wing: str, name: str, noun: str = "") -> list[Path]:
    """Write the files of a room that keeps `noun`s and compose it in config. Returns the files. Raises CannotMake."""
    house = House(root)
    folder = house.package / wing / name
    _check(house, wing, name, folder)
    words = _words(wing, name, noun or singular(name))
    texts = {folder / package / "__init__.py": "" for package in ("", "migrations", "tests")}
    if not (folder.parent / "__init__.py").is_file():
        texts[folder.parent / "__init__.py"] = ""
    texts |= {folder / renamed(path, words): renamed(text, words) for path, text in blocks()}
    for path, text in texts.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    _compose(house, Room(wing, name, folder))
    return sorted(texts)


def blocks() -> list[tuple[str, str]]:
    """Path in the room and text of each titled block of the page."""
    return [(found["path"], found["text"]) for found in BLOCK.finditer(PAGE.read_text(encoding="utf-8"))]


def renamed(text: str, words: dict[str, str]) -> str:
    """The page's example under another name, in one pass."""
    return re.sub("|".join(words), lambda found: words[found[0]], text)


def singular(name: str) -> str:
    """`groups` keeps groups, `families` families. Raises CannotMake where the thing must be named."""
    if name.endswith("ies"):
        return f"{name[:-3]}y"
    if name.endswith("s"):
        return name[:-1]
    raise CannotMake(f"What does {name} keep? Say it: make room WING=… NAME={name} NOUN=course")


def _words(wing: str, name: str, noun: str) -> dict[str, str]:
    """Longer words first: the pattern takes the first that fits."""
    return {
        "partnership": wing,
        "bulletins": name,
        "Bulletins": name.capitalize(),
        "bulletin": noun,
        "Bulletin": noun.capitalize(),
    }


def _check(house: House, wing: str, name: str, folder: Path) -> None:
    planned = {room for layer in house.order_in(wing) for room in layer} if wing in house.plan["rooms"] else set()
    if wing == "foundation" or name not in planned:
        raise CannotMake(
            f"{wing}/{name} has no place in the order of the house. Planned in {wing}: {', '.join(sorted(planned))}. "
            "Add it to commonground/config/house.toml with a decision record."
        )
    if folder.exists():
        raise CannotMake(f"{folder.relative_to(house.root)} is there already.")


def _compose(house: House, room: Room) -> None:
    config = house.package / "config"
    _edit(config / "settings.py", lambda lines: _among_apps(house, room, lines))
    address = f'    path("{room.name}/", include("{room.module}.urls")),'
    _edit(config / "urls.py", lambda lines: _at_end_of("urlpatterns", address, lines))
    imported = f"from commonground.{room.wing}.{room.name} import access as {room.name}"
    offered = f"    **{room.name}.PERMISSIONS,"
    _edit(config / "permissions.py", lambda lines: _at_end_of("PERMISSIONS", offered, _after_imports(imported, lines)))


def _among_apps(house: House, room: Room, lines: list[str]) -> list[str]:
    """INSTALLED_APPS stands from the ground up: the new app comes before the first one above it."""
    apps = [(number, found["key"]) for number, line in enumerate(lines) if (found := APP.match(line))]
    rooms = {other.key: other for other in house.rooms}
    above = [number for number, key in apps if key in rooms and house.is_below(room, rooms[key])]
    place = min(above, default=apps[-1][0] + 1)
    return [*lines[:place], f'    "{room.module}",', *lines[place:]]


def _at_end_of(name: str, entry: str, lines: list[str]) -> list[str]:
    """Add a line to the list or dictionary that is written over several lines."""
    start = next(number for number, line in enumerate(lines) if re.match(rf"{name}\b.* = [\[{{]$", line))
    end = next(number for number in range(start, len(lines)) if lines[number] in ("]", "}"))
    return [*lines[:end], entry, *lines[end:]]


def _after_imports(entry: str, lines: list[str]) -> list[str]:
    last = max(number for number, line in enumerate(lines) if line.startswith(("import ", "from ")))
    return [*lines[: last + 1], entry, *lines[last + 1 :]]


def _edit(path: Path, change: Callable[[list[str]], list[str]]) -> None:
    path.write_text("\n".join(change(path.read_text(encoding="utf-8").splitlines())) + "\n", encoding="utf-8")


def main() -> int:
    parser = argparse.ArgumentParser(description="Make a room from docs/how-to/add-a-room.md.")
    parser.add_argument("wing")
    parser.add_argument("name")
    parser.add_argument("noun", nargs="?", default="", help="the thing that it keeps, where NAME is no plural")
    chosen = parser.parse_args()
    try:
        made = make_room(Path.cwd(), chosen.wing, chosen.name, chosen.noun)
    except CannotMake as reason:
        sys.stderr.write(f"{reason}\n")
        return 1
    sys.stdout.write("".join(f"{path.relative_to(Path.cwd())}\n" for path in made))
    sys.stdout.write(f"Next: .venv/bin/python manage.py makemigrations {chosen.name}, then make fix check.\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
