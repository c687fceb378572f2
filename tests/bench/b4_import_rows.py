"""B4: rows a second of an import, read, checked row by row and published, against DuckDB reading the same file."""

import os
import random
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.bench.rows import Measured, Row, in_turn
from tests.bench.serving import REPOSITORY

ROWS_OF_FILE, TIMES = 500_000, 3  # of a million observations
HEADER = "lsoa11_code,lsoa11_name,total_population,age_0_4,age_0_15,age_0_17\n"


def import_rows() -> Measured:
    with tempfile.TemporaryDirectory(prefix="bench-") as name:
        folder = Path(name)
        path = folder / "population.csv"
        _write(path)
        samples = in_turn(
            lambda: ROWS_OF_FILE / _cpu("ours", path, folder),
            lambda: ROWS_OF_FILE / _cpu("theirs", path, folder),
            times=TIMES,
        )
        size = path.stat().st_size >> 20
    return Measured(
        *samples, unit="rows/s CPU", note=f"{ROWS_OF_FILE:,} rows, {size} MB, two figures a row, all checked"
    )


def _write(path: Path) -> None:
    """Small areas with children, as the publisher lays them out."""
    numbers = random.Random(4)  # figures to count with, not secrets
    with path.open("w", encoding="utf-8") as file:
        file.write(HEADER)
        for code in range(ROWS_OF_FILE):
            people = numbers.randint(1000, 3000)
            file.write(f"E01{code:06},Area {code:06},{people}.0,{people // 20}.0,{people // 5}.0,{people // 4}.0\n")


def _cpu(side: str, path: Path, folder: Path) -> float:
    with tempfile.TemporaryDirectory(prefix="home-", dir=folder) as home:
        environment = {
            **os.environ, "COMMONGROUND_HOME": home, "COMMONGROUND_DEMO": "1", "DATABASE_URL": "",
            "DJANGO_SETTINGS_MODULE": "commonground.config.settings",
        }  # fmt: skip
        command = [sys.executable, "-m", "tests.bench.importing.program", side, str(path), home]
        done = subprocess.run(command, cwd=REPOSITORY, env=environment, check=True, stdout=subprocess.PIPE, text=True)
    return float(done.stdout)


ROWS = [
    Row(
        "B4",
        "import of published figures, rows a second",
        "DuckDB reading and writing the same file",
        import_rows,
        ratio_at_least=1 / 3,
    )
]
