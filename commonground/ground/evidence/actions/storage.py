"""Files of this room in storage: written before their row, named by their hash, never changed."""

import fcntl
import hashlib
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from django.conf import settings
from django.core.files import File
from django.core.files.storage import default_storage

from commonground.foundation.kernel.identifiers import new_id

RELEASES = "evidence/releases"
CUBES = "evidence/figures"
LEDGERS = "evidence/shown"
REPORTS = "evidence/reports"
LOCK = "in-use"


def incoming() -> Path:
    """Where unfinished work lies: a folder for each piece of work, gone when it ends."""
    return settings.COMMONGROUND_HOME / "incoming" / "evidence"


@contextmanager
def workplace() -> Iterator[Path]:
    """A folder of its own for one piece of work, removed afterwards whatever happens.

    It is locked while its process lives, so that what a killed process left behind can be told and swept.
    """
    folder = incoming() / str(new_id())
    folder.mkdir(parents=True)
    try:
        with (folder / LOCK).open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def sweep_workplaces() -> int:
    """Remove what killed processes left behind. Returns how many folders."""
    left = [folder for folder in incoming().iterdir() if _is_left_behind(folder)] if incoming().is_dir() else []
    for folder in left:
        shutil.rmtree(folder, ignore_errors=True)
    return len(left)


def _is_left_behind(folder: Path) -> bool:
    lock = folder / LOCK
    if not lock.exists():  # made a moment ago and not locked yet; the next sweep will see
        return False
    with lock.open() as opened:
        return _can_lock(opened)


def _can_lock(opened: IO[str]) -> bool:
    try:
        fcntl.flock(opened, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


def keep(path: Path, folder: str) -> tuple[str, str]:
    """Put a file into storage under its hash. Returns (name in storage, hash). The same content is stored once."""
    digest = file_hash(path)
    name = f"{folder}/{digest}{path.suffix}"
    if not default_storage.exists(name):
        with path.open("rb") as opened:
            stored = default_storage.save(name, File(opened))
        if stored != name:  # somebody stored the same content at the same moment
            default_storage.delete(stored)
    return name, digest


def file_hash(path: Path) -> str:
    with path.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()
