"""Long work that is killed, stopped or cancelled in the middle, by real processes: what is left, and how it goes on."""

import json
import os
import signal
import subprocess
import time
from collections.abc import Callable, Iterator

import pytest

from tests.security.real_site import RealSite

CONFLICT = 3
PATIENCE = 60  # seconds
Tell = Callable[..., dict[str, object]]


@pytest.fixture
def tell(real_site: RealSite) -> Iterator[Tell]:
    """Gives a command to the program and returns its answer; the processes it started end with the test."""
    program = real_site.start("tests.security.slow_work", stdin=subprocess.PIPE, process_group=0)
    assert program.stdin is not None
    assert program.stdout is not None

    def tells(*words: str | int) -> dict[str, object]:
        program.stdin.write(" ".join(map(str, words)) + "\n")
        program.stdin.flush()
        said: dict[str, object] = json.loads(program.stdout.readline() or program.stderr.read())
        return said

    yield tells
    os.killpg(program.pid, signal.SIGKILL)
    program.communicate()


def process_of(answer: dict[str, object]) -> int:
    number = answer["process"]
    assert isinstance(number, int)
    return number


def kill(tell: Tell, process: int) -> None:
    os.kill(process, signal.SIGKILL)
    assert tell("reap", process) == {"code": -signal.SIGKILL}


def states(site: RealSite) -> list[str]:
    return [state for (state,) in site.sql("SELECT state FROM work_job ORDER BY id")]


def wait_for(site: RealSite, condition: str) -> None:
    """Until a job is as the SQL condition says."""
    until = time.monotonic() + PATIENCE
    while not site.sql(f"SELECT 1 FROM work_job WHERE {condition}"):
        assert time.monotonic() < until, f"no job became {condition}: {states(site)}"
        time.sleep(0.05)


def test_a_worker_killed_in_the_middle_leaves_work_that_is_interrupted_and_can_be_done_again(
    real_site: RealSite, tell: Tell
):
    tell("ask", "import", 300)
    worker = process_of(tell("worker"))
    wait_for(real_site, "state = 'running' AND done > 0")
    kill(tell, worker)
    assert states(real_site) == ["running"], "nobody was left to say otherwise"
    assert tell("ask", "import", 3)["code"] == 0, "at once, with the same key, on the same host"
    assert states(real_site) == ["interrupted", "queued"]
    tell("worker")
    wait_for(real_site, "state = 'done'")
    assert states(real_site) == ["interrupted", "done"]
    assert real_site.commonground("audit", "verify").returncode == 0


def test_the_next_worker_marks_what_the_killed_one_left(real_site: RealSite, tell: Tell):
    tell("ask", "import", 300)
    worker = process_of(tell("worker"))
    wait_for(real_site, "state = 'running'")
    kill(tell, worker)
    tell("worker")
    wait_for(real_site, "state = 'interrupted' AND finished_at IS NOT NULL")
    assert states(real_site) == ["interrupted"]


def test_a_dead_process_that_nobody_has_reaped_counts_as_dead(real_site: RealSite, tell: Tell):
    process = process_of(tell("now", "import", 300))
    wait_for(real_site, "state = 'running' AND done > 0")
    os.kill(process, signal.SIGKILL)
    time.sleep(0.5)
    assert tell("ask", "import", 1)["code"] == 0
    assert states(real_site) == ["interrupted", "queued"]


def test_work_at_the_command_line_that_was_killed_can_be_started_again_at_once(real_site: RealSite, tell: Tell):
    first = process_of(tell("now", "import", 300))
    wait_for(real_site, "state = 'running' AND done > 0")
    second = tell("ask", "import", 2)
    assert second["code"] == CONFLICT, "the first still runs"
    assert "Slow work is already running since" in str(second["said"])
    kill(tell, first)
    again = process_of(tell("now", "import", 2))
    assert tell("reap", again) == {"code": 0}
    assert states(real_site) == ["interrupted", "done"]


def test_work_is_cancelled_while_a_worker_does_it_and_the_worker_goes_on(real_site: RealSite, tell: Tell):
    job = tell("ask", "long", 300)["said"]
    tell("worker")
    wait_for(real_site, "state = 'running' AND done > 0")
    assert tell("cancel", str(job))["code"] == 0
    wait_for(real_site, "state = 'cancelled'")
    tell("ask", "long", 2)
    wait_for(real_site, "state = 'done'")
    assert states(real_site) == ["cancelled", "done"]


def test_a_worker_that_is_asked_to_stop_finishes_the_work_in_hand(real_site: RealSite, tell: Tell):
    tell("ask", "short", 20)
    worker = process_of(tell("worker"))
    wait_for(real_site, "state = 'running'")
    os.kill(worker, signal.SIGTERM)
    assert tell("reap", worker) == {"code": 0}
    assert states(real_site) == ["done"]


def test_a_worker_that_is_asked_twice_stops_at_once_and_says_so_in_the_job(real_site: RealSite, tell: Tell):
    tell("ask", "long", 300)
    worker = process_of(tell("worker"))
    wait_for(real_site, "state = 'running' AND done > 0")
    os.kill(worker, signal.SIGTERM)
    time.sleep(0.3)
    os.kill(worker, signal.SIGTERM)
    tell("reap", worker)
    assert states(real_site) == ["interrupted"]
    assert real_site.sql("SELECT problem FROM work_job")[0][0].startswith("The work was stopped before the end.")
