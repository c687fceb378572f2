"""The first screen: one list of what needs me, then what is coming, then what changed; by permission, never by role."""

from collections.abc import Callable
from datetime import date, timedelta
from html import unescape
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from uuid import UUID

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from commonground.foundation.kernel.viewer import Membership, Viewer, public
from commonground.foundation.work.models import Job
from commonground.ground.evidence.actions import own
from commonground.ground.evidence.queries import own as own_queries
from commonground.ground.partners.models import Membership as Held
from commonground.ground.partners.queries import viewer_for
from commonground.ground.places.models import FootprintVersion
from commonground.insight.home import queries
from commonground.insight.home.queries.today.reports import needs
from commonground.insight.home.rules.day import Item, by_day, counted_words, due_words, ending_soon, in_order
from commonground.insight.home.rules.first_steps import FirstStep, first_steps_for, read_first_steps
from commonground.insight.reports.queries import ToDo
from tests.world import World

NOW = timezone.now()
MOST_QUERIES = 12
PACK = Path(__file__).parents[1] / "packs" / "first_steps.toml"
ROLES = Path(__file__).parents[3] / "ground" / "partners" / "packs" / "roles.toml"
PROPOSAL, DRAFT = "Locality management groups: Three localities (proposed)", "North, West and South"


def viewer(*permissions: str, role: str = "somebody", **held: object) -> Viewer:
    membership = Membership(role=role, permissions=frozenset(permissions), **held)  # type: ignore[arg-type]  # of a test
    return Viewer(UUID(int=1), "Somebody", (membership,), "", "", NOW)


def item(title: str, tone: str, due: date | None = None) -> Item:
    return Item(title, ("home:today", ()), "", tone, due=due)


@pytest.fixture
def as_role(world: World) -> Callable[[str], Client]:
    """Somebody signed in, by role, with a second factor where the role needs one: invented people do not."""

    def client(role: str) -> Client:
        found = Client()
        if role != "public":
            found.force_login(world.account(role))
        return found

    return client


def said(client: Client) -> str:
    answer = client.get("/")
    assert answer.status_code == 200
    return answer.content.decode()


def every_role() -> list[str]:
    return [line[8:-1] for line in ROLES.read_text(encoding="utf-8").splitlines() if line.startswith("slug = ")]


# --- rules ------------------------------------------------------------------------------------------------------------


def test_the_most_urgent_comes_first_then_what_is_due_first() -> None:
    day = date(2026, 3, 1)
    items = [
        item("map", "yellow"),
        item("late", "red", day + timedelta(9)),
        item("later", "red"),
        item("b", "red", day),
    ]
    assert [one.title for one in in_order(items)] == ["b", "late", "later", "map"]
    assert [one.title for one in by_day(items)][:2] == ["b", "late"]


@pytest.mark.parametrize(
    ("due", "words"),
    [(0, "Today"), (-1, "Overdue since 28 February 2026"), (1, "By 2 March 2026")],
)
def test_what_is_due_is_said_against_today(due: int, words: str) -> None:
    today = date(2026, 3, 1)
    assert due_words(today + timedelta(due), today=today) == words


def test_what_ends_today_has_ended_and_what_never_ends_is_not_coming() -> None:
    today = date(2026, 3, 1)
    days = [None, today, today + timedelta(60), today + timedelta(1), today + timedelta(61), today - timedelta(1)]
    assert ending_soon(days, today=today, within_days=60) == [today + timedelta(1), today + timedelta(60)]


def test_one_and_several_are_told_apart() -> None:
    assert [counted_words(number, "comment", "comments") for number in (0, 1, 2)] == [
        "0 comments",
        "1 comment",
        "2 comments",
    ]


# --- first steps ------------------------------------------------------------------------------------------------------


def test_a_step_is_for_a_permission_a_role_everybody_or_the_public() -> None:
    steps = [
        FirstStep(to, "", "home:today", [to]) for to in ("places.draft", "clerk", "everybody", "public", "work.read")
    ]
    assert [step.title for step in first_steps_for(viewer("places.draft"), steps)] == ["places.draft", "everybody"]
    assert [step.title for step in first_steps_for(viewer(role="clerk"), steps)] == ["clerk", "everybody"]
    assert [step.title for step in first_steps_for(public(NOW), steps)] == ["everybody", "public"]


def test_a_step_to_a_page_that_would_not_open_is_left_out() -> None:
    steps = [FirstStep("Jobs", "", "work:jobs", ["everybody"], needs=["work.read"])]
    assert first_steps_for(viewer(), steps) == []
    assert first_steps_for(viewer("work.read"), steps) == steps


def test_an_ended_role_gives_no_step() -> None:
    steps = [FirstStep("Draw", "", "places:footprints", ["places.draft"])]
    assert first_steps_for(viewer("places.draft", ends_on=NOW.date()), steps) == []


@pytest.mark.parametrize("role", ["public", *every_role()])
def test_each_role_has_first_steps_and_every_one_of_them_opens(as_role: Callable[[str], Client], role: str) -> None:
    client = as_role(role)
    page = client.get("/")
    steps = page.context["shown"].steps
    assert steps, role
    for step in steps:
        assert client.get(step.href).status_code == 200, step
        assert step.title in unescape(page.content.decode())


def test_no_two_kinds_of_work_have_the_same_first_steps(as_role: Callable[[str], Client]) -> None:
    """Roles that work differently today begin differently; those that wait for rooms to come may begin alike."""
    told = {
        role: tuple(step.title for step in as_role(role).get("/").context["shown"].steps)
        for role in ("locality-manager", "group-chair", "clerk", "councillor", "analyst", "board-member",
                     "organisation-administrator", "information-governance-officer", "system-administrator",
                     "front-door-worker", "lead-practitioner", "public")
    }  # fmt: skip
    assert len(set(told.values())) == len(told)


def test_the_steps_of_the_pack_name_pages_permissions_and_roles_that_exist() -> None:
    roles = ROLES.read_text(encoding="utf-8")
    for step in read_first_steps(PACK.read_text(encoding="utf-8")):
        assert reverse(step.address)
        for word in (*step.to, *step.needs):
            assert word in ("public", "everybody") or f'"{word}"' in roles, word


# --- what needs me ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("role", "proposal", "draft"),
    [
        ("locality-manager", True, True),
        ("board-member", True, False),
        ("councillor", False, False),
        ("analyst", False, False),
        ("system-administrator", False, False),
        ("public", False, False),
    ],
)
def test_proposals_need_those_who_publish_and_drafts_those_who_draw(
    as_role: Callable[[str], Client], role: str, proposal: bool, draft: bool
) -> None:
    needs = " ".join(line.title for line in as_role(role).get("/").context["shown"].needs)
    assert (PROPOSAL in needs, DRAFT in needs) == (proposal, draft)


def test_who_drew_a_proposal_does_not_decide_on_it(as_role: Callable[[str], Client], world: World) -> None:
    version = FootprintVersion.objects.get(label="Three localities (proposed)")
    client = as_role("locality-manager")
    assert "To decide" in said(client)
    FootprintVersion.objects.filter(pk=version.pk).update(authors=[str(world.account("locality-manager").pk)])
    assert "To decide" not in said(client)
    assert "Proposed" in said(client)


def test_work_that_failed_needs_those_who_read_all_work_and_nobody_else(as_role: Callable[[str], Client]) -> None:
    Job.objects.create(
        name="evidence.prepare", title="Prepare figures", key="", state="failed", problem="The disk is full",
        requested_by_label="showcase", queued_at=NOW, started_at=NOW, finished_at=NOW,
    )  # fmt: skip
    assert "The disk is full" in said(as_role("analyst"))
    assert "The disk is full" not in said(as_role("group-chair"))


def test_a_file_of_their_own_that_nobody_took_needs_those_who_keep_the_figures(
    as_role: Callable[[str], Client], world: World
) -> None:
    by = viewer_for(world.account("analyst"), session="", now=NOW)
    (series,) = own_queries.own_series(by)
    own.hand_in(series=series, filename="next.csv", content=b"District,Year,Count\nAshfield,2024,1\n", by=by)
    waits = f"1 file of {series} not taken yet"
    assert [waits in said(as_role(role)) for role in ("analyst", "locality-manager", "group-member")] == [
        True, True, False
    ]  # fmt: skip


def test_people_who_left_are_counted_for_who_looks_after_accounts_and_named_for_nobody(
    as_role: Callable[[str], Client], world: World
) -> None:
    told = said(as_role("organisation-administrator"))
    assert "1 account of people who have left" in told
    assert world.account("leaver").name not in told
    assert "people who have left" not in said(as_role("locality-manager"))


def test_a_role_that_ends_soon_is_coming_for_who_holds_it(as_role: Callable[[str], Client], world: World) -> None:
    last = timezone.localdate() + timedelta(days=20)
    Held.objects.filter(account=world.account("clerk")).update(ends_on=last)
    assert "Your role at Nottinghamshire County Council ends" in said(as_role("clerk"))


def test_a_map_that_begins_later_is_coming_for_everybody_at_work(as_role: Callable[[str], Client]) -> None:
    first = timezone.localdate() + timedelta(days=30)
    FootprintVersion.objects.filter(footprint__slug="districts").update(valid_from=first)
    assert f"In force from {first:%-d %B %Y}" in said(as_role("councillor"))


def test_where_nothing_needs_me_first_steps_stand_open_and_else_fold_away(as_role: Callable[[str], Client]) -> None:
    assert "What to do first" in said(as_role("clerk"))
    manager = said(as_role("locality-manager"))
    assert "What to do first" not in manager
    assert "What you can do here" in manager


# --- my places --------------------------------------------------------------------------------------------------------


def test_my_place_has_five_measures_its_own_first_then_those_of_the_whole(world: World) -> None:
    account = world.account("councillor")
    mansfield = queries.place_page("mansfield", viewer=public(NOW)).area
    Held.objects.filter(account=account).update(area_id=mansfield.pk)
    client = Client()
    client.force_login(account)
    (place,) = client.get("/").context["today"].places
    assert place.area == mansfield
    assert [measure.figure.area_key for measure in place.measures] == [mansfield.key] * len(place.measures)
    assert len(place.measures) + len(place.wider) == 5
    assert {measure.figure.area_key for measure in place.wider} == {"E10000024"}
    assert any(measure.direction.startswith(("Up from", "Down from")) for measure in place.wider)
    assert "Published for Nottinghamshire as a whole only" in client.get("/").content.decode()


# --- reports of groups ------------------------------------------------------------------------------------------------


def test_reports_of_other_groups_that_are_late_are_one_line_with_their_number() -> None:
    (one,) = needs(ToDo(late_elsewhere=2))
    assert (one.title, one.tone, one.address) == ("2 reports of groups are late", "red", ("reports:due", ()))


def test_a_report_that_came_is_shown_with_whose_it_is_and_to_whom_it_came() -> None:
    report: Any = SimpleNamespace(pk=UUID(int=7), title="Annual report", sent_on=date(2026, 9, 1))
    report.group, report.sent_to_group = SimpleNamespace(name="Ward"), "Board"
    (one,) = needs(ToDo(came=[report]))
    assert (one.title, one.status) == ("Annual report of Ward came to Board", "Sent 1 September 2026")
    assert one.address == ("reports:report", (report.pk,))


# --- few queries ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("role", ["public", "no role", *every_role()])
def test_the_first_screen_asks_few_queries_of_everybody(as_role: Callable[[str], Client], role: str) -> None:
    client = as_role(role)
    client.get("/")
    with CaptureQueriesContext(connection) as made:
        assert client.get("/").status_code == 200
    assert len(made) <= MOST_QUERIES, [query["sql"][:150] for query in made.captured_queries]


def test_every_role_of_the_pack_is_tried() -> None:
    assert len(every_role()) > 10
