"""The bench compares medians taken in turn, and says whether a goal is met."""

import pytest

from tests.bench.__main__ import found
from tests.bench.rows import Measured, Row, in_turn


def _row(**bounds: float) -> Row:
    return Row("B0", "work", "something else", lambda: Measured([], [], "s"), **bounds)


@pytest.mark.parametrize(
    ("bounds", "is_met"),
    [
        ({"ratio_at_most": 2}, True),
        ({"ratio_at_most": 1.4}, False),
        ({"ratio_at_least": 1.5}, True),
        ({"ours_at_most": 2}, False),
        ({"ours_at_least": 3, "ratio_at_most": 2}, True),
    ],
)
def test_a_goal_binds_the_ratio_of_medians_or_our_own_figure(bounds: dict[str, float], is_met: bool) -> None:
    measured = Measured(ours=[1, 3, 30], theirs=[2, 2, 9], unit="s")
    assert measured.ratio == 1.5
    assert _row(**bounds).is_met(measured) is is_met


def test_a_bound_on_a_ratio_is_missed_where_there_is_nothing_to_compare_with() -> None:
    assert not _row(ratio_at_most=2).is_met(Measured(ours=[1], theirs=[], unit="s"))


def test_a_goal_is_written_with_its_bounds() -> None:
    assert _row(ratio_at_least=1 / 3, ours_at_least=200).goal("writes/s") == "≥ 0.33×, ≥ 200 writes/s"


def test_both_sides_are_measured_in_turn() -> None:
    order: list[str] = []
    in_turn(lambda: order.append("ours") or 1.0, lambda: order.append("theirs") or 2.0, times=2)
    assert order == ["ours", "theirs", "ours", "theirs"]


def test_every_row_is_found_once_with_an_id_and_a_goal() -> None:
    rows = found()
    assert len({row.id for row in rows}) == len(rows)
    assert [row.id for row in rows if not row.goal("s")] == []
    assert "B11a" in {row.id for row in rows}
