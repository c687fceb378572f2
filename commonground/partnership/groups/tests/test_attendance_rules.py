"""What a seat counts for at a meeting, and when a meeting can decide."""

from uuid import UUID, uuid4

import pytest

from commonground.foundation.kernel.errors import Invalid, Refused
from commonground.partnership.groups.rules.attendance import Entry, SeatAtTable, check_entries, quorum
from commonground.partnership.groups.rules.minutes import (
    ItemRecord,
    check_approver,
    check_carried,
    check_complete,
    check_outcome,
    check_text_of_outcome,
    check_votes,
)
from commonground.partnership.groups.rules.words import Came, Mode, Outcome

ANN, BEN, CAT = uuid4(), uuid4(), uuid4()
NAMES = {ANN: "Ann", BEN: "Ben", CAT: "Cat"}
POLICE = SeatAtTable(uuid4(), "Inspector", holder=ANN, deputies=(BEN,))
HEALTH = SeatAtTable(uuid4(), "Health visitor lead", holder=CAT, deputies=(BEN,))
VACANT = SeatAtTable(uuid4(), "Jobcentre manager")
WATCHER = SeatAtTable(uuid4(), "Safeguarding chair", holder=CAT, mode=Mode.OBSERVES)
READER = SeatAtTable(uuid4(), "Head teacher", holder=CAT, mode=Mode.PAPERS)
SEATS: dict[UUID, SeatAtTable] = {one.id: one for one in (POLICE, HEALTH, VACANT, WATCHER, READER)}


def problems_of(*entries: Entry) -> str:
    with pytest.raises(Invalid) as wrong:
        check_entries(entries, SEATS, NAMES)
    return " ".join(str(problem) for problem in wrong.value.problems)


def test_a_holder_and_a_named_deputy_fill_their_seats() -> None:
    check_entries([Entry(POLICE.id, Came.DEPUTY, BEN), Entry(HEALTH.id, Came.PRESENT, CAT)], SEATS, NAMES)


def test_a_deputy_fills_one_seat_at_a_meeting() -> None:
    said = problems_of(Entry(POLICE.id, Came.DEPUTY, BEN), Entry(HEALTH.id, Came.DEPUTY, BEN))
    assert "Ben cannot fill 2 seats at one meeting." in said


def test_somebody_who_is_no_named_deputy_counts_for_no_seat() -> None:
    assert "Only a deputy named for the seat" in problems_of(Entry(POLICE.id, Came.DEPUTY, CAT))
    assert "Say which named deputy came for Inspector" in problems_of(Entry(POLICE.id, Came.DEPUTY))


def test_nobody_is_present_on_a_vacant_seat() -> None:
    assert "Jobcentre manager is vacant" in problems_of(Entry(VACANT.id, Came.PRESENT))


def test_a_seat_of_another_day_is_refused() -> None:
    assert "does not stand on the day" in problems_of(Entry(uuid4(), Came.ABSENT))


def test_a_filled_seat_has_no_reason_for_absence() -> None:
    assert "Take one of the two away" in problems_of(Entry(POLICE.id, Came.PRESENT, ANN, reason="no-cover"))


def test_observers_and_guests_do_not_make_a_quorum() -> None:
    came = [Entry(POLICE.id, Came.PRESENT, ANN), Entry(WATCHER.id, Came.PRESENT, CAT), Entry(HEALTH.id, Came.ABSENT)]
    assert quorum(came, SEATS, needed=1).is_reached
    assert quorum(came, SEATS, needed=2).is_reached is False
    assert quorum(came, SEATS, needed=None).is_reached is None
    assert str(quorum(came, SEATS, needed=2)) == "seats filled: 1, needed: 2; there was no quorum"


def test_a_seat_on_papers_only_is_not_expected() -> None:
    assert [one.is_expected for one in (POLICE, WATCHER, READER)] == [True, False, False]


@pytest.mark.parametrize("outcome", [Outcome.AGREED, Outcome.AMENDED, Outcome.REJECTED])
def test_without_a_quorum_nothing_is_agreed(outcome: Outcome) -> None:
    with pytest.raises(Invalid, match="not recorded") as wrong:
        check_outcome(outcome, was_quorate=False, quorum="seats filled: 4, needed: 6; there was no quorum")
    assert "seats filled: 4" in str(wrong.value.problems[0])


@pytest.mark.parametrize("outcome", [Outcome.NOTED, Outcome.DEFERRED])
def test_without_a_quorum_things_are_noted_and_deferred(outcome: Outcome) -> None:
    check_outcome(outcome, was_quorate=False, quorum="")


@pytest.mark.parametrize("was_quorate", [True, None])
def test_with_a_quorum_or_none_asked_for_everything_can_be_decided(was_quorate: bool | None) -> None:
    check_outcome(Outcome.AGREED, was_quorate=was_quorate, quorum="")


@pytest.mark.parametrize("outcome", [Outcome.AMENDED, Outcome.DEFERRED])
def test_amended_and_deferred_say_how(outcome: Outcome) -> None:
    with pytest.raises(Invalid):
        check_text_of_outcome(outcome, " ")
    check_text_of_outcome(outcome, "until March")
    check_text_of_outcome(Outcome.AGREED, "")


def test_there_are_no_more_votes_than_filled_seats() -> None:
    check_votes([5, 2, None], seats_filled=7)
    with pytest.raises(Invalid):
        check_votes([5, 2, 1], seats_filled=7)


@pytest.mark.parametrize(
    ("outcome", "votes", "is_taken"),
    [
        (Outcome.AGREED, [3, 2, None], True),
        (Outcome.AGREED, [2, 3, 1], False),
        (Outcome.AMENDED, [0, 1, None], False),
        (Outcome.AGREED, [2, 2, None], True),  # a casting vote, where the terms of the group know one
        (Outcome.REJECTED, [3, 2, None], True),  # where the terms ask for more than half
        (Outcome.DEFERRED, [1, 4, None], True),
        (Outcome.AGREED, [None, None, None], True),
    ],
)
def test_what_more_voted_against_was_not_agreed(outcome: Outcome, votes: list[int | None], is_taken: bool) -> None:
    if is_taken:
        check_carried(outcome, votes)
    else:
        with pytest.raises(Invalid, match="not recorded"):
            check_carried(outcome, votes)


def test_minutes_wait_for_a_decision_on_each_recommendation() -> None:
    check_complete([ItemRecord("1", "Welcome"), ItemRecord("2", "Attendance", "Taken as read.")])
    with pytest.raises(Invalid) as wrong:
        check_complete([ItemRecord("6", "Locality plan", undecided=["Agree the plan.", "Note the costs."])])
    assert [problem.where for problem in wrong.value.problems] == ["Item 6", "Item 6"]


def test_nobody_approves_their_own_minutes() -> None:
    check_approver(drafted_by=ANN, approver=BEN)
    with pytest.raises(Refused):
        check_approver(drafted_by=ANN, approver=ANN)
