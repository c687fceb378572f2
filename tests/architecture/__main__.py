"""`python -m tests.architecture`: run the contracts; print what is broken; exit 1 if anything is.

`--json` prints the violations of each contract, kept ones too, without a word more.
"""

import argparse
import json
import os
import sys
from pathlib import Path

import django

from commonground.config.house import House


def main() -> int:
    parser = argparse.ArgumentParser(description="Run the contracts of the house.")
    parser.add_argument("--root", type=Path, default=Path.cwd(), help="folder that holds the package")
    parser.add_argument("--json", action="store_true", help="print violations by contract as JSON")
    chosen = parser.parse_args()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "commonground.config.settings")
    os.environ.setdefault("COMMONGROUND_DEMO", "1")
    django.setup()
    from tests.architecture import every

    house = House(chosen.root.resolve())
    contracts = every.CONTRACTS if (house.root / ".git").exists() else {**every.WRITTEN, **every.LOADED}
    found = every.violations(house, contracts)
    return _as_json(found) if chosen.json else _as_text(found)


def _as_json(found: dict[str, list[str]]) -> int:
    sys.stdout.write(json.dumps(found))
    return 1 if any(found.values()) else 0


def _as_text(found: dict[str, list[str]]) -> int:
    broken = {name: sentences for name, sentences in found.items() if sentences}
    for name, sentences in broken.items():
        sys.stdout.write(f"BROKEN: {name}\n" + "".join(f"  {sentence}\n" for sentence in sentences))
    sys.stdout.write(f"{len(found) - len(broken)} of {len(found)} contracts of the house are kept.\n")
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())
