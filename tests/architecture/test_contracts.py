"""The house as it stands keeps its contracts. They are generated from its folders: a new room is covered at once."""

from functools import lru_cache
from pathlib import Path

import pytest

from commonground.config.house import House
from tests.architecture import every
from tests.architecture.contracts import imports

HOUSE = House(Path(__file__).resolve().parents[2])


@lru_cache
def _import_violations() -> dict[str, list[str]]:
    return imports.violations(HOUSE)


@pytest.mark.parametrize("name", imports.linter_contracts(HOUSE))
def test_imports_run_downwards(name: str) -> None:
    assert _import_violations()[name] == []


@pytest.mark.parametrize("name", every.CONTRACTS)
def test_the_contract_is_kept(name: str) -> None:
    assert list(every.CONTRACTS[name](HOUSE)) == []


def test_every_folder_of_a_wing_is_a_room_of_the_contracts() -> None:
    covered = {module for options in imports.linter_contracts(HOUSE).values() for module in _containers(options)}
    assert {room.module for room in HOUSE.rooms} <= covered


def _containers(options: imports.Options) -> list[str]:
    found = options.get("containers", [])
    assert isinstance(found, list)
    return found
