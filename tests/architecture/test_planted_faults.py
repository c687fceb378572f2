"""Each contract is proved by a fault planted in a copy of the house: the contract breaks, and names the fault.

All faults that are seen without loading the site are planted in one copy, all others in a second one.
"""

import pytest

from commonground.config.house import House
from tests.architecture import every
from tests.architecture.copies import contracts_of, copy_with_rooms, plant
from tests.architecture.faults import Fault
from tests.architecture.faults.loaded import LOADED
from tests.architecture.faults.written import PROPS, WRITTEN

Violations = dict[str, list[str]]


@pytest.fixture(scope="module")
def seen_in_the_files(tmp_path_factory: pytest.TempPathFactory) -> Violations:
    root = copy_with_rooms(tmp_path_factory.mktemp("written"))
    plant(root, WRITTEN, PROPS)
    return every.violations(House(root), every.WRITTEN)


@pytest.fixture(scope="module")
def seen_when_loaded(tmp_path_factory: pytest.TempPathFactory) -> Violations:
    root = copy_with_rooms(tmp_path_factory.mktemp("loaded"))
    plant(root, LOADED)
    return contracts_of(root, home=tmp_path_factory.mktemp("home"))


@pytest.mark.parametrize("fault", WRITTEN, ids=lambda fault: fault.name)
def test_a_fault_in_the_files_breaks_its_contract_by_name(fault: Fault, seen_in_the_files: Violations) -> None:
    assert any(fault.says in sentence for sentence in seen_in_the_files[fault.contract]), seen_in_the_files


@pytest.mark.parametrize("fault", LOADED, ids=lambda fault: fault.name)
def test_a_fault_of_the_loaded_site_breaks_its_contract_by_name(fault: Fault, seen_when_loaded: Violations) -> None:
    assert any(fault.says in sentence for sentence in seen_when_loaded[fault.contract]), seen_when_loaded


def test_every_contract_that_can_be_broken_in_a_copy_has_a_planted_fault(seen_in_the_files: Violations) -> None:
    proved = {fault.contract for fault in (*WRITTEN, *LOADED)}
    repeated = {"layers of foundation", "layers of insight", "layers of practice", "files of the foundation rooms"}
    assert {*seen_in_the_files, *every.LOADED} - repeated <= proved
