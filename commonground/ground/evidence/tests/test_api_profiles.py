"""Frozen profiles as programs read them; and that drafts are read by none."""

from datetime import date

import pytest
from django.test import Client

from commonground.ground.evidence import actions
from commonground.ground.evidence.models import Profile
from commonground.ground.evidence.tests.people import MANAGER, WRITER, body, county
from commonground.ground.partners.models import Account, Membership, Organisation, Role
from tests.tokens import a_token, bearer

PROFILES = "/api/v1/evidence/profiles"


@pytest.fixture
def frozen(analyst, as_keeper, c1, ons) -> Profile:
    """A frozen profile, and a draft that follows it."""
    place, council = county(analyst), body(as_keeper)
    actions.import_files(kind="dfe-cin", paths=[c1, ons], by=analyst)
    actions.prepare_figures(by=analyst)
    made = actions.start_profile(area=place, owner=council, due_on=date(2027, 11, 1), by=WRITER)
    actions.freeze_profile(profile=made, based_on=made.version, by=MANAGER)
    actions.start_profile(area=place, owner=council, due_on=date(2027, 11, 1), by=WRITER)
    return Profile.objects.select_related("frozen").get(status="frozen")


def holder(*permissions: str) -> Account:
    """Somebody who may have tokens."""
    account = Account.objects.create(email="ana@example.org", name="Ana Lyst")
    role = Role.objects.create(slug="holder", name="Holder", permissions=list(permissions))
    council = Organisation.objects.get(slug="trial-council")
    Membership.objects.create(account=account, role=role, organisation=council, starts_on=date(2024, 1, 1))
    return account


def listed(headers=None) -> list[str]:
    return [one["run"] for one in Client().get(PROFILES, headers=headers or {}).json()["items"]]


def test_a_frozen_profile_is_read_by_its_run_id_with_its_tables(frozen):
    run = str(frozen.frozen.pk)
    assert listed() == [run]
    told = Client().get(f"{PROFILES}/{run}").json()
    assert told["sha256"] == frozen.frozen.sha256
    [figure] = [one for one in told["figures"] if one["indicator"] == "re-referrals"]
    assert (figure["now"]["value"], figure["numerator"], len(figure["series"])) == (25.8, 2186, 2)
    assert told["made_from"]["preparation"]
    assert {one["dataset"] for one in told["sources"]}


def test_profiles_are_listed_by_area(frozen):
    assert len(Client().get(f"{PROFILES}?area=nottinghamshire").json()["items"]) == 1
    assert Client().get(f"{PROFILES}?area=east-midlands").json()["items"] == []
    assert Client().get(f"{PROFILES}?area=nowhere").status_code == 404


@pytest.mark.parametrize(
    ("permissions", "scopes", "sees"),
    [
        (None, None, False),
        (("evidence.write",), ("figures",), False),
        ((), ("withdrawn",), False),
        (("evidence.write",), ("withdrawn",), True),
        (("evidence.freeze",), ("withdrawn", "figures"), True),
    ],
)
def test_a_withdrawn_one_is_there_for_those_alone_who_write_and_let_a_token_read_it(frozen, permissions, scopes, sees):
    actions.withdraw_profile(profile=frozen, based_on=frozen.version, why_withdrawn="Wrong map.", by=MANAGER)
    headers = {}
    if permissions is not None:
        account = holder("partners.hold-token", *permissions)
        headers = bearer(a_token(account, scopes=scopes))
    run = str(frozen.frozen.pk)
    assert listed(headers) == ([run] if sees else [])
    assert Client().get(f"{PROFILES}/{run}", headers=headers).status_code == (200 if sees else 404)
