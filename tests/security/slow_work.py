"""Work that takes a while, to be stopped and killed. A program that forks, so that Django starts once for a test.

Reads commands and answers each with a line of JSON:

    worker             starts a process that does what is queued: {"process": …}
    ask KEY STEPS      queues work, in a process of its own: {"code": …, "said": …}; 3 is a conflict
    now KEY STEPS      starts a process that does the work here and now: {"process": …}
    cancel JOB         asks a job to stop
    reap PROCESS       waits for the process: {"code": …}, negative where a signal ended it

A step takes a tenth of a second and leaves an organisation behind, as an import leaves what it has committed.
"""

import json
import os
import sys
import time
from collections.abc import Callable
from uuid import UUID

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "commonground.config.settings")
django.setup()

from django.db import connection  # noqa: E402 after django.setup()
from django.utils import timezone  # noqa: E402 after django.setup()

from commonground.foundation.kernel.errors import PersonFacing  # noqa: E402 after django.setup()
from commonground.foundation.kernel.viewer import Viewer, operator  # noqa: E402 after django.setup()
from commonground.foundation.work import actions as work  # noqa: E402 after django.setup()
from commonground.foundation.work import queries  # noqa: E402 after django.setup()
from commonground.foundation.work.commands import JobWorker  # noqa: E402 after django.setup()
from commonground.ground.partners import actions as partners  # noqa: E402 after django.setup()
from commonground.ground.partners.tests.writes import make_sector  # noqa: E402 after django.setup()

CONFLICT = 3


@work.handler("trial.slow", title="Slow work")
def slow(progress: work.Progress, *, by: Viewer, steps: int) -> dict[str, object]:
    """Safe to do twice: what an earlier run left is found and kept."""
    for number in range(steps):
        partners.register_organisation(slug=f"slow-{number}", name=f"Slow {number}", sector="trial", by=by)
        progress.step(number + 1, steps, "going on")
        time.sleep(0.1)
    return {"steps": steps}


def viewer() -> Viewer:
    return operator(timezone.now(), permissions=frozenset({"partners.grant", "work.read", "work.cancel"}))


def serve_queue() -> str:
    worker = JobWorker(interval=0.2, is_once=False)
    worker.configure_signals()
    worker.run()
    return ""


def ask(key: str, steps: str) -> str:
    make_sector()
    return str(work.enqueue(job="trial.slow", params={"steps": int(steps)}, key=key, by=viewer()).pk)


def do_now(key: str, steps: str) -> str:
    make_sector()
    return str(work.run_now(job="trial.slow", params={"steps": int(steps)}, key=key, by=viewer()).pk)


def cancel(job: str) -> str:
    found = queries.job(viewer(), UUID(job))
    work.cancel(job=found, by=viewer())
    return "asked"


PROGRAMS: dict[str, Callable[..., str]] = {"worker": serve_queue, "ask": ask, "now": do_now, "cancel": cancel}


def fork(program: Callable[..., str], words: list[str]) -> tuple[int, int]:
    """A process that runs the program, and the end of the pipe that it says its result into."""
    connection.close()  # nothing open is inherited
    reading, writing = os.pipe()
    process = os.fork()
    if process:
        os.close(writing)
        return process, reading
    os.close(reading)
    code = 1
    try:
        os.write(writing, program(*words).encode())
        code = 0
    except PersonFacing as problem:
        os.write(writing, problem.sentence.encode())
        code = CONFLICT
    except SystemExit as end:
        code = int(end.code or 0)
    finally:
        os._exit(code)  # a fork that went on would answer the parent's commands


def exit_code(process: int) -> int:
    return os.waitstatus_to_exitcode(os.waitpid(process, 0)[1])


def answer(what: str, words: list[str]) -> dict[str, object]:
    if what == "reap":
        return {"code": exit_code(int(words[0]))}
    process, pipe = fork(PROGRAMS[what], words)
    if what in ("worker", "now"):
        return {"process": process}
    with os.fdopen(pipe) as said:
        return {"said": said.read(), "code": exit_code(process)}


def main() -> None:
    for line in sys.stdin:
        what, *words = line.split()
        sys.stdout.write(json.dumps(answer(what, words)) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
