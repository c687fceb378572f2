"""What some tests need of the machine: Chromium, a PostgreSQL server, the published files.

A test asks by a fixture (`chromium_path`, `postgresql_url`, `published_data`) and is skipped with a reason where it is
absent. With COMMONGROUND_REQUIRE_ALL=1, as in `.ci/run`, nothing may be absent: each skip is a failure.
"""

import os
import shutil
from collections.abc import Generator, Iterable
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).resolve().parents[1]
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
# The fixture that a test asks for, and the marker that it gets: pytest -m "not browser".
MARKERS = {
    "chromium_path": "browser",
    "published_data": "real_data",
    "postgresql_url": "postgresql",
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
