"""Copies of the house to plant faults in."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path

from commonground.config.house import PACKAGE
from tests.architecture.faults import Fault
from tests.architecture.new_room import make_room
from tests.architecture.source import NOT_OURS

REPOSITORY = Path(__file__).resolve().parents[2]


def copy_with_rooms(folder: Path) -> Path:
    """The package with a room in each wing, so that a wall between them can be broken. Returns its root."""
    shutil.copytree(REPOSITORY / PACKAGE, folder / PACKAGE, ignore=shutil.ignore_patterns(*NOT_OURS))
    for name in ("pyproject.toml", "conftest.py"):
        shutil.copyfile(REPOSITORY / name, folder / name)
    make_room(folder, "partnership", "bulletins")
    make_room(folder, "practice", "families")
    return folder


def plant(root: Path, faults: Iterable[Fault], props: Mapping[str, str] | None = None) -> None:
    """Add the text of each fault to the end of its file."""
    texts = [*(props or {}).items(), *((fault.file, fault.text) for fault in faults)]
    for file, text in texts:
        path = root / PACKAGE / file
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("a", encoding="utf-8") as open_file:
            open_file.write(f"\n{text}\n")


def python(root: Path, *arguments: str, home: Path) -> subprocess.CompletedProcess[str]:
    """Run Python with the package of the copy instead of ours."""
    variables = {
        **os.environ,
        "PYTHONPATH": os.pathsep.join([str(root), str(REPOSITORY)]),
        "COMMONGROUND_HOME": str(home),
        "COMMONGROUND_DEMO": "1",
        "DATABASE_URL": "",
        "DJANGO_SETTINGS_MODULE": "tests.settings",
    }
    variables.pop("PYTEST_XDIST_WORKER", None)
    variables.pop("PYTHONDONTWRITEBYTECODE", None)  # what one process compiled, the next one need not
    return subprocess.run(
        [sys.executable, *arguments], cwd=root, env=variables, capture_output=True, text=True, check=False
    )


def contracts_of(root: Path, *, home: Path) -> dict[str, list[str]]:
    """The violations of each contract in the copy, found by a process that loads the copy."""
    done = python(root, "-m", "tests.architecture", "--root", str(root), "--json", home=home)
    if not done.stdout.startswith("{"):
        raise RuntimeError(f"The contracts could not be run on the copy:\n{done.stderr}")
    found: dict[str, list[str]] = json.loads(done.stdout)
    return found
