"""Opening an example place: through the rooms' own actions, once or as often as one likes."""

import time
from collections import Counter

import pytest
from click.testing import CliRunner
from django.utils import timezone

from commonground.foundation.audit import queries as audit
from commonground.foundation.audit.models import AuditEvent
from commonground.foundation.kernel.errors import NotFound, Refused
from commonground.foundation.kernel.viewer import operator, public
from commonground.ground.evidence.models import Release
from commonground.ground.partners.models import Account, Membership, Organisation, Role
from commonground.ground.places import queries as places
from commonground.ground.places.models import Area, FootprintVersion
from commonground.showcase import actions, formats
from commonground.showcase.commands import showcase

LONGEST = 20  # seconds of the processor: what else the machine does is not what is tested


def open_again() -> list[str]:
    """Opens the example and returns what it told."""
    told: list[str] = []
    by = operator(timezone.now(), permissions=actions.PERMISSIONS)
    actions.open_place(pack=formats.read_pack("nottinghamshire"), by=by, tell=told.append)
    return told


def held() -> Counter[str]:
    tables = (Area, FootprintVersion, Organisation, Account, Membership, Release, AuditEvent)
    return Counter({table.__name__: table.objects.count() for table in tables})


def test_what_was_done_is_told(nottinghamshire: list[str]) -> None:
    told = nottinghamshire
    assert told[0] == "20 areas, 20 of them new; 7 on the map of squares"
    assert "25 organisations; 16 invented people, 16 of them new" in told
    assert "43 schools, 43 of them new" in told
    assert "3 comments of invented heads, 3 of them new" in told
    assert "3043 figures of dfe-cin released" in told
    assert "17 invented services, 17 of them new, 0 that could not be taken" in told


def test_a_second_time_changes_nothing_not_even_the_record_of_events(nottinghamshire: list[str]) -> None:
    before = held()
    told = open_again()
    assert held() == before
    assert told[0].startswith("20 areas, 0 of them new")
    assert "3043 figures of dfe-cin, released before" in told


def test_every_write_is_an_event_of_an_unbroken_chain(nottinghamshire: list[str]) -> None:
    verdict = audit.verify()
    assert verdict.breach is None
    verbs = set(AuditEvent.objects.values_list("verb", flat=True))
    assert {"areas registered", "footprint version published", "role given", "release published"} <= verbs


def test_six_localities_are_in_force_seven_superseded_and_three_proposed(nottinghamshire: list[str]) -> None:
    states = FootprintVersion.objects.filter(footprint__slug="localities").values_list("label", "status")
    assert dict(states) == {
        "Seven localities (2013)": "superseded",
        "Six localities (2015)": "published",
        "Three localities (proposed)": "proposed",
    }


def test_a_locality_of_one_district_is_that_district(nottinghamshire: list[str]) -> None:
    areas = places.largest_areas_on("localities", "six-localities-2015")
    assert [area.code for area in areas if area.name == "Bassetlaw"] == ["E07000171"]
    assert [area.slug for area in areas if area.code is None] == ["mansfield-and-ashfield"]


def test_everybody_is_invented_has_no_password_and_holds_a_role_of_their_own(nottinghamshire: list[str]) -> None:
    assert all(account.is_invented and not account.has_usable_password() for account in Account.objects.all())
    assert sorted(Membership.objects.values_list("role", flat=True)) == sorted(
        Role.objects.values_list("slug", flat=True)
    )
    assert set(Membership.objects.values_list("starts_on", flat=True)) == {actions.MEMBERS_SINCE}


def test_who_may_not_set_up_a_site_opens_nothing(new_site: None) -> None:
    with pytest.raises(Refused):
        actions.open_place(pack=formats.read_pack("nottinghamshire"), by=public(timezone.now()), tell=lambda said: None)
    assert not Area.objects.exists()


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("place", ["Manchester", "Nottinghamshire", "Plymouth"])
def test_the_command_opens_a_place_with_its_figures_in_time(new_site: None, place: str) -> None:
    started = time.process_time()
    done = CliRunner().invoke(showcase, [place.lower()])
    assert done.exit_code == 0, done.output
    assert f"{place} is open." in done.output
    assert time.process_time() - started < LONGEST


def test_a_place_that_is_not_there_is_answered_with_those_there_are(new_site: None) -> None:
    with pytest.raises(NotFound, match="nottinghamshire"):
        CliRunner().invoke(showcase, ["atlantis"], catch_exceptions=False)
