"""What the record gives a report: figures with what they are of, and nothing that a reader may not know."""

import json
from dataclasses import asdict
from datetime import date

import pytest

from commonground.foundation.documents.render import to_html
from commonground.insight.reports import actions, papers, queries
from commonground.insight.reports.models import BoardReport
from commonground.insight.reports.rules.content import facts_of
from commonground.insight.reports.rules.sentences import out_of
from commonground.insight.reports.tests.bodies import group, organisation
from commonground.insight.reports.tests.year import EFFECT, SECRET, UNTIL, begun, frozen, year
from commonground.partnership.groups.models import Action, Escalation
from commonground.partnership.groups.rules.terms import months_after
from commonground.partnership.groups.rules.words import Openness

pytestmark = pytest.mark.django_db


def figures(report: BoardReport) -> dict[str, tuple[int, int | None]]:
    return {key: (one.count, one.of) for key, one in facts_of(queries.content_of(report)).items()}


def test_the_figures_are_those_of_the_record_with_what_they_are_of() -> None:
    assert figures(begun(year())) == {
        "meetings.held": (3, 4),
        "meetings.cancelled": (1, 4),
        "meetings.quorate": (2, 3),
        "papers.considered": (1, None),
        "seats.filled": (4, 6),
        "sectors.came": (2, 3),
        "seats.held": (4, 4),
        "seats.begun": (0, None),
        "seats.ended": (0, None),
        "sector.Police": (1, 3),
        "sector.Schools": (3, 3),
        "minutes.approved": (1, 3),
        "decisions.taken": (1, None),
        "decisions.agreed": (1, 1),
        "actions.agreed": (2, None),
        "actions.done": (1, 1),
        "actions.dropped": (0, 1),
        "actions.open": (1, None),
        "actions.overdue": (1, 1),
    }


def test_it_says_them_in_plain_words() -> None:
    said = " ".join(
        sentence
        for one in queries.content_of(begun(year())).sections
        for sentence in (one.generated.sentences if one.generated else ())
    )
    for words in (
        "The group held 3 of the 4 meetings in its calendar. 1 meeting was cancelled.",
        "There was a quorum at 2 of the 3 meetings whose terms ask for one. It considered 1 paper.",
        "Over 3 meetings 4 of 6 seats expected were filled.",
        "Of the 3 sectors that the terms ask for, none came for Housing.",
        "Minutes of 1 of the 3 meetings held are approved. They hold 1 decision.",
        "The group agreed 2 actions. 1 action was done, each with what it changed.",
        "On 30 September 2026 1 of the 1 open action was overdue.",
    ):
        assert words in said, words


@pytest.mark.parametrize(
    ("part", "whole", "words"),
    [
        (3, 4, "3 of the 4 meetings"),
        (4, 4, "all 4 meetings"),
        (1, 1, "the one meeting"),
        (0, 2, "none of the 2 meetings"),
    ],
)
def test_a_part_of_a_whole_is_said_as_people_say_it(part: int, whole: int, words: str) -> None:
    assert out_of(part, whole, "meeting") == words


@pytest.mark.parametrize("audience", ["public", "partners", "group"])
@pytest.mark.parametrize("author", ["chair", "clerk", "manager"])
def test_nothing_restricted_is_in_it_whoever_begins_it_and_whoever_reads_it(audience: str, author: str) -> None:
    of = year(Openness.PUBLIC)
    report = begun(of, audience=audience, by=author)
    printed = to_html(papers.report_paper(queries.content_of(report), report))
    for text in (printed, json.dumps([one.generated for one in report.sections.all()])):
        assert SECRET not in text
        assert "R1" not in text
        assert "Mornings for families" in text


def test_nobody_is_named_in_it() -> None:
    of = year(Openness.PUBLIC)
    text = json.dumps(asdict(queries.content_of(begun(of, audience="public"))))
    for person in of.cast.people.values():
        assert person.name not in text


def test_the_public_reads_of_actions_what_approved_minutes_say_and_no_more() -> None:
    report = begun(year(Openness.PUBLIC), audience="public")
    assert {key for key in figures(report) if key.startswith("actions.")} == {"actions.minuted"}
    assert figures(report)["actions.minuted"] == (1, None)
    text = json.dumps([one.generated for one in report.sections.all()])
    assert "Act on Mornings for families" in text
    assert EFFECT not in text


def test_what_was_restricted_after_the_figures_were_made_is_not_frozen() -> None:
    of = year()
    report = begun(of)
    Action.objects.filter(number=1).update(is_restricted=True)
    actions.submit_report(report=report, based_on=report.version, by=of.sees("clerk"))
    with pytest.raises(Exception, match="not those of the record"):
        actions.freeze_report(report=report, based_on=report.version, by=of.sees("chair"))
    actions.make_again(report=report, based_on=report.version, by=of.sees("chair"))
    actions.freeze_report(report=report, based_on=report.version, by=of.sees("chair"))
    assert EFFECT not in report.content


def test_last_years_frozen_figures_stand_beside_those_of_this_year() -> None:
    of = year()
    earlier = frozen(of, since=months_after(UNTIL, -24), until=months_after(UNTIL, -12))
    report = begun(of)
    held = facts_of(queries.content_of(report))["meetings.held"]
    assert (held.count, held.of, held.was, held.was_of) == (3, 4, 0, 0)
    assert report.before == earlier
    assert queries.content_of(report).before == "1 October 2024 to 30 September 2025"


def test_figures_of_a_report_for_fewer_readers_are_not_put_beside_one_for_more() -> None:
    of = year(Openness.PUBLIC)
    frozen(of, audience="group", since=months_after(UNTIL, -24), until=months_after(UNTIL, -12))
    assert begun(of, audience="public").before is None
    assert begun(of, audience="group").before is not None


@pytest.mark.parametrize("audience", ["public", "partners", "group"])
def test_issues_are_told_with_their_answers_but_none_that_is_restricted_and_no_group_that_readers_may_not_know_of(
    audience: str,
) -> None:
    of = year(Openness.PUBLIC)
    closed = group("Quiet circle", Openness.CLOSED)
    raised = {"origin": of.group, "organisation": organisation(), "raised_by": "Chair", "words": "Nobody answers."}
    on = date(2026, 3, 2)
    days = {"raised_on": on, "received_on": on, "take_by": on, "due_on": on}
    answered = {"status": "answered", "answer": "Two more people from May.", "answered_on": date(2026, 4, 1)}
    Escalation.objects.create(
        **raised, **days, **answered, to=of.board, title="Waiting for speech therapy", next_step="Tell the group"
    )  # fmt: skip
    Escalation.objects.create(**raised, **days, to=closed, title="A second issue", next_step="Take it on")
    Escalation.objects.create(
        **raised, **days, to=of.board, title=SECRET, next_step="Take it on", is_restricted=True
    )  # fmt: skip
    report = begun(of, audience=audience)
    text = json.dumps(asdict(queries.content_of(report)))
    assert SECRET not in text
    assert "Quiet circle" not in text
    assert ("Two more people from May." in text) == (audience != "public")
    if audience != "public":
        held = figures(report)
        assert (held["issues.raised"], held["issues.came-back"]) == ((2, None), (1, 2))
        assert "A group above" in text
