"""What is vouched for, what is due and what is stale; and who may vouch for what."""

from datetime import timedelta

import pytest
from django.test import RequestFactory
from django.urls import reverse

from commonground.foundation.kernel.errors import Conflict, Refused
from commonground.foundation.kernel.viewer import Viewer
from commonground.ground.directory import queries
from commonground.ground.directory.actions import assuring
from commonground.ground.directory.models import Service
from commonground.ground.directory.rules.assurance import Word
from commonground.ground.directory.tests import entries
from commonground.ground.directory.tests.entries import ANYBODY, KEEPER, NOW, of_organisation
from commonground.ground.directory.views import assurance as views
from commonground.ground.partners.models import Organisation, Sector

pytestmark = pytest.mark.django_db
TODAY = NOW.date()
OWN = of_organisation("Owner Council", "directory.keep-own")


def some() -> None:
    sector = Sector.objects.create(slug="council", name="Council")
    owner = Organisation.objects.create(slug="owner", name="Owner Council", sector=sector)
    for name, days, whose in (("never", None, owner), ("stale", 400, None), ("due", 330, owner), ("good", 3, owner)):
        on = None if days is None else TODAY - timedelta(days=days)
        entries.service(slug=name, name=name, assured_on=on, owner=whose)
    entries.service(slug="ended", status="defunct")


@pytest.mark.parametrize(
    ("viewer", "sees"),
    [(KEEPER, ["never", "stale", "due"]), (OWN, ["never", "due"]), (ANYBODY, []), (of_organisation("Other"), [])],
)
def test_what_is_to_be_vouched_for_is_listed_for_whoever_keeps_it_and_what_ended_is_not(
    viewer: Viewer, sees: list[str]
) -> None:
    some()
    assert [one.slug for one in queries.to_vouch_for(viewer, word=None)] == sees


@pytest.mark.parametrize("word", list(Word))
def test_each_word_lists_what_stands_so(word: Word) -> None:
    some()
    listed = queries.to_vouch_for(KEEPER, word=word)
    assert [one.slug for one in listed] == [word.value]
    assert {queries.word_of(one, today=TODAY) for one in listed} == {word}


def test_each_owner_has_counts_and_so_has_nobody() -> None:
    some()
    counted = {one.slug: (one.never, one.stale, one.due, one.good) for one in queries.counts_by_owner(KEEPER)}
    assert counted == {"owner": (1, 0, 1, 1), "-": (0, 1, 0, 0)}
    assert [one.slug for one in queries.to_vouch_for(KEEPER, word=None, owner="-")] == ["stale"]
    assert [one.slug for one in queries.to_vouch_for(KEEPER, word=None, owner="owner")] == ["never", "due"]


@pytest.mark.parametrize(
    ("viewer", "may"), [(KEEPER, True), (OWN, True), (ANYBODY, False), (of_organisation("Owner Council"), False)]
)
def test_an_entry_is_vouched_for_by_whoever_keeps_it(viewer: Viewer, may: bool) -> None:
    some()
    one = Service.objects.get(slug="never")
    if not may:
        with pytest.raises(Refused):
            assuring.vouch(service=one, based_on=1, by=viewer)
        return
    assuring.vouch(service=one, based_on=1, by=viewer)
    assert queries.word_of(one, today=TODAY) == Word.GOOD


def test_nobody_vouches_for_what_somebody_else_changed_since_they_looked() -> None:
    some()
    one = Service.objects.get(slug="never")
    Service.objects.filter(pk=one.pk).update(version=2, name="Other")
    with pytest.raises(Conflict):
        assuring.vouch(service=one, based_on=1, by=KEEPER)


def test_the_list_asks_the_same_however_many_entries(rf: RequestFactory, django_assert_max_num_queries) -> None:
    some()
    for number in range(40):
        entries.service(slug=f"many-{number}")
    request = rf.get(reverse("directory:assurance"), {"word": "nonsense", "owner": "nobody-knows"})
    request.viewer = KEEPER
    with django_assert_max_num_queries(5):
        page = views.assurance(request).content.decode()
    assert "43 entries" in page
    assert "Too long ago" in page
