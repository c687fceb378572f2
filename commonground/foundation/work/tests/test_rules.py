"""States of work, and a viewer kept for later."""

from datetime import UTC, date, datetime
from uuid import UUID

import pytest

from commonground.foundation.kernel.errors import Refused
from commonground.foundation.kernel.states import check_move
from commonground.foundation.kernel.viewer import Membership, Viewer, operator
from commonground.foundation.work.rules import (
    AGAIN,
    MOVES,
    OPEN,
    TONES,
    State,
    viewer_as_plain,
    viewer_from_plain,
)

NOW = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)
ANN = UUID("01890a5d-ac96-774b-bcce-b302099a8057")


def test_every_state_has_its_moves_and_its_colour():
    assert set(MOVES) == set(TONES) == set(State)


def test_what_waits_or_runs_is_open_and_what_ended_otherwise_than_well_may_begin_again():
    assert set(OPEN) == {State.QUEUED, State.RUNNING}
    assert set(AGAIN) == set(State) - set(OPEN) - {State.DONE}


@pytest.mark.parametrize("ended", sorted(set(State) - set(OPEN)))
def test_nothing_follows_an_end(ended):
    for state in set(State) - {ended}:
        with pytest.raises(Refused):
            check_move(MOVES, ended, state)
    assert MOVES[ended] == set()


def test_a_viewer_is_kept_whole_but_for_the_session_and_the_moment():
    held = Membership("analyst", frozenset({"b", "a"}), "County", ANN, date(2026, 1, 1), date(2027, 1, 1))
    viewer = Viewer(ANN, "Ann", (held, Membership("clerk", frozenset())), "quality", "secret", NOW)
    plain = viewer_as_plain(viewer)
    assert "secret" not in str(plain)
    later = viewer_from_plain(plain, now=NOW.replace(hour=10), session="job 1")
    assert later == Viewer(ANN, "Ann", viewer.memberships, "quality", "job 1", NOW.replace(hour=10))


def test_a_role_that_has_ended_by_then_no_longer_carries_its_rights():
    held = Membership("analyst", frozenset({"evidence.import"}), ends_on=date(2026, 11, 23))
    plain = viewer_as_plain(Viewer(ANN, "Ann", (held,), "", "", NOW))
    assert viewer_from_plain(plain, now=NOW, session="").may("evidence.import")
    assert not viewer_from_plain(plain, now=NOW.replace(day=23), session="").may("evidence.import")


def test_the_command_line_keeps_its_rights_too():
    plain = viewer_as_plain(operator(NOW, permissions=frozenset({"evidence.import"})))
    assert viewer_from_plain(plain, now=NOW, session="").may("evidence.import")
