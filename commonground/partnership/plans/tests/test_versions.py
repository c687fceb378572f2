"""A plan through its years: drafted, agreed with all it needs, refreshed, compared."""

from datetime import date

import pytest

from commonground.foundation.kernel.errors import Conflict, Invalid, NotFound, Refused
from commonground.foundation.kernel.viewer import public
from commonground.partnership.plans import actions, queries
from commonground.partnership.plans.models import Plan
from commonground.partnership.plans.rules.states import VersionState
from commonground.partnership.plans.rules.versions import Change, pieces
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
    assert lines["Help early and once"].fields == (("Priority", "Earlier help", "Help early and once"),)
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
        ("delete", "late"),
        ("insert", "early"),
        ("equal", "to"),
        ("insert", "all"),
        ("equal", "families"),
    ]
