"""A machine that lacks something is told so; where everything is required, it is an error."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.needs import REPOSITORY

ASKS = """
def test_that_needs_a_browser(chromium_path):
    assert chromium_path
"""


def _run(folder: Path, **variables: str) -> subprocess.CompletedProcess[str]:
    (folder / "test_asking.py").write_text(ASKS, encoding="utf-8")
    command = [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", "-p", "no:django", "-p", "tests.needs", "-rs"]
    own = ["-c", os.devnull, "--rootdir", str(folder), str(folder)]
    kept = {name: value for name, value in os.environ.items() if name != "COMMONGROUND_CHROMIUM"}
    environment = {**kept, "PATH": str(folder), "PYTHONPATH": str(REPOSITORY), **variables}
    return subprocess.run([*command, *own], cwd=folder, env=environment, capture_output=True, text=True, check=False)


def test_without_a_browser_its_tests_are_skipped_with_what_to_do(tmp_path: Path) -> None:
    done = _run(tmp_path, COMMONGROUND_REQUIRE_ALL="0")
    assert done.returncode == 0, done.stdout
    assert "1 skipped" in done.stdout
    assert "set COMMONGROUND_CHROMIUM" in done.stdout


def test_where_everything_is_required_a_missing_browser_is_a_failure(tmp_path: Path) -> None:
    done = _run(tmp_path, COMMONGROUND_REQUIRE_ALL="1")
    assert done.returncode == 1, done.stdout
    assert "everything is required here" in done.stdout


@pytest.mark.parametrize(("marker", "count"), [("browser", "1 skipped"), ("not browser", "1 deselected")])
def test_a_test_is_marked_by_what_it_asks_for(tmp_path: Path, marker: str, count: str) -> None:
    (tmp_path / "conftest.py").write_text(
        "def pytest_configure(config):\n    config.addinivalue_line('markers', 'browser: x')\n", encoding="utf-8"
    )
    done = _run(tmp_path, PYTEST_ADDOPTS=f"-m '{marker}'", COMMONGROUND_REQUIRE_ALL="0")
    assert count in done.stdout
