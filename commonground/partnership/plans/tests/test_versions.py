"""A plan through its years: drafted, agreed with all it needs, refreshed, compared."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from commonground.foundation.kernel.errors import Conflict, Invalid, NotFound, Refused
from commonground.foundation.kernel.viewer import public
from commonground.partnership.plans import actions, queries
from commonground.partnership.plans.models import Plan
from commonground.partnership.plans.rules.differences import Change, pieces
from commonground.partnership.plans.rules.states import VersionState
from commonground.partnership.plans.rules.versions import Content
from commonground.partnership.plans.tests.cast import (
    NEXT_APRIL,
    NOW,
    TODAY,
    agree,
    manager,
    measure,
    organisation,
    plan,
    priority,
    whole,
)

pytestmark = pytest.mark.django_db
YEAR_AFTER = date(2028, 4, 1)


def refresh(of: Plan) -> None:
    actions.begin_refresh(plan=of, period="2027 to 2028", starts_on=NEXT_APRIL, ends_on=YEAR_AFTER, by=manager())


def test_a_priority_without_evidence_action_or_measure_keeps_a_plan_from_being_agreed() -> None:
    of = plan()
    priority(of, "Earlier help")
    with pytest.raises(Invalid) as wrong:
        agree(of)
    assert [problem.what for problem in wrong.value.problems] == [
        "“Earlier help” has no evidence.",
        "“Earlier help” has no key action.",
        "“Earlier help” has no measure.",
    ]
    assert queries.drafted(of) is not None


def test_an_empty_plan_is_not_agreed() -> None:
    with pytest.raises(Invalid, match="cannot be agreed"):
        agree(plan())


def test_what_was_agreed_changes_only_in_a_refresh() -> None:
    of = plan()
    first = whole(of)
    agree(of)
    with pytest.raises(Refused, match="Begin the refresh"):
        priority(of, "Schools")
    refresh(of)
    priority(of, "Schools")
    assert [row["title"] for row in queries.content_of(of.versions.get(number=1))["priorities"]] == [first.title]


def test_whoever_agrees_a_plan_agrees_what_they_have_read() -> None:
    of = plan()
    whole(of)
    read = queries.drafted(of)
    assert read is not None
    priority(of, "Slipped in meanwhile")
    measure(of.priorities.get(title="Slipped in meanwhile"))
    with pytest.raises((Conflict, Invalid)):
        actions.agree_version(version=read, based_on=read.version, agreed_on=TODAY, agreed_by="board", by=manager())
    of.priorities.filter(title="Slipped in meanwhile").update(ended_on=TODAY, why_ended="Not wanted.")
    with pytest.raises(Conflict):
        actions.agree_version(version=read, based_on=read.version, agreed_on=TODAY, agreed_by="board", by=manager())
    assert of.versions.get().status == VersionState.DRAFT


def test_a_plan_is_not_agreed_on_a_day_to_come() -> None:
    of = plan()
    whole(of)
    draft = queries.drafted(of)
    assert draft is not None
    with pytest.raises(Invalid) as wrong:
        actions.agree_version(
            version=draft, based_on=draft.version, agreed_on=NEXT_APRIL, agreed_by="board", by=manager()
        )
    assert wrong.value.problems[0].column == "agreed_on"


def test_two_refreshes_at_once_are_refused() -> None:
    of = plan()
    with pytest.raises(Invalid, match="Nothing was begun"):
        refresh(of)


def test_a_year_gives_way_to_the_next() -> None:
    of = plan()
    whole(of)
    agree(of)
    refresh(of)
    agree(of)
    states = dict(of.versions.values_list("number", "status"))
    assert states == {1: VersionState.SUPERSEDED, 2: VersionState.AGREED}


def test_two_years_are_compared_line_by_line() -> None:
    of = plan()
    kept, gone = whole(of, "Earlier help"), whole(of, "Youth work")
    agree(of)
    refresh(of)
    fresh = gone.actions.get()
    actions.close_plan_action(
        action=fresh, based_on=fresh.version, effect="Ninety young people came in its first term.", by=manager()
    )
    actions.end_priority(priority=gone, based_on=gone.version, why="Now part of earlier help.", by=manager())
    actions.change_priority(
        priority=kept,
        based_on=kept.version,
        title="Help early and once",
        organisation=organisation(),
        why=kept.why,
        lead=None,
        order=1,
        by=manager(),
    )
    priority(of, "Schools")
    found = queries.compared(of.slug, 2, 1, viewer=manager())
    assert (found.before.number, found.after.number) == (1, 2)
    lines = {line.title: line for line in found.sections[0].lines}
    assert lines["Help early and once"].fields == (("Wording", "Earlier help", "Help early and once"),)
    assert lines["Schools"].change is Change.NEW
    assert (lines["Youth work"].change, lines["Youth work"].why) == (Change.ENDED, "Now part of earlier help.")


def test_the_public_compares_no_draft() -> None:
    of = plan()
    whole(of)
    agree(of)
    refresh(of)
    with pytest.raises(NotFound):
        queries.compared(of.slug, 1, 2, viewer=public(NOW))
    assert queries.version_page(of.slug, None, viewer=public(NOW)).version.number == 1


def test_the_words_of_two_texts_are_told_apart() -> None:
    found = pieces("help comes late to families", "help comes early to all families")
    assert [(one.what, one.words) for one in found] == [
        ("equal", "help comes"),
        ("delete", " late"),
        ("insert", " early"),
        ("equal", " to"),
        ("insert", " all"),
        ("equal", " families"),
    ]


def test_a_comma_that_came_strikes_no_word_out_and_words_keep_their_space() -> None:
    assert [(one.what, one.words) for one in pieces("at the right time", "at the right time, that lasts")] == [
        ("equal", "at the right time"), ("insert", ", that lasts"),
    ]  # fmt: skip
    assert [(one.what, one.words) for one in pieces("Open", "Done")] == [("delete", "Open"), ("insert", " Done")]


def test_what_a_priority_took_with_it_when_it_ended_is_told_with_what_it_was() -> None:
    of = plan()
    kept, gone = whole(of, "Earlier help"), whole(of, "Youth work")
    agree(of)
    refresh(of)
    for action in gone.actions.all():
        actions.drop_plan_action(action=action, based_on=action.version, why="Money ended.", by=manager())
    for held in gone.measures.all():
        actions.end_measure(measure=held, based_on=held.version, why="Part of earlier help.", by=manager())
    actions.end_priority(priority=gone, based_on=gone.version, why="Part of earlier help.", by=manager())
    (section,) = [one for one in queries.compared(of.slug, 1, 2, viewer=manager()).sections if "ended" in one.title]
    assert [(line.kind, line.change) for line in section.lines] == [
        ("Evidence", Change.ENDED), ("Measure", Change.ENDED), ("Action", Change.ENDED),
    ]  # fmt: skip
    measured, done = section.lines[1:]
    assert dict(measured.facts)["Target"] == _content(of, 1)["priorities"][1]["measures"][0]["target"]
    assert (measured.why, done.why) == ("", "Money ended."), "a reason that the priority has already is not repeated"
    assert kept.title in [line.title for line in queries.compared(of.slug, 1, 2, viewer=manager()).sections[0].kept]


def test_what_came_and_went_adds_up_to_both_years() -> None:
    of = plan()
    kept, gone = whole(of, "Earlier help"), whole(of, "Youth work")
    of_the_whole_plan = measure(kept, "Families who say that they were helped")
    of.measures.filter(pk=of_the_whole_plan.pk).update(priority=None)
    agree(of)
    refresh(of)
    for action in gone.actions.all():
        actions.drop_plan_action(action=action, based_on=action.version, why="Money ended.", by=manager())
    actions.end_priority(priority=gone, based_on=gone.version, why="Part of earlier help.", by=manager())
    whole(of, "Schools")
    sections = queries.compared(of.slug, 1, 2, viewer=manager()).sections
    count = {change: sum(one.counted(change) for one in sections) for change in Change}
    stayed = count[Change.KEPT] + count[Change.CHANGED]
    assert stayed + count[Change.ENDED] == _things(_content(of, 1))
    assert stayed + count[Change.NEW] == _things(_content(of, 2))
    assert count[Change.ENDED] == 4
    assert "No target was changed." in queries.compared(of.slug, 1, 2, viewer=manager()).in_words


def test_one_address_tells_what_changed_whichever_year_comes_first(client: Client) -> None:
    of = plan()
    whole(of)
    agree(of)
    refresh(of)
    agree(of)
    answer = client.get(reverse("plans:compared", args=[of.slug, 2, 1]))
    assert answer["Location"] == reverse("plans:compared", args=[of.slug, 1, 2])


def _content(of: Plan, number: int) -> Content:
    return queries.content_of(of.versions.get(number=number))


def _things(content: Content) -> int:
    """Priorities, evidence, measures, actions and outcomes of a year."""
    inside = sum(len(row[part]) for row in content["priorities"] for part in ("evidence", "measures", "actions"))
    return len(content["priorities"]) + inside + len(content["measures"]) + len(content["outcomes"])
