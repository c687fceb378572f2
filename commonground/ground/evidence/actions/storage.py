"""Files of this room in storage: written before their row, named by their hash, never changed."""

import hashlib
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import UUID

from django.conf import settings
from django.core.files import File
from django.core.files.storage import default_storage

from commonground.foundation.kernel.identifiers import new_id

RELEASES = "evidence/releases"
CUBES = "evidence/figures"
PIECE = 1 << 20


def incoming() -> Path:
    """Where unfinished work lies: a folder for each import, gone when it ends, swept where its process was killed."""
    return settings.COMMONGROUND_HOME / "incoming" / "evidence"


@contextmanager
def workplace() -> Iterator[Path]:
    """A folder of its own for one piece of work, removed afterwards whatever happens."""
    folder = incoming() / str(new_id())
    folder.mkdir(parents=True)
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


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


def started_at(folder: Path) -> UUID | None:
    """The id a workplace is named by, which holds the time it was made; None for anything else."""
    try:
        return UUID(folder.name)
    except ValueError:
        return None
