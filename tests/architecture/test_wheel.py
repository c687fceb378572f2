"""What is installed from a wheel is whole: pages, packs and layouts are in it, tests are not."""

import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

from tests.architecture.copies import REPOSITORY
from tests.architecture.source import walk

LEFT_OUT = {".py", ".pyc", ".scss", ".js", ".svg"}  # compiled into static files, which need not be built here


def test_the_wheel_holds_every_page_pack_and_layout_and_no_test(tmp_path: Path) -> None:
    source = tmp_path / "source"
    shutil.copytree(REPOSITORY / "commonground", source / "commonground", ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("pyproject.toml", "README.md", "LICENSE"):
        shutil.copyfile(REPOSITORY / name, source / name)
    build = [sys.executable, "-c", "import sys; from setuptools import build_meta; build_meta.build_wheel(sys.argv[1])"]
    done = subprocess.run([*build, tmp_path], cwd=source, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    held = set(zipfile.ZipFile(next(tmp_path.glob("*.whl"))).namelist())
    wanted = {path.relative_to(REPOSITORY).as_posix() for path in walk(REPOSITORY / "commonground")}
    wanted = {name for name in wanted if Path(name).suffix not in LEFT_OUT and "/tests/" not in name}
    assert wanted - held == set()
    assert [name for name in held if "/tests/" in name] == []
