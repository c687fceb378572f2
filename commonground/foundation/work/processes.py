"""Is the process that does this work still there?"""

import os
import socket
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path

from commonground.foundation.work.models import Job
from commonground.foundation.work.rules import LOST_AFTER, State

PROC = Path("/proc")
STATE, START = 0, 19  # fields of /proc/<id>/stat after the name of the command (proc(5): 3 and 22)
DEAD = ("Z", "X")


@dataclass(frozen=True)
class Process:
    """One process of one host, told from a later one that was given the same number."""

    host: str
    number: int
    mark: str


def this_process() -> Process:
    number = os.getpid()
    return Process(socket.gethostname(), number, _mark(number) or "")


def process_of(job: Job) -> Process | None:
    return Process(job.host, job.process, job.process_mark) if job.process is not None else None


def is_lost(job: Job, *, now: datetime) -> bool:
    """Running, but its process is gone; on another host, silent for LOST_AFTER."""
    if job.state != State.RUNNING or job.process is None or job.heartbeat_at is None:
        return False
    if job.host == socket.gethostname():
        return _mark(job.process) != job.process_mark
    return now - job.heartbeat_at > LOST_AFTER


def _mark(number: int) -> str | None:
    """When the process of that number started, counted from which start of the machine; None where there is none."""
    if not (PROC / "self" / "stat").exists():
        return _mark_by_signal(number)
    try:
        text = (PROC / str(number) / "stat").read_text()
    except (FileNotFoundError, ProcessLookupError):
        return None
    fields = text.rpartition(")")[2].split()
    return None if fields[STATE] in DEAD else f"{_boot()}:{fields[START]}"


@cache
def _boot() -> str:
    path = PROC / "sys" / "kernel" / "random" / "boot_id"
    return path.read_text().strip() if path.exists() else ""


def _mark_by_signal(number: int) -> str | None:
    """Where there is no /proc: only whether some process has the number."""
    try:
        os.kill(number, 0)
    except ProcessLookupError:
        return None
    except PermissionError:
        return ""
    return ""
