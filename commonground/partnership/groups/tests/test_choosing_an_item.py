"""Under which item a paper goes: chosen among those of one group, a page at a time, of every group that one serves."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from commonground.ground.partners.models import Membership, Role
from commonground.partnership.groups.models import AgendaItem, Meeting, Paper, Tabling
from commonground.partnership.groups.rules.words import Openness
from commonground.partnership.groups.tests.bodies import LONG_AGO, Cast, cast, item, organisation
from commonground.partnership.groups.tests.paperwork import paper_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def own() -> Cast:
    return cast()


@pytest.fixture
def manager(own: Cast) -> Client:
    """Serves every group that is not closed."""
    permissions = ["groups.read", "groups.take-part", "groups.keep", "partners.look-up"]
    role, _ = Role.objects.update_or_create(
        slug="locality-manager", defaults={"name": "Manager", "description": "Manager", "permissions": permissions}
    )
    account = own.people["manager"].account
    assert account is not None
    Membership.objects.create(account=account, role=role, organisation=organisation(), starts_on=LONG_AGO)
    client = Client()
    client.force_login(account)
    return client


def coming(people: Cast, *titles: str) -> list[AgendaItem]:
    """Items of a meeting a week from now."""
    starts_at = timezone.now() + timedelta(days=7)
    meeting = Meeting.objects.create(
        group=people.group, key="to-come", starts_at=starts_at, ends_at=starts_at + timedelta(hours=2)
    )
    return [item(meeting, title, order=at) for at, title in enumerate(titles, start=1)]


def address(paper: Paper) -> str:
    return reverse("groups:table", args=[paper.pk])


def test_a_page_offers_thirty_items_of_the_groups_own_meetings_at_first(manager: Client, own: Cast) -> None:
    coming(own, *(f"Matter {at}." for at in range(1, 33)))
    coming(cast(name="Ashfield"), "Matter elsewhere")
    paper = paper_of(own)
    first = manager.get(address(paper)).content.decode()
    assert "Matter 30." in first
    assert "Matter 31." not in first
    assert "Matter elsewhere" not in first
    second = manager.get(f"{address(paper)}?page=2").content.decode()
    assert "Matter 32." in second
    assert "Matter 30." not in second


def test_items_of_another_group_are_offered_where_that_group_is_chosen(manager: Client, own: Cast) -> None:
    coming(own, "Matter here")
    (there,) = coming(cast(name="Ashfield"), "Matter elsewhere")
    paper = paper_of(own)
    page = f"{address(paper)}?group=ashfield"
    assert "Matter elsewhere" in manager.get(page).content.decode()
    assert "Matter here" not in manager.get(page).content.decode()
    assert manager.post(page, {"item": there.pk}).status_code == 302
    assert Tabling.objects.get().item == there
    assert str(there.pk) not in manager.get(page).content.decode()


def test_every_group_that_one_serves_can_be_asked_for_at_once(manager: Client, own: Cast) -> None:
    coming(own, "Matter here")
    coming(cast(name="Ashfield"), "Matter elsewhere")
    shown = manager.get(f"{address(paper_of(own))}?group=").content.decode()
    assert "Matter here" in shown
    assert "Matter elsewhere" in shown


def test_an_item_of_a_group_that_one_does_not_serve_is_refused_by_hand_too(manager: Client, own: Cast) -> None:
    (secret,) = coming(cast(Openness.CLOSED, "Ashfield"), "Matter of a closed group")
    paper = paper_of(own)
    for page in (address(paper), f"{address(paper)}?group=ashfield"):
        shown = manager.get(page).content.decode()
        assert "Matter of a closed group" not in shown
        assert "Ashfield" not in shown
        assert manager.post(page, {"item": secret.pk}).status_code == 200
    assert not Tabling.objects.exists()
