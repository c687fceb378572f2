"""Two entries made one, and two again; what a feed brings of the one that is not shown; who may."""

import pytest
from django.test import Client, RequestFactory
from django.urls import reverse

from commonground.foundation.kernel.errors import Conflict, Invalid, Refused
from commonground.foundation.kernel.viewer import operator
from commonground.ground.directory import queries
from commonground.ground.directory.actions import doubles
from commonground.ground.directory.models import Double, Phone, Service
from commonground.ground.directory.rules.doubles import Standing, Why
from commonground.ground.directory.tests import entries, feeds
from commonground.ground.directory.tests.entries import KEEPER, NOW, of_organisation
from commonground.ground.directory.views import doubles as views

pytestmark = pytest.mark.django_db


def two() -> Double:
    """The same service written here twice, found."""
    for slug in ("talk-here", "talk-again"):
        one = entries.service(slug=slug, name="Somebody to talk to")
        Phone.objects.create(service=one, number="01632 960001")
    doubles.find_doubles(by=KEEPER)
    return queries.double(Double.objects.get().pk, viewer=KEEPER)


def merged() -> Double:
    pair = two()
    doubles.merge(double=pair, kept=pair.first, based_on=pair.version, words="One service", by=KEEPER)
    return pair


def offered() -> list[str]:
    return sorted(Service.objects.offered().values_list("slug", flat=True))


@pytest.mark.parametrize(
    ("by", "may"),
    [
        (KEEPER, True),
        (operator(NOW, permissions=frozenset({"directory.keep"})), True),
        (operator(NOW, permissions=frozenset({"directory.import"})), False),
        (of_organisation("Owner", "directory.keep-own"), False),
        (entries.ANYBODY, False),
    ],
)
def test_doubles_are_found_and_decided_on_by_keepers_of_all_entries(by, may) -> None:
    pair = two()
    acts = (
        lambda: doubles.find_doubles(by=by),
        lambda: list(queries.doubles(by, standing=Standing.OPEN)),
        lambda: doubles.keep_apart(double=pair, based_on=1, by=by),
        lambda: doubles.undo(double=pair, based_on=2, by=by),
        lambda: doubles.merge(double=pair, kept=pair.first, based_on=3, by=by),
    )
    for act in acts:
        if may:
            act()
        else:
            with pytest.raises(Refused):
                act()


def test_two_entries_alike_are_found_once_with_what_speaks_for_it() -> None:
    pair = two()
    assert queries.why_of(pair) == [Why.SAME_NAME, Why.PROVIDER, Why.PHONE]
    assert doubles.find_doubles(by=KEEPER) == {"open": 1, "new": 0}


def test_what_is_not_alike_any_more_leaves_the_list_and_what_was_decided_stays() -> None:
    pair = two()
    doubles.keep_apart(double=pair, based_on=1, by=KEEPER)
    assert doubles.find_doubles(by=KEEPER) == {"open": 0, "new": 0}
    doubles.undo(double=pair, based_on=2, by=KEEPER)
    Service.objects.filter(pk=pair.second_id).update(name="Football")
    assert doubles.find_doubles(by=KEEPER) == {"open": 0, "new": 0}
    assert not Double.objects.exists()


def test_a_place_that_is_confidential_speaks_for_nothing() -> None:
    hidden = entries.refuge()
    assert all(not one.postcodes for one in queries.to_compare() if one.key == str(hidden.pk))


def test_of_two_made_one_the_other_is_in_no_list_no_feed_and_its_address_leads_to_the_one(client: Client) -> None:
    pair = merged()
    assert offered() == ["talk-here"]
    assert [one["name"] for one in queries.every_published()] == ["Somebody to talk to"]
    lost = reverse("directory:service", args=["talk-again"])
    assert client.get(lost)["Location"] == reverse("directory:service", args=["talk-here"])
    listed = client.get(reverse("directory:feed-services")).json()
    assert listed["total_items"] == 1
    assert client.get(reverse("directory:feed-service", args=[pair.second.public_id])).status_code == 404
    assert b"talk-again" not in client.get(reverse("directory:services")).content
    assert Phone.objects.filter(service=pair.second).exists(), "nothing of it is lost"


def test_what_was_made_one_is_two_again_when_it_is_taken_back(client: Client) -> None:
    before = list(queries.every_published())
    pair = merged()
    doubles.undo(double=pair, based_on=pair.version, words="They are two", by=KEEPER)
    assert offered() == ["talk-again", "talk-here"]
    assert client.get(reverse("directory:service", args=["talk-again"])).status_code == 200
    assert len(list(queries.every_published())) == len(before) + 2
    assert pair.standing == Standing.OPEN


def test_a_feed_that_is_read_again_does_not_bring_back_what_was_made_one(tmp_path) -> None:
    ours = entries.service(slug="ours", name="Counselling")
    theirs = feeds.whole_service("Counselling")
    feeds.take(tmp_path, [theirs])
    doubles.find_doubles(by=KEEPER)
    pair = Double.objects.get()
    doubles.merge(double=pair, kept=ours, based_on=1, by=KEEPER)
    feeds.take(tmp_path, [{**theirs, "fees": "£9"}])
    assert offered() == ["ours"]
    lost = Service.objects.get(public_id=theirs["id"])
    assert (lost.fees, lost.merged_into) == ("£9", ours), "it is brought up to date, unseen"
    pair.refresh_from_db()
    doubles.undo(double=pair, based_on=pair.version, by=KEEPER)
    assert offered() == ["counselling", "ours"]


def test_the_addresses_of_entries_made_one_after_another_all_lead_to_the_last(client: Client) -> None:
    pair = merged()
    third = entries.service(slug="talk-third", name="Somebody to talk to")
    doubles.find_doubles(by=KEEPER)
    other = queries.doubles(KEEPER, standing=Standing.OPEN).get(first=pair.first, second=third)
    doubles.merge(double=other, kept=third, based_on=1, by=KEEPER)
    page = client.get(reverse("directory:service", args=["talk-again"]), follow=True)
    assert [where for where, _ in page.redirect_chain] == [
        reverse("directory:service", args=[slug]) for slug in ("talk-here", "talk-third")
    ]
    pair.refresh_from_db()
    doubles.undo(double=pair, based_on=pair.version, by=KEEPER)
    with pytest.raises(Invalid, match="Nothing was made one"):
        doubles.merge(double=pair, kept=pair.second, based_on=pair.version, by=KEEPER)


def test_the_second_of_two_keepers_is_shown_the_first_decision() -> None:
    pair = two()
    doubles.keep_apart(double=Double.objects.get(), based_on=1, words="Two towns", by=KEEPER)
    with pytest.raises(Conflict) as told:
        doubles.merge(double=pair, kept=pair.first, based_on=1, words="One", by=KEEPER)
    assert (told.value.theirs["Reason"], told.value.yours["Reason"]) == ("Two towns", "One")


def test_a_third_entry_does_not_stay_for_two() -> None:
    pair = two()
    with pytest.raises(Invalid):
        doubles.merge(double=pair, kept=entries.service(slug="third"), based_on=1, by=KEEPER)


def test_pages_ask_few_times_however_many_pairs(rf: RequestFactory, django_assert_max_num_queries) -> None:
    pair = two()
    for number in range(20):
        entries.service(slug=f"more-{number}", name="Somebody to talk to")
    doubles.find_doubles(by=KEEPER)
    for view, arguments, most in ((views.every, {}, 4), (views.double, {"double_id": pair.pk}, 12)):
        request = rf.get("/")
        request.viewer = KEEPER
        with django_assert_max_num_queries(most):
            assert b"Somebody to talk to" in view(request, **arguments).content
