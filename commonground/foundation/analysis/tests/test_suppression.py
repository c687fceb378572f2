"""Hiding cells: 0 small numbers can be worked out, and as little is lost as can be."""

import random
from collections.abc import Callable, Sequence
from itertools import combinations, product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from commonground.foundation.analysis.suppression import (
    Cell,
    Relation,
    State,
    Table,
    exposed,
    ranges,
    row_and_column_rule,
    summed,
    suppress,
)
from commonground.foundation.analysis.suppression.fitting import fit
from commonground.foundation.analysis.suppression.programme import UNBOUNDED

TABLES = 200


class Drawing:
    """A table drawn up cell by cell."""

    def __init__(self, threshold: int) -> None:
        self.threshold, self.cells, self.relations = threshold, list[Cell](), list[Relation]()

    def cell(self, value: float, state: State = State.FREE) -> int:
        self.cells.append(Cell(f"cell {len(self.cells)}", value, state))
        return len(self.cells) - 1

    def whole(self, parts: Sequence[int], state: State = State.FREE) -> int:
        whole = self.cell(sum(self.cells[part].value for part in parts), state)
        self.relations.append(summed(whole, parts))
        return whole

    def bind(self, whole: int, parts: Sequence[int]) -> None:
        self.relations.append(summed(whole, parts))

    @property
    def table(self) -> Table:
        return Table(self.cells, self.relations, self.threshold)


def drawn(seed: int, *, areas: int = 5, categories: int = 3) -> Table:
    """Small areas by categories with margins, and two footprints of the areas, their margins too."""
    rng = random.Random(seed)
    drawing = Drawing(rng.choice([3, 5, 10]))
    grid = [[drawing.cell(_count(rng)) for _ in range(categories)] for _ in range(areas)]
    by_category = [drawing.whole(column) for column in zip(*grid, strict=True)]
    by_area = [drawing.whole(row) for row in grid]
    drawing.bind(drawing.whole(by_area), by_category)
    for parts in (2, 3):
        localities = [rng.randrange(parts) for _ in range(areas)]
        for locality in range(parts):
            within = [area for area in range(areas) if localities[area] == locality]
            if len(within) > 1:
                crossed = [drawing.whole([grid[area][category] for area in within]) for category in range(categories)]
                drawing.bind(drawing.whole(crossed), [by_area[area] for area in within])
    return drawing.table


def _count(rng: random.Random) -> float:
    return float(rng.choice([0, rng.randint(0, 12), rng.randint(0, 12), rng.randint(0, 60)]))


def test_no_small_number_of_two_hundred_tables_can_be_worked_out() -> None:
    opened_by_plain_rule = noughts_hidden = 0
    for seed in range(TABLES):
        table = drawn(seed, areas=4, categories=2)
        pattern = suppress(table)
        assert not pattern.open, seed
        assert not exposed(table, pattern.hidden), seed
        assert not exposed(table, pattern.hidden, whole=True), seed
        assert table.hidden_at_least <= pattern.hidden
        assert pattern.is_proven_best, seed
        opened_by_plain_rule += len(exposed(table, row_and_column_rule(table)))
        noughts_hidden += sum(table.cells[place].value == 0 for place in pattern.hidden)
    assert opened_by_plain_rule > 100  # the plain rule looks at one sum at a time
    assert noughts_hidden > 0  # so nobody can take it that a hidden cell holds somebody


@pytest.mark.parametrize("seed", range(6))
def test_what_is_hidden_in_a_larger_table_cannot_be_worked_out(seed: int) -> None:
    table = drawn(seed, areas=9, categories=3)
    pattern = suppress(table, seconds=1)
    assert not pattern.open
    assert all(
        one.covers(table.threshold) and not one.is_recovered for one in ranges(table, pattern.hidden, whole=True)
    )
    assert pattern.least_weight <= pattern.weight


def test_the_same_table_is_always_hidden_in_the_same_way() -> None:
    assert suppress(drawn(3)) == suppress(drawn(3))


@given(st.integers(0, 10_000), st.data())
@settings(max_examples=25, deadline=None)
def test_the_outsider_finds_what_trying_every_number_finds(seed: int, data: st.DataObject) -> None:
    """The slow twin tries every number that each hidden cell could be. A shown total bounds them all."""
    drawing = Drawing(5)
    rng = random.Random(seed)
    grid = [[drawing.cell(float(rng.randint(0, 3))) for _ in range(2)] for _ in range(2)]
    by_area, by_category = [drawing.whole(row) for row in grid], [drawing.whole(row) for row in zip(*grid, strict=True)]
    total = drawing.whole(by_area)
    drawing.bind(total, by_category)
    table = drawing.table
    hidden = data.draw(st.sets(st.sampled_from(range(total)), max_size=5))
    found = {one.cell: (one.low, one.high) for one in ranges(table, hidden, cells=hidden, whole=True)}
    assert {cell: tuple(map(round, ends)) for cell, ends in found.items()} == by_trying(table, sorted(hidden))
    open_to_attack = {one.cell for one in exposed(table, hidden, cells=hidden, whole=True)}
    assert open_to_attack == {cell for cell, (low, high) in found.items() if low > 1 + 1e-6 or high < 5 - 1e-6}


def by_trying(table: Table, hidden: Sequence[int]) -> dict[int, tuple[int, int]]:
    most = int(max(cell.value for cell in table.cells))
    possible = [point for point in product(range(most + 1), repeat=len(hidden)) if _keeps(table, hidden, point)]
    return {
        cell: (min(point[place] for point in possible), max(point[place] for point in possible))
        for place, cell in enumerate(hidden)
    }


def _keeps(table: Table, hidden: Sequence[int], point: Sequence[int]) -> bool:
    values = [cell.value for cell in table.cells]
    for cell, value in zip(hidden, point, strict=True):
        values[cell] = value
    return all(
        abs(sum(values[place] * factor for place, factor in relation.terms) - relation.total) < 1e-9
        for relation in table.relations
    )


@pytest.mark.parametrize("seed", range(5))
def test_no_safe_choice_loses_less(seed: int) -> None:
    """The slow twin attacks every set of cells that is lighter than the best it met."""
    table = drawn(seed, areas=2, categories=2)
    assert suppress(table).weight == pytest.approx(least_weight_of_all(table))


def least_weight_of_all(table: Table) -> float:
    base, least = table.hidden_at_least, UNBOUNDED
    free = [place for place in range(len(table.cells)) if place not in base]
    for beside in (beside for count in range(len(free) + 1) for beside in combinations(free, count)):
        weight = sum(table.cells[place].weight for place in beside)
        if weight < least and not exposed(table, base.union(beside)):
            least = weight
    return least


def test_a_lone_small_number_is_not_given_away_by_its_total() -> None:
    """
    | a | b | c | all |
    | 3 | 7 | 9 | 19  |
    """
    drawing = Drawing(5)
    parts = [drawing.cell(value) for value in (3.0, 7.0, 9.0)]
    whole = drawing.whole(parts)
    only = ranges(drawing.table, {parts[0]})[0]
    assert (only.low, only.high, only.is_recovered) == (3, 3, True)
    assert suppress(drawing.table).hidden == {parts[0], parts[1]}
    assert whole not in suppress(drawing.table).hidden


def test_two_small_numbers_that_add_up_to_a_small_difference_are_not_given_away_together() -> None:
    """1 and 2 in a total of 13 beside 10: hiding the two alone says that both are under 5."""
    drawing = Drawing(5)
    one, two, ten = (drawing.cell(value) for value in (1.0, 2.0, 10.0))
    drawing.whole([one, two, ten])
    assert [found.high for found in exposed(drawing.table, {one, two})] == [3, 3]
    assert suppress(drawing.table).hidden == {one, two, ten}


def test_two_footprints_that_differ_by_a_small_group_are_not_subtracted() -> None:
    """North is 20 people on one map and 23 on another; the 3 of the area between are shown nowhere."""
    drawing = Drawing(5)
    between = drawing.cell(3.0, State.LATENT)
    west, east = drawing.cell(20.0, State.LATENT), drawing.cell(40.0, State.LATENT)
    old_north, old_south = drawing.whole([west]), drawing.whole([between, east])
    new_north, new_south = drawing.whole([west, between]), drawing.whole([east])
    county = drawing.whole([west, between, east])
    table = drawing.table
    assert exposed(table, table.hidden_at_least)[0].is_recovered
    pattern = suppress(table)
    assert not exposed(table, pattern.hidden)
    shown = {old_north, old_south, new_north, new_south, county} - pattern.hidden
    assert 0 < len(shown) < 5
    assert exposed(table, row_and_column_rule(table))


def test_nought_far_from_any_small_number_is_shown() -> None:
    drawing = Drawing(5)
    nought = drawing.cell(0.0)
    drawing.whole([nought, drawing.cell(20.0)])
    drawing.whole([drawing.cell(3.0), drawing.cell(50.0)])
    assert nought not in suppress(drawing.table).hidden


def test_what_was_hidden_stays_hidden_and_what_was_shown_protects_nobody() -> None:
    drawing = Drawing(5)
    parts = [drawing.cell(3.0), drawing.cell(7.0, State.KNOWN), drawing.cell(9.0), drawing.cell(30.0, State.HIDDEN)]
    drawing.whole(parts, State.KNOWN)
    assert suppress(drawing.table).hidden == {parts[0], parts[3]}
    given_away = Drawing(5)
    small = given_away.cell(3.0)
    given_away.whole([small, given_away.cell(7.0, State.KNOWN)], State.KNOWN)
    pattern = suppress(given_away.table)
    assert (pattern.hidden, pattern.open) == ({small}, {small})


def test_a_number_that_the_source_hid_is_guarded_like_a_small_one() -> None:
    table = Table([Cell("a", 20.0, is_guarded=True), Cell("b", 9.0), Cell("all", 29.0)], [summed(2, [0, 1])], 5)
    assert table.guarded == (0,)
    assert len(suppress(table).hidden) == 2
    nobody_has_it = Table([Cell("a", 2.0, State.LATENT, is_guarded=False), Cell("all", 29.0)], [], 5)
    assert nobody_has_it.guarded == ()


def test_values_that_do_not_add_up_are_refused() -> None:
    with pytest.raises(ValueError, match="do not keep"):
        suppress(Table([Cell("a", 1.0), Cell("all", 5.0)], [summed(1, [0])], 5))


def test_a_cell_bound_by_nothing_needs_no_other() -> None:
    table = Table([Cell("alone", 2.0), Cell("far", 40.0)], [], 5)
    assert suppress(table).hidden == {0}
    assert ranges(table, {0})[0].high == UNBOUNDED


def test_time_that_is_over_still_gives_a_safe_choice() -> None:
    table = drawn(5, areas=8, categories=3)
    pattern = suppress(table, seconds=0.0, clock=_ticking())
    assert not exposed(table, pattern.hidden, whole=True)
    assert pattern.weight >= suppress(table).weight - 1e-6


def _ticking() -> Callable[[], float]:
    times = iter(range(10**9))
    return lambda: float(next(times))


@given(st.lists(st.integers(0, 6), min_size=3, max_size=5), st.sets(st.integers(0, 4), min_size=1, max_size=2))
@settings(max_examples=30, deadline=None)
def test_numbers_that_nobody_knows_leave_over_as_little_as_can_be(counts: list[int], unknown: set[int]) -> None:
    """The slow twin tries every number up to twenty. The first cell is the sum of the others, and twice the second."""
    values = [None if place in unknown else float(count) for place, count in enumerate(counts)]
    rows = [[(0, 1.0), *((place, -1.0) for place in range(1, len(values)))], [(0, 1.0), (1, -2.0)]]
    filled, left = fit(values, rows)
    assert all(value >= 0 and was in (None, value) for was, value in zip(values, filled, strict=True))
    holes = [place for place, value in enumerate(values) if value is None]
    tried = []
    for numbers in product(range(21), repeat=len(holes)):
        one = dict(zip(holes, numbers, strict=True))
        full = [one.get(place, value) or 0.0 for place, value in enumerate(values)]
        tried.append(sum(abs(sum(full[place] * factor for place, factor in row)) for row in rows))
    assert sum(map(abs, left)) <= min(tried) + 1e-6  # a fraction may fit better than any whole number


def test_what_rounding_added_is_not_known_but_bounded() -> None:
    """Half of an area was put at 2, up to one off: the area is anything from 2 to 6."""
    cells = [Cell("half", 2.0), Cell("area", 4.0), Cell("rounding", 1.0, State.LATENT, is_guarded=False, most=2.0)]
    table = Table(cells, [Relation(((0, 1.0), (1, -0.5), (2, -1.0)), -1.0)], 5)
    assert table.is_consistent()
    only = ranges(table, {1, 2}, cells=[1])[0]
    assert (only.cell, only.low, only.high) == (1, pytest.approx(2), pytest.approx(6))
    assert suppress(table).hidden == {0, 1, 2}
