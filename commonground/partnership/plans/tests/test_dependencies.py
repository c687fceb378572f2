"""What waits for what: never in a circle, never due before what it waits for."""

from datetime import date
from itertools import pairwise
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commonground.foundation.kernel.errors import Invalid
from commonground.partnership.plans.rules.dependencies import Edge, check_dependency, check_order, path

A, B, C, D = (UUID(int=number) for number in range(1, 5))
NAMES = {A: "Design", B: "Test", C: "Launch", D: "Review"}
MAY, JUNE, JULY = date(2027, 5, 1), date(2027, 6, 1), date(2027, 7, 1)


def said(wrong: pytest.ExceptionInfo[Invalid]) -> list[tuple[str, str | None]]:
    return [(one.what, one.column) for one in wrong.value.problems]


def test_a_circle_is_refused_and_named_from_end_to_end() -> None:
    held = [Edge(B, A), Edge(C, B)]
    with pytest.raises(Invalid) as wrong:
        check_dependency(Edge(A, C), held, names=NAMES)
    words = "They would wait for each other in a circle: “Design” → “Launch” → “Test” → “Design”."
    assert said(wrong) == [(words, "earlier")]


def test_a_milestone_waits_neither_for_itself_nor_twice_for_another() -> None:
    for edge in (Edge(A, A), Edge(B, A)):
        with pytest.raises(Invalid):
            check_dependency(edge, [Edge(B, A)], names=NAMES)


def test_two_ways_to_one_milestone_are_no_circle() -> None:
    check_dependency(Edge(D, C), [Edge(B, A), Edge(C, A), Edge(D, B)], names=NAMES)


def reaches(start: UUID, end: UUID, edges: list[Edge], seen: frozenset[UUID] = frozenset()) -> bool:
    """The slow and obvious way: try every step from here."""
    if start == end:
        return True
    steps = [edge.earlier for edge in edges if edge.later == start and edge.earlier not in seen]
    return any(reaches(one, end, edges, seen | {start}) for one in steps)


NODES = st.sampled_from([UUID(int=number) for number in range(1, 7)])


@given(st.lists(st.tuples(NODES, NODES), max_size=12), NODES, NODES)
def test_a_way_is_found_exactly_where_there_is_one_and_is_one(pairs: list[tuple[UUID, UUID]], a: UUID, b: UUID) -> None:
    edges = [Edge(*pair) for pair in pairs]
    way = path(a, b, edges)
    assert bool(way) is reaches(a, b, edges)
    if way:
        assert (way[0], way[-1]) == (a, b)
        assert all(Edge(*step) in edges for step in pairwise(way))


def test_a_milestone_is_not_due_before_what_it_waits_for_nor_after_what_waits_for_it() -> None:
    with pytest.raises(Invalid) as wrong:
        check_order(due_on=JUNE, earlier=[("Design", JULY)], later=[("Launch", MAY)])
    assert said(wrong) == [
        ("It waits for “Design”, which is due 1 July 2027.", "due_on"),
        ("“Launch” waits for it and is due 1 May 2027.", "due_on"),
    ]
    check_order(due_on=JUNE, earlier=[("Design", JUNE)], later=[("Launch", JUNE)])
    check_order(due_on=None, earlier=[("Design", JULY)], later=[])
