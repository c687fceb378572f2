"""What some tests need of the machine: Chromium, a PostgreSQL server, the published files, Spark.

A test asks by a fixture (`chromium_path`, `postgresql_url`, `published_data`, `spark_engine`) and is skipped with a
reason where it is absent. With COMMONGROUND_REQUIRE_ALL=1, as in `.ci/run`, nothing may be absent: a skip is a failure.
"""

import gc
import importlib.util
import os
import shutil
from collections.abc import Generator, Iterable, Iterator
from pathlib import Path

import pytest

from commonground.foundation.analysis.engine import spark

# Java that compiles quickly what runs for half a minute: half the work of compiling well what runs for days.
QUICK = "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC"
REPOSITORY = Path(__file__).resolve().parents[1]
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
# The fixture that a test asks for, and the marker that it gets: pytest -m "not browser".
MARKERS = {
    "chromium_path": "browser",
    "published_data": "real_data",
    "postgresql_url": "postgresql",
    "spark_engine": "spark",
    "db": "database",
    "transactional_db": "database",
    "live_server": "database",
    "real_site": "database",
}


def chromium() -> Path | None:
    """The browser of the machine, or the one that COMMONGROUND_CHROMIUM names."""
    named = os.environ.get("COMMONGROUND_CHROMIUM")
    found = named or next(filter(None, map(shutil.which, BROWSERS)), None)
    return Path(found) if found else None


def published() -> Path | None:
    """Where the published files lie: COMMONGROUND_DATA, or beside the project."""
    folder = Path(os.environ.get("COMMONGROUND_DATA") or REPOSITORY.parent / "shared" / "data")
    return folder.resolve() if folder.is_dir() else None


def postgresql() -> str | None:
    """The server in DATABASE_URL, where it is PostgreSQL."""
    url = os.environ.get("DATABASE_URL", "")
    return url if url.startswith(("postgres:", "postgresql:")) else None


@pytest.fixture(scope="session")
def chromium_path() -> Path:
    found = chromium()
    if found is None:
        pytest.skip("There is no Chromium on this machine. Install it, or set COMMONGROUND_CHROMIUM to its path.")
    return found


@pytest.fixture(scope="session")
def published_data() -> Path:
    found = published()
    if found is None:
        pytest.skip("The published files are not beside the project. Set COMMONGROUND_DATA to their folder.")
    return found


@pytest.fixture(scope="session")
def postgresql_url() -> str:
    found = postgresql()
    if found is None:
        pytest.skip("DATABASE_URL does not name a PostgreSQL server.")
    return found


@pytest.fixture
def spark_engine(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """The name of the engine, where Spark can start on this machine. Its Java stops with the test."""
    if importlib.util.find_spec("pyspark") is None:
        pytest.skip("Spark is not installed. `make spark` does it.")
    if shutil.which("java") is None:
        pytest.skip("There is no Java on this machine, which Spark runs on.")
    monkeypatch.setenv("JAVA_TOOL_OPTIONS", QUICK)
    yield "spark"
    spark.session(spark.LOCAL).stop()
    spark.session.cache_clear()
    gc.collect()  # the sockets that Spark leaves open are met here and not by some other test


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: Iterable[pytest.Item]) -> None:
    """Mark each test by what it asks for, so that markers cannot be forgotten."""
    for item in items:
        asked = set(getattr(item, "fixturenames", ()))
        for fixture, marker in MARKERS.items():
            if fixture in asked:
                item.add_marker(marker)
        if item.get_closest_marker("django_db"):
            item.add_marker("database")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Where everything is required, what would be skipped has failed."""
    report = yield
    if report.skipped and os.environ.get("COMMONGROUND_REQUIRE_ALL") == "1":
        reason = report.longrepr[-1] if isinstance(report.longrepr, tuple) else report.longrepr
        report.outcome = "failed"
        report.longrepr = f"{item.nodeid} did not run, and everything is required here. {reason}"
    return report
