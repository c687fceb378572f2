"""Ways from one service to the next: on both cards, kept by whoever keeps the start, broken where the end has gone."""

from typing import Any

import pytest
from django.contrib.messages.storage.fallback import FallbackStorage
from django.db import IntegrityError
from django.test import Client, RequestFactory
from django.urls import reverse

from commonground.foundation.audit.models import AuditEvent
from commonground.foundation.kernel.errors import Conflict, Invalid, Refused
from commonground.ground.directory import queries
from commonground.ground.directory.actions import pathways as actions
from commonground.ground.directory.models import Pathway, Service
from commonground.ground.directory.tests.entries import ANYBODY, KEEPER, of_organisation, service
from commonground.ground.directory.views import pathways as views

pytestmark = pytest.mark.django_db


def club_to_counselling(**more: Any) -> Pathway:
    club = service("club", name="Evening club")
    counselling = service("counselling", name="Counselling")
    said = {"step": "up", "route": "either", "how": "The worker rings with them", "by": KEEPER, **more}
    return actions.add_pathway(service=club, to=counselling, **said)


def test_a_way_stands_on_both_cards(client: Client) -> None:
    club_to_counselling()
    there = client.get(reverse("directory:service", args=["club"])).content.decode()
    assert "Step up: more help" in there
    assert "The worker rings with them" in there
    back = client.get(reverse("directory:service", args=["counselling"])).content.decode()
    assert "Steps up to here from" in back
    assert reverse("directory:service", args=["club"]) in back


def test_a_way_to_what_has_ended_is_on_no_card_and_in_the_list_of_its_keeper(client: Client) -> None:
    club_to_counselling()
    Service.objects.filter(slug="counselling").update(status="defunct")
    assert "Counselling" not in client.get(reverse("directory:service", args=["club"])).content.decode()
    assert [one.to.slug for one in queries.broken_pathways(KEEPER)] == ["counselling"]
    assert queries.broken_pathways(of_organisation("Other", "directory.keep-own")) == []
    Service.objects.filter(slug="club").update(status="defunct")
    assert queries.broken_pathways(KEEPER) == [], "a way that nobody takes is not broken"


def test_only_those_who_keep_the_start_say_where_it_leads() -> None:
    made = club_to_counselling()
    for viewer in (ANYBODY, of_organisation("Other", "directory.keep-own")):
        with pytest.raises(Refused):
            actions.add_pathway(service=made.to, to=made.start, step="down", route="", how="", by=viewer)
        with pytest.raises(Refused):
            actions.change_pathway(pathway=made, based_on=1, step="down", route="", how="", by=viewer)
        with pytest.raises(Refused):
            actions.remove_pathway(pathway=made, based_on=1, by=viewer)


def test_a_way_is_said_once_and_never_to_itself() -> None:
    made = club_to_counselling()
    for to in (made.to, made.start):
        with pytest.raises(Invalid) as told:
            actions.add_pathway(service=made.start, to=to, step="up", route="", how="", by=KEEPER)
        assert told.value.problems[0].column == "to"
    with pytest.raises(IntegrityError):
        Pathway.objects.create(start=made.start, to=made.start, step="up")


def test_whoever_changes_second_is_shown_both_and_nothing_is_removed_unseen() -> None:
    made = club_to_counselling()
    stale = Pathway.objects.select_related("start__owner", "to").get()
    actions.change_pathway(pathway=made, based_on=1, step="beside", route="", how="They walk over", by=KEEPER)
    with pytest.raises(Conflict) as told:
        actions.change_pathway(pathway=stale, based_on=1, step="up", route="", how="By letter", by=KEEPER)
    assert "They walk over" in told.value.theirs.values()
    with pytest.raises(Conflict):
        actions.remove_pathway(pathway=stale, based_on=1, by=KEEPER)
    actions.remove_pathway(pathway=made, based_on=2, by=KEEPER)
    assert not Pathway.objects.exists()
    verbs = AuditEvent.objects.order_by("position").values_list("verb", flat=True)
    assert list(verbs) == ["pathway added", "pathway changed", "pathway removed"]


def test_a_keeper_adds_changes_and_removes_on_the_pages(rf: RequestFactory) -> None:
    service("club", name="Evening club")
    service("counselling", name="Counselling")
    wrong = sent(rf, views.pathways, {"to": "Counsel", "step": "up"}, slug="club")
    assert "offers no service of the name “Counsel”" in wrong.content.decode()
    assert sent(rf, views.pathways, {"to": "counselling", "step": "up"}, slug="club").status_code == 302
    (made,) = Pathway.objects.all()
    changed = {"step": "beside", "how": "By bus", "based_on": 1}
    assert sent(rf, views.change, changed, pathway_id=made.pk).status_code == 302
    assert sent(rf, views.remove, {"based_on": 2}, pathway_id=made.pk).status_code == 302
    assert not Pathway.objects.exists()


def sent(rf: RequestFactory, view: Any, said: dict[str, Any], **address: Any) -> Any:
    request = rf.post("/", said)
    request.viewer, request.session = KEEPER, {}
    request._messages = FallbackStorage(request)
    return view(request, **address)
