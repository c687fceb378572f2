"""A program that lets crowds loose on one site after another: Django and all rooms are loaded once, not for each test.

Reads a line of JSON for each crowd, `{"site": {environment}, "words": [words of tests.security.crowd]}`, and answers
with a line: `{"reports": …}` or `{"failed": …}`. Each crowd runs in a fork, so nothing of one is left for the next.
"""

import atexit
import json
import subprocess
import sys
import traceback
from collections.abc import Mapping, Sequence
from typing import Any

from tests.needs import REPOSITORY


class Crowds:
    """The program as tests meet it. It ends with the process of the tests, which closes its input."""

    def __init__(self, environment: Mapping[str, str]) -> None:
        self._program = subprocess.Popen(
            [sys.executable, "-m", "tests.security.crowds"],
            cwd=REPOSITORY, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        )  # fmt: skip

    def ask(self, site: Mapping[str, str], words: Sequence[str]) -> dict[str, Any]:
        assert self._program.stdin is not None
        assert self._program.stdout is not None
        self._program.stdin.write(json.dumps({"site": dict(site), "words": words}) + "\n")
        self._program.stdin.flush()
        answer: dict[str, Any] = json.loads(self._program.stdout.readline())
        assert "failed" not in answer, answer["failed"]
        reports: dict[str, Any] = answer["reports"]
        return reports

    def end(self) -> None:
        self._program.communicate()


_running: dict[str, Crowds] = {}  # one for each kind of database


def let_loose(kind: str, site: Mapping[str, str], words: Sequence[str]) -> dict[str, Any]:
    """The report on each write or edit, of a crowd on this site."""
    if kind not in _running:
        _running[kind] = Crowds(site)
        atexit.register(_running[kind].end)
    return _running[kind].ask(site, words)


def stand_on(site: Mapping[str, str]) -> None:
    """This process, which has not met a database yet, turns to the one of the site."""
    from django.db import connection
    from django.test import override_settings

    from commonground.config import environment

    found = environment.read(dict(site))
    connection.settings_dict.update(found.database)
    override_settings(COMMONGROUND_HOME=found.home, MEDIA_ROOT=found.home / "files").enable()


def answer(line: str) -> dict[str, Any]:
    from tests.security import crowd

    asked = json.loads(line)
    try:
        stand_on(asked["site"])
        return {"reports": crowd.reports(asked["words"])}
    except Exception:  # noqa: BLE001 told to the test that asked
        return {"failed": traceback.format_exc()}


def main() -> None:
    from tests.security import crowd

    for line in sys.stdin:
        child = crowd.Child(lambda say, line=line: say(json.dumps(answer(line))))
        sys.stdout.write(child.lines.read())
        sys.stdout.flush()
        child.lines.close()
        child.end()


if __name__ == "__main__":
    main()
