"""Pages of programmes as people open them: what they say, what they refuse, how often they ask the database."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from commonground.ground.partners.models import Membership, Role
from commonground.partnership.plans.actions import learning, milestones, pilots
from commonground.partnership.plans.models import Milestone, PlanAction
from commonground.partnership.plans.tests.cast import KEEPS, NOW, READS, manager, organisation, person, priority
from commonground.partnership.plans.tests.works import BEGAN, Made, made, milestone, risk, workstream

pytestmark = pytest.mark.django_db
MOST = 12


def signed_in(permissions: frozenset[str] = KEEPS, name: str = "Mary Manager") -> Client:
    """A browser in which somebody with these permissions is signed in, and has opened a first page."""
    who = person(name)
    slug = "-".join(sorted(permissions)).replace(".", "-")
    role = Role.objects.get_or_create(slug=slug, defaults={"name": slug, "permissions": sorted(permissions)})[0]
    Membership.objects.get_or_create(
        account=who.account, role=role, organisation=organisation(), defaults={"starts_on": BEGAN}
    )
    client = Client()
    assert who.account is not None
    client.force_login(who.account)
    client.get("/plans/programmes/")
    return client


def page(client: Client, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200, path
    return answer.content.decode()


def at(held: Made, rest: str = "") -> str:
    return f"/plans/programmes/{held.programme.slug}/{rest}"


def posted(client: Client, path: str, **values: object) -> str:
    """The page with the form's errors."""
    answer = client.post(path, values)
    assert answer.status_code == 200
    return answer.content.decode()


def day_of(name: str, day: date) -> dict[str, int]:
    return {f"{name}_0": day.day, f"{name}_1": day.month, f"{name}_2": day.year}


def test_the_overview_says_how_it_stands_what_comes_and_what_was_learned() -> None:
    held = made(lead=person("Lea Lead"))
    today = timezone.localdate()
    milestones.add_milestone(workstream=held.door, title="Launch", due_on=today + timedelta(days=9), by=manager())
    milestone(held.help, "No day named", None)
    learning.note_progress(workstream=held.door, text="It goes on.", learned="Ask first.", on=BEGAN, by=manager())
    risk(held.programme, "Rooms are missing", likelihood=5, impact=5)
    shown = page(signed_in(), at(held))
    for words in ("Launch", "It goes on.", "Ask first.", "Rooms are missing", "Red", "Lea Lead", "Early help"):
        assert words in shown
    assert "1 milestone without a day" in shown
    assert "Front door" not in page(signed_in(), at(held, "?horizon=long")).split("<h2")[1]


def test_a_circle_a_milestone_too_early_and_an_override_without_reason_are_refused_at_their_fields() -> None:
    held = made()
    client = signed_in()
    first, then = milestone(held.door, "Design", 10), milestone(held.door, "Launch", 20)
    milestones.wait_for(later=then, earlier=first, by=manager())
    shown = posted(client, at(held, f"milestones/{first.pk}/wait/"), earlier=then.pk)
    assert "in a circle: “Design” → “Launch” → “Design”" in shown
    assert 'href="#id_earlier"' in shown
    early = day_of("due_on", BEGAN - timedelta(days=1))
    shown = posted(client, at(held, f"workstreams/{held.door.number}/milestones/new/"), title="Early", **early)
    assert "before its workstream begins, on 1 April 2026" in shown
    until = day_of("until", timezone.localdate() + timedelta(days=30))
    shown = posted(client, at(held, f"workstreams/{held.door.number}/status/"), status_is="on-track", **until)
    assert "Say why it stands other than its dates" in shown
    assert not Milestone.objects.filter(title="Early").exists()


def test_closing_asks_for_every_open_thing_and_keeps_what_was_typed() -> None:
    held = made()
    one = milestone(held.door, "Move the teams", 30)
    client = signed_in()
    path = at(held, f"workstreams/{held.door.number}/close/")
    assert "Move the teams" in page(client, path)
    typed = {"based_on": 1, "owner_after": organisation().pk, "group_after": "Delivery group"}
    shown = posted(client, path, **typed)
    assert "“Move the teams” is still open: carry it over or drop it." in shown
    assert "Delivery group" in shown
    answer = client.post(path, {**typed, f"left-{one.pk}": "drop", f"why-{one.pk}": "Nobody needs it."})
    assert answer.status_code == 302
    held.door.refresh_from_db()
    assert (held.door.status, held.door.group_after) == ("closed", "Delivery group")
    assert client.get(at(held, f"workstreams/{held.door.number}/change/")).status_code == 403


def test_a_second_editor_is_shown_both_values() -> None:
    held = made()
    one = milestone(held.door, "Launch", 30)
    client = signed_in()
    change = {"title": "Mine", "based_on": 1, **day_of("due_on", one.due_on or BEGAN)}
    assert client.post(at(held, f"milestones/{one.pk}/change/"), change).status_code == 302
    answer = client.post(at(held, f"milestones/{one.pk}/change/"), {**change, "title": "Yours"})
    assert answer.status_code == 409
    assert "Mine" in answer.content.decode()
    assert "Yours" in answer.content.decode()


def test_a_reader_sees_progress_and_is_offered_nothing_to_do() -> None:
    held = made()
    shown = page(signed_in(READS, "Rita Reader"), at(held, f"workstreams/{held.door.number}/"))
    assert "Fewer hand-overs" in shown
    assert "What you can do" not in shown
    assert Client().get(at(held)).status_code in (302, 403)


def test_the_paper_and_the_sheet_of_milestones_are_files() -> None:
    held = made()
    milestone(held.door, "Launch", 30)
    client = signed_in()
    for rest, begins in (("paper.pdf", b"%PDF"), ("paper.docx", b"PK"), ("milestones.xlsx", b"PK")):
        assert client.get(at(held, rest)).content.startswith(begins)
    assert b"Launch" in client.get(at(held, "milestones.csv")).content


def test_the_matrix_leads_from_a_cell_to_its_risks() -> None:
    held = made()
    risk(held.programme, "Grave", likelihood=5, impact=5)
    risk(held.programme, "Mild", likelihood=1, impact=1)
    client = signed_in()
    assert "likelihood=5&amp;impact=5" in page(client, "/plans/risks/matrix/")
    listed = page(client, "/plans/risks/?likelihood=5&impact=5")
    assert "Grave" in listed
    assert "Mild" not in listed


def fill(held: Made, *, actions: int, each: int, first: int = 1) -> None:
    """So many actions of the front door, and of everything else so many in each workstream."""
    owner, under = person("Otto Owner"), priority(held.plan, f"Priority {first}")
    today = timezone.localdate()
    PlanAction.objects.bulk_create(
        PlanAction(
            plan=held.plan, priority=under, workstream=held.door, number=number, title=f"Action {number}",
            organisation=organisation(), owner=owner, due_on=today + timedelta(days=number % 300),
            first_due_on=today, created_at=NOW,
        )
        for number in range(first, first + actions)
    )  # fmt: skip
    for at_ in range(first, first + each):
        for of in (held.door, held.help):
            one = milestone(of, f"Milestone {at_}", 10 + at_, owner=owner)
            milestones.wait_for(later=milestone(of, f"After {at_}", 40 + at_), earlier=one, by=manager())
            learning.note_progress(workstream=of, text="Goes on", learned="Ask", on=BEGAN, by=manager())
            learning.plan_reviews(
                workstream=of, change_made=f"Change {at_}", changed_on=BEGAN, months=[3], by=manager()
            )
            learning.record_trial(workstream=of, title=f"Test {at_}", hypothesis="Helps", tried="It", by=manager())
            facts = {"where": "Here", "measured_by": "X", "success": "Y", "starts_on": BEGAN}
            pilot = pilots.start_pilot(workstream=of, name=f"Pilot {at_}", by=manager(), **facts)
            pilots.read_pilot(pilot=pilot, on=BEGAN, text="1", source="Us", by=manager())
            risk(held.programme, f"Risk {at_}", workstream=of, owner=owner)
        workstream(held.programme, f"Another {at_}", lead=owner)


def asked(client: Client, path: str) -> int:
    page(client, path)
    with CaptureQueriesContext(connection) as queries:
        page(client, path)
    return len(queries)


def test_no_page_asks_more_often_with_five_thousand_actions_nor_more_than_twelve_times_but_three() -> None:
    held = made()
    client = signed_in()
    paths = (
        "/plans/programmes/",
        at(held),
        at(held, "next/"),
        at(held, "communications/"),
        at(held, f"workstreams/{held.door.number}/"),
        "/plans/risks/",
        "/plans/risks/matrix/",
    )
    fill(held, actions=5, each=2)
    little = {path: asked(client, path) for path in paths}
    fill(held, actions=5_000, first=10, each=4)
    assert {path: asked(client, path) for path in paths} == little
    assert not {path: number for path, number in little.items() if number > MOST}
