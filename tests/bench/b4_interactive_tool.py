"""B4: the whole of the Local Authority Interactive Tool by its command, figures prepared and all, in a minute."""

import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tests.bench.rows import Absent, Measured, Row
from tests.bench.serving import REPOSITORY

DATA = REPOSITORY.parent / "shared" / "data" / "dfe_lait"
FILE, DICTIONARY = DATA / "bds_long_0.parquet", DATA / "lait_data_dictionary.csv"
MOST_SECONDS = 60.0


def load() -> Measured:
    if not FILE.is_file():
        raise Absent("the published files are not beside the project")
    with tempfile.TemporaryDirectory(prefix="bench-") as name:
        environment = {"COMMONGROUND_HOME": str(Path(name) / "home"), "COMMONGROUND_DEMO": "1", "DATABASE_URL": ""}
        _command(["migrate"], environment)
        begun = time.perf_counter()
        _command(["import", "lait", str(FILE), "--dictionary", str(DICTIONARY)], environment)
        seconds = time.perf_counter() - begun
    return Measured(ours=[seconds], theirs=[], unit="s", note="641,070 rows, 434 items; figures prepared")


def _command(words: list[str], environment: dict[str, str]) -> None:
    command = [sys.executable, "-m", "commonground.config.cli", *words]
    subprocess.run(command, cwd=REPOSITORY, env=environment, check=True, stdout=subprocess.DEVNULL)


ROWS = [Row("B4L", "the whole interactive tool, loaded by its command", "nothing", load, ours_at_most=MOST_SECONDS)]
