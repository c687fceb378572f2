"""Whom services take: kept by those who keep the entry, tried by anybody, exchanged without a loss."""

import json
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from django.contrib.messages.storage.fallback import FallbackStorage
from django.http import HttpResponse, QueryDict
from django.test import Client, RequestFactory
from django.urls import reverse

from commonground.foundation.audit.models import AuditEvent
from commonground.foundation.kernel.errors import Conflict, Invalid, Refused
from commonground.ground.directory import actions, queries
from commonground.ground.directory.actions import eligibility as saying
from commonground.ground.directory.forms.eligibility import DescribeForm, WhoItTakesForm
from commonground.ground.directory.models import Attribute, FeedRun, Service, ServiceArea, TaxonomyTerm
from commonground.ground.directory.rules.eligibility import Criterion, Described, Kind, Outcome, as_plain
from commonground.ground.directory.tests.entries import ANYBODY, KEEPER, NOW, of_organisation, service
from commonground.ground.directory.tests.localities import six_localities
from commonground.ground.directory.tests.test_none_found import whole_site
from commonground.ground.directory.views import eligibility as views
from commonground.ground.places import queries as places

pytestmark = pytest.mark.django_db
TODAY = NOW.date()
PLAN = Criterion(Kind.SEND, codes=frozenset({"ehcp"}))
AGREES = Criterion(Kind.IN_WORDS, words="A parent agrees")


def short_breaks(**more: Any) -> Service:
    values = {"minimum_age": Decimal(5), "maximum_age": Decimal("17.5"), "eligibility": as_plain([PLAN, AGREES])}
    return service("short-breaks", name="Short breaks", **{**values, **more})


def judged(slug: str = "short-breaks", area: Any = None, **of: Any) -> tuple[str, tuple[str, ...]]:
    found = queries.fit(slug, queries.Family(Described(**of), area=area), on=TODAY).judgement
    return found.outcome.value, found.reasons


# --- trying -----------------------------------------------------------------------------------------------------------


def test_ages_of_the_entry_and_its_criteria_are_one_judgement() -> None:
    short_breaks(eligibility=as_plain([PLAN]))
    assert judged(age=9, send=frozenset({"ehcp"})) == (
        "fits", ("For ages 5 to 17", "For SEND: an education, health and care plan"),
    )  # fmt: skip
    assert judged(age=18, send=frozenset({"ehcp"})) == ("does-not-fit", ("Only for ages 5 to 17",))
    assert judged(age=9, send=frozenset({"sen-support"}))[0] == "does-not-fit"
    assert judged(age=9) == (
        "ask", ("For SEND: an education, health and care plan: ask, it has not been said",),
    )  # fmt: skip


def test_what_only_people_can_weigh_is_asked_even_where_all_else_fits() -> None:
    short_breaks()
    assert judged(age=9, send=frozenset({"ehcp"})) == ("ask", ("Only if: A parent agrees",))


def test_somebody_of_a_county_is_not_shut_out_of_a_service_for_its_district() -> None:
    six_localities()
    mansfield, county = (places.area_by_reference(code, on=TODAY) for code in ("E07000174", "E10000024"))
    together, bassetlaw = (
        places.area_by_reference(one, on=TODAY) for one in ("localities/mansfield-and-ashfield", "E07000171")
    )
    local = service("local")
    ServiceArea.objects.create(service=local, area=mansfield)
    assert judged("local", area=mansfield)[0] == "fits"
    assert judged("local", area=bassetlaw) == ("does-not-fit", ("Only for where they live: Mansfield",))
    assert judged("local", area=together)[0] == judged("local", area=county)[0] == judged("local")[0] == "ask"
    wide = service("wide")
    ServiceArea.objects.create(service=wide, area=county)
    assert judged("wide", area=together)[0] == judged("wide", area=mansfield)[0] == "fits"


def test_services_are_told_apart_by_outcome_and_only_those_for_what_is_looked_for() -> None:
    one = short_breaks(eligibility=as_plain([PLAN]))
    Attribute.objects.create(service=one, term=TaxonomyTerm.objects.create(name="SEND", code="send"))
    service("play", name="Stay and play")
    family = queries.Family(Described(age=9, send=frozenset({"none"})))
    told = {group.outcome: [fit.help.service.slug for fit in group.shown] for group in queries.fits(family, on=TODAY)}
    assert told == {Outcome.FITS: ["play"], Outcome.ASK: [], Outcome.DOES_NOT_FIT: ["short-breaks"]}
    looked = queries.Family(Described(age=9), about=frozenset({"send"}))
    assert [group.count for group in queries.fits(looked, on=TODAY)] == [0, 1, 0]


def test_what_is_described_is_kept_nowhere_and_not_in_the_address(client: Client) -> None:
    short_breaks()
    before = whole_site()
    said = {"age": "9", "send": ["ehcp"], "about": [], "where": ""}
    for address in (reverse("directory:fits"), reverse("directory:fit", args=["short-breaks"])):
        answer = client.post(address, said)
        assert answer.status_code == 200
        assert "Only if: A parent agrees" in answer.content.decode()
        assert "no-store" in answer["Cache-Control"]
        assert answer.request["QUERY_STRING"] == ""
    assert whole_site() == before
    assert not answer.cookies.get("sessionid")


def test_words_have_no_room_in_a_description() -> None:
    fields = DescribeForm().fields
    assert [name for name, field in fields.items() if type(field).__name__ == "CharField"] == ["where"]


def test_trying_asks_the_same_however_many_services(client: Client, django_assert_max_num_queries: Any) -> None:
    for number in range(60):
        service(f"many-{number:02}", name=f"Service {number:02}", eligibility=as_plain([PLAN]))
    short_breaks()
    for address in (reverse("directory:fits"), reverse("directory:fit", args=["short-breaks"])):
        with django_assert_max_num_queries(12):
            page = client.post(address, {"age": "9", "send": ["ehcp"]}).content.decode()
    assert "Short breaks" in page
    with django_assert_max_num_queries(12):
        page = client.post(reverse("directory:fits"), {"age": "9", "send": ["ehcp"]}).content.decode()
    assert "And 20 more." in page


# --- saying -----------------------------------------------------------------------------------------------------------


def test_those_who_keep_the_entry_say_whom_it_takes_and_nobody_else() -> None:
    one = short_breaks(eligibility=[])
    for viewer in (ANYBODY, of_organisation("Other", "directory.keep-own")):
        with pytest.raises(Refused):
            saying.say_who_it_takes(service=one, based_on=1, criteria=[PLAN], by=viewer)
    saying.say_who_it_takes(service=one, based_on=1, criteria=[PLAN, AGREES], by=KEEPER)
    assert queries.who_it_takes(one) == [
        "Only for SEND: an education, health and care plan",
        "Only if: A parent agrees",
    ]
    assert AuditEvent.objects.filter(verb="who a service takes said").count() == 1


def test_whoever_saves_second_is_told_so() -> None:
    one = short_breaks(eligibility=[])
    saying.say_who_it_takes(service=one, based_on=1, criteria=[PLAN], by=KEEPER)
    with pytest.raises(Conflict):
        saying.say_who_it_takes(service=one, based_on=1, criteria=[AGREES], by=KEEPER)


def posted(**said: Any) -> QueryDict:
    data = QueryDict(mutable=True)
    data["based_on"] = "1"
    for name, values in said.items():
        data.setlist(name.replace("__", "-"), values if isinstance(values, list) else [values])
    return data


def test_the_form_gives_back_what_is_kept() -> None:
    one = short_breaks(eligibility=as_plain([PLAN, Criterion(Kind.SEND, codes=frozenset({"of-a-feed"})), AGREES]))
    form = WhoItTakesForm(None, service=one)
    assert form["only-send"].value() == ["ehcp", "of-a-feed"]
    assert form["only-in-words"].value() == "A parent agrees"
    sent = WhoItTakesForm(
        posted(**{"only-send": ["ehcp", "of-a-feed"], "only-in-words": " A parent agrees \n\n"}), service=one
    )
    assert sent.is_valid()
    assert sent.criteria == [Criterion(Kind.SEND, codes=frozenset({"ehcp", "of-a-feed"})), AGREES]


def test_a_contradiction_stands_at_its_field() -> None:
    one = short_breaks(eligibility=[])
    form = WhoItTakesForm(posted(**{"only-send": ["ehcp"], "not-send": ["ehcp", "asd"]}), service=one)
    assert form.is_valid()
    with pytest.raises(Invalid) as told:
        saying.say_who_it_takes(service=one, based_on=1, criteria=form.criteria, by=KEEPER)
    assert [problem.column for problem in told.value.problems] == ["only-send"]
    assert "only-send" in form.fields


def test_a_keeper_saves_on_the_page_and_a_contradiction_comes_back_at_its_field(rf: RequestFactory) -> None:
    short_breaks(eligibility=[])
    page = saved(rf, **{"only-send": ["ehcp"], "not-send": ["ehcp"]})
    assert page.status_code == 200
    assert "is both for and not for the same" in page.content.decode()
    assert saved(rf, **{"only-send": ["ehcp"], "not-in-words": "In hospital"}).status_code == 302
    assert len(Service.objects.get().eligibility) == 2


def saved(rf: RequestFactory, **said: Any) -> HttpResponse:
    request = rf.post("/", posted(**said).urlencode(), content_type="application/x-www-form-urlencoded")
    request.viewer, request.session = KEEPER, {}
    request._messages = FallbackStorage(request)
    return views.who_it_takes(request, slug="short-breaks")


def test_a_code_that_is_none_is_refused_at_its_field() -> None:
    form = WhoItTakesForm(posted(**{"only-send": ["magic"]}), service=short_breaks(eligibility=[]))
    assert not form.is_valid()
    assert "only-send" in form.errors


def test_a_card_says_whom_the_service_takes(client: Client) -> None:
    short_breaks()
    page = client.get(reverse("directory:service", args=["short-breaks"])).content.decode()
    assert "Only for SEND: an education, health and care plan" in page
    assert reverse("directory:fit", args=["short-breaks"]) in page


# --- exchange ---------------------------------------------------------------------------------------------------------


def test_criteria_go_out_and_come_back_as_they_were(tmp_path: Path) -> None:
    one = short_breaks()
    out = queries.published_service(one.public_id)
    assert out["commonground"]["eligibility"] == as_plain([PLAN, AGREES])
    Service.objects.all().delete()
    assert read_again(tmp_path, out).quarantined == 0
    read = Service.objects.get()
    assert read.eligibility == as_plain([PLAN, AGREES])
    again = queries.published_service(read.public_id)
    assert again["commonground"]["eligibility"] == out["commonground"]["eligibility"]


def test_criteria_of_a_feed_that_nobody_can_fulfil_are_kept_aside_with_their_place(tmp_path: Path) -> None:
    out = queries.published_service(short_breaks().public_id)
    Service.objects.all().delete()
    out["commonground"]["eligibility"] = [
        {"kind": "send", "codes": ["ehcp"]}, {"kind": "send", "codes": ["ehcp"], "excludes": True},
    ]  # fmt: skip
    bad = read_again(tmp_path, out).quarantine.get()
    assert any("eligibility" in problem and "by anybody" in problem for problem in bad.problems)
    assert not Service.objects.exists()


def read_again(folder: Path, service: dict[str, Any]) -> FeedRun:
    path = folder / "services.json"
    path.write_text(json.dumps([service]), encoding="utf-8")
    found = actions.read_source(str(path), name="again", tell=lambda *_: None)
    by = KEEPER.at(datetime(2026, 11, 23, 12, tzinfo=UTC))
    return actions.import_document(
        name="again", document=found.document, sha256=found.sha256, tell=lambda *_: None, by=by
    )  # fmt: skip


def test_training_for_those_who_work_with_families_fits_no_child() -> None:
    service("training", name="Self-harm: what helps", kind="training")
    assert sum(one.count for one in queries.fits(queries.Family(Described(age=12)), on=TODAY)) == 0
