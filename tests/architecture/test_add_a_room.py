"""The recipe docs/how-to/add-a-room.md, followed in a temporary folder."""

from pathlib import Path

import pytest

from tests import migrated
from tests.architecture.copies import REPOSITORY, contracts_of, copy_with_rooms, python
from tests.architecture.new_room import CannotMake, make_room

# What the tables that tests begin with are kept as.
NAME = """
import pathlib
import django
django.setup()
from tests import migrated
print(migrated.sqlite_file(pathlib.Path()).name)
"""
ROOMS = {"bulletins": "partnership/bulletins", "families": "practice/families"}


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("home")


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory, home: Path) -> Path:
    root = copy_with_rooms(tmp_path_factory.mktemp("rooms"))
    done = python(root, "-m", "django", "makemigrations", *ROOMS, home=home)
    assert done.returncode == 0, done.stderr
    return root


def test_a_room_made_from_the_recipe_keeps_every_contract(root: Path, home: Path) -> None:
    ours = tuple(text for name, room in ROOMS.items() for text in (room, room.replace("/", "."), f"{name}."))
    found = contracts_of(root, home=home)
    assert {"layers of partnership", "layers of practice"} <= set(found)
    assert [
        sentence for sentences in found.values() for sentence in sentences if any(o in sentence for o in ours)
    ] == []


@pytest.fixture
def tables_of_the_house(
    root: Path, home: Path, tmp_path_factory: pytest.TempPathFactory, pytestconfig: pytest.Config
) -> None:
    """Those of the rooms alone are left to be made."""
    asked = python(root, "-c", NAME, home=home)
    assert asked.returncode == 0, asked.stderr
    kept = root / ".pytest_cache" / "d" / "migrated" / asked.stdout.strip()
    kept.parent.mkdir(parents=True, exist_ok=True)
    migrated.copied_to(kept, migrated.kept_in(pytestconfig, tmp_path_factory))


@pytest.mark.usefixtures("tables_of_the_house")
def test_the_tests_of_a_room_made_from_the_recipe_pass(root: Path, home: Path) -> None:
    rooms = [str(root / "commonground" / room) for room in ROOMS.values()]
    done = python(root, "-m", "pytest", *rooms, home=home)
    assert done.returncode == 0, done.stdout + done.stderr
    assert " passed" in done.stdout


def test_the_app_stands_in_the_order_of_the_house(root: Path) -> None:
    settings = (root / "commonground/config/settings.py").read_text(encoding="utf-8")
    places = [
        settings.index(f'"commonground.{app}"') for app in ("ground.evidence", "partnership.bulletins", "insight.home")
    ]
    assert places == sorted(places)


def test_a_room_without_a_place_in_the_order_is_refused(tmp_path: Path) -> None:
    with pytest.raises(CannotMake, match="no place in the order of the house"):
        make_room(REPOSITORY, "partnership", "lounge")


def test_a_room_that_is_there_is_left_alone() -> None:
    with pytest.raises(CannotMake, match="is there already"):
        make_room(REPOSITORY, "ground", "places")
