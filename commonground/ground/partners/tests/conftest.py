"""People and organisations of the tests: two organisations, one person of each kind."""

from datetime import UTC, date, datetime

import pytest

from commonground.foundation.kernel.viewer import Viewer
from commonground.ground.partners import queries
from commonground.ground.partners.models import Account, Membership, Organisation, Role, Sector
from commonground.ground.partners.tests.bodies import Bodies

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)


class Cast:
    """Everybody the truth tables name: `cast.viewer("county administrator")`."""

    def __init__(self) -> None:
        sector = Sector.objects.create(slug="council", name="Council")
        self.county = Organisation.objects.create(slug="county", name="County", sector=sector)
        self.police = Organisation.objects.create(slug="police", name="Police", sector=sector)
        permissions = {
            "system-administrator": ["partners.read", "partners.grant", "partners.look-after"],
            "organisation-administrator": ["partners.read-own", "partners.grant-own", "partners.look-after-own"],
            "governance": ["partners.read"],
            "member": [],
        }
        self.roles = {
            slug: Role.objects.create(slug=slug, name=slug, permissions=held) for slug, held in permissions.items()
        }
        self.accounts: dict[str, Account] = {}
        for name, role, organisation in (
            ("system administrator", "system-administrator", self.county),
            ("county administrator", "organisation-administrator", self.county),
            ("police administrator", "organisation-administrator", self.police),
            ("governance officer", "governance", self.county),
            ("county member", "member", self.county),
            ("police member", "member", self.police),
        ):
            self.add(name, role, organisation)
        self.add("leaver", "system-administrator", self.county, ends_on=date(2026, 11, 22))

    def add(self, name: str, role: str, organisation: Organisation, ends_on: date | None = None) -> Account:
        account = Account.objects.create(email=f"{name.replace(' ', '.')}@example.org", name=name, is_invented=True)
        Membership.objects.create(
            account=account,
            role=self.roles[role],
            organisation=organisation,
            starts_on=date(2026, 1, 1),
            ends_on=ends_on,
        )
        self.accounts[name] = account
        return account

    def viewer(self, name: str) -> Viewer:
        return queries.viewer_for(self.accounts[name], session="session", now=NOW)


@pytest.fixture
def cast(db: None) -> Cast:
    return Cast()


@pytest.fixture
def bodies(db: None) -> Bodies:
    return Bodies()
