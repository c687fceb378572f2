"""Who may keep the directory: the truth table."""

import pytest

from commonground.foundation.kernel.errors import NotFound, Refused
from commonground.foundation.kernel.viewer import operator
from commonground.ground.directory import access, queries
from commonground.ground.directory.models import Location, ServiceAtLocation
from commonground.ground.directory.tests import entries
from commonground.ground.partners.models import Organisation, Sector

HELD = [(), ("directory.keep",), ("directory.keep-own",), ("directory.import",), ("directory.confidential",)]
MAY = {
    access.check_can_keep: {"directory.keep"},
    access.check_can_import: {"directory.import"},
    access.check_can_keep_confidential: {"directory.confidential"},
}


@pytest.mark.parametrize("held", HELD)
@pytest.mark.parametrize("check", MAY)
def test_each_right_opens_its_own_door_and_no_other(check, held):
    viewer = operator(entries.NOW, permissions=frozenset(held))
    if MAY[check] & set(held):
        assert check(viewer) is None
    else:
        with pytest.raises(Refused):
            check(viewer)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("organisation", "permissions", "may"),
    [
        ("Owner Council", ("directory.keep-own",), True),
        ("Other Council", ("directory.keep-own",), False),
        ("", ("directory.keep-own",), False),
        ("Owner Council", ("partners.keep-own",), False),
        ("Other Council", ("directory.keep",), True),
        ("Owner Council", (), False),
    ],
)
def test_an_entry_is_kept_by_the_organisation_that_answers_for_it_and_by_keepers(organisation, permissions, may):
    sector = Sector.objects.create(slug="council", name="Council")
    owner = Organisation.objects.create(slug="owner", name="Owner Council", sector=sector)
    viewer = entries.of_organisation(organisation, *permissions)
    offered = entries.service(owner=owner)
    assert access.may_keep_service(viewer, offered) is may


@pytest.mark.django_db
def test_an_entry_without_an_owner_is_kept_by_keepers_alone():
    offered = entries.service()
    assert not access.may_keep_service(entries.of_organisation("", "directory.keep-own"), offered)
    assert access.may_keep_service(entries.KEEPER, offered)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("viewer", "sees"), [(entries.ANYBODY, False), (entries.PLAIN_KEEPER, False), (entries.KEEPER, True)]
)
def test_a_confidential_place_is_nothing_to_whoever_may_not_know_of_it(viewer, sees):
    entries.refuge()
    assert Location.objects.visible_to(viewer).exists() is sees
    assert ServiceAtLocation.objects.visible_to(viewer).exists() is sees
    if not sees:
        with pytest.raises(NotFound):
            queries.location("hidden", viewer=viewer)


@pytest.mark.django_db
def test_what_goes_out_to_everybody_has_no_confidential_place_whoever_asks():
    entries.refuge()
    assert not Location.objects.in_the_open().exists()
    assert not ServiceAtLocation.objects.in_the_open().exists()


@pytest.mark.django_db
def test_a_confidential_place_is_never_named_by_its_row():
    hidden = entries.refuge().at_locations.get()
    assert entries.HIDDEN not in f"{hidden} {hidden.location}"


@pytest.mark.parametrize(
    ("permissions", "may"), [((), False), (("plans.read",), True), (("directory.keep-own",), True)]
)
def test_until_when_a_service_is_paid_for_is_for_those_who_work_here(permissions, may):
    assert access.may_read_funding(operator(entries.NOW, permissions=frozenset(permissions))) is may
