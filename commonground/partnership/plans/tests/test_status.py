"""Status from dates: what a day makes of something due, and of a whole."""

from datetime import date, timedelta

import pytest

from commonground.foundation.kernel.errors import Invalid
from commonground.partnership.plans.queries import status_policy
from commonground.partnership.plans.rules.status import (
    Dated,
    Derived,
    Override,
    Status,
    check_override,
    of_dated,
    shown,
    together,
)

TODAY = date(2026, 11, 30)
POLICY = status_policy()


def day(offset: int) -> date:
    return TODAY + timedelta(days=offset)


@pytest.mark.parametrize(
    ("due", "starts", "done", "reported", "status"),
    [
        (-1, None, -3, None, Status.COMPLETE),
        (-1, None, None, -1, Status.AT_RISK),
        (-28, None, None, -1, Status.AT_RISK),
        (-29, None, None, -1, Status.OFF_TRACK),
        (0, None, None, -1, Status.ON_TRACK),
        (28, None, None, None, Status.AT_RISK),
        (28, None, None, -60, Status.ON_TRACK),
        (28, None, None, -61, Status.AT_RISK),
        (29, None, None, None, Status.ON_TRACK),
        (90, 1, None, None, Status.NOT_STARTED),
        (90, 0, None, None, Status.ON_TRACK),
    ],
)
def test_a_day_makes_the_status(
    due: int, starts: int | None, done: int | None, reported: int | None, status: Status
) -> None:
    dates = [None if offset is None else day(offset) for offset in (starts, done, reported)]
    assert of_dated(Dated("It", day(due), *dates), on=TODAY, policy=POLICY).status is status


def test_a_whole_is_as_its_worst_part_and_says_which() -> None:
    late = of_dated(Dated("Launch", day(-30)), on=TODAY, policy=POLICY)
    found = together([Derived(Status.ON_TRACK), late, Derived(Status.COMPLETE)])
    assert found == Derived(Status.OFF_TRACK, ("Launch: 30 days overdue.",))


def test_a_whole_is_complete_only_where_every_part_is() -> None:
    assert together([Derived(Status.COMPLETE), Derived(Status.COMPLETE)]).status is Status.COMPLETE
    assert together([Derived(Status.COMPLETE), Derived(Status.NOT_STARTED)]).status is Status.ON_TRACK
    assert together([]).status is Status.UNKNOWN


def test_what_nobody_measured_yet_is_said_and_hides_nothing() -> None:
    unread = Derived(Status.UNKNOWN, ("Absence: no figure yet.",))
    assert together([Derived(Status.ON_TRACK), unread]) == Derived(Status.ON_TRACK, unread.reasons)
    assert together([Derived(Status.COMPLETE), unread]).status is Status.ON_TRACK
    assert together([unread]) == unread


def test_an_override_holds_until_its_day_and_leaves_what_the_dates_say_beside_it() -> None:
    derived = Derived(Status.OFF_TRACK, ("Launch: 30 days overdue.",))
    one = Override(Status.ON_TRACK, "The date was moved by the board.", "Anna", day(-5), day(5))
    assert shown(derived, [one], on=TODAY).status is Status.ON_TRACK
    assert shown(derived, [one], on=TODAY).derived is derived
    assert shown(derived, [one], on=day(5)).status is Status.OFF_TRACK


@pytest.mark.parametrize(
    ("status", "reason", "until", "column"),
    [
        (Status.ON_TRACK, " ", 5, "reason"),
        (Status.UNKNOWN, "Why", 5, "status"),
        (Status.ON_TRACK, "Why", 0, "until"),
    ],
)
def test_an_override_needs_a_reason_a_status_and_a_later_day(
    status: Status, reason: str, until: int, column: str
) -> None:
    with pytest.raises(Invalid) as wrong:
        check_override(status, reason, until=day(until), on=TODAY)
    assert [one.column for one in wrong.value.problems] == [column]
