"""What must be so before the site faces the world."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from commonground.config import environment

ROOT = Path(__file__).resolve().parents[2]
SECRET = "a-secret-of-the-tests-that-is-long-enough-and-varied-0123456789-ABCDEFGHIJ"


def deployment_check(tmp_path: Path, **variables: str) -> subprocess.CompletedProcess[str]:
    clean = {
        name: value for name, value in os.environ.items() if not name.startswith(("COMMONGROUND", "DATABASE", "DJANGO"))
    }
    return subprocess.run(
        [sys.executable, "manage.py", "check", "--deploy", "--fail-level", "WARNING"],
        cwd=ROOT,
        env={**clean, "COMMONGROUND_HOME": str(tmp_path), "DJANGO_SETTINGS_MODULE": "commonground.config.settings"}
        | variables,
        capture_output=True,
        text=True,
        check=False,
    )


def test_a_production_site_passes_the_deployment_check(tmp_path):
    result = deployment_check(tmp_path, COMMONGROUND_SECRET_KEY=SECRET, COMMONGROUND_HOSTS="cg.example.org")
    assert result.returncode == 0, result.stderr


def test_demonstration_mode_fails_the_deployment_check(tmp_path):
    result = deployment_check(tmp_path, COMMONGROUND_SECRET_KEY=SECRET, COMMONGROUND_DEMO="1", COMMONGROUND_HTTPS="1")
    assert result.returncode != 0
    assert "commonground.E001" in result.stderr


@pytest.mark.parametrize(
    ("variables", "hint"),
    [
        ({}, "COMMONGROUND_SECRET_KEY is not set"),
        ({"COMMONGROUND_DEMO": "perhaps"}, "COMMONGROUND_DEMO is 'perhaps'. Set it to 1 or 0."),
        ({"COMMONGROUND_DEMO": "1", "DATABASE_URL": "mysql://x/y"}, "DATABASE_URL is not understood"),
    ],
)
def test_a_missing_or_wrong_setting_stops_the_site_with_a_hint(tmp_path, variables, hint):
    result = deployment_check(tmp_path, **variables)
    assert result.returncode != 0
    assert hint in result.stderr
    assert "Traceback" not in result.stderr.split(hint)[1]


@pytest.mark.parametrize(
    ("variables", "address"),
    [
        ({"COMMONGROUND_ADDRESS": "https://cg.example.org/"}, "https://cg.example.org"),
        ({"COMMONGROUND_ORIGINS": "https://*.example.org, https://cg.example.org"}, "https://cg.example.org"),
        ({"COMMONGROUND_HOSTS": ".example.org,cg.example.org"}, "https://cg.example.org"),
        ({"COMMONGROUND_DEMO": "1"}, "http://localhost:8000"),
    ],
)
def test_links_of_mails_lead_to_the_site_whatever_host_a_request_names(variables, address):
    mail = {"COMMONGROUND_MAIL": "smtps://mail.example.org", "COMMONGROUND_SECRET_KEY": SECRET}
    assert environment.read(mail | variables).address == address


@pytest.mark.parametrize("address", ["", "cg.example.org", "ftp://cg.example.org", "https://cg.example.org/path"])
def test_a_site_that_sends_mail_says_where_its_links_lead_or_does_not_start(address):
    mail = {"COMMONGROUND_MAIL": "smtps://mail.example.org", "COMMONGROUND_SECRET_KEY": SECRET}
    with pytest.raises(environment.EnvironmentProblem, match="COMMONGROUND_ADDRESS"):
        environment.read(mail | {"COMMONGROUND_ADDRESS": address})


def test_from_a_demonstration_no_mail_leaves(tmp_path):
    program = "from django.conf import settings; print(settings.EMAIL_BACKEND, settings.EMAIL_FILE_PATH)"
    given = {
        "COMMONGROUND_DEMO": "1",
        "COMMONGROUND_HOME": str(tmp_path),
        "COMMONGROUND_MAIL": "smtps://mail.example.org",
    }
    here = os.environ | given | {"DJANGO_SETTINGS_MODULE": "commonground.config.settings"}
    done = subprocess.run(
        [sys.executable, "-c", program], env=here, cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout.split() == ["django.core.mail.backends.filebased.EmailBackend", str(tmp_path / "mail")]
