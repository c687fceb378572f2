"""That no service was found: what is kept of it, what is not, and what is told."""

import json
from datetime import UTC, date, datetime, timedelta
from uuid import UUID, uuid4

import pytest
from django.apps import apps
from django.contrib.sessions.models import Session
from django.core.cache import caches
from django.test import Client
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from commonground.foundation.audit.models import AuditContent, AuditEvent
from commonground.foundation.design.models import Draft
from commonground.foundation.kernel.errors import Invalid, Refused, TooOften
from commonground.foundation.kernel.viewer import Viewer, operator
from commonground.ground.directory import access, actions, queries
from commonground.ground.directory.models import CountedWeek, NoneFound
from commonground.ground.directory.rules import none_found as rules
from commonground.ground.directory.tests.entries import ANYBODY, NOW, service
from commonground.ground.directory.tests.localities import six_localities
from commonground.ground.partners.models import Account
from commonground.ground.places import queries as places
from commonground.ground.places.models import Area

NEXT_QUARTER = datetime(2027, 1, 6, 9, tzinfo=UTC)
READER = operator(NOW, permissions=frozenset({"directory.read-gaps"}))
KEEPER = operator(NOW, permissions=frozenset({"directory.read-gaps", "directory.keep-gaps"}))
SOMEBODY = Viewer(id=uuid4(), label="Somebody Named", memberships=(), purpose="", session="a-session", now=NOW)


@pytest.fixture
def bassetlaw(db: None) -> Area:
    """One locality of six."""
    six_localities()
    return places.area_by_reference("localities/bassetlaw", on=NOW.date())


def say(area: Area, times: int = 1, *, by: Viewer = ANYBODY, **codes: str) -> None:
    said = {"need": "emotional", "band": "11-15", "why": "full", **codes}
    for _ in range(times):
        actions.say_none_found(area=area.pk, by=by, **said)


# --- when a number is told --------------------------------------------------------------------------------------------


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)))
def test_weeks_are_told_when_they_are_over_and_quarters_do_not_overlap(today: date) -> None:
    finished, running = rules.finished_quarter(today), rules.running_quarter(today)
    assert finished.first < finished.end == running.first <= running.end
    assert rules.week_of(today) not in running
    assert running.end == rules.week_of(today) <= today
    assert {finished.first.weekday(), running.first.weekday(), running.end.weekday()} == {0}
    assert (finished.end - finished.first).days in (84, 91, 98)
    assert today - running.first < timedelta(days=99)


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)))
def test_a_week_is_told_with_one_finished_quarter_and_no_other(day: date) -> None:
    week = rules.week_of(day)
    held = {rules.finished_quarter(week + timedelta(days=ahead)) for ahead in range(0, 200, 7)}
    assert len([one for one in held if week in one]) == 1


def test_the_key_of_a_count_follows_from_its_codes_and_tells_no_time() -> None:
    area = uuid4()
    one, same = (rules.Saying(date(2026, 11, 16), "money", "0-4", area, "cost").key for _ in range(2))
    assert one == same
    assert one.version == 5
    assert one != rules.Saying(date(2026, 11, 23), "money", "0-4", area, "cost").key


@pytest.mark.parametrize(("count", "told"), [(0, None), (1, None), (4, None), (5, 5), (12, 12)])
def test_nought_and_a_few_look_the_same(count: int, told: int | None) -> None:
    assert rules.told(count, 5) == told


# --- what is kept -----------------------------------------------------------------------------------------------------


def test_a_saying_is_one_more_in_a_week_and_no_row_of_its_own(bassetlaw: Area) -> None:
    say(bassetlaw, 3)
    say(bassetlaw, 1, why="too-far")
    assert sorted(NoneFound.objects.values_list("week", "why", "count")) == [
        (date(2026, 11, 16), "full", 3),
        (date(2026, 11, 16), "too-far", 1),
    ]
    assert {field.name for field in NoneFound._meta.fields} == {"id", "week", "need", "band", "area", "why", "count"}


def test_nothing_of_who_said_it_is_written_anywhere(bassetlaw: Area) -> None:
    """Whoever is signed in, every table of the site is as it was before, but for one count."""
    before = whole_site()
    say(bassetlaw, by=SOMEBODY)
    after = whole_site()
    assert {name for name in after if after[name] != before[name]} == {"directory.nonefound"}


def whole_site() -> dict[str, str]:
    """Each table with all its rows, as text."""

    return {
        model._meta.label_lower: json.dumps(list(model._default_manager.order_by("pk").values()), default=str)
        for model in apps.get_models()
        if model._meta.managed
    }


def test_a_page_that_says_it_leaves_no_trace_of_a_signed_in_person(bassetlaw: Area, client: Client) -> None:
    account = Account.objects.create(email="worker@tests.example.org", name="Worker Invented", is_invented=True)
    client.force_login(account, backend="django.contrib.auth.backends.ModelBackend")
    client.get(reverse("directory:services"))
    events, sessions = AuditEvent.objects.count(), list(Session.objects.values_list("session_data", flat=True))
    answer = client.post(reverse("directory:none-found"), codes(bassetlaw))
    assert answer["Location"] == reverse("directory:none-found-said")
    assert NoneFound.objects.get().count == 1
    assert AuditEvent.objects.count() == events
    assert list(Session.objects.values_list("session_data", flat=True)) == sessions
    assert not Draft.objects.exists()
    assert "no-store" in answer["Cache-Control"]
    assert not any("emotional" in body for body in AuditContent.objects.values_list("body", flat=True))


def codes(area: Area, **more: str) -> dict[str, str]:
    return {"need": "emotional", "band": "11-15", "area": str(area.pk), "why": "full", **more}


@pytest.mark.parametrize("wrong", [{"need": "magic"}, {"band": "7"}, {"why": "because"}])
def test_what_is_no_code_is_not_counted(bassetlaw: Area, wrong: dict[str, str]) -> None:
    with pytest.raises(Invalid):
        say(bassetlaw, **wrong)
    assert not NoneFound.objects.exists()


def test_an_area_smaller_than_a_locality_is_not_taken_whoever_sends_it(bassetlaw: Area, client: Client) -> None:
    small = places.area_by_reference("E07000170")  # Ashfield, a part of the locality of Mansfield and Ashfield
    with pytest.raises(Invalid):
        say(small)
    page = client.post(reverse("directory:none-found"), codes(small)).content.decode()
    assert "There is a problem" in page
    assert not NoneFound.objects.exists()


def test_words_have_no_room(bassetlaw: Area, client: Client) -> None:
    client.post(reverse("directory:none-found"), {**codes(bassetlaw), "name": "A child", "text": "of Oak Road"})
    assert "Oak Road" not in whole_site()["directory.nonefound"]
    assert NoneFound.objects.get().count == 1


def test_one_combination_stops_counting_so_that_nobody_pushes_it_up_alone(bassetlaw: Area) -> None:
    say(bassetlaw)
    NoneFound.objects.update(count=queries.saying_policy().most_a_week)
    with pytest.raises(TooOften):
        say(bassetlaw)
    assert NoneFound.objects.get().count == queries.saying_policy().most_a_week


def test_a_visitor_says_it_a_few_times_in_a_minute_and_then_has_to_wait(bassetlaw: Area, client: Client) -> None:
    caches["polite"].clear()
    most = queries.saying_policy().most_a_minute
    answers = [client.post(reverse("directory:none-found"), codes(bassetlaw)).status_code for _ in range(most + 1)]
    caches["polite"].clear()
    assert answers[:most] == [302] * most
    assert answers[most] in (302, 429)  # a new minute may have begun
    assert NoneFound.objects.get().count >= most


# --- weeks that are over ----------------------------------------------------------------------------------------------


def test_a_week_that_is_over_is_closed_once_with_its_total_and_no_code_on_record(bassetlaw: Area) -> None:
    say(bassetlaw, 2)
    say(bassetlaw, 1, need="money")
    assert actions.close_weeks(by=KEEPER) == {}, "it is not over"
    later = KEEPER.at(NOW + timedelta(days=2))
    assert actions.close_weeks(by=later) == {"2026-11-16": 3}
    assert actions.close_weeks(by=later) == {}
    assert CountedWeek.objects.get().said == 3
    event = AuditEvent.objects.get(verb="week of none found closed")
    body = AuditContent.objects.get(event=event).body
    assert '"said":3' in body.replace(" ", "")
    assert not any(code in body for code in ("emotional", "money", "11-15", "full", "bassetlaw", "Bassetlaw"))


def test_rows_of_a_closed_week_stand_in_the_order_of_their_keys(bassetlaw: Area) -> None:
    whys = list(queries.whys())
    for why in whys:
        say(bassetlaw, why=why)
    actions.close_weeks(by=KEEPER.at(NOW + timedelta(days=7)))
    held: list[UUID] = [one.pk for one in NoneFound.objects.order_by()]
    assert sorted(held) == sorted(one.pk for one in NoneFound.objects.all())
    assert sum(NoneFound.objects.values_list("count", flat=True)) == len(whys)


# --- what is told -----------------------------------------------------------------------------------------------------


def test_a_week_that_runs_is_not_told_and_its_quarter_only_as_enough(bassetlaw: Area) -> None:
    say(bassetlaw, 7)
    assert queries.said_page(READER).said == ()
    (line,) = queries.said_page(READER.at(NOW + timedelta(days=7))).said
    assert (line.finished, line.is_running) == (None, True)
    assert (line.bands, line.whys) == (("11 to 15 years",), ("Full, or too long a wait",))
    (whole,) = queries.said_page(READER.at(NEXT_QUARTER)).said
    assert (whole.finished, whole.is_running) == (7, False)


def test_a_few_are_not_told_and_neither_are_codes_said_a_few_times(bassetlaw: Area) -> None:
    say(bassetlaw, 4, need="money")
    say(bassetlaw, 3, why="full")
    say(bassetlaw, 3, why="too-far", band="16-17")
    (line,) = queries.said_page(READER.at(NEXT_QUARTER)).said
    assert (line.need.code, line.finished, line.bands, line.whys) == ("emotional", 6, (), ())


def test_who_works_in_the_partnership_is_told_and_nobody_else(bassetlaw: Area) -> None:
    for viewer in (ANYBODY, SOMEBODY, operator(NOW, permissions=frozenset({"directory.keep"}))):
        with pytest.raises(Refused):
            queries.said_page(viewer)
    assert access.may_read_gaps(READER)


# --- on find help -----------------------------------------------------------------------------------------------------


def test_where_nothing_fits_anybody_can_say_so_with_what_they_looked_for(bassetlaw: Area, client: Client) -> None:
    page = client.get(reverse("directory:services"), {"need": "emotional", "age": "12", "where": "Bassetlaw"})
    form = page.context["none_found"]
    assert {name: form[name].value() for name in ("need", "band", "area")} == {
        "need": "emotional", "band": "11-15", "area": str(bassetlaw.pk),
    }  # fmt: skip
    assert reverse("directory:none-found") in page.content.decode()


def test_who_is_not_signed_in_and_finds_something_is_not_asked(bassetlaw: Area, client: Client) -> None:
    service("play")
    assert client.get(reverse("directory:services")).context["none_found"] is None
