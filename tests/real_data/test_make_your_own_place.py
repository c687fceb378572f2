"""The how-to docs/how-to/make-your-own-place.md, followed as a stranger would: its own files, its own commands."""

import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import openpyxl
import pytest

from tests import migrated

REPOSITORY = Path(__file__).resolve().parents[2]
PAGE = (REPOSITORY / "docs" / "how-to" / "make-your-own-place.md").read_text(encoding="utf-8")
COMMANDS = [line for block in re.findall(r"^```sh\n(.*?)^```$", PAGE, re.M | re.S) for line in block.splitlines()]
EXPECTED = [line for block in re.findall(r"^```text\n(.*?)^```$", PAGE, re.M | re.S) for line in block.splitlines()]
(LISTED,) = re.findall(r"^```csv title=areas\.csv\n(.*?)^```$", PAGE, re.M | re.S)
OUTLINES = "geography/ward/E07000176.geojson"


@pytest.fixture
def desk(tmp_path: Path, published_data: Path) -> Path:
    """A folder with what step 1 and 2 of the page put there."""
    (tmp_path / "areas.csv").write_text(LISTED, encoding="utf-8")
    shutil.copyfile(published_data / OUTLINES, tmp_path / "wards.geojson")
    return tmp_path


def follow(desk: Path, commands: list[str]) -> str:
    """What the commands print, one after the other, in a home of their own."""
    given = {key: value for key, value in os.environ.items() if key != "DATABASE_URL"}
    environment = {**given, "COMMONGROUND_DEMO": "1", "COMMONGROUND_HOME": str(desk / "home")}
    printed = ""
    for command in commands:
        done = subprocess.run(
            [sys.executable, "-m", "commonground.config.cli", *shlex.split(command)[1:]],
            cwd=desk,
            env={**environment, "PYTHONPATH": str(REPOSITORY)},
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        printed += done.stdout
    return printed


def test_the_page_leads_to_a_place_that_opens(desk: Path) -> None:
    printed = follow(desk, COMMANDS)
    assert [line for line in EXPECTED if line not in printed] == []
    assert "24 outlines of ward-2025, 24 of them new" in printed


def test_the_same_list_as_a_workbook_gives_the_same_place(
    desk: Path, tmp_path_factory: pytest.TempPathFactory, pytestconfig: pytest.Config
) -> None:
    (desk / "home").mkdir()  # with its tables in it: that they are made where there are none is seen above
    migrated.copied_to(desk / "home" / "commonground.sqlite3", migrated.kept_in(pytestconfig, tmp_path_factory))
    book = openpyxl.Workbook()
    page = book.active
    assert page is not None
    for line in LISTED.splitlines():
        page.append(line.split(","))
    book.save(desk / "areas.xlsx")
    workbook = COMMANDS[0].replace("areas.csv", "areas.xlsx") + " --into again"
    follow(desk, ["commonground migrate", COMMANDS[0], workbook])
    for name in ("areas.toml", "place.toml", "people.toml", "figures/population.csv"):
        assert (desk / "again" / name).read_bytes() == (desk / "rushcliffe" / name).read_bytes()
