"""Pages of plans: what each kind of person reads and fills in, and how often a page asks the database."""

from collections.abc import Callable
from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from commonground.foundation.audit.models import AuditPerson
from commonground.ground.partners.models import Membership, Practitioner, Role
from commonground.partnership.plans import actions
from commonground.partnership.plans.models import Plan, PlanAction, Priority
from commonground.partnership.plans.rules.plans import RESERVED
from commonground.partnership.plans.rules.states import UpwardState, VersionState
from commonground.partnership.plans.rules.words import Openness
from commonground.partnership.plans.tests.cast import (
    APRIL,
    KEEPS,
    READS,
    agree,
    manager,
    organisation,
    person,
    plan,
    priority,
    whole,
)
from commonground.partnership.plans.urls import PLANS

pytestmark = pytest.mark.django_db
MOST = 12


def browser(who: Practitioner, permissions: frozenset[str] = READS) -> Client:
    """A browser in which somebody with these permissions is signed in."""
    slug = "-".join(sorted(permissions)).replace(".", "-")
    role = Role.objects.get_or_create(slug=slug, defaults={"name": slug, "permissions": sorted(permissions)})[0]
    Membership.objects.get_or_create(
        account=who.account, role=role, organisation=organisation(), defaults={"starts_on": APRIL}
    )
    client = Client()
    assert who.account is not None
    client.force_login(who.account)
    return client


def keeper() -> Client:
    return browser(person("Mary Manager"), KEEPS)


def reader() -> Client:
    return browser(person("Rita Reader"))


def page(client: Client, name: str, *arguments: object) -> str:
    answer = client.get(reverse(f"plans:{name}", args=arguments))
    assert answer.status_code == 200, answer.status_code
    return answer.content.decode()


def days(name: str, day: date) -> dict[str, str]:
    return {f"{name}_0": str(day.day), f"{name}_1": str(day.month), f"{name}_2": str(day.year)}


def test_a_plan_is_started_filled_agreed_and_refreshed_in_the_browser() -> None:
    client, body = keeper(), organisation()
    today = timezone.localdate()
    plan("Somebody else’s plan")
    first = {
        "name": "Shire plan", "owner": body.pk, "reach": "countywide", "area": "Shire", "openness": "public",
        "period": "This year", **days("starts_on", today), **days("ends_on", today + timedelta(days=365)),
    }  # fmt: skip
    assert client.post(reverse("plans:start"), first).status_code == 302
    of = Plan.objects.get(name="Shire plan")
    client.post(reverse("plans:add-priority", args=[of.slug]), {"title": "Earlier help", "organisation": body.pk})
    one = of.priorities.get()
    assert "No evidence yet" in page(client, "plan", of.slug)
    draft = of.versions.get()
    refused = client.post(
        reverse("plans:agree", args=[of.slug]),
        {"based_on": draft.version, "agreed_by": "us", **days("agreed_on", today)},
    )
    assert "“Earlier help” has no evidence. Add one." in refused.content.decode()
    said = {"kind": "report", "says": "It tells.", "report": "A survey"}
    client.post(reverse("plans:cite", args=[one.pk]), said)
    todo = {"title": "A hub", "organisation": body.pk, "kind": "key", **days("due_on", today + timedelta(days=90))}
    client.post(reverse("plans:add-action", args=[one.pk]), todo)
    assert (one.evidence.count(), one.actions.count()) == (1, 1)


def test_an_empty_form_says_what_is_missing_at_each_field() -> None:
    answer = keeper().post(reverse("plans:start"), {"name": ""}).content.decode()
    assert "There is a problem" in answer
    assert answer.count("govuk-error-message") >= 6


def test_the_public_reads_what_was_agreed_and_not_how_it_stands() -> None:
    of = plan(openness=Openness.PUBLIC)
    whole(of)
    assert Client().get(reverse("plans:plan", args=[of.slug])).status_code == 404
    agree(of)
    shown = page(Client(), "plan", of.slug)
    assert "Agreed on 22 November 2026 by the board." in shown
    assert "On track" not in shown
    assert "Earlier help" in page(reader(), "plan", of.slug)


def test_a_local_priority_goes_up_and_comes_back_on_its_page() -> None:
    client = keeper()
    above = plan("County plan")
    local = priority(plan("Local plan", under=above), "Bus fares")
    client.post(reverse("plans:send-up", args=[local.pk]), {"based_on": local.version, "why": "Everywhere."})
    assert "Bus fares" in page(client, "plan", above.slug)
    local.refresh_from_db()
    answer = {"based_on": local.version, "is_taken": "no", "answer": "Not this year, and here is why."}
    client.post(reverse("plans:answer-priority", args=[local.pk]), answer)
    assert Priority.objects.get(pk=local.pk).upward == UpwardState.NOT_TAKEN
    assert "Not this year, and here is why." in page(client, "priority", local.pk)


def test_a_status_set_by_hand_shows_as_one_beside_what_dates_say() -> None:
    one = whole(plan())
    client, until = keeper(), timezone.localdate() + timedelta(days=30)
    said = {"status_set": "off-track", "reason": "The building burnt down.", **days("until", until)}
    assert (
        "There is a problem"
        in client.post(reverse("plans:set-status", args=[one.pk]), {**said, "reason": ""}).content.decode()
    )
    client.post(reverse("plans:set-status", args=[one.pk]), said)
    shown = page(client, "priority", one.pk)
    assert "set by hand" in shown
    assert "The building burnt down." in shown
    assert "Dates and measures say: on track" in shown


def test_two_editors_of_an_action_meet_a_page_with_both_texts() -> None:
    action = whole(plan()).actions.get()
    client, body = keeper(), organisation()
    form = {"based_on": action.version, "title": "First", "organisation": body.pk, **days("due_on", action.due_on)}
    assert client.post(reverse("plans:change-action", args=[action.pk]), form).status_code == 302
    second = client.post(reverse("plans:change-action", args=[action.pk]), {**form, "title": "Second"})
    assert second.status_code == 409
    assert "First" in second.content.decode()
    assert "Second" in second.content.decode()


def test_a_page_that_names_somebody_puts_them_on_record_and_tells_names_to_who_looks_people_up() -> None:
    of = plan(keeper=person("Kim Keeper"))
    before = AuditPerson.objects.filter(person=person("Kim Keeper").pk).count()
    assert "Kim Keeper" not in page(reader(), "plan", of.slug)
    assert AuditPerson.objects.filter(person=person("Kim Keeper").pk).count() == before
    assert "Kim Keeper" in page(keeper(), "plan", of.slug)
    assert AuditPerson.objects.filter(person=person("Kim Keeper").pk).count() == before + 1


def test_two_years_are_read_side_by_side_and_on_paper() -> None:
    of = plan()
    whole(of)
    agree(of)
    actions.begin_refresh(
        plan=of, period="2027 to 2028", starts_on=date(2027, 4, 1), ends_on=date(2028, 4, 1), by=manager()
    )
    priority(of, "Schools")
    assert of.versions.get(number=2).status == VersionState.DRAFT
    assert "Schools" in page(reader(), "compared", of.slug, 1, 2)
    paper = Client().get(reverse("plans:version-file", args=[of.slug, 1, "pdf"]))
    assert paper.content[:5] == b"%PDF-"


def test_the_list_of_actions_is_narrowed_and_taken_away() -> None:
    of = plan()
    whole(of, "Earlier help")
    whole(of, "Youth work")
    found = reader().get(reverse("plans:actions"), {"q": "youth"}).content.decode()
    assert "Open a hub for youth work" in found
    assert "Open a hub for earlier help" not in found
    rows = reader().get(reverse("plans:actions-file", args=["csv"]), {"plan": of.slug}).content.decode()
    assert "Open a hub for earlier help" in rows


def test_no_word_of_an_address_is_the_name_of_a_plan() -> None:
    first = {str(one.pattern).split("/")[0] for one in PLANS} - {""}
    assert first <= RESERVED


def addresses(of: Plan, one: Priority, action: PlanAction) -> dict[str, str]:
    return {
        "list": reverse("plans:every"),
        "plan": reverse("plans:plan", args=[of.slug]),
        "priority": reverse("plans:priority", args=[one.pk]),
        "matrix": reverse("plans:matrix", args=[of.slug]),
        "actions": reverse("plans:actions"),
        "action": reverse("plans:action", args=[action.pk]),
        "add a priority": reverse("plans:add-priority", args=[of.slug]),
        "add evidence": reverse("plans:cite", args=[one.pk]),
        "agree": reverse("plans:agree", args=[of.slug]),
        "year": reverse("plans:version", args=[of.slug, 1]),
    }


def place(priorities: int, each: int) -> Callable[[], dict[str, int]]:
    """A plan with local plans and many actions; gives how often each page asks."""
    of = plan(f"Plan {uuid4().hex[:6]}")
    rows = [whole(of, f"Priority {number}") for number in range(priorities)]
    for number in range(priorities):
        below = plan(f"Local {uuid4().hex[:6]}", under=of)
        priority(below, "Inherited", inherited_from=rows[number])
    last = PlanAction.objects.count()
    PlanAction.objects.bulk_create(
        PlanAction(
            plan=of, priority=rows[number % priorities], number=1_000 + last + number, title=f"Action {number}",
            organisation=organisation(), owner=person("Olu Owner"), due_on=APRIL + timedelta(days=number % 400),
            first_due_on=APRIL, created_at=timezone.now(),
        )
        for number in range(each)
    )  # fmt: skip

    def asked() -> dict[str, int]:
        client, found = keeper(), {}
        for name, path in addresses(of, rows[0], rows[0].actions.all()[0]).items():
            assert client.get(path).status_code == 200, path
            with CaptureQueriesContext(connection) as queries:
                client.get(path)
            found[name] = len(queries)
        return found

    return asked


def test_no_page_asks_more_often_with_five_times_as_much_nor_more_than_twelve_times() -> None:
    little, much = place(2, 20)(), place(6, 1_000)()
    assert much == little
    assert not {name: number for name, number in much.items() if number > MOST}
