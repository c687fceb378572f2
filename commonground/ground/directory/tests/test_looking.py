"""What is new since somebody last looked, area by area, to them alone."""

import time
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from commonground.foundation.kernel.errors import Refused
from commonground.foundation.kernel.viewer import Viewer, public
from commonground.ground.directory import queries
from commonground.ground.directory.actions import looking
from commonground.ground.directory.models import Service
from commonground.ground.directory.tests import entries
from commonground.ground.directory.tests.localities import six_localities
from commonground.ground.partners.models import Account
from commonground.ground.places import queries as places

pytestmark = pytest.mark.django_db


def somebody(name: str = "Somebody") -> Viewer:
    made = Account.objects.create(email=f"{name.casefold()}@example.org", name=name)
    return Viewer(id=made.pk, label=name, memberships=(), purpose="", session="", now=timezone.now())


def later(viewer: Viewer, minutes: int = 1) -> Viewer:
    return viewer.at(timezone.now() + timedelta(minutes=minutes))


def look(viewer: Viewer, area: object = None) -> None:
    """Between two milliseconds, by which rows are told apart."""
    time.sleep(0.003)
    looking.note_looked(area=area, by=later(viewer, 0))
    time.sleep(0.003)


def told(viewer: Viewer, area: object = None) -> tuple[list[str], list[str]]:
    found = queries.news(viewer, area=area)
    return [one.slug for one in found.new], [one.slug for one in found.changed]


def changed(slug: str, viewer: Viewer) -> None:
    Service.objects.filter(slug=slug).update(modified_at=viewer.now)


def test_what_came_is_new_until_one_has_looked_and_what_changed_after_is_told() -> None:
    viewer = somebody()
    entries.service(slug="old")
    assert told(viewer) == (["old"], [])
    look(viewer)
    assert told(viewer) == ([], [])
    entries.service(slug="young")
    changed("old", later(viewer))
    entries.service(slug="ended", status="defunct")
    assert told(viewer) == (["young"], ["old"])


def test_what_somebody_looked_at_is_new_to_others() -> None:
    viewer, other = somebody(), somebody("Other")
    entries.service(slug="one")
    look(viewer)
    assert (told(viewer)[0], told(other)[0]) == ([], ["one"])


def test_looking_at_one_area_leaves_the_others_new() -> None:
    six_localities()
    here, there = (places.area_by_reference(code, on=timezone.now().date()) for code in ("E07000174", "E07000171"))
    viewer = somebody()
    entries.at(entries.service(slug="here"), entries.place(area=here))
    look(viewer, there)
    assert told(viewer, there) == ([], [])
    assert (told(viewer, here)[0], told(viewer)[0]) == (["here"], ["here"])


def test_whoever_has_not_looked_is_told_of_the_last_month() -> None:
    viewer = somebody()
    entries.service(slug="long-ago")
    changed("long-ago", viewer)
    assert told(viewer.at(viewer.now + timedelta(days=40))) == ([], [])
    assert not queries.news(viewer, area=None).has_looked


def test_only_who_is_signed_in_has_looked(client: Client) -> None:
    with pytest.raises(Refused):
        looking.note_looked(area=None, by=public(timezone.now()))
    assert client.get(reverse("directory:new")).status_code == 302


def test_the_page_changes_nothing_until_it_is_said_that_one_has_looked(client: Client) -> None:
    viewer = somebody()
    client.force_login(Account.objects.get(pk=viewer.id))
    entries.service(slug="one", name="The new one")
    page = reverse("directory:new")
    for _ in range(2):
        assert "The new one" in client.get(page).content.decode()
    assert "no area that is known here" in client.get(page, {"where": "Atlantis"}).content.decode()
    assert client.post(page, {"where": "Atlantis"}).status_code == 200
    assert "The new one" in client.get(page).content.decode()
    assert client.post(page, {"where": ""}).status_code == 302
    assert "The new one" not in client.get(page).content.decode()
