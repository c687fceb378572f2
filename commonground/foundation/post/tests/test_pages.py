"""The pages of notices."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from commonground.foundation.kernel.viewer import Viewer
from commonground.foundation.post import actions as post
from commonground.foundation.post import queries, views
from commonground.foundation.post.models import Email
from commonground.foundation.post.rules import State, Way
from commonground.foundation.post.tests.conftest import DUTY, GATHERED, NOW, PAPERS, papers, to
from tests.world import World

pytestmark = pytest.mark.django_db


def as_viewer(world: World, client: Client, who: str = "analyst") -> Viewer:
    account = world.account(who)
    client.force_login(account)
    return Viewer(account.pk, account.name, (), "", "", NOW)


def told(viewer: Viewer, **values: object) -> None:
    post.notify(recipients=[to(viewer)], notice=papers(**values), by=viewer)


def test_my_notices_are_listed_new_ones_marked_and_each_leads_to_its_page(world: World, client: Client):
    viewer = as_viewer(world, client)
    told(viewer, path="/places/")
    page = client.get(reverse("post:mine")).content.decode()
    assert "Papers for 4 December are published" in page
    assert "1 is new." in page
    answer = client.get(reverse("post:open", args=[queries.notices(viewer).get().pk]))
    assert answer["Location"] == "/places/"
    assert "You have opened all of them." in client.get(reverse("post:mine")).content.decode()


def test_somebody_elses_notice_is_on_no_page_of_mine(world: World, client: Client):
    told(as_viewer(world, client, "locality-manager"), subject="Canary of a closed group")
    viewer = as_viewer(world, client)
    for name in ("post:mine", "home:today", "post:choices"):
        assert "Canary" not in client.get(reverse(name)).content.decode()
    assert queries.unread_count(viewer) == 0


def test_all_are_marked_as_read_at_once(world: World, client: Client):
    viewer = as_viewer(world, client)
    told(viewer)
    told(viewer)
    client.post(reverse("post:read_all"))
    assert queries.unread_count(viewer) == 0


def test_a_page_of_many_notices_takes_few_queries(world: World, client: Client):
    viewer = as_viewer(world, client)
    for number in range(60):
        told(viewer, subject=f"Notice {number}")
    client.get(reverse("post:mine"))
    with CaptureQueriesContext(connection) as found:
        assert client.get(reverse("post:mine")).status_code == 200
    assert len(found) <= 12, [one["sql"][:100] for one in found]


def test_choosing_for_each_kind(world: World, client: Client):
    viewer = as_viewer(world, client)
    page = client.get(reverse("post:choices")).content.decode()
    assert "Papers of a meeting" in page
    said = {"based_on": 0, "trial-papers": "on site", "trial-duty": "digest", "trial-gathered": "digest"}
    answer = client.post(reverse("post:choices"), said, follow=True)
    assert "Your choices are kept." in answer.content.decode()
    kept = queries.choices(viewer)
    assert kept is not None
    assert kept.ways == {PAPERS: "on site", DUTY: "digest", GATHERED: "digest"}


def test_a_duty_cannot_be_switched_off_by_a_forged_form_either(world: World, client: Client):
    viewer = as_viewer(world, client)
    said = {"based_on": 0, "trial-papers": "at once", "trial-duty": "on site", "trial-gathered": "digest"}
    answer = client.post(reverse("post:choices"), said)
    assert "There is a problem" in answer.content.decode()
    assert queries.choices(viewer) is None


def test_two_windows_of_one_person_meet_a_conflict(world: World, client: Client):
    viewer = as_viewer(world, client)
    post.choose(ways={PAPERS: Way.DIGEST}, based_on=0, by=viewer)
    said = {"based_on": 0, "trial-papers": "on site", "trial-duty": "digest", "trial-gathered": "digest"}
    assert client.post(reverse("post:choices"), said).status_code == 409


def test_who_looks_after_email_sees_whom_it_missed_and_not_what_it_said(world: World, client: Client):
    told(as_viewer(world, client))
    Email.objects.update(state=State.GIVEN_UP, ended_at=NOW, problem="The mail server refuses it (code 550).")
    client.force_login(world.account("system-administrator"))
    page = client.get(reverse("post:undelivered")).content.decode()
    assert "code 550" in page
    assert "4 December" not in page
    client.post(reverse("post:again", args=[Email.objects.get().pk]))
    assert Email.objects.get().state == State.WAITING


def test_every_state_that_is_looked_at_has_a_colour():
    assert set(views.TONES) == {State.GIVEN_UP, State.DOUBTFUL}


def test_today_is_told_how_many_are_new_and_who_looks_after_email_how_many_could_not_be_sent(
    world: World, client: Client
):
    viewer = as_viewer(world, client)
    told(viewer)
    told(viewer)
    Email.objects.update(state=State.GIVEN_UP, ended_at=NOW)
    page = client.get(reverse("post:unread")).content.decode()
    assert "2 new notices" in page
    assert "could not be sent" not in page
    client.force_login(world.account("system-administrator"))
    assert "2 e-mails could not be sent" in client.get(reverse("post:unread")).content.decode()
    assert reverse("post:unread") in client.get("/").content.decode()
