"""Keepers write the directory: what is kept, what is refused, what a feed may change afterwards."""

from datetime import date, time
from decimal import Decimal

import pytest

from commonground.foundation.kernel.errors import Conflict, Invalid, NotFound, Refused
from commonground.ground.directory import actions, queries
from commonground.ground.directory.actions.parts import KINDS
from commonground.ground.directory.models import Address, Attribute, Location, Phone, Provider, Schedule, Service
from commonground.ground.directory.rules.words import Status
from commonground.ground.directory.tests import entries
from commonground.ground.directory.tests.entries import ANYBODY, HIDDEN, KEEPER, PLAIN_KEEPER
from commonground.ground.directory.tests.feeds import an_id, take, whole_service
from commonground.ground.partners.models import Organisation, Sector

pytestmark = pytest.mark.django_db
PLACE = {
    "kind": "physical", "name": "Oak Centre", "description": "", "latitude": None, "longitude": None, "postcode": "",
    "external_identifier": "", "external_identifier_type": "", "venue_access": "", "is_bookable": False,
    "is_hub": False, "address_1": "1 Green Lane", "city": "Retford",
}  # fmt: skip


def columns(wrong) -> set[str]:
    return {one.column for one in wrong.value.problems}


def owner() -> Organisation:
    return Organisation.objects.create(slug="o", name="Owner", sector=Sector.objects.create(slug="s", name="S"))


def test_a_keeper_writes_a_provider_a_service_and_where_it_is():
    by = actions.add_provider(facts={"name": "New Trust"}, by=KEEPER)
    one = actions.add_service(facts={"name": "Stay", "provider": by}, needs=["early-years"], by=KEEPER)
    where = actions.add_location(facts=PLACE, by=KEEPER)
    actions.put_at(service=one, location=where, by=KEEPER)
    actions.add_part(kind="hours", owner=one, values={"byday": "MO", "freq": "WEEKLY"}, by=KEEPER)
    card = queries.service_card("stay", viewer=ANYBODY)
    assert [at.addresses[0].in_a_line for at in card.places] == ["1 Green Lane, Retford"]
    assert card.help.when == ["Mondays"]
    assert [word.code for word in card.needs] == ["early-years"]
    assert card.service.modified_at == KEEPER.now


def test_what_somebody_wrote_by_hand_goes_out_in_the_feed(tmp_path):
    by = actions.add_provider(facts={"name": "New Trust"}, by=KEEPER)
    actions.add_service(facts={"name": "Stay", "provider": by, "minimum_age": Decimal(5)}, by=KEEPER)
    (said,) = queries.every_published()
    assert (said["name"], said["minimum_age"], said["organization"]["name"]) == ("Stay", 5, "New Trust")


def test_needs_are_said_and_taken_back_and_other_terms_stay():
    one = entries.service()
    actions.change_service(service=one, based_on=1, facts={}, needs=["money", "speech"], by=KEEPER)
    actions.change_service(service=one, based_on=2, facts={}, needs=["money"], by=KEEPER)
    assert [row.term.code for row in Attribute.objects.select_related("term")] == ["money"]


def test_nothing_that_changed_is_no_change():
    one = entries.service()
    actions.change_service(service=one, based_on=1, facts={"name": one.name}, needs=[], by=KEEPER)
    one.refresh_from_db()
    assert one.version == 1


def test_the_second_of_two_keepers_is_shown_both_values():
    one = entries.service()
    actions.change_service(service=one, based_on=1, facts={"description": "First"}, by=KEEPER)
    with pytest.raises(Conflict) as told:
        actions.change_service(service=one, based_on=1, facts={"description": "Second"}, by=KEEPER)
    assert (told.value.theirs["Description"], told.value.yours["Description"]) == ("First", "Second")


def test_a_piece_that_is_added_does_not_disturb_whoever_edits_the_facts():
    one = entries.service()
    actions.add_part(kind="phone", owner=one, values={"number": "01632 960001"}, by=KEEPER)
    actions.change_service(service=one, based_on=1, facts={"description": "More"}, by=KEEPER)
    assert one.description == "More"


@pytest.mark.parametrize("action", ["provider", "location", "service"])
def test_who_may_not_keep_the_directory_adds_nothing(action):
    by = entries.provider()
    add = {
        "provider": lambda who: actions.add_provider(facts={"name": "X"}, by=who),
        "location": lambda who: actions.add_location(facts=PLACE, by=who),
        "service": lambda who: actions.add_service(facts={"name": "X", "provider": by}, by=who),
    }[action]
    for viewer in (ANYBODY, entries.of_organisation("Owner", "directory.keep-own")):
        with pytest.raises(Refused):
            add(viewer)


def test_an_organisation_keeps_its_own_entry_and_hands_it_to_nobody():
    ours = owner()
    one = entries.service(owner=ours)
    own = entries.of_organisation("Owner", "directory.keep-own")
    actions.change_service(service=one, based_on=1, facts={"description": "Ours"}, by=own)
    actions.add_part(kind="cost", owner=one, values={"option": "Free"}, by=own)
    with pytest.raises(Refused):
        actions.change_service(service=one, based_on=2, facts={"owner": None}, by=own)
    with pytest.raises(Refused):
        actions.change_service(service=entries.service("other"), based_on=1, facts={"description": "X"}, by=own)


def test_a_service_is_closed_with_a_reason_and_opened_again():
    one = entries.service()
    move = {"service": one, "alert": "Back in June", "by": KEEPER}
    with pytest.raises(Invalid):
        actions.move_service(based_on=1, status=Status.DEFUNCT, reason=" ", **move)
    actions.move_service(based_on=1, status=Status.DEFUNCT, reason="The money ended", **move)
    assert not Service.objects.offered().exists()
    actions.move_service(based_on=2, status=Status.ACTIVE, reason="New money", **move)
    assert Service.objects.offered().exists()


def test_a_provider_ends_when_it_offers_nothing_any_more():
    one = entries.service()
    end = {"provider": one.provider, "based_on": 1, "facts": {"ends_on": date(2026, 12, 1)}, "by": KEEPER}
    with pytest.raises(Invalid) as wrong:
        actions.change_provider(**end)
    assert columns(wrong) == {"ends_on"}
    actions.move_service(service=one, based_on=1, status=Status.DEFUNCT, alert="", reason="Over", by=KEEPER)
    actions.change_provider(**end)


def test_two_providers_are_not_called_the_same():
    entries.provider(name="Example Trust")
    with pytest.raises(Invalid) as wrong:
        actions.add_provider(facts={"name": "example trust"}, by=KEEPER)
    assert columns(wrong) == {"name"}


def test_a_place_ends_when_nothing_is_offered_there():
    where = entries.place()
    at = entries.at(entries.service(), where)
    end = {"location": where, "based_on": 1, "ends_on": date(2026, 12, 1), "by": KEEPER}
    with pytest.raises(Invalid):
        actions.end_location(**end)
    actions.take_from(at=at, based_on=1, by=KEEPER)
    actions.end_location(**end)


def test_a_postcode_that_does_not_exist_is_told_at_its_field():
    with pytest.raises(Invalid) as wrong:
        actions.add_location(facts={**PLACE, "postcode": "NOT A CODE"}, by=KEEPER)
    assert columns(wrong) == {"postcode"}


@pytest.mark.parametrize(
    ("kind", "values", "column"),
    [
        ("hours", {"byday": "MO", "opens_at": time(9), "closes_at": time(9)}, "closes_at"),
        ("area", {"name": "Here", "extent": "{", "extent_type": "geojson"}, "outline"),
        ("area", {"name": "Here", "extent": "[]", "extent_type": "geojson"}, "outline"),
        ("area", {"name": "", "extent": "", "extent_type": ""}, "area"),
        (
            "area",
            {
                "name": "Bow",
                "extent": '{"type":"Polygon","coordinates":[[[-1,53],[-1.1,53.1],[-1,53.1],[-1.1,53],[-1,53]]]}',
                "extent_type": "geojson",
            },
            "outline",
        ),
        ("contact", {"email": "nobody"}, "email"),
        ("language", {"name": "", "code": ""}, "name"),
        ("document", {"document": "<script>x</script>"}, "document"),
    ],
)
def test_a_piece_that_is_wrong_is_told_at_its_field(kind, values, column):
    one = entries.service()
    with pytest.raises(Invalid) as wrong:
        actions.add_part(kind=kind, owner=one, values=values, by=KEEPER)
    assert columns(wrong) == {column}
    assert not KINDS[kind].model.objects.exists()


def test_a_piece_is_taken_away_unless_somebody_changed_it_meanwhile():
    one = entries.service()
    part = actions.add_part(kind="phone", owner=one, values={"number": "01632 960001"}, by=KEEPER)
    actions.change_part(kind="phone", part=part, based_on=1, values={"number": "01632 960002"}, by=KEEPER)
    with pytest.raises(Conflict):
        actions.remove_part(kind="phone", part=part, based_on=1, by=KEEPER)
    actions.remove_part(kind="phone", part=part, based_on=2, by=KEEPER)
    assert not Phone.objects.exists()


# --- places that nobody may know of -----------------------------------------------------------------------------------


def hidden() -> Location:
    return entries.refuge().at_locations.get().location


def test_a_place_is_made_confidential_by_who_may_and_its_address_changes():
    where = entries.place("oak-centre")
    with pytest.raises(Refused):
        actions.set_confidential(location=where, based_on=1, is_confidential=True, by=PLAIN_KEEPER)
    actions.set_confidential(location=where, based_on=1, is_confidential=True, by=KEEPER)
    assert "oak" not in where.slug
    for slug in ("oak-centre", where.slug):
        with pytest.raises(NotFound):
            queries.location(slug, viewer=PLAIN_KEEPER)
    actions.set_confidential(location=where, based_on=2, is_confidential=False, by=KEEPER)
    assert where.slug == "oak-centre"


def test_a_name_is_never_found_taken_because_a_confidential_place_has_it():
    actions.add_location(facts={**PLACE, "name": "Larkspur House"}, is_confidential=True, by=KEEPER)
    made = actions.add_location(facts={**PLACE, "name": "Larkspur House"}, by=PLAIN_KEEPER)
    assert made.slug == "larkspur-house"


def test_a_confidential_place_of_a_feed_has_no_name_in_its_address(tmp_path):
    service = whole_service()
    service["service_at_locations"][0]["location"]["commonground"] = {"confidential": True}
    take(tmp_path, [service])
    one = Location.objects.get()
    assert one.is_confidential
    assert one.slug.startswith("place-")


def test_who_may_not_know_of_a_place_is_answered_as_if_there_were_none():
    where = hidden()
    at = where.services_here.get()
    for attempt in (
        lambda: actions.change_location(location=where, based_on=1, facts=PLACE, by=PLAIN_KEEPER),
        lambda: actions.end_location(location=where, based_on=1, ends_on=None, by=PLAIN_KEEPER),
        lambda: actions.put_at(service=entries.service("two"), location=where, by=PLAIN_KEEPER),
        lambda: actions.take_from(at=at, based_on=1, by=PLAIN_KEEPER),
        lambda: actions.add_part(kind="phone-there", owner=where, values={"number": "01632 960001"}, by=PLAIN_KEEPER),
        lambda: actions.add_part(kind="hours-there", owner=at, values={"byday": "MO"}, by=PLAIN_KEEPER),
        lambda: queries.owner("location", where.pk, viewer=PLAIN_KEEPER),
        lambda: queries.owner("at_location", at.pk, viewer=PLAIN_KEEPER),
        lambda: queries.service_at(at.pk, viewer=PLAIN_KEEPER),
        lambda: queries.place_page(where.slug, viewer=PLAIN_KEEPER),
    ):
        with pytest.raises(NotFound):
            attempt()
    assert queries.locations_meant(PLAIN_KEEPER, HIDDEN) == []
    assert not queries.locations_kept(PLAIN_KEEPER).exists()
    page = queries.entry_page("refuge", viewer=PLAIN_KEEPER)
    assert (list(page.places), page.hidden) == ([], 1)
    assert queries.locations_meant(KEEPER, HIDDEN) == [where]


# --- what a feed may change afterwards --------------------------------------------------------------------------------


def test_what_a_keeper_changed_is_not_changed_back_by_the_feed(tmp_path):
    take(tmp_path, [whole_service()])
    one = Service.objects.get()
    actions.change_service(service=one, based_on=1, facts={"description": "Better"}, by=KEEPER)
    run = take(tmp_path, [{**whole_service(), "description": "The feed says so"}])
    one.refresh_from_db()
    assert (one.description, one.is_kept_here) == ("Better", True)
    assert [note for note in run.notes if "is kept here" in note]


def test_what_the_feed_does_not_say_is_added_without_taking_the_entry_from_it(tmp_path):
    take(tmp_path, [whole_service()])
    one = Service.objects.get()
    facts = {"places": 12, "places_on": date(2026, 11, 1)}
    actions.change_service(service=one, based_on=1, facts=facts, by=KEEPER)
    take(tmp_path, [{**whole_service(), "description": "The feed says so"}])
    one.refresh_from_db()
    assert (one.description, one.places, one.is_kept_here) == ("The feed says so", 12, False)


def test_pieces_places_and_providers_that_a_keeper_changed_stay(tmp_path):
    take(tmp_path, [whole_service()])
    one, where, by = Service.objects.get(), Location.objects.get(), Provider.objects.get()
    Schedule.objects.filter(service=one).delete()
    actions.add_part(kind="hours", owner=one, values={"byday": "SU"}, by=KEEPER)
    actions.change_location(location=where, based_on=1, facts={**PLACE, "name": "Ours"}, by=KEEPER)
    actions.change_provider(provider=by, based_on=1, facts={"name": "Ours"}, by=KEEPER)
    changed = {**whole_service(), "fees": "Two pounds"}
    changed["organization"]["name"] = changed["service_at_locations"][0]["location"]["name"] = "Theirs"
    take(tmp_path, [changed])
    assert Schedule.objects.get(service=one).byday == "SU"
    assert (Location.objects.get().name, Provider.objects.get().name) == ("Ours", "Ours")
    assert Address.objects.get().address_1 == "1 Green Lane"


def test_an_entry_that_is_kept_here_is_not_let_go_when_the_feed_has_it_no_more(tmp_path):
    take(tmp_path, [whole_service(), {**whole_service("Other"), "id": an_id("other")}])
    kept = Service.objects.get(name="Counselling")
    actions.change_service(service=kept, based_on=1, facts={"fees": "Half price"}, by=KEEPER)
    take(tmp_path, [{**whole_service("Other"), "id": an_id("other")}])
    kept.refresh_from_db()
    assert kept.gone_on is None
