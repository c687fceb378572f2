"""Processes as people keep them: added, changed, ended; said of cells, one or several, with the history kept."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from commonground.foundation.audit.models import AuditContent
from commonground.foundation.kernel.errors import Conflict, Invalid, NotFound, Refused
from commonground.foundation.kernel.viewer import Viewer, public
from commonground.partnership.plans.actions import milestones, processes
from commonground.partnership.plans.models import Process, ProcessStanding
from commonground.partnership.plans.queries import processes as queries
from commonground.partnership.plans.rules.parity import Saying
from commonground.partnership.plans.tests.cast import KEEPS, NOW, READS, TODAY, manager, person, plan, viewer
from commonground.partnership.plans.tests.spread import (
    ALL,
    EAST,
    NORTH,
    SOUTH,
    TO_10,
    TO_19,
    UNDER_5,
    Spread,
    process,
    say,
    spread,
)
from commonground.partnership.plans.tests.works import BEGAN, milestone, programme, workstream

pytestmark = pytest.mark.django_db
NOTHING: frozenset[str] = frozenset()


def problems(do: Callable[[], object]) -> list[str | None]:
    with pytest.raises(Invalid) as wrong:
        do()
    return [one.column for one in wrong.value.problems]


def change(of: Process, *, based_on: int = 1, by: Viewer | None = None, **more: object) -> None:
    names = ("title", "purpose", "agreed_way", "milestone", "organisation", "owner", "source")
    facts: dict[str, Any] = {**{name: getattr(of, name) for name in names}, **more}
    processes.change_process(process=of, based_on=based_on, by=by or manager(), **facts)


# --- who may ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "read", "say_it", "keep"),
    [
        ("public", False, False, False),
        ("no permission", False, False, False),
        ("reads", True, False, False),
        ("looks after it", True, True, False),
        ("keeps the plan", True, True, True),
        ("kept the plan and has no role any more", False, False, False),
        ("keeps all", True, True, True),
    ],
)
def test_who_reads_says_and_keeps_a_process(kind: str, read: bool, say_it: bool, keep: bool) -> None:
    who = {
        "public": lambda: public(NOW),
        "no permission": lambda: viewer(person("Nora Nobody"), NOTHING),
        "reads": lambda: viewer(person("Rita Reader"), READS),
        "looks after it": lambda: viewer(person("Olga Owner"), READS),
        "keeps the plan": lambda: viewer(person("Kim Keeper"), READS),
        "kept the plan and has no role any more": lambda: viewer(person("Kim Keeper"), NOTHING),
        "keeps all": lambda: viewer(person("Mary Manager"), KEEPS),
    }[kind]()
    of = process(plan(keeper=person("Kim Keeper")), owner=person("Olga Owner"))
    assert queries.processes(who).filter(pk=of.pk).exists() is read
    assert _goes(lambda: say(of, [(NORTH, TO_10)], by=who)) is say_it
    assert _goes(lambda: change(of, title="Other words", by=who)) is keep
    assert _goes(lambda: process(of.plan, "Another", by=who)) is keep
    assert _goes(lambda: processes.end_process(process=of, based_on=of.version, ended_on=TODAY, why="", by=who)) is keep


def _goes(do: Callable[[], object]) -> bool:
    try:
        do()
    except Refused:
        return False
    return True


def test_to_the_public_there_is_no_process() -> None:
    of = spread().process
    with pytest.raises(NotFound, match="no such process"):
        queries.process(of.pk, viewer=public(NOW))


# --- adding, changing, ending -----------------------------------------------------------------------------------------


def test_a_process_needs_a_name_of_its_own_a_use_and_an_agreed_way() -> None:
    held = spread()
    words = {"purpose": " ", "agreed_way": ""}
    assert problems(lambda: process(held.plan, "  ", **words)) == ["title", "purpose", "agreed_way"]
    assert problems(lambda: process(held.plan, "TEAM meetings")) == ["title"]
    assert problems(lambda: process(held.plan, "New", started_on=TODAY + timedelta(days=1))) == ["started_on"]


def test_it_is_to_be_ready_for_an_open_milestone_of_its_own_plan() -> None:
    held = spread()
    other = milestone(workstream(programme(plan("Another plan"), "Another programme"), "W"), "Elsewhere", 9)
    assert problems(lambda: process(held.plan, "New", milestone=other)) == ["milestone"]
    milestones.drop_milestone(milestone=held.live, based_on=1, why="Not needed.", by=manager())
    assert problems(lambda: process(held.plan, "New", milestone=held.live)) == ["milestone"]
    change(held.process, title="Keeps the milestone that it had")
    assert held.process.milestone == held.live


def test_the_second_of_two_editors_is_told_what_the_first_wrote() -> None:
    of = spread().process
    change(of, title="Meetings of the team")
    with pytest.raises(Conflict) as clash:
        change(of, title="Team around the child")
    assert (clash.value.theirs["Process"], clash.value.yours["Process"]) == (
        "Meetings of the team",
        "Team around the child",
    )


def test_it_ends_with_a_reason_while_the_form_is_not_live_and_changes_no_more() -> None:
    held = spread()
    of = held.process
    assert problems(lambda: _end(of, why=" ")) == ["why"]
    _end(of, why="The form has it now.")
    assert (of.ended_on, of.why_ended) == (TODAY, "The form has it now.")
    for do in (lambda: say(of, [(NORTH, TO_10)]), lambda: change(of, based_on=2), lambda: _end(of, why="Again.")):
        with pytest.raises(Refused, match="changes no more"):
            do()
    assert process(held.plan).title == of.title  # the name is free again


def test_it_ends_without_a_reason_once_the_form_is_live() -> None:
    held = spread()
    milestones.reach_milestone(milestone=held.live, based_on=1, done_on=TODAY, evidence="It is.", by=manager())
    of = Process.objects.select_related("milestone").get(pk=held.process.pk)
    _end(of, why="")
    assert of.ended_on == TODAY


def _end(of: Process, *, why: str) -> None:
    processes.end_process(process=of, based_on=of.version, ended_on=TODAY, why=why, by=manager())


# --- saying how it stands ---------------------------------------------------------------------------------------------


def test_several_cells_are_said_at_once_and_each_is_counted() -> None:
    held = spread()
    say(held.process, [(NORTH, TO_10), (SOUTH, TO_10)])
    say(held.process, [(EAST, UNDER_5)], "not-needed", why="There is no school.")
    counted = held.tally
    assert (counted.agreed, counted.needed, counted.unneeded, counted.unsaid) == (2, 8, 1, 6)
    say(held.process, ALL)
    assert (held.tally.agreed, held.tally.needed, held.tally.is_whole) == (9, 9, True)
    recorded = AuditContent.objects.filter(event__verb="standing of a process said").latest("event__position")
    assert "East, Under 5" in recorded.body


def test_what_is_said_anew_does_not_erase_what_was_said_before() -> None:
    held = spread()
    say(held.process, [(NORTH, TO_10)], "being-set-up", as_of=date(2026, 5, 1))
    say(held.process, [(NORTH, TO_10)], evidence="https://example.org/minutes")
    rows = list(queries.history(held.process, area=NORTH, band=TO_10).values_list("number", "kind", "as_of", "by"))
    assert rows == [(2, "as-agreed", TODAY, "Mary Manager"), (1, "being-set-up", date(2026, 5, 1), "Mary Manager")]
    assert held.cell(NORTH, TO_10).said.evidence == "https://example.org/minutes"
    assert queries.history(held.process, area=SOUTH).count() == 0


def test_history_goes_forward() -> None:
    held = spread()
    say(held.process, [(NORTH, TO_10)])
    earlier = TODAY - timedelta(days=1)
    assert problems(lambda: say(held.process, [(NORTH, TO_10), (SOUTH, TO_10)], as_of=earlier)) == ["as_of"]
    assert held.cell(SOUTH, TO_10).said is None


@pytest.mark.parametrize(
    ("cells", "kind", "words", "column"),
    [
        ([("shire", TO_10)], "as-agreed", {}, "cells"),
        ([(NORTH, "pensioners")], "as-agreed", {}, "cells"),
        ([], "as-agreed", {}, "cells"),
        ([(NORTH, TO_10)], "excellent", {}, "kind"),
        ([(NORTH, TO_10)], "different", {"differs": "They ring."}, "why"),
        ([(NORTH, TO_10)], "not-needed", {}, "why"),
    ],
)
def test_what_cannot_be_said_is_refused_and_nothing_is_half_saved(
    cells: list[tuple[str, str]], kind: str, words: dict[str, str], column: str
) -> None:
    held = spread()
    assert problems(lambda: say(held.process, cells, kind, **words)) == [column]
    assert not ProcessStanding.objects.exists()


def test_of_two_who_say_something_of_one_cell_the_second_is_told() -> None:
    held = spread()
    opened: dict[tuple[str, str], int] = {}
    say(held.process, [(NORTH, TO_10)], "being-set-up")
    with pytest.raises(Conflict) as clash:
        say(held.process, [(NORTH, TO_10), (SOUTH, TO_10)], seen=opened)
    assert clash.value.theirs == {"North, 5 to 10": "Being set up, said by Mary Manager"}
    assert clash.value.yours == {"North, 5 to 10": "In place as agreed"}
    assert held.cell(SOUTH, TO_10).said is None
    say(held.process, [(SOUTH, TO_10)], seen=opened)  # another cell is nobody's business but one's own


def test_the_database_itself_keeps_one_of_two_that_are_said_at_the_very_same_moment(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    held = spread()
    found = processes.check_standings(
        process=held.process, cells=[(NORTH, TO_10)], saying=Saying("as-agreed", TODAY), by=manager()
    )
    say(held.process, [(NORTH, TO_10)], "being-set-up")
    monkeypatch.setattr(processes, "check_standings", lambda **_: found)
    with pytest.raises(Conflict, match="Somebody else said"):
        say(held.process, [(NORTH, TO_10)], seen={})
    assert held.cell(NORTH, TO_10).said.kind.slug == "being-set-up"


@pytest.mark.parametrize("wrong", [{"differs": "They ring."}, {"kind": ""}, {"by": ""}, {"number": 0}])
def test_the_database_refuses_what_no_form_would_send(wrong: dict[str, object]) -> None:
    held = spread()
    say(held.process, [(NORTH, TO_10)])
    with pytest.raises(IntegrityError), transaction.atomic():
        ProcessStanding.objects.update(**wrong)


@pytest.mark.parametrize("wrong", [{"purpose": ""}, {"agreed_way": ""}, {"why_ended": "X"}])
def test_the_database_refuses_a_process_without_a_use(wrong: dict[str, object]) -> None:
    of = spread().process
    with pytest.raises(IntegrityError), transaction.atomic():
        Process.objects.filter(pk=of.pk).update(**wrong)
    with pytest.raises(IntegrityError), transaction.atomic():
        Process.objects.filter(pk=of.pk).update(ended_on=BEGAN - timedelta(days=1))


# --- reading it -------------------------------------------------------------------------------------------------------


def test_what_is_older_than_six_months_is_old() -> None:
    held = spread()
    say(held.process, [(NORTH, TO_10)], as_of=date(2026, 5, 21))
    say(held.process, [(SOUTH, TO_10)], as_of=date(2026, 5, 22))
    assert (held.cell(NORTH, TO_10).is_stale, held.cell(SOUTH, TO_10).is_stale, held.tally.stale) == (True, False, 1)


def test_what_is_ready_for_the_form_and_what_is_not() -> None:
    held = spread()
    process(held.plan, "One point of referral", milestone=held.live)
    process(held.plan, "Ready for nothing in particular")
    say(held.process, ALL)
    page = queries.overview(queries.processes(manager()), on=TODAY)
    [live] = page.milestones
    assert (live.milestone, live.left) == (held.live, "in 70 days")
    assert [one.process.title for one in live.ready] == ["Team meetings"]
    assert [(one.process.title, one.tally.lacking) for one in live.unready] == [("One point of referral", 9)]
    assert (page.whole, len(page.matrices)) == (1, 3)


def test_the_list_is_narrowed_by_plan_programme_and_whether_it_is_followed() -> None:
    held = spread()
    process(held.plan, "Ready for nothing in particular")
    _end(process(held.plan, "Over"), why="")

    def titles(**asked: str) -> list[str]:
        found = queries.processes_asked(queries.AskedProcesses(**asked), viewer=manager())
        return [one.title for one in found]

    assert titles() == ["Ready for nothing in particular", "Team meetings"]
    assert titles(programme=held.held.programme.slug) == ["Team meetings"]
    assert titles(plan=held.plan.slug, state="ended") == ["Over"]
    assert titles(plan="another") == []


def test_an_area_that_the_map_no_longer_has_leaves_the_matrix_and_stays_in_the_history() -> None:
    held = spread()
    say(held.process, [(NORTH, TO_19)])
    gone = Spread(held.held, held.process, held.live)
    membership = held.process.level.footprint.versions.get().memberships.filter(whole__slug=NORTH)
    membership.delete()
    assert gone.cell(NORTH, TO_19) is None
    assert (gone.tally.needed, queries.history(held.process).count()) == (6, 1)
