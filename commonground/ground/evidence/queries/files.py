"""Files of this room as paths that the analysis engine can open."""

import os
import shutil
from pathlib import Path

from django.conf import settings
from django.core.files.storage import default_storage

from commonground.foundation.kernel.errors import NotFound


def local_path(name: str) -> Path:
    """Where a stored file is on this machine. One that is stored elsewhere is fetched once: its name holds its hash."""
    try:
        path = Path(default_storage.path(name))
    except NotImplementedError:
        path = settings.COMMONGROUND_HOME / "fetched" / name
        if not path.exists():
            _fetch(name, path)
    if not path.is_file():
        raise NotFound(f"The data file {path.name} is not in storage. Restore it from a backup.")
    return path


def _fetch(name: str, path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f"{path.name}.{os.getpid()}.part")
    with default_storage.open(name) as stored, part.open("wb") as written:
        shutil.copyfileobj(stored, written)
    part.replace(path)
