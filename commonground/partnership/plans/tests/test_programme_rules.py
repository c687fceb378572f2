"""What must hold of workstreams, milestones, pilots, risks and closing, and what a status makes of them."""

from datetime import date

import pytest

from commonground.foundation.kernel.errors import Invalid, Refused
from commonground.partnership.plans.formats import read_scale
from commonground.partnership.plans.queries import status_policy
from commonground.partnership.plans.queries.risks import scale
from commonground.partnership.plans.rules import closing, programmes, risks, streams
from commonground.partnership.plans.rules.closing import Fate, Held
from commonground.partnership.plans.rules.programmes import PilotDecision
from commonground.partnership.plans.rules.risks import Weighed
from commonground.partnership.plans.rules.status import Dated, Derived, Override, Shown, Status
from commonground.partnership.plans.tests.cast import TODAY
from commonground.partnership.plans.tests.works import BEGAN, day

POLICY = status_policy()


def columns(wrong: pytest.ExceptionInfo[Invalid]) -> list[str | None]:
    return [one.column for one in wrong.value.problems]


@pytest.mark.parametrize(
    ("day_of_change", "months", "review"),
    [
        (date(2019, 3, 1), 3, date(2019, 6, 1)),
        (date(2019, 3, 31), 6, date(2019, 9, 30)),
        (date(2023, 11, 30), 3, date(2024, 2, 29)),
        (date(2019, 12, 1), 1, date(2020, 1, 1)),
    ],
)
def test_a_review_is_due_on_the_same_day_of_a_later_month_or_its_last(
    day_of_change: date, months: int, review: date
) -> None:
    assert programmes.months_after(day_of_change, months) == review


def test_a_milestone_comes_neither_before_its_workstream_nor_before_its_own_beginning() -> None:
    early = date(2026, 3, 31)
    with pytest.raises(Invalid) as wrong:
        programmes.check_milestone(starts_on=None, due_on=early, workstream_starts=BEGAN)
    assert columns(wrong) == ["due_on"]
    assert "before its workstream begins, on 1 April 2026" in wrong.value.problems[0].what
    with pytest.raises(Invalid) as wrong:
        programmes.check_milestone(starts_on=day(2), due_on=day(1), workstream_starts=BEGAN)
    assert columns(wrong) == ["due_on"]
    programmes.check_milestone(starts_on=BEGAN, due_on=BEGAN, workstream_starts=BEGAN)
    programmes.check_milestone(starts_on=None, due_on=None, workstream_starts=BEGAN)


def test_a_workstream_does_not_begin_after_something_of_it_is_due() -> None:
    with pytest.raises(Invalid, match="not saved") as wrong:
        programmes.check_earliest(day(1), [("Launch", day(0)), ("Review", day(9))])
    assert wrong.value.problems[0].what == "“Launch” is due 22 November 2026, before the workstream would begin."


@pytest.mark.parametrize(
    ("readings", "decision", "why", "wrong_at"),
    [
        (0, PilotDecision.SCALE, "It worked.", ["decision"]),
        (1, "perhaps", "It worked.", ["decision"]),
        (1, PilotDecision.STOP, " ", ["why"]),
        (0, "", "", ["decision", "decision", "why"]),
    ],
)
def test_a_pilot_is_decided_on_a_reading_with_a_reason(
    readings: int, decision: str, why: str, wrong_at: list[str]
) -> None:
    with pytest.raises(Invalid) as wrong:
        programmes.check_decision(readings=readings, decision=decision, why=why)
    assert columns(wrong) == wrong_at
    programmes.check_decision(readings=1, decision=PilotDecision.ADAPT, why="Half of them gained.")


OPEN = {"a": "Move the teams", "b": "Train everybody"}


def test_everything_open_is_carried_to_somebody_with_a_day_or_dropped_with_a_reason() -> None:
    with pytest.raises(Invalid) as wrong:
        closing.check_closing(OPEN, {"a": Fate("carry")}, group=" ", today=TODAY)
    assert columns(wrong) == ["group_after", "organisation-a", "due_on-a", "left-b"]
    fates = {"a": Fate("drop"), "b": Fate("carry", organisation="us", due_on=day(-1))}
    with pytest.raises(Invalid) as wrong:
        closing.check_closing(OPEN, fates, group="Board", today=TODAY)
    assert columns(wrong) == ["why-a", "due_on-b"]
    settled = {"a": Fate("drop", why="Nobody needs it."), "b": Fate("carry", organisation="us", due_on=TODAY)}
    closing.check_closing(OPEN, settled, group="Board", today=TODAY)


def test_what_is_closed_changes_no_more() -> None:
    with pytest.raises(Refused, match="Front door is closed into business as usual"):
        programmes.check_running("closed", "Front door")


def test_what_came_later_what_went_and_what_moved_is_told_from_the_baseline() -> None:
    then = [
        Held("1", "workstream", "Front door"),
        Held("2", "milestone", "Launch", day(1)),
        Held("3", "milestone", "Old"),
    ]
    now = [then[0], Held("2", "milestone", "Launch", day(8)), Held("4", "workstream", "Youth justice")]
    drift = closing.against(then, now)
    assert (drift.added, drift.gone, drift.moved) == ((now[2],), (then[2],), ((then[1], now[1]),))
    assert closing.against(then, then).is_none


def test_each_score_has_one_band_and_the_shipped_matrix_is_as_drawn() -> None:
    drawn = """
        M H R R R
        L M H R R
        L M M H R
        L L M M H
        L L L L M"""
    letters = {"low": "L", "medium": "M", "high": "H", "red": "R"}
    steps = scale()
    rows = [" ".join(letters[steps.band(one, other).slug] for other in range(1, 6)) for one in range(5, 0, -1)]
    assert rows == [line.strip() for line in drawn.split("\n") if line.strip()]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("likelihood = [", "cannot be read"),
        ("likelihood = []\nimpact = []\nband = []\n[kinds]", "go up from the score 1"),
        ("impact = []", "needs likelihood"),
        ('likelihood = [{ nam = "x" }]\nimpact = []\nband = []\n[kinds]', "needs likelihood"),
    ],
)
def test_a_scale_that_cannot_be_used_says_what_is_wrong(text: str, words: str) -> None:
    with pytest.raises(Invalid, match=words):
        read_scale(text)


def test_a_rating_outside_the_scale_is_refused_at_its_field_and_a_changed_one_says_why() -> None:
    with pytest.raises(Invalid) as wrong:
        risks.check_rating(6, 0, scale=scale())
    assert columns(wrong) == ["likelihood", "impact"]
    with pytest.raises(Invalid) as wrong:
        risks.check_rerated(likelihood=2, impact=3, was=(3, 3), why="")
    assert columns(wrong) == ["why"]
    risks.check_rerated(likelihood=3, impact=3, was=(3, 3), why="")


def stands(
    dated: list[Dated], undated: int = 0, weighed: list[Weighed] | None = None, *, is_closed: bool = False
) -> Derived:
    return streams.of_workstream(
        dated,
        [streams.Undated("Later")] * undated,
        weighed or [],
        is_closed=is_closed,
        starts_on=BEGAN,
        on=TODAY,
        policy=POLICY,
    )


def test_a_workstream_is_as_its_dates_and_its_red_risks_say() -> None:
    far, reached = Dated("Launch", day(90)), Dated("Design", day(-9), done_on=day(-9))
    forgotten, watched = Weighed("No rooms", True, day(-1)), Weighed("No rooms", True, TODAY)
    mild = Weighed("Rain", False, day(-1))
    assert stands([far, reached]).status is Status.ON_TRACK
    assert stands([far], weighed=[watched, mild]).status is Status.ON_TRACK
    assert stands([far], weighed=[forgotten]) == Derived(
        Status.AT_RISK, ("“No rooms”: its review was due 21 November 2026.",)
    )
    assert stands([Dated("Launch", day(-40))], weighed=[forgotten]).status is Status.OFF_TRACK
    assert stands([reached]).status is Status.COMPLETE
    assert stands([Dated("Launch", day(-40))], is_closed=True).status is Status.COMPLETE


def test_milestones_without_a_day_keep_a_workstream_from_being_complete_and_say_so() -> None:
    reached = Dated("Design", day(-9), done_on=day(-9))
    assert stands([reached], undated=2).reasons == ("2 milestones have no day by which they are due.",)
    assert stands([], undated=1) == Derived(Status.UNKNOWN, ("“Later” has no day by which it is due.",))
    assert stands([Dated("Launch", day(90))], undated=1).status is Status.ON_TRACK


def test_a_programme_is_as_the_worst_of_what_its_workstreams_show() -> None:
    late = Shown(Derived(Status.OFF_TRACK, ("Launch: 40 days overdue.",)))
    settled = Shown(late.derived, Override(Status.ON_TRACK, "The board moved it.", "Anna", TODAY, day(9)))
    fine = Shown(Derived(Status.ON_TRACK))
    found = streams.of_programme([("Door", late), ("Help", fine)], [], on=TODAY)
    assert found == Derived(Status.OFF_TRACK, ("Door: Launch: 40 days overdue.",))
    assert streams.of_programme([("Door", settled), ("Help", fine)], [], on=TODAY).status is Status.ON_TRACK
