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
        return report(stale(pages))
    FOLDER.mkdir(parents=True, exist_ok=True)
    for name in stale(pages):
        if name in pages:
            (FOLDER / name).write_text(pages[name], encoding="utf-8")
        else:
            (FOLDER / name).unlink()
    return 0


def stale(pages: dict[str, str]) -> list[str]:
    """Names of the pages in docs/reference that do not say what they should, or should not be there."""
    kept = {path.name: path.read_text(encoding="utf-8") for path in FOLDER.glob("*.md")}
    return sorted(name for name in pages.keys() | kept.keys() if pages.get(name) != kept.get(name))


def report(names: list[str]) -> int:
    for name in names:
        sys.stdout.write(f"{FOLDER / name} is out of date: make fix\n")
    return 1 if names else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
