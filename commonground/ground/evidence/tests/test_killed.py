"""An import that is killed in the middle has changed nothing, and the next one finds the way clear."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from commonground.ground.evidence.tests.drawn import C1
from tests import migrated

ENOUGH = 300  # seconds: only a hang takes this long, even on a busy machine


@pytest.fixture
def environment(
    tmp_path: Path, tmp_path_factory: pytest.TempPathFactory, pytestconfig: pytest.Config
) -> dict[str, str]:
    """A home of its own as `migrate` leaves it, so that processes of the product can be killed."""
    home = tmp_path / "home"
    home.mkdir()
    migrated.copied_to(home / "commonground.sqlite3", migrated.kept_in(pytestconfig, tmp_path_factory))
    here = {**os.environ, "COMMONGROUND_HOME": str(home), "COMMONGROUND_DEMO": "1", "DATABASE_URL": ""}
    done = command(here, "migrate")
    assert done.returncode == 0, done.stderr
    return here


def command(environment: dict[str, str], *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "commonground.config.cli", *arguments],
        env=environment, capture_output=True, text=True, timeout=ENOUGH, check=False,
    )  # fmt: skip


def test_an_import_killed_while_it_writes_leaves_no_release_and_bars_no_later_one(environment, written, tmp_path):
    header, row = C1.splitlines()[0], C1.splitlines()[3]
    large = written("large.csv", header + "\n" + f"{row}\n" * 400_000)
    small = written("c1.csv", C1)
    arguments = [sys.executable, "-m", "commonground.config.cli", "import", "dfe-cin", str(large)]
    with subprocess.Popen(arguments, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        until = time.monotonic() + ENOUGH
        while not list(tmp_path.glob("home/incoming/evidence/*/dfe-cin.parquet")):
            assert process.poll() is None
            assert time.monotonic() < until
            time.sleep(0.01)
        process.send_signal(signal.SIGKILL)
    done = command(environment, "import", "dfe-cin", str(small), "--json")
    (release,) = json.loads(done.stdout)["releases"]
    assert (release["number"], release["is_new"], release["rows"]) == (1, True, 36), done.stderr
    assert list((tmp_path / "home" / "incoming" / "evidence").iterdir()) == []
