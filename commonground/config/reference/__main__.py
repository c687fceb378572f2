"""`python -m commonground.config.reference`: write docs/reference; `--check`: say which pages are stale, exit 1."""

import os
import sys
from importlib import import_module
from pathlib import Path

import django

FOLDER = Path("docs") / "reference"


def main(arguments: list[str]) -> int:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "commonground.config.settings")
    django.setup()
    # The pages read the rooms' tables, so they come after Django is set up.
    pages = import_module("commonground.config.reference.pages").written(Path.cwd())
    if "--check" in arguments:
        return _check(pages)
    FOLDER.mkdir(parents=True, exist_ok=True)
    for name, text in pages.items():
        (FOLDER / name).write_text(text, encoding="utf-8")
    return 0


def _check(pages: dict[str, str]) -> int:
    """Reads only."""
    kept = {path.name: path.read_text(encoding="utf-8") for path in FOLDER.glob("*.md")}
    stale = sorted(name for name in pages.keys() | kept.keys() if pages.get(name) != kept.get(name))
    for name in stale:
        sys.stdout.write(f"{FOLDER / name} is out of date: make fix\n")
    return 1 if stale else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
