"""Directories of others come in, and ours goes out, without losing anything; what is bad is kept aside and told."""

import json
import math
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from commonground.foundation.audit import actions as audit
from commonground.foundation.kernel.errors import Invalid, Refused
from commonground.ground.directory import actions, queries
from commonground.ground.directory.formats.open_referral.documents import Document
from commonground.ground.directory.models import Feed, Location, Provider, Quarantined, Service
from commonground.ground.directory.rules.words import Layout
from commonground.ground.directory.tests import entries, feeds
from commonground.ground.directory.tests.feeds import changed, missing, take, whole_service

pytestmark = [pytest.mark.django_db, pytest.mark.once]


def out() -> list[dict]:
    return list(queries.every_published())


def test_a_service_goes_out_as_it_came_in(tmp_path):
    run = take(tmp_path, [whole_service()])
    assert (run.new, run.quarantined, run.notes) == (1, 0, [])
    assert missing(whole_service(), out()[0]) == []


WORDS = st.text(
    st.characters(codec="utf-8", exclude_characters="<&", exclude_categories=("Cc", "Cs", "Cf")), max_size=60
)
SAID = WORDS.filter(bool)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | WORDS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(WORDS.map(lambda key: f"x{key}"), inner, max_size=3),
    max_leaves=6,
)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    texts=st.fixed_dictionaries({}, optional=dict.fromkeys(("description", "fees", "alert", "accreditations"), SAID)),
    more=st.dictionaries(WORDS.map(lambda key: f"x{key}"), JSON, max_size=3),
    ages=st.lists(st.integers(0, 120), min_size=2, max_size=2).map(sorted),
    pence=st.integers(0, 10**7),
    deep=JSON,
)
def test_whatever_a_feed_says_comes_out_again(tmp_path, texts, more, ages, pence, deep):
    service = {**whole_service(), **texts, **more, "minimum_age": ages[0], "maximum_age": ages[1]}
    service = changed(service, "cost_options", 0, "amount", to=pence / 100)
    service = changed(service, "service_at_locations", 0, "location", "xdeep", to=deep)
    with audit.atomic():
        run = take(tmp_path, [service])
        lost = missing(json.loads(json.dumps(service)), out()[0]) if not run.quarantined else ["kept aside"]
        Service.objects.all().delete()
        Location.objects.all().delete()
    assert lost == []


def test_the_same_again_changes_nothing(tmp_path):
    take(tmp_path, [whole_service()])
    before = out()
    run = take(tmp_path, [whole_service()])
    assert (run.new, run.changed, run.unchanged) == (0, 0, 1)
    assert out() == before


def test_what_has_changed_is_changed_and_what_is_no_longer_said_is_empty(tmp_path):
    take(tmp_path, [whole_service()])
    service = whole_service() | {"fees": "£2"}
    del service["alert"], service["languages"]
    run = take(tmp_path, [service])
    assert (run.changed, out()[0]["fees"]) == (1, "£2")
    assert "alert" not in out()[0]
    assert "languages" not in out()[0]


def test_what_this_site_knows_beyond_a_feed_stays_when_the_feed_changes(tmp_path):
    take(tmp_path, [whole_service()])
    Service.objects.update(level="early", places=12, places_on=entries.NOW.date())
    take(tmp_path, [whole_service() | {"fees": "£2"}])
    assert Service.objects.get().level == "early"
    assert out()[0]["commonground"]["places"] == 12


def test_the_export_of_one_site_is_taken_whole_by_another(tmp_path):
    offered = entries.service(level="early", minimum_age=5, status="active")
    entries.at(offered, entries.place(is_hub=True, is_bookable=True, venue_access="Ask a day before."))
    first = out()
    Service.objects.all().delete()
    Location.objects.all().delete()
    Provider.objects.all().delete()
    run = take(tmp_path, first)
    assert (run.new, run.quarantined) == (1, 0)
    assert missing(first[0], out()[0]) == []


def test_until_when_a_service_is_paid_for_goes_to_partners_and_to_nobody_else(tmp_path, client):
    offered = entries.service(funding_ends_on=date(2027, 3, 31))
    assert "funding_ends_on" not in json.dumps(out())
    assert b"2027" not in client.get(f"/api/open-referral/services/{offered.public_id}").content
    inside = list(queries.every_published(for_partners=True))
    Service.objects.all().delete()
    take(tmp_path, inside)
    assert Service.objects.get().funding_ends_on == date(2027, 3, 31)


def test_a_place_without_coordinates_lies_in_the_middle_of_its_postcode_and_does_not_say_so_to_others(tmp_path):
    service = whole_service()
    where = service["service_at_locations"][0]["location"]
    where = {key: value for key, value in where.items() if key not in ("latitude", "longitude")}
    service["service_at_locations"][0]["location"] = where
    take(tmp_path, [service])
    kept = Location.objects.get()
    assert (kept.latitude, kept.longitude) == (pytest.approx(53.15, abs=0.05), pytest.approx(-1.2, abs=0.05))
    assert kept.is_placed_by_postcode
    assert "latitude" not in out()[0]["service_at_locations"][0]["location"]


BAD = [
    (("email",), "not-an-address", "no e-mail address"),
    (("name",), None, "has no name"),
    (("name",), 7, "should be text"),
    (("status",), "open", "one of"),
    (("minimum_age",), "old", "number"),
    (("minimum_age",), 90, "below the youngest"),
    (("url",), "javascript:alert(1)", "no address of the web"),
    (("id",), "service-1", "UUID"),
    (("organization",), None, "has no organization"),
    (("assured_date",), "2026-02-30", "no such day"),
    (("schedules", 0, "byday"), "XX", "none of"),
    (("schedules", 0, "closes_at"), "10:00:00", "never occurs"),
    (("schedules",), {"id": "x"}, "list"),
    (("cost_options", 0, "amount"), -1, "pounds"),
    (("service_at_locations", 0, "location", "latitude"), -1.2, "outside"),
    (("service_at_locations", 0, "location", "latitude"), True, "number"),
    (("service_at_locations", 0, "location", "addresses", 0, "postal_code"), "ZZ1 1ZZ", "postcode"),
    (("service_at_locations", 0, "location", "addresses", 0, "postal_code"), "NG18 9ZZ", "postcode directory"),
    (
        ("service_areas", 0, "extent"),
        '{"type": "Polygon", "coordinates": [[[0,52],[1,53],[1,52],[0,53],[0,52]]]}',
        "broken",
    ),
    (("service_areas", 0, "extent"), '{"type": "Polygon", "coordinates": "none"}', "GeoJSON"),
    (("service_areas", 0, "extent"), '{"type": "Point", "coordinates": [0, 52]}', "not a polygon"),
    (("service_areas", 0, "extent"), '{"type": "Polygon", "coordinates": [[[52,0],[53,0],[53,1],[52,0]]]}', "swapped"),
    (("attributes", 0, "taxonomy_term", "term_uri"), "data:text/html,x", "no URI"),
]


@pytest.mark.parametrize(("path", "to", "why"), BAD, ids=lambda one: str(one)[:40])
def test_a_bad_row_is_kept_aside_with_its_place_and_the_good_ones_are_taken(tmp_path, path, to, why):
    run = take(tmp_path, [whole_service("Good"), changed(whole_service("Bad"), *path, to=to)])
    assert (run.new, run.quarantined) == (1, 1)
    kept = Quarantined.objects.get()
    assert kept.place == "/1"
    assert why in " ".join(kept.problems)
    assert "/1" in kept.problems[0]


def test_swapped_coordinates_are_named(tmp_path):
    where = ("service_at_locations", 0, "location")
    service = changed(changed(whole_service(), *where, "latitude", to=-1.2), *where, "longitude", to=53.14)
    take(tmp_path, [service])
    assert "swapped" in Quarantined.objects.get().problems[0]


@pytest.mark.parametrize("row", [7, None, "text", [], {}, {"id": None}, {"id": {}}])
def test_what_is_no_service_at_all_is_kept_aside(tmp_path, row):
    run = take(tmp_path, [row, whole_service()])
    assert (run.new, run.quarantined) == (1, 1)


def test_two_services_of_one_id_are_one_and_a_bad_row(tmp_path):
    run = take(tmp_path, [whole_service(), whole_service() | {"name": "Again"}])
    assert (run.new, run.quarantined) == (1, 1)


def test_markup_and_scripts_are_taken_out_of_every_text(tmp_path):
    bad = '<p>Tea</p><script>steal()</script><img src=x onerror="x()">'
    service = changed(whole_service() | {"description": bad, "wait_time": bad}, "organization", "name", to=bad)
    take(tmp_path, [service])
    said = json.dumps(out())
    assert "<" not in said
    assert "steal" not in said
    assert Service.objects.get().description == "Tea"


def test_another_directory_does_not_take_over_what_it_does_not_own(tmp_path):
    take(tmp_path, [whole_service()])
    theirs = changed(whole_service() | {"name": "Stolen"}, "organization", "name", to="Stolen too")
    run = take(tmp_path, [theirs], name="Another")
    assert (run.new, run.quarantined) == (0, 1)
    run = take(tmp_path, [theirs | {"id": feeds.an_id("new")}], name="Another")
    assert Provider.objects.get().name == "Example Trust"
    assert "stays as it says" in " ".join(run.notes) or run.quarantined


def test_a_total_that_does_not_agree_is_told(tmp_path):
    run = take(tmp_path, {"total_items": 5, "total_pages": 1, "contents": [whole_service()]})
    assert (run.declared, run.read) == (5, 1)
    assert "says that it holds 5" in run.notes[0]


def test_what_is_no_longer_in_a_feed_is_not_shown_and_comes_back_with_it(tmp_path):
    names = ["One", "Two", "Three"]
    take(tmp_path, [whole_service(name) for name in names])
    run = take(tmp_path, [whole_service(name) for name in names[:2]])
    assert run.gone == 1
    assert Service.objects.offered().count() == 2
    take(tmp_path, [whole_service(name) for name in names])
    assert Service.objects.offered().count() == 3


def test_a_feed_that_has_lost_most_of_what_it_had_is_taken_for_broken(tmp_path):
    take(tmp_path, [whole_service(name) for name in ("One", "Two", "Three")])
    run = take(tmp_path, [])
    assert run.gone == 0
    assert Service.objects.offered().count() == 3
    assert "look at the feed" in run.notes[0]


VERSIONS = [
    ([whole_service() | {"eligibilitys": []}], "Open Referral UK 1.0"),
    ([whole_service() | {"physical_addresses": []}], "HSDS 1 or 2"),
    ({"version": "HSDS-2.0", "services": []}, "HSDS-2.0"),
    ({"totalElements": 1, "content": [{"id": "1"}]}, "Open Referral UK 1.0"),
]


@pytest.mark.parametrize(("content", "named"), VERSIONS)
def test_an_earlier_version_is_named(tmp_path, content, named):
    with pytest.raises(Invalid) as wrong:
        take(tmp_path, content)
    assert named in str(wrong.value.problems[0])
    assert not Feed.objects.exists()


DAMAGED = [
    b"",
    b"{",
    b"[1,]",
    b"\xff\xfe\x00",
    b"[" * 100_000,
    b'{"a": NaN}',
    b"[" + b"9" * 5000 + b"]",
    b'"text"',
    b"7",
    b"PK\x03\x04broken",
]


@pytest.mark.parametrize("content", DAMAGED, ids=lambda one: repr(one[:12]))
def test_a_damaged_file_is_refused_with_a_sentence(tmp_path, content):
    with pytest.raises(Invalid) as wrong:
        take(tmp_path, content)
    assert "Nothing was changed" in wrong.value.sentence
    assert not Feed.objects.exists()


def test_a_number_that_is_none_never_reaches_the_database(tmp_path):
    service = json.dumps([whole_service() | {"minimum_age": 7}]).replace('"minimum_age": 7', '"minimum_age": 1e999')
    run = take(tmp_path, service.encode())
    assert run.quarantined == 1
    assert not math.isinf(run.read)


def test_only_those_who_may_take_in_directories():
    nothing = Document(Layout.SERVICES)
    with pytest.raises(Refused):
        actions.import_document(
            name="x", document=nothing, sha256="", tell=lambda *said: None, by=entries.of_organisation("", "plans.read")
        )


def test_a_confidential_place_goes_out_in_nothing(tmp_path):
    hidden = changed(whole_service(), "service_at_locations", 0, "location", "commonground", to={"confidential": True})
    take(tmp_path, [changed(hidden, "wait_time", to="at Example Hall")])
    said = json.dumps(out())
    assert Location.objects.get().is_confidential
    for word in ("Example Hall", "1 Example Street", "NG18", "53.14", "10000000001", feeds.an_id("location")):
        assert word not in said


def test_a_person_who_has_not_agreed_to_be_shown_is_not_named():
    offered = entries.service()
    offered.contacts.create(name="Robin Example", title="Manager")
    assert "Robin" not in json.dumps(out())
    offered.contacts.update(is_public=True)
    assert "Robin" in json.dumps(out())
