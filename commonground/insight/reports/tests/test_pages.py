"""The pages of reports: what stands on them, what is asked of the database, what comes out on paper."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from commonground.ground.partners.models import Membership, Role
from commonground.insight.reports import actions
from commonground.insight.reports.actions import DutyMet
from commonground.insight.reports.models import BoardReport
from commonground.insight.reports.tests.bodies import LONG_AGO, organisation
from commonground.insight.reports.tests.year import DUTY, EFFECT, Year, begun, frozen, year
from commonground.partnership.groups.models import ReportingDuty
from commonground.partnership.groups.rules.terms import months_after
from commonground.partnership.groups.rules.words import Openness

pytestmark = pytest.mark.django_db

MOST = 12
TAKES_PART = ["groups.read", "groups.take-part", "plans.read", "partners.look-up"]


def come(of: Year, kind: str) -> Client:
    """Signed in with a role that takes part in groups; the manager keeps them."""
    keeps = ["groups.keep"] if kind == "manager" else []
    role = Role.objects.update_or_create(
        slug=f"role-of-{kind}", defaults={"name": kind, "description": kind, "permissions": TAKES_PART + keeps}
    )[0]
    account = of.cast.people[kind].account
    assert account is not None
    Membership.objects.get_or_create(account=account, role=role, organisation=organisation(), starts_on=LONG_AGO)
    client = Client()
    client.force_login(account)
    return client


def said(client: Client, name: str, *arguments: object) -> str:
    answer = client.get(reverse(f"reports:{name}", args=arguments))
    assert answer.status_code == 200, (name, answer.status_code)
    return answer.content.decode()


@pytest.fixture
def of() -> Year:
    """Its annual report was due three weeks ago."""
    made = year()
    due_on = timezone.localdate() - timedelta(days=21)
    ReportingDuty.objects.filter(terms=made.terms).update(first_due_on=due_on)
    return made


def owed(of: Year) -> DutyMet:
    return DutyMet(DUTY, ReportingDuty.objects.get(terms=of.terms).first_due_on)


def test_the_list_says_what_is_late_by_how_many_days_and_what_was_sent(of: Year) -> None:
    member = come(of, "member")
    for page in (said(member, "due"), said(member, "of-group", of.group.slug)):
        assert "Late by 21 days" in page
    report = frozen(of, duty=owed(of))
    today = of.sees("clerk").at(timezone.now())
    actions.send_report(report=report, based_on=report.version, by=today)
    page = said(member, "due")
    assert "No report is late. Of 1 sent in the last twelve months 0 came in time." in page
    assert "21 days late" in page
    assert "21" in said(member, "due-file", "csv")


def test_a_long_list_comes_in_pages_and_its_file_is_whole(of: Year) -> None:
    first = months_after(timezone.localdate(), -59) - timedelta(days=1)
    ReportingDuty.objects.filter(terms=of.terms).update(first_due_on=first, every_months=1)
    member = come(of, "member")
    page, last = said(member, "due"), member.get(reverse("reports:due"), {"page": 2}).content.decode()
    for text in (page, last):
        assert "60 reports are late." in text
    assert "Showing <strong>1</strong> to <strong>50</strong> of <strong>61</strong> reports" in page
    assert (page.count('<th scope="row">'), last.count('<th scope="row">')) == (50, 11)
    assert [head in page for head in (">Late<", ">Due next<")] == [True, False]
    assert [head in last for head in (">Late<", ">Due next<")] == [True, True]
    assert said(member, "due-file", "csv").count(DUTY) == 61


def test_a_stranger_does_not_hear_of_reports_of_groups_they_may_not_know_of() -> None:
    closed = year(Openness.CLOSED, "Quiet circle")
    frozen(closed, audience="group")
    for name, arguments in (("due", ()), ("every", ()), ("due-file", ("csv",))):
        page = said(Client(), name, *arguments).replace(closed.board.name, "")
        assert "Quiet circle" not in page
    assert Client().get(reverse("reports:of-group", args=[closed.group.slug])).status_code == 404


def test_the_clerk_begins_writes_and_puts_it_to_the_chair_who_freezes_it(of: Year) -> None:
    clerk, chair, duty = come(of, "clerk"), come(of, "chair"), owed(of)
    asked = {
        "kind": "annual", "audience": "partners", "contact": "The clerk", "duty": f"{duty.due_on:%Y-%m-%d} {DUTY}",
        "since_0": "1", "since_1": "10", "since_2": "2025", "last_day_0": "30", "last_day_1": "9", "last_day_2": "2026",
    }  # fmt: skip
    clerk.post(reverse("reports:begin", args=[of.group.slug]), asked)
    report = BoardReport.objects.get()
    assert (report.duty, report.due_on) == (DUTY, duty.due_on)
    section = report.sections.get(key="actions")
    assert "1 action was done" in said(clerk, "section", report.pk, section.pk)
    words = {"words": "Families came.", "based_on": "1"}
    clerk.post(reverse("reports:section", args=[report.pk, section.pk]), words)
    clerk.post(reverse("reports:submit", args=[report.pk]), {"based_on": "1"})
    assert clerk.post(reverse("reports:freeze", args=[report.pk]), {"based_on": "2"}).status_code == 403
    chair.post(reverse("reports:freeze", args=[report.pk]), {"based_on": "2"})
    report.refresh_from_db()
    assert report.is_frozen
    page = said(come(of, "member"), "report", report.pk)
    for words_there in ("Families came.", EFFECT, report.sha256[:16], "Frozen</strong>"):
        assert words_there in page


def test_a_period_that_is_none_is_said_at_its_field_and_what_was_typed_stays(of: Year) -> None:
    asked = {
        "kind": "annual", "audience": "partners", "contact": "Whoever clerks", "duty": "",
        "since_0": "1", "since_1": "10", "since_2": "2026", "last_day_0": "30", "last_day_1": "9", "last_day_2": "2025",
    }  # fmt: skip
    page = come(of, "clerk").post(reverse("reports:begin", args=[of.group.slug]), asked).content.decode()
    assert "The last day must come after the first. Enter a later day." in page
    assert "Whoever clerks" in page


def test_two_writers_of_one_section_are_shown_both_texts(of: Year) -> None:
    report = begun(of)
    address = reverse("reports:section", args=[report.pk, report.sections.get(key="actions").pk])
    come(of, "clerk").post(address, {"words": "Families came.", "based_on": "1"})
    answer = come(of, "chair").post(address, {"words": "Nobody came.", "based_on": "1"})
    assert answer.status_code == 409
    for text in ("Families came.", "Nobody came."):
        assert text in answer.content.decode()


@pytest.mark.parametrize("suffix", ["pdf", "docx", "xlsx", "csv", "html"])
def test_it_comes_on_paper(of: Year, suffix: str) -> None:
    answer = come(of, "member").get(reverse("reports:report-file", args=[frozen(of).pk, suffix]))
    assert answer.status_code == 200
    assert len(answer.content) > 500


@pytest.mark.parametrize("kind", ["member", "clerk", "chair", "manager"])
def test_no_page_asks_more_than_twelve_times(of: Year, kind: str) -> None:
    report, draft = frozen(of), begun(of, audience="group")
    client = come(of, kind)
    section = draft.sections.get(key="actions")
    asked = [("every", []), ("due", []), ("of-group", [of.group.slug]), ("report", [report.pk])]
    if kind != "member":
        asked += [("report", [draft.pk]), ("section", [draft.pk, section.pk]), ("begin", [of.group.slug])]
    for name, arguments in asked:
        said(client, name, *arguments)
        with CaptureQueriesContext(connection) as made:
            said(client, name, *arguments)
        assert len(made) <= MOST, [name, len(made), *(one["sql"][:150] for one in made.captured_queries)]
