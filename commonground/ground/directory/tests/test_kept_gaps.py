"""Gaps: who answers for them, how they end, and that they are opened again where they go on."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.contrib.messages.storage.fallback import FallbackStorage
from django.db import IntegrityError
from django.test import Client, RequestFactory
from django.urls import reverse

from commonground.foundation.audit.models import AuditEvent
from commonground.foundation.kernel.errors import Conflict, Invalid, NotFound, Refused
from commonground.foundation.kernel.viewer import Membership, Viewer, operator
from commonground.ground.directory import actions, queries
from commonground.ground.directory.models import Gap, NoneFound
from commonground.ground.directory.rules.none_found import Saying
from commonground.ground.directory.tests.entries import ANYBODY, NOW, PLAIN_KEEPER
from commonground.ground.directory.tests.localities import six_localities
from commonground.ground.directory.views import kept_gaps as views
from commonground.ground.partners.models import Organisation, Sector
from commonground.ground.places import queries as places
from commonground.ground.places.models import Area

READER = operator(NOW, permissions=frozenset({"directory.read-gaps"}))
KEEPER = operator(NOW, permissions=frozenset({"directory.read-gaps", "directory.keep-gaps"}))
DUE = date(2027, 3, 31)
OWNER, OTHER = "Example Council", "Other Council"


@pytest.fixture
def bassetlaw(db: None) -> Area:
    """One locality of six."""
    six_localities()
    return places.area_by_reference("localities/bassetlaw", on=NOW.date())


def organisation(name: str = OWNER) -> Organisation:
    sector, _ = Sector.objects.get_or_create(slug="council", defaults={"name": "Council"})
    made, _ = Organisation.objects.get_or_create(
        slug=name.lower().replace(" ", "-"), defaults={"name": name, "sector": sector}
    )
    return made


def of(name: str, *permissions: str) -> Viewer:
    held = Membership(role="administrator", permissions=frozenset(permissions), organisation=name)
    return Viewer(id=None, label="Somebody of it", memberships=(held,), purpose="", session="", now=NOW)


def gap(area: Area, **values: Any) -> Gap:
    said = {
        "need": "emotional",
        "band": "11-15",
        "origin": "said",
        "about": "",
        "next_step": "Ask the provider",
        "due_on": DUE,
    }
    return actions.open_gap(**{**said, "area": area, "owner": organisation(), "by": KEEPER, **values})


def closed(area: Area, **values: Any) -> Gap:
    made = gap(area, **values)
    actions.close_gap(gap=made, based_on=1, outcome="new-offer", outcome_text="A group in Retford.", by=KEEPER)
    return made


def said(area: Area, times: int, *, week: date, band: str = "11-15") -> None:
    one = Saying(week, "emotional", band, area.pk, "full")
    NoneFound.objects.create(pk=one.key, week=week, need=one.need, band=band, area=area, why=one.why, count=times)


# --- who may ----------------------------------------------------------------------------------------------------------

READ, KEEP, OWN = "directory.read-gaps", "directory.keep-gaps", "directory.keep-own"


@pytest.mark.parametrize(
    ("viewer", "reads", "answers", "keeps"),
    [
        (ANYBODY, False, False, False),
        (PLAIN_KEEPER, False, False, False),
        (of(OWNER, READ), True, False, False),
        (of(OWNER, OWN), False, False, False),
        (of(OWNER, READ, OWN), True, True, False),
        (of(OTHER, READ, OWN), True, False, False),
        (KEEPER, True, True, True),
    ],
)
def test_those_who_work_here_read_the_owner_answers_and_keepers_keep(
    bassetlaw: Area, viewer: Viewer, reads: bool, answers: bool, keeps: bool
) -> None:
    made = gap(bassetlaw)
    assert passes(lambda: queries.kept_gap(made.pk, viewer=viewer)) is reads
    assert Gap.objects.visible_to(viewer).exists() is reads
    assert passes(lambda: queries.gap_register(viewer)) is reads
    assert passes(lambda: gap(bassetlaw, need="money", by=viewer)) is keeps
    report = {"text": "Asked.", "next_step": "Ask again", "due_on": DUE}
    assert passes(lambda: actions.report_on_gap(gap=made, based_on=made.version, by=viewer, **report)) is answers


def passes(step: Any) -> bool:
    try:
        step()
    except (Refused, NotFound):
        return False
    return True


# --- its life ---------------------------------------------------------------------------------------------------------


def test_a_gap_has_an_owner_a_step_and_a_day_until_it_is_closed_with_what_changed(bassetlaw: Area) -> None:
    made = closed(bassetlaw)
    page = queries.kept_gap_page(made.pk, viewer=READER)
    assert (page.kept.outcome, page.kept.gap.closed_on) == ("Something new is offered", NOW.date())
    assert [(one.step, one.text) for one in page.notes] == [
        ("closed", "Something new is offered. A group in Retford."),
        ("opened", "Example Council: Ask the provider"),
    ]
    verbs = AuditEvent.objects.filter(about_type="directory.gap").order_by("position").values_list("verb", flat=True)
    assert list(verbs) == ["gap opened", "gap closed"]


def test_there_is_one_open_gap_of_a_need_an_age_and_an_area(bassetlaw: Area) -> None:
    gap(bassetlaw)
    gap(bassetlaw, band="16-17")
    with pytest.raises(Invalid):
        gap(bassetlaw)
    with pytest.raises(IntegrityError):
        Gap.objects.create(
            need="emotional", band="11-15", area=bassetlaw, origin="said", owner=organisation(), action="…",
            due_on=DUE, opened_on=DUE,
        )  # fmt: skip


@pytest.mark.parametrize(("outcome", "text"), [("new-offer", "  "), ("magic", "It went away.")])
def test_a_gap_is_not_closed_without_an_outcome_in_words(bassetlaw: Area, outcome: str, text: str) -> None:
    made = gap(bassetlaw)
    with pytest.raises(Invalid):
        actions.close_gap(gap=made, based_on=1, outcome=outcome, outcome_text=text, by=KEEPER)
    made.refresh_from_db()
    assert made.status == "open"


def test_a_gap_is_not_due_on_a_day_that_is_over(bassetlaw: Area) -> None:
    with pytest.raises(Invalid):
        gap(bassetlaw, due_on=NOW.date() - timedelta(days=1))
    assert gap(bassetlaw, due_on=NOW.date()).pk


def test_whoever_saves_second_is_shown_both_values(bassetlaw: Area) -> None:
    made = gap(bassetlaw)
    first, second = (Gap.objects.select_related("owner").get(pk=made.pk) for _ in range(2))
    same = {"about": "", "owner": organisation(), "due_on": DUE, "by": KEEPER}
    actions.change_gap(gap=first, based_on=1, next_step="Call them", **same)
    with pytest.raises(Conflict) as told:
        actions.change_gap(gap=second, based_on=1, next_step="Write to them", **same)
    assert "Call them" in told.value.theirs.values()
    assert "Write to them" in told.value.yours.values()


def test_a_closed_gap_is_not_changed_and_not_closed_twice(bassetlaw: Area) -> None:
    made = closed(bassetlaw)
    values = {"about": "", "owner": organisation(), "next_step": "…", "due_on": DUE}
    with pytest.raises(Refused):
        actions.change_gap(gap=made, based_on=made.version, by=KEEPER, **values)
    with pytest.raises(Refused):
        actions.close_gap(gap=made, based_on=made.version, outcome="widened", outcome_text="More.", by=KEEPER)


# --- where it goes on -------------------------------------------------------------------------------------------------

AFTER = KEEPER.at(NOW + timedelta(days=21))


@pytest.mark.parametrize(
    ("times", "week", "band", "again"),
    [
        (5, date(2026, 11, 23), "11-15", True),
        (4, date(2026, 11, 23), "11-15", False),
        (5, date(2026, 11, 16), "11-15", False),  # the week in which it was closed
        (5, date(2026, 12, 7), "11-15", False),  # a week that is not over
        (5, date(2026, 11, 23), "16-17", False),  # another age
    ],
)
def test_a_closed_gap_is_opened_again_where_it_is_said_as_often_as_is_told(
    bassetlaw: Area, times: int, week: date, band: str, again: bool
) -> None:
    made = closed(bassetlaw)
    said(bassetlaw, times, week=week, band=band)
    assert [one.pk for one in actions.reopen_what_goes_on(by=AFTER)] == [made.pk] * again
    assert actions.reopen_what_goes_on(by=AFTER) == []
    if again:
        page = queries.kept_gap_page(made.pk, viewer=READER)
        assert (page.kept.gap.status, page.kept.gap.due_on) == ("open", AFTER.today + timedelta(days=28))
        assert page.notes[0].text == "Said 5 times or more since it was closed."


def test_a_gap_of_every_age_goes_on_with_any_age(bassetlaw: Area) -> None:
    made = closed(bassetlaw, band="every-age")
    said(bassetlaw, 3, week=date(2026, 11, 23), band="0-4")
    said(bassetlaw, 2, week=date(2026, 11, 23), band="16-17")
    assert [one.pk for one in actions.reopen_what_goes_on(by=AFTER)] == [made.pk]


def test_nothing_is_opened_again_beside_an_open_gap_of_the_same(bassetlaw: Area) -> None:
    made = closed(bassetlaw)
    gap(bassetlaw)
    said(bassetlaw, 9, week=date(2026, 11, 23))
    assert actions.reopen_what_goes_on(by=AFTER) == []
    with pytest.raises(Invalid):
        actions.reopen_gap(gap=made, based_on=made.version, why="…", next_step="…", due_on=DUE, by=KEEPER)


# --- pages ------------------------------------------------------------------------------------------------------------


def test_what_was_said_becomes_a_gap_from_the_list(bassetlaw: Area, rf: RequestFactory) -> None:
    said(bassetlaw, 6, week=date(2026, 11, 9))
    page = drawn(rf, "directory:kept-gaps", KEEPER)
    assert f"?need=emotional&amp;area={bassetlaw.pk}&amp;origin=said" in page
    made = gap(bassetlaw)
    page = drawn(rf, "directory:kept-gaps", KEEPER)
    assert "Make it a gap" not in page
    assert reverse("directory:kept-gap", args=[made.pk]) in page
    assert "None yet" not in page


def test_the_gap_stands_in_the_table_of_need_and_offer_for_those_who_may_read_it(
    bassetlaw: Area, client: Client, rf: RequestFactory
) -> None:
    made = gap(bassetlaw)
    link = reverse("directory:kept-gap", args=[made.pk])
    assert link not in client.get(reverse("directory:gaps")).content.decode()
    assert client.get(link).status_code == 302, "a visitor is asked to sign in"
    found = queries.gap_page(READER)
    assert {found.names[key] for (need, key), held in found.kept.items() if need == "emotional" and held} == {
        "Bassetlaw"
    }


def drawn(rf: RequestFactory, name: str, viewer: Viewer) -> str:
    request = rf.get(reverse(name))
    request.viewer = viewer
    return views.register(request).content.decode()


def test_every_step_is_taken_through_its_page(bassetlaw: Area, rf: RequestFactory) -> None:
    """As people take it: what the forms send is what the actions are called with."""
    day = {"due_on_0": "1", "due_on_1": "6", "due_on_2": "2027"}
    task = {"about": "", "owner": organisation().pk, "next_step": "Ask", **day}
    sent(rf, views.open_one, {"need": "money", "band": "every-age", "area": bassetlaw.pk, "origin": "raised", **task})
    made = Gap.objects.get()
    steps = [
        (views.change, {**task, "next_step": "Ask again"}),
        (views.report, {"text": "Asked.", "next_step": "Wait", **day}),
        (views.close, {"outcome": "listed", "outcome_text": "It was there."}),
        (views.reopen, {"why": "It was not.", "next_step": "Look", **day}),
    ]
    for based_on, (step, said) in enumerate(steps, start=1):
        sent(rf, step, {**said, "based_on": based_on}, gap_id=made.pk)
    made.refresh_from_db()
    assert (made.status, made.action, made.version) == ("open", "Look", 5)
    assert [one.step for one in made.notes.all()] == ["reopened", "closed", "reported", "changed", "opened"]


def sent(rf: RequestFactory, view: Any, said: dict[str, Any], **address: Any) -> None:
    request = rf.post("/", said)
    request.viewer, request.session = KEEPER, {}
    request._messages = FallbackStorage(request)
    answer = view(request, **address)
    assert answer.status_code == 302, answer.content.decode()
