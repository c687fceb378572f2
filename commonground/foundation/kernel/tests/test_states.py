"""A thing moves only where the table lets it."""

from enum import Enum

import pytest

from commonground.foundation.kernel.errors import Invalid, Refused
from commonground.foundation.kernel.states import check_move, may_move, states_of


class Status(Enum):
    DRAFT = "draft"
    PROPOSED = "proposed"
    PUBLISHED = "published"
    TAKEN_BACK = "taken_back"
    LOST = "lost"


MOVES = {
    Status.DRAFT: {Status.PROPOSED, Status.PUBLISHED},
    Status.PROPOSED: {Status.DRAFT, Status.PUBLISHED},
    Status.PUBLISHED: {Status.TAKEN_BACK},
}


@pytest.mark.parametrize("now", list(Status)[:4])
@pytest.mark.parametrize("to", list(Status)[:4])
def test_every_move_passes_or_is_refused_as_the_table_says(now, to):
    if to in MOVES.get(now, set()):
        check_move(MOVES, now, to)
        assert may_move(MOVES, now, to)
        return
    assert not may_move(MOVES, now, to)
    with pytest.raises(Refused):
        check_move(MOVES, now, to)


@pytest.mark.parametrize(
    ("now", "to", "sentence"),
    [
        (Status.PUBLISHED, Status.DRAFT, "This is published and cannot become draft. It can become taken back."),
        (
            Status.DRAFT,
            Status.TAKEN_BACK,
            "This is draft and cannot become taken back. It can become proposed or published.",
        ),
        (Status.TAKEN_BACK, Status.DRAFT, "This is taken back and cannot become draft. It changes no more."),
        (Status.DRAFT, Status.DRAFT, "This is already draft."),
    ],
)
def test_a_refusal_says_where_it_stands_and_where_it_can_go(now, to, sentence):
    with pytest.raises(Refused) as refusal:
        check_move(MOVES, now, to)
    assert refusal.value.sentence == sentence


def test_a_refusal_names_the_thing():
    with pytest.raises(Refused, match="The 2015 version is already draft"):
        check_move(MOVES, Status.DRAFT, Status.DRAFT, what="The 2015 version")


def test_a_state_that_the_table_does_not_know_is_invalid():
    with pytest.raises(Invalid, match="lost"):
        check_move(MOVES, Status.DRAFT, Status.LOST)


def test_the_states_of_a_table_include_those_that_lead_nowhere():
    assert set(states_of(MOVES)) == set(Status) - {Status.LOST}
