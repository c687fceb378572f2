"""The example place with somebody of each kind in it: what the harnesses across rooms walk through."""

from datetime import date

import pytest
from django.utils import timezone

from commonground.config import packs
from commonground.foundation.kernel.viewer import operator
from commonground.ground.partners.models import Account, Membership, Organisation, Role
from commonground.ground.places.models import Area
from commonground.showcase import actions as showcase
from commonground.showcase import formats
from tests.beginnings import begins_with, begun

SINCE = date(2024, 4, 1)
SCHOOL = "URN122674"  # for which the head of the harness speaks
HOME_ORGANISATION = "nottinghamshire-county-council"
OTHER_ORGANISATION = "nottinghamshire-police"


class World:
    """Nottinghamshire as the showcase opens it, and people of the tests' own.

    `account(who)` takes the slug of a role, "no role" or "leaver"; all but `stranger` belong to one organisation.
    """

    def __init__(self) -> None:
        packs.load()
        by = operator(timezone.now(), permissions=showcase.PERMISSIONS)
        showcase.open_place(pack=formats.read_pack("nottinghamshire"), by=by, tell=lambda said: None)
        showcase.prepare_figures(by=by, tell=lambda said: None)
        self.colleague = self._add("Colleague Invented", "group-member")
        self.stranger = self._add("Stranger Invented", "group-member", organisation=OTHER_ORGANISATION)
        self._accounts = {
            slug: self._add(f"Somebody {slug}", slug) for slug in Role.objects.values_list("slug", flat=True)
        }
        school = Area.objects.get(code=SCHOOL)
        Membership.objects.filter(account=self._accounts["head-teacher"]).update(area=school)
        self._accounts["no role"] = self._add("Somebody without a role", None)
        self._accounts["leaver"] = self._add("Somebody who left", "system-administrator", ends_on=date(2024, 5, 1))

    def account(self, who: str) -> Account:
        return self._accounts[who]

    def _add(
        self, name: str, role: str | None, *, organisation: str = HOME_ORGANISATION, ends_on: date | None = None
    ) -> Account:
        email = f"{name.replace(' ', '.').casefold()}@tests.example.org"
        account = Account.objects.create(email=email, name=name, is_invented=True)
        if role is not None:
            Membership.objects.create(
                account=account,
                role=Role.objects.get(slug=role),
                organisation=Organisation.objects.get(slug=organisation),
                starts_on=SINCE,
                ends_on=ends_on,
            )
        return account


@pytest.fixture
@begins_with(World)
def world(db: None) -> World:
    """The example place; what a test changes in it is undone after the test."""
    return begun(World)


@pytest.fixture
@begins_with(World)
def place(transactional_db: None) -> World:
    """The same for tests that commit, as those with a live server do."""
    return begun(World)


@pytest.fixture
def new_site(db: None) -> None:
    """A site without any place: roles, sectors and catalogue, as every site begins."""
    packs.load()
