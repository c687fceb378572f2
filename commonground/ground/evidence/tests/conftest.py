"""A home of its own for each test, somebody who may import, and small published files."""

import re
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from django.test import Client
from pytest_django import Settings

from commonground.foundation.kernel.viewer import Viewer, operator
from commonground.ground.evidence import actions
from commonground.ground.evidence.tests.built import ANALYST, load_and_prepare, prepare_county
from commonground.ground.evidence.tests.drawn import C1, ONS
from commonground.ground.partners.models import Account, Membership, Organisation, Role, Sector
from tests.beginnings import begins_with, begun

NOW = datetime(2026, 11, 22, 10, tzinfo=UTC)


@pytest.fixture
def home(settings: Settings, tmp_path: Path) -> Path:
    """Storage and unfinished work lie here."""
    settings.COMMONGROUND_HOME = tmp_path / "home"
    settings.MEDIA_ROOT = tmp_path / "home" / "files"
    return settings.COMMONGROUND_HOME


@pytest.fixture
def analyst(db: None, home: Path) -> Viewer:
    """Somebody who may import, with the catalogue of the product loaded."""
    actions.load_packs(by=ANALYST)
    return ANALYST


@pytest.fixture
def as_keeper(db: None) -> Viewer:
    """Somebody who registers organisations."""
    return operator(NOW, permissions=frozenset({"partners.grant", "partners.keep"}))


@pytest.fixture
def written(tmp_path: Path) -> Callable[..., Path]:
    """`written("c1.csv", text)`: a file to import. Bytes are written as they are."""

    def write(name: str, content: str | bytes) -> Path:
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    return write


@pytest.fixture
def c1(written: Callable[..., Path]) -> Path:
    """Referrals of England, a region and two authorities, two years."""
    return written("c1.csv", C1)


@pytest.fixture
def ons(written: Callable[..., Path]) -> Path:
    """Their children."""
    return written("ons.csv", ONS)


@pytest.fixture
@begins_with(load_and_prepare)
def loaded(db: None, home: Path) -> Viewer:
    """Referrals and children loaded and prepared."""
    return begun(load_and_prepare)


@pytest.fixture
@begins_with(prepare_county)
def figures(db: None, home: Path) -> None:
    """The same with the county and one of its districts in their places."""
    begun(prepare_county)


@pytest.fixture
def page(loaded: Viewer, client: Client) -> Callable[..., str]:
    """Open an address and give the text of its main part, without tags."""

    def opening(address: str, status: int = 200) -> str:
        response = client.get(address)
        assert response.status_code == status, response.content
        main = re.search(r"<main.*</main>", response.content.decode(), re.DOTALL)
        assert main
        return " ".join(re.sub(r"<[^>]+>", " ", main[0]).split())

    return opening


@pytest.fixture
def signed_in_steward(db: None) -> Client:
    """The browser of somebody who may load figures and look after them."""
    account = Account.objects.create(email="steward@example.org", name="Sam Steward")
    permissions = ["evidence.import", "evidence.look-after", "work.read"]
    role = Role.objects.create(slug="steward", name="Steward", permissions=permissions)
    sector, _ = Sector.objects.get_or_create(slug="council", defaults={"name": "Council"})
    county, _ = Organisation.objects.get_or_create(slug="county", defaults={"name": "County", "sector": sector})
    Membership.objects.create(account=account, role=role, organisation=county, starts_on=date(2024, 1, 1))
    client = Client()
    client.force_login(account)
    return client
