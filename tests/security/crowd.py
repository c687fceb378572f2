"""Many processes that write at once, perhaps killed in the middle. A program, because it forks a site of its own.

    python -m tests.security.crowd write --writers 8 --each 50
    python -m tests.security.crowd kill --writers 4 --rounds 50
    python -m tests.security.crowd edit --writers 10 --each 10

Prints one JSON object of what was acknowledged, what is there and whether the audit holds. COMMONGROUND_HOME and
DATABASE_URL say which site; it must be migrated, and is written to.
"""

import argparse
import json
import os
import random
import re
import select
import signal
import sys
import time
import traceback
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from typing import IO, Any

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "commonground.config.settings")
django.setup()

from django.db import connection  # noqa: E402 after django.setup()

from commonground.foundation.audit import queries as audit  # noqa: E402 after django.setup()
from commonground.foundation.audit.models import AuditContent, AuditEvent  # noqa: E402 after django.setup()
from commonground.foundation.kernel.errors import Conflict  # noqa: E402 after django.setup()
from tests.security.writes import Edit, Write, edits, writes  # noqa: E402 after django.setup()

Say = Callable[[str], None]

# How long the first of all writers may take to its first write, on a machine that does much else.
FIRST_WRITE_SECONDS = 60


@dataclass
class Report:
    """What one round found. Lists hold the first few tokens only: they are there to be looked up."""

    acknowledged: int = 0
    kept: int = 0
    events: int = 0
    lost: list[str] = field(default_factory=list)  # acknowledged, but not there
    unrecorded: list[str] = field(default_factory=list)  # there, but not in the audit
    invented: list[str] = field(default_factory=list)  # in the audit, but not there
    broken: str = ""  # what `audit verify` says
    corrupt: str = ""  # what the database's own check says
    errors: list[str] = field(default_factory=list)
    conflicts: int = 0
    killed: int = 0


class Child:
    """A forked process that runs one function and says lines into a pipe."""

    def __init__(self, run: Callable[[Say], None]) -> None:
        reading, writing = os.pipe()
        self.number = os.fork()
        if self.number:
            os.close(writing)
            self.lines: IO[str] = os.fdopen(reading)
            return
        os.close(reading)
        _be_child(run, writing)

    def end(self) -> int:
        """Wait for it; its exit code, negative where a signal ended it."""
        _, status = os.waitpid(self.number, 0)
        return os.waitstatus_to_exitcode(status)


def _be_child(run: Callable[[Say], None], pipe: int) -> None:
    """Never returns: a fork that went on would run the parent's program a second time."""
    code = 0
    try:
        run(lambda line: _write_line(pipe, line))
    except BaseException:  # noqa: BLE001 told to the parent, who reports it
        _write_line(pipe, f"error {json.dumps(traceback.format_exc())}")
        code = 1
    os._exit(code)


def _write_line(pipe: int, line: str) -> None:
    """One write of one line is whole, or not there, however the process ends."""
    os.write(pipe, f"{line}\n".encode())


def write_tokens(write: Write, tokens: Iterator[str]) -> Callable[[Say], None]:
    """A writer: one action after another, each acknowledged when it has returned."""

    def run(say: Say) -> None:
        for token in tokens:
            write.act(token)
            say(f"ok {token}")

    return run


def edit_tokens(edit: Edit, tokens: Iterator[str]) -> Callable[[Say], None]:
    def run(say: Say) -> None:
        for token in tokens:
            try:
                edit.act(token)
            except Conflict:
                say(f"conflict {token}")
            else:
                say(f"ok {token}")

    return run


def count(name: str, each: int | None) -> Iterator[str]:
    number = 0
    while each is None or number < each:
        yield f"{name}-{number}"
        number += 1


def crowd(writers: int, make: Callable[[int], Callable[[Say], None]]) -> list[Child]:
    connection.close()  # nothing open is inherited
    return [Child(make(number)) for number in range(writers)]


def listen(child: Child, report: Report, heard: set[str]) -> None:
    for line in child.lines:
        kind, _, rest = line.rstrip("\n").partition(" ")
        if kind == "ok":
            heard.add(rest)
        elif kind == "conflict":
            report.conflicts += 1
        else:
            report.errors.append(json.loads(rest))
    child.lines.close()


@contextmanager
def in_a_child() -> Iterator[Callable[[Callable[[], Any]], Any]]:
    """Ask the database from a process of its own, so that the parent stays without a connection."""

    def ask(question: Callable[[], Any]) -> Any:
        child = Child(lambda say: say(json.dumps(question())))
        line = child.lines.read()
        child.end()
        if line.startswith("error"):
            raise RuntimeError(json.loads(line.partition(" ")[2]))
        return json.loads(line)

    yield ask


def check(write: Write, heard: set[str], report: Report) -> Report:
    """Compare what was acknowledged, what is there and what is on record."""
    with in_a_child() as ask:
        kept = set(ask(lambda: sorted(write.kept())))
        bodies = "\n".join(ask(lambda: list(AuditContent.objects.values_list("body", flat=True))))
        report.events = ask(AuditEvent.objects.count)
        report.broken = ask(lambda: str(audit.verify().breach or ""))
        report.corrupt = ask(integrity)
    tried = re.compile(rf"{re.escape(_slug(write))}-[\w-]+")
    recorded, kept = set(tried.findall(bodies)), {token for token in kept if tried.fullmatch(token)}
    report.acknowledged, report.kept = len(heard), len(kept)
    report.lost = sorted(heard - kept)[:10]
    report.unrecorded = sorted(kept - recorded)[:10]
    report.invented = sorted(recorded - kept)[:10]
    return report


def integrity() -> str:
    """What SQLite's own check finds; PostgreSQL repairs itself from its log when the server dies, not the client."""
    if connection.vendor != "sqlite":
        return ""
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA integrity_check")
        found = "; ".join(str(row[0]) for row in cursor.fetchall())
        cursor.execute("PRAGMA foreign_key_check")
        dangling = len(cursor.fetchall())
    return "" if found == "ok" and not dangling else f"{found}; {dangling} dangling keys"


def prepared(thing: Write | Edit) -> None:
    with in_a_child() as ask:
        ask(thing.prepare)


def write_at_once(write: Write, writers: int, each: int) -> Report:
    """All write to the end."""
    report, heard = Report(), set[str]()
    prepared(write)
    children = crowd(writers, lambda number: write_tokens(write, count(f"{_slug(write)}-w{number}", each)))
    for child in children:
        listen(child, report, heard)
        child.end()
    return check(write, heard, report)


def write_and_be_killed(write: Write, writers: int, rounds: int, seed: int) -> Report:
    """Every round all are killed with signal 9 in the middle of writing; then everything acknowledged must be there.

    The moment of chance is counted from the first acknowledgement: a slow start would leave nothing to lose. A write
    takes a few hundredths of a second; rounds are so long that what the database does after many falls into some too.
    """
    report, heard, chance = Report(), set[str](), random.Random(seed)
    prepared(write)
    for number in range(rounds):
        name = f"{_slug(write)}-r{number}"
        children = crowd(writers, lambda writer, name=name: write_tokens(write, count(f"{name}w{writer}", None)))
        select.select([child.lines for child in children], [], [], FIRST_WRITE_SECONDS)
        time.sleep(chance.uniform(0.05, 0.6))
        for child in children:
            os.kill(child.number, signal.SIGKILL)
        for child in children:
            listen(child, report, heard)
            report.killed += child.end() == -signal.SIGKILL
        check(write, heard, report)
        if report.lost or report.unrecorded or report.invented or report.broken or report.corrupt or report.errors:
            break
    return report


def edit_at_once(edit: Edit, writers: int, each: int) -> Report:
    """All save on top of the same version: one is kept, all others hear of it."""
    report, heard = Report(), set[str]()
    prepared(edit)
    children = crowd(writers, lambda number: edit_tokens(edit, count(f"e{number}", each)))
    for child in children:
        listen(child, report, heard)
        child.end()
    with in_a_child() as ask:
        said = ask(edit.kept)
        report.broken = ask(lambda: str(audit.verify().breach or ""))
        report.events = ask(AuditEvent.objects.count)
    report.acknowledged = len(heard)
    report.kept = sum(token in said for token in heard)
    return report


def _slug(thing: Write) -> str:
    return thing.name.replace(" ", "-")


def reports(words: Sequence[str]) -> dict[str, Any]:
    """What these words of the command line ask for: name → report."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("what", choices=("write", "kill", "edit"))
    parser.add_argument("--writers", type=int, default=8)
    parser.add_argument("--each", type=int, default=50)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--name", help="Only this write or edit.")
    given = parser.parse_args(words)
    found: list[Any] = edits() if given.what == "edit" else writes()
    return {thing.name: asdict(_one(given, thing)) for thing in found if given.name in (None, thing.name)}


def _one(given: argparse.Namespace, thing: Any) -> Report:
    if given.what == "write":
        return write_at_once(thing, given.writers, given.each)
    if given.what == "kill":
        return write_and_be_killed(thing, given.writers, given.rounds, given.seed)
    return edit_at_once(thing, given.writers, given.each)


if __name__ == "__main__":
    sys.stdout.write(json.dumps(reports(sys.argv[1:]), indent=1) + "\n")
