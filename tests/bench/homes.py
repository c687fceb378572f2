"""Both sides made ready to be measured: ours with the example place open, bare Django with one person."""

import os
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from functools import cache

from tests.bench.serving import REPOSITORY

BARE = """
import tests.bench.bare.site
from django.contrib.auth import get_user_model
from django.core.management import call_command
call_command("migrate", verbosity=0)
get_user_model().objects.create_user("Ann Example")
"""


@dataclass(frozen=True)
class Homes:
    """The variables under which each side finds its data. It goes when the bench ends."""

    ours: dict[str, str]
    bare: dict[str, str]
    folder: "tempfile.TemporaryDirectory[str]"


@cache
def homes() -> Homes:
    """Made once for all rows that ask."""
    folder = tempfile.TemporaryDirectory(prefix="bench-", ignore_cleanup_errors=True)
    ours = {"COMMONGROUND_HOME": f"{folder.name}/home", "COMMONGROUND_DEMO": "1", "DATABASE_URL": ""}
    bare = {"BARE_DATABASE": f"{folder.name}/bare.sqlite3"}
    python(["-m", "commonground.config.cli", "migrate"], ours)
    python(["-m", "commonground.config.cli", "showcase", "nottinghamshire"], ours)
    python(["-c", BARE], bare)
    return Homes(ours, bare, folder)


def python(arguments: list[str], variables: dict[str, str]) -> str:
    """What Python prints, run in the repository under these variables. Raises where it fails."""
    environment = {**os.environ, **variables}
    command = [sys.executable, *arguments]
    return subprocess.run(
        command, cwd=REPOSITORY, env=environment, check=True, stdout=subprocess.PIPE, text=True
    ).stdout
