"""Which way imports run, checked by import-linter on a configuration generated from the folders that exist.

Imports for types only count as imports: to hide one under TYPE_CHECKING is no way round a layer.
"""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from commonground.config.house import PACKAGE, House, Layers

DJANGO = ["django", "allauth", "csp", "django_cotton", "django_htmx", "django_tasks", "django_tasks_db", "whitenoise"]

Options = dict[str, object]


def linter_contracts(house: House) -> dict[str, Options]:
    """Contract by name, in import-linter's own words."""
    return {
        "layers of the wings": _layers(house.wings, [PACKAGE]),
        **{f"layers of {wing}": _layers(order, [f"{PACKAGE}.{wing}"]) for wing, order in _wings(house)},
        **_files(house),
        **_no_django(house),
        "no cycle among siblings": {"type": "acyclic_siblings", "ancestors": [PACKAGE]},
    }


def violations(house: House) -> dict[str, list[str]]:
    """What import-linter says of each contract; an empty list where it is kept."""
    names = list(linter_contracts(house))
    lines = _run(house).splitlines()
    _, *broken = "\n".join(lines).split("Broken contracts\n", 1)
    said: dict[str, list[str]] = {name: [] for name in names}
    current = ""
    for line in broken[0].splitlines() if broken else []:
        if line in said:
            current = line
        elif current and line.strip(" -"):
            said[current].append(line.strip())
    return said


def _wings(house: House) -> Iterator[tuple[str, Layers]]:
    wings = sorted({room.wing for room in house.rooms if room.wing != room.name})
    return ((wing, house.order_in(wing)) for wing in wings)


def _layers(order: Layers, containers: list[str], *, exhaustive: bool = True) -> Options:
    """Every layer is optional: a room is built when an issue needs it. Exhaustive: an unlisted one is an error."""
    return {
        "type": "layers",
        "containers": containers,
        "exhaustive": exhaustive,
        "layers": [" | ".join(f"({name})" for name in layer) for layer in order],
    }


def _files(house: House) -> dict[str, Options]:
    """Capability rooms have the listed files and no others; foundation rooms have files of their own besides."""
    rooms = {False: "files of the rooms", True: "files of the foundation rooms"}
    return {
        name: _layers(house.file_order, modules, exhaustive=not foundation)
        for foundation, name in rooms.items()
        if (modules := [room.module for room in house.rooms if room.is_foundation is foundation])
    }


def _no_django(house: House) -> dict[str, Options]:
    """Rules, formats, kernel and analysis are plain Python: they can be tested, and trusted, without a database."""
    plain = [room.module for room in house.rooms if room.key in ("foundation.kernel", "foundation.analysis")]
    for room in house.rooms:
        for file in house.plan["files"]["no_django"]:
            if (room.path / f"{file}.py").is_file() or (room.path / file / "__init__.py").is_file():
                plain.append(f"{room.module}.{file}")
    rule: Options = {"type": "forbidden", "source_modules": plain, "forbidden_modules": DJANGO}
    return {"no Django in rules, formats, kernel and analysis": rule} if plain else {}


@lru_cache(maxsize=8)
def _run(house: House) -> str:
    with tempfile.TemporaryDirectory(prefix="contracts-") as folder:
        config = Path(folder) / "contracts.toml"
        config.write_text(_toml(linter_contracts(house)), encoding="utf-8")
        done = subprocess.run(
            [Path(sys.executable).with_name("lint-imports"), "--config", config, "--no-cache", "--no-logo"],
            cwd=house.root,
            env={**os.environ, "PYTHONPATH": str(house.root), "COLUMNS": "400"},
            capture_output=True,
            text=True,
            check=False,
        )
    if "Contracts:" not in done.stdout:
        raise RuntimeError(f"import-linter could not read the house:\n{done.stdout}{done.stderr}")
    return done.stdout


def _toml(contracts: dict[str, Options]) -> str:
    """JSON strings, lists and booleans are TOML too."""
    head = f'[tool.importlinter]\nroot_package = "{PACKAGE}"\ninclude_external_packages = true\n'
    tables = (
        "\n[[tool.importlinter.contracts]]\n"
        + "\n".join(f"{key} = {json.dumps(value)}" for key, value in {"name": name, **options}.items())
        for name, options in contracts.items()
    )
    return head + "\n".join(tables) + "\n"
