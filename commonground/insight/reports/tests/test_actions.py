"""A report from its beginning to what is sent: who may do what when, and what stays for good."""

from datetime import date
from typing import Any

import pytest

from commonground.foundation.audit.models import AuditEvent
from commonground.foundation.kernel.errors import Conflict, Invalid, Refused
from commonground.insight.reports import actions, queries
from commonground.insight.reports.actions import DutyMet
from commonground.insight.reports.models import BoardReport, ReportSection
from commonground.insight.reports.tests.bodies import NOW
from commonground.insight.reports.tests.year import DUE, DUTY, SINCE, begun, frozen, year
from commonground.partnership.groups.models import Action, ReportMade
from commonground.partnership.groups.rules.words import Openness

pytestmark = pytest.mark.django_db

TODAY = NOW.date()


def wrong(caught: pytest.ExceptionInfo[Invalid]) -> list[str | None]:
    return [one.column for one in caught.value.problems]


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"until": SINCE}, "last_day"),
        ({"since": date(2026, 12, 1), "until": date(2027, 1, 1)}, "since"),
        ({"since": date(2023, 1, 1)}, "last_day"),
        ({"audience": "public"}, "audience"),
        ({"kind": "weekly"}, "kind"),
        ({"duty": DutyMet("Cake", DUE)}, "duty"),
        ({"duty": DutyMet(DUTY, date(2026, 1, 1))}, "duty"),
    ],
)
def test_bad_input_is_refused_at_the_field_and_nothing_is_made(said: dict[str, Any], field: str) -> None:
    with pytest.raises(Invalid) as caught:
        begun(year(), **said)
    assert wrong(caught) == [field]
    assert not BoardReport.objects.exists()


def test_there_is_one_report_of_a_period_for_the_same_readers() -> None:
    of = year()
    first = begun(of)
    with pytest.raises(Invalid):
        begun(of)
    begun(of, audience="group")
    actions.withdraw_report(report=first, based_on=first.version, why="Begun by mistake", by=of.sees("clerk"))
    assert begun(of).pk != first.pk


def test_two_people_at_one_section_the_second_is_shown_both_texts() -> None:
    of = year()
    section = begun(of).sections.get(key="actions")
    mine = ReportSection.objects.get(pk=section.pk)
    actions.write_section(section=section, words="Families came.", based_on=1, by=of.sees("clerk"))
    with pytest.raises(Conflict) as caught:
        actions.write_section(section=mine, words="Nobody came.", based_on=1, by=of.sees("chair"))
    assert caught.value.theirs["What people wrote"] == "Families came."
    assert caught.value.yours["What people wrote"] == "Nobody came."


def test_figures_are_made_again_and_what_people_wrote_stays_as_does_the_order() -> None:
    of = year()
    report = begun(of)
    section = report.sections.get(key="actions")
    actions.write_section(section=section, words="Families came.", based_on=1, by=of.sees("clerk"))
    own = actions.add_section(report=report, heading="Thanks", words="To everybody.", by=of.sees("clerk"))
    order = [one.heading for one in report.sections.all()]
    Action.objects.filter(number=2).update(status="done", effect="They told us.", closed_on=date(2026, 4, 1))
    actions.make_again(report=report, based_on=report.version, by=of.sees("clerk"))
    section.refresh_from_db()
    assert section.words == "Families came."
    assert "2 actions were done" in section.generated["sentences"][1]
    assert [one.heading for one in report.sections.all()] == order
    assert order[-1] == own.heading


def test_an_own_section_is_taken_out_and_one_from_the_record_is_not() -> None:
    of = year()
    report = begun(of)
    own = actions.add_section(report=report, heading="Thanks", words="To everybody.", by=of.sees("clerk"))
    actions.remove_section(section=own, based_on=own.version, by=of.sees("clerk"))
    assert not report.sections.filter(heading="Thanks").exists()
    with pytest.raises(Refused, match="made from the record"):
        actions.remove_section(section=report.sections.get(key="actions"), based_on=1, by=of.sees("clerk"))


def test_what_is_frozen_never_changes_whatever_the_record_says_later() -> None:
    of = year()
    report = frozen(of)
    content, sha256 = report.content, report.sha256
    Action.objects.all().delete()
    of.group.meetings.update(was_quorate=False)
    held = queries.report(report.pk, viewer=of.sees("member"))
    assert (held.content, held.sha256) == (content, sha256)
    assert queries.content_of(held).sections
    for refused in (
        lambda: actions.make_again(report=held, based_on=held.version, by=of.sees("chair")),
        lambda: actions.write_section(section=held.sections.first(), words="x", based_on=1, by=of.sees("chair")),
        lambda: actions.add_section(report=held, heading="x", words="x", by=of.sees("chair")),
        lambda: actions.send_back_report(report=held, based_on=held.version, why="x", by=of.sees("chair")),
    ):
        with pytest.raises(Refused):
            refused()


def test_a_frozen_text_that_somebody_changed_is_not_read() -> None:
    report = frozen(year())
    report.content = report.content.replace("held", "kept", 1)
    with pytest.raises(Invalid, match="not what is kept"):
        queries.content_of(report)


def test_a_report_is_not_frozen_before_its_period_is_over() -> None:
    of = year()
    report = begun(of, since=date(2026, 1, 1), until=date(2027, 1, 1))
    assert report.as_at == TODAY
    actions.submit_report(report=report, based_on=report.version, by=of.sees("clerk"))
    with pytest.raises(Invalid, match="31 December 2026"):
        actions.freeze_report(report=report, based_on=report.version, by=of.sees("chair"))


def test_the_clerk_does_not_freeze_and_the_chair_sends_back_with_a_reason() -> None:
    of = year()
    report = begun(of)
    actions.submit_report(report=report, based_on=report.version, by=of.sees("clerk"))
    with pytest.raises(Refused):
        actions.freeze_report(report=report, based_on=report.version, by=of.sees("clerk"))
    with pytest.raises(Refused):
        actions.write_section(section=report.sections.first(), words="x", based_on=1, by=of.sees("clerk"))
    with pytest.raises(Invalid):
        actions.send_back_report(report=report, based_on=report.version, why=" ", by=of.sees("chair"))
    actions.send_back_report(report=report, based_on=report.version, why="Say what changed", by=of.sees("chair"))
    assert report.is_draft


def test_sending_it_meets_the_duty_on_that_day() -> None:
    of = year()
    report = frozen(of, duty=DutyMet(DUTY, DUE))
    (late,) = queries.due_of(of.group, viewer=of.sees("clerk")).late
    assert (late.due_on, late.days_late, late.report) == (DUE, 22, report)
    actions.send_report(report=report, based_on=report.version, by=of.sees("clerk"))
    assert (report.sent_on, report.sent_to) == (TODAY, of.board.name)
    made = ReportMade.objects.get(group=of.group)
    assert (made.title, made.due_on, made.made_on) == (DUTY, DUE, TODAY)
    page = queries.due_of(of.group, viewer=of.sees("clerk"))
    assert [(one.due_on, one.days_late) for one in page.sent] == [(DUE, 22)]
    assert not page.late
    assert [one.due_on for one in page.coming] == [date(2027, 10, 31)]
    with pytest.raises(Refused, match="was sent"):
        actions.send_report(report=report, based_on=report.version, by=of.sees("clerk"))


def test_who_writes_papers_for_the_board_begins_one_of_what_was_sent_and_nobody_else_does() -> None:
    of = year()
    report = frozen(of, duty=DutyMet(DUTY, DUE))
    clerk_of_board = of.sees("outsider")
    for refused in (of.sees("clerk"), clerk_of_board):  # no seat there, nothing sent
        with pytest.raises(Refused):
            actions.bring_report(report=report, link="https://example.org/r/", by=refused)
    actions.send_report(report=report, based_on=report.version, by=of.sees("clerk"))
    assert [one.pk for one in queries.reports_sent_to(of.board, viewer=clerk_of_board)] == [report.pk]
    with pytest.raises(Refused):
        actions.bring_report(report=report, link="https://example.org/r/", by=of.sees("clerk"))
    paper = actions.bring_report(report=report, link="https://example.org/r/", by=clerk_of_board)
    said = " ".join(one.text for one in paper.sections.all())
    assert paper.group == of.board
    assert "To take the report of Rushcliffe on 1 October 2025 to 30 September 2026." in said
    assert "The group held 3 of the 4 meetings in its calendar." in said
    assert paper.background.get().link == "https://example.org/r/"


def test_what_only_the_group_reads_is_not_sent_to_another() -> None:
    of = year()
    report = frozen(of, audience="group", duty=DutyMet(DUTY, DUE))
    with pytest.raises(Refused, match="Only the group itself"):
        actions.send_report(report=report, based_on=report.version, by=of.sees("clerk"))
    assert not ReportMade.objects.exists()


def test_a_report_for_readers_who_may_no_longer_know_of_the_group_is_not_frozen() -> None:
    of = year(Openness.PUBLIC)
    report = begun(of, audience="public")
    actions.submit_report(report=report, based_on=report.version, by=of.sees("clerk"))
    of.group.openness = Openness.PARTNERS
    of.group.save()
    report.group.refresh_from_db()
    with pytest.raises(Refused, match="may know of the group"):
        actions.freeze_report(report=report, based_on=report.version, by=of.sees("chair"))


def test_every_write_is_on_record() -> None:
    of = year()
    report = frozen(of, duty=DutyMet(DUTY, DUE))
    actions.send_report(report=report, based_on=report.version, by=of.sees("clerk"))
    actions.withdraw_report(report=report, based_on=report.version, why="A wrong name", by=of.sees("chair"))
    done = list(AuditEvent.objects.filter(verb__startswith="report ").values_list("verb", flat=True))
    assert done == [
        "report begun", "report put to the chair", "report frozen", "report made", "report sent", "report withdrawn",
    ]  # fmt: skip
