"""What a page does not need is not loaded by the process that serves pages (B11)."""

import subprocess
import sys

import pytest

SERVE = """
import sys
import commonground.config.wsgi
from django.urls import get_resolver
from django.urls import reverse
get_resolver().url_patterns
reverse("home:today"), reverse("api")
print(" ".join(sorted(name for name in sys.modules if "." not in name)))
"""


@pytest.fixture(scope="module")
def loaded() -> set[str]:
    """The libraries of a process that is ready to serve."""
    found = subprocess.run([sys.executable, "-c", SERVE], capture_output=True, text=True, check=True)
    return set(found.stdout.split())


@pytest.mark.parametrize(
    "library",
    [
        "cryptography",
        "fido2",
        "jwt",
        "qrcode",
        "requests",
        "docx",
        "icalendar",
        "duckdb",
        "narwhals",
        "xlsxwriter",
        "vl_convert",
        "pyproj",
        "pandas",
        "rich",
        "ninja",
        "holidays",
        "pydantic",
    ],
)
def test_what_only_work_and_documents_need_is_not_loaded_to_serve(library: str, loaded: set[str]) -> None:
    assert "django" in loaded
    assert library not in loaded
