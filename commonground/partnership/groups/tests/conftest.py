"""What tests of groups ask for by name."""

from pathlib import Path
from typing import Any

import pytest


@pytest.fixture
def own_files(settings: Any, tmp_path: Path) -> None:
    """Files that a test stores lie in a folder of its own: another test looks through all that are stored."""
    settings.MEDIA_ROOT = str(tmp_path / "files")
