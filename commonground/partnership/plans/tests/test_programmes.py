"""Programmes and workstreams as people write them: who may, what is refused, what stays on record."""

from collections.abc import Callable
from typing import Any

import pytest

from commonground.foundation.kernel.errors import Conflict, Invalid, Refused
from commonground.foundation.kernel.viewer import Viewer, public
from commonground.partnership.plans.actions import closing, learning, milestones, pilots, programmes, workstreams
from commonground.partnership.plans.models import Milestone, MovedDay, PlanAction, Residual
from commonground.partnership.plans.queries import programmes as queries
from commonground.partnership.plans.queries.coming import coming, due_to
from commonground.partnership.plans.queries.workstreams import page
from commonground.partnership.plans.rules.closing import Fate
from commonground.partnership.plans.rules.programmes import MilestoneState, PilotDecision
from commonground.partnership.plans.rules.states import ActionState
from commonground.partnership.plans.rules.status import Status
from commonground.partnership.plans.tests.cast import (
    KEEPS,
    NOW,
    READS,
    TODAY,
    manager,
    measure,
    organisation,
    person,
    priority,
    viewer,
)
from commonground.partnership.plans.tests.works import BEGAN, Made, day, made, milestone, programme, workstream

pytestmark = pytest.mark.django_db
NOTHING: frozenset[str] = frozenset()
READER = {
    "public": lambda: public(NOW),
    "no permission": lambda: viewer(person("Nora Nobody"), NOTHING),
    "reads": lambda: viewer(person("Rita Reader"), READS),
    "owner": lambda: viewer(person("Otto Owner"), READS),
    "lead": lambda: viewer(person("Lea Lead"), READS),
    "keeps all": lambda: viewer(person("Mary Manager"), KEEPS),
}


def whole_of(made_: Made) -> queries.Whole:
    row = made_.programme
    row.refresh_from_db()
    return queries.whole(queries.programme(row.slug, viewer=manager()), on=TODAY)


def problems(do: Callable[[], object]) -> list[str | None]:
    with pytest.raises(Invalid) as wrong:
        do()
    return [one.column for one in wrong.value.problems]


def allowed(do: Callable[[], object]) -> bool:
    try:
        do()
    except Refused:
        return False
    return True


@pytest.mark.parametrize(
    ("kind", "reads", "reports", "steers", "keeps"),
    [
        ("public", False, False, False, False),
        ("no permission", False, False, False, False),
        ("reads", True, False, False, False),
        ("owner", True, True, False, False),
        ("lead", True, True, True, False),
        ("keeps all", True, True, True, True),
    ],
)
def test_default_is_no(kind: str, reads: bool, reports: bool, steers: bool, keeps: bool) -> None:
    held = made(lead=person("Lea Lead"))
    one = milestone(held.door, "Launch", 30, owner=person("Otto Owner"))
    by: Viewer = READER[kind]()
    assert queries.programmes(by).exists() is reads
    assert allowed(lambda: learning.note_progress(workstream=held.door, text="It goes on.", by=by)) is steers
    assert allowed(lambda: milestones.add_milestone(workstream=held.door, title="X", due_on=day(9), by=by)) is steers
    reach: dict[str, Any] = {"milestone": one, "based_on": one.version, "done_on": TODAY, "evidence": "It is open."}
    assert allowed(lambda: milestones.reach_milestone(**reach, by=by)) is reports
    held.programme.refresh_from_db()
    agree: dict[str, Any] = {
        "programme": held.programme,
        "based_on": held.programme.version,
        "agreed_on": TODAY,
        "agreed_by": "Board",
    }
    assert allowed(lambda: programmes.agree_programme(**agree, by=by)) is keeps


def test_a_workstream_that_comes_after_the_programme_was_agreed_says_why_and_shows_as_added() -> None:
    held = made()
    milestone(held.door, "Launch", 30)
    agree: dict[str, Any] = {"agreed_on": TODAY, "agreed_by": "the board"}
    programmes.agree_programme(programme=held.programme, based_on=held.programme.version, by=manager(), **agree)
    assert whole_of(held).drift.is_none
    assert problems(lambda: workstream(held.programme, "Youth justice")) == ["why_added"]
    workstream(held.programme, "Youth justice", why_added="An inspection asked for it.")
    moved = Milestone.objects.get(title="Launch")
    milestones.change_milestone(
        milestone=moved, based_on=1, title="Launch", due_on=day(60), starts_on=None, owner=None, why="No room.",
        by=manager(),
    )  # fmt: skip
    drift = whole_of(held).drift
    assert [one.title for one in drift.added] == ["Youth justice"]
    assert [(then.due_on, now.due_on) for then, now in drift.moved] == [(day(30), day(60))]
    with pytest.raises(Refused, match="Its baseline stays as it was"):
        programmes.agree_programme(programme=held.programme, based_on=2, by=manager(), **agree)


def test_a_programme_without_workstreams_is_not_agreed_nor_on_a_day_to_come_nor_by_nobody() -> None:
    held = made()
    empty = programme(held.plan, "Another")
    agree = programmes.agree_programme
    assert problems(
        lambda: agree(programme=empty, based_on=1, agreed_on=TODAY, agreed_by="the board", by=manager())
    ) == [None]
    assert problems(
        lambda: agree(programme=held.programme, based_on=1, agreed_on=day(1), agreed_by=" ", by=manager())
    ) == ["agreed_on", "agreed_by"]


def test_the_measures_of_a_programme_are_of_its_plan_and_agreed_by_somebody_on_a_day() -> None:
    held = made()
    first, second = (measure(priority(held.plan, name), name) for name in ("Earlier help", "Fewer referrals"))
    agree: dict[str, Any] = {"programme": held.programme, "agreed_on": TODAY, "agreed_by": "the board", "by": manager()}
    programmes.agree_measures(measures=[first], based_on=1, **agree)
    programmes.agree_measures(measures=[second], based_on=2, **agree)
    assert list(held.programme.measures.all()) == [second]
    assert problems(lambda: programmes.agree_measures(measures=[], based_on=3, **agree)) == ["measures"]


def test_a_name_is_taken_once() -> None:
    held = made()
    assert problems(lambda: programme(held.plan, "locality PROGRAMME")) == ["name"]
    assert problems(lambda: workstream(held.programme, "Front door ")) == ["name"]
    assert programme(held.plan, "Locality programme!").slug == "locality-programme-2"


def test_of_two_who_change_a_workstream_the_second_is_told() -> None:
    held = made()
    facts: dict[str, Any] = {
        "name": "Front door", "aims": "One", "organisation": organisation(), "horizon": "long", "starts_on": BEGAN,
        "lead": None, "kind": "project", "is_cross_cutting": True, "ends_on": None,
    }  # fmt: skip
    workstreams.change_workstream(workstream=held.door, based_on=1, by=manager(), **facts)
    with pytest.raises(Conflict) as told:
        workstreams.change_workstream(workstream=held.door, based_on=1, by=manager(), **facts | {"aims": "Two"})
    assert (told.value.theirs["Aims"], told.value.yours["Aims"]) == ("One", "Two")


def test_a_milestone_before_its_workstream_is_refused_at_its_field() -> None:
    held = made()
    before = (BEGAN - TODAY).days - 1
    assert problems(lambda: milestone(held.door, "Too early", before)) == ["due_on"]
    milestone(held.door, "Just in time", before + 1)
    facts: dict[str, Any] = {
        "name": "Front door", "aims": "One", "organisation": organisation(), "horizon": "long", "starts_on": TODAY,
        "lead": None, "kind": "project", "is_cross_cutting": True, "ends_on": None,
    }  # fmt: skip
    change = workstreams.change_workstream
    assert problems(lambda: change(workstream=held.door, based_on=1, by=manager(), **facts)) == ["starts_on"]


def test_a_moved_day_keeps_the_first_one_and_says_why() -> None:
    held = made()
    one = milestone(held.door, "Launch", 30)

    def move(to: int, why: str) -> None:
        milestones.change_milestone(
            milestone=one, based_on=one.version, title="Launch", due_on=day(to), starts_on=None, owner=None, why=why,
            by=manager(),
        )  # fmt: skip

    assert problems(lambda: move(40, " ")) == ["why"]
    move(40, "The rooms are late.")
    move(50, "They are later still.")
    one.refresh_from_db()
    assert (one.first_due_on, one.due_on) == (day(30), day(50))
    assert list(MovedDay.objects.values_list("due_was", "why")) == [
        (day(30), "The rooms are late."),
        (day(40), "They are later still."),
    ]


def test_dependencies_cross_workstreams_and_never_close_a_circle() -> None:
    held = made()
    design, launch = milestone(held.door, "Design", 10), milestone(held.help, "Launch", 20)
    review = milestone(held.door, "Review", 30)
    milestones.wait_for(later=launch, earlier=design, by=manager())
    milestones.wait_for(later=review, earlier=launch, by=manager())
    with pytest.raises(Invalid) as wrong:
        milestones.wait_for(later=design, earlier=review, by=manager())
    assert wrong.value.problems[0].what.endswith("“Design” → “Review” → “Launch” → “Design”.")
    assert problems(
        lambda: milestones.wait_for(later=milestone(held.help, "Early", 5), earlier=design, by=manager())
    ) == ["earlier"]
    change = milestones.change_milestone
    assert problems(
        lambda: change(
            milestone=design, based_on=1, title="Design", due_on=day(25), starts_on=None, owner=None, why="Late.",
            by=manager(),
        )
    ) == ["due_on"]  # fmt: skip


def test_a_milestone_is_reached_with_evidence_on_a_day_that_has_come() -> None:
    one = milestone(made().door, "Launch", 30)
    reach = milestones.reach_milestone
    assert problems(lambda: reach(milestone=one, based_on=1, done_on=day(1), evidence=" ", by=manager())) == [
        "done_on",
        "evidence",
    ]
    reach(milestone=one, based_on=1, done_on=TODAY, evidence="It takes calls.", by=manager())
    with pytest.raises(Refused, match="already reached"):
        reach(milestone=one, based_on=2, done_on=TODAY, evidence="Twice.", by=manager())


def test_a_status_set_by_hand_needs_a_reason_and_the_derived_one_stays_beside_it() -> None:
    held = made()
    milestone(held.door, "Launch", -60)
    say = workstreams.set_workstream_status
    facts: dict[str, Any] = {"workstream": held.door, "status_is": Status.ON_TRACK, "until": day(30), "by": manager()}
    assert problems(lambda: say(reason=" ", **facts)) == ["reason"]
    say(reason="The board moved the day.", **facts)
    shown = whole_of(held).streams[0].shown
    assert (shown.status, shown.derived.status) == (Status.ON_TRACK, Status.OFF_TRACK)
    assert shown.override is not None
    assert (shown.override.reason, shown.override.by) == ("The board moved the day.", "Mary Manager")


def test_reviews_are_due_so_many_months_after_the_change_and_once_each() -> None:
    held = made()
    plan: dict[str, Any] = {"workstream": held.door, "change_made": "One number to call", "by": manager()}
    found = learning.plan_reviews(changed_on=BEGAN, months=[3, 6], **plan)
    assert [one.due_on.isoformat() for one in found] == ["2026-07-01", "2026-10-01"]
    assert problems(lambda: learning.plan_reviews(changed_on=BEGAN, months=[6], **plan)) == ["months"]
    hold = learning.hold_review
    assert problems(lambda: hold(review=found[0], based_on=1, done_on=TODAY, found="", by=manager())) == ["found"]


def test_a_pilot_without_a_reading_is_not_decided() -> None:
    held = made()
    one = pilots.start_pilot(
        workstream=held.help, name="WellComm", where="A nursery", measured_by="Words at three", success="Half gain",
        starts_on=BEGAN, by=manager(),
    )  # fmt: skip
    decide: dict[str, Any] = {
        "pilot": one, "decision": PilotDecision.SCALE, "decided_on": TODAY, "decided_by": "the board",
        "why": "Most gained.", "by": manager(),
    }  # fmt: skip
    assert problems(lambda: pilots.decide_pilot(based_on=1, **decide)) == ["decision"]
    pilots.read_pilot(pilot=one, on=TODAY, text="31 of 50 gained", source="The nursery", by=manager())
    pilots.decide_pilot(based_on=1, **decide)
    one.refresh_from_db()
    assert (one.decision, one.decided_on) == ("scale", TODAY)


def test_a_workstream_closes_once_nothing_open_is_left_behind() -> None:
    held = made()
    moves, trains = milestone(held.door, "Move the teams", 30), milestone(held.door, "Train everybody", None)
    action = PlanAction.objects.create(
        plan=held.plan, priority=priority(held.plan), workstream=held.door, number=1, title="Tell the schools",
        organisation=organisation(), due_on=day(5), first_due_on=day(5), created_at=NOW,
    )  # fmt: skip

    def close(**fates: Fate) -> None:
        closing.close_workstream(
            workstream=held.door, based_on=1, owner_after=organisation(), group_after="Delivery group",
            closing_words="It runs by itself.", fates={str(pk): fate for pk, fate in fates.items()}, by=manager(),
        )  # fmt: skip

    assert problems(close) == [f"left-{moves.pk}", f"left-{trains.pk}", f"left-{action.pk}"]
    carry = Fate("carry", organisation=organisation(), owner=person("Rita Reader"), due_on=day(40))
    close(**{str(moves.pk): carry, str(trains.pk): Fate("drop", why="All are trained."), str(action.pk): carry})
    for row in (moves, trains, action, held.door):
        row.refresh_from_db()
    assert (moves.status, trains.status, action.status) == (
        MilestoneState.CARRIED, MilestoneState.DROPPED, ActionState.OPEN,
    )  # fmt: skip
    assert (action.owner, action.due_on, action.first_due_on) == (person("Rita Reader"), day(40), day(5))
    assert list(Residual.objects.values_list("title", "owner__name", "due_on")) == [
        ("Move the teams", "Rita Reader", day(40))
    ]
    assert whole_of(held).streams[0].shown.status is Status.COMPLETE
    with pytest.raises(Refused, match="changes no more"):
        milestone(held.door, "One more", 50)
    with pytest.raises(Refused, match="already closed"):
        close()


def test_the_next_ninety_days_hold_what_is_due_and_what_is_overdue_of_every_kind() -> None:
    held = made(lead=person("Lea Lead"))
    milestone(held.door, "Late", -3)
    milestone(held.door, "Soon", 90)
    milestone(held.door, "Far", 91)
    learning.plan_reviews(workstream=held.help, change_made="A new form", changed_on=day(-30), months=[2], by=manager())
    found = coming(whole_of(held))
    assert [(one.title, one.kind.value, one.is_overdue) for one in found] == [
        ("Late", "milestone", True),
        ("2 months after: A new form", "review", False),
        ("Soon", "milestone", False),
    ]
    assert [one.title for one in coming(whole_of(held), kinds=["review"])] == ["2 months after: A new form"]


def test_a_lead_is_told_what_is_due_and_nobody_of_a_record_that_has_ended() -> None:
    held = made(lead=person("Lea Lead"))
    milestone(held.door, "Late", -3)
    milestone(held.door, "Far", 60)
    milestone(held.door, "Of somebody else", 1, owner=person("Otto Owner"))
    assert [one.title for one in due_to(READER["lead"]())] == ["Late"]
    assert [one.title for one in due_to(READER["owner"]())] == ["Of somebody else"]
    assert due_to(READER["public"]()) == due_to(READER["no permission"]()) == []
    type(held.programme).objects.update(known_until=day(-1))
    assert due_to(READER["lead"]()) == []


def test_the_page_of_a_workstream_says_who_may_do_what() -> None:
    held = made(lead=person("Lea Lead"))
    slug, number = held.programme.slug, held.door.number
    assert [(page(slug, number, viewer=READER[who]()).may_keep, page(slug, number, viewer=READER[who]()).may_steer)
            for who in ("reads", "lead", "keeps all")] == [(False, False), (False, True), (True, True)]  # fmt: skip
