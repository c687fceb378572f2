"""Counts move from the small areas of one year to those of another, and nobody is lost or counted twice."""

from collections import defaultdict
from fractions import Fraction

import pyarrow as pa
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from commonground.foundation.analysis import engine, rebasing, rollup, shares
from commonground.foundation.analysis.definitions import Definition, Method, columns
from commonground.foundation.analysis.tests.drawn import counted, observations

CHILDREN = Definition("i", Method.COUNT)
REFERRALS = Definition("i", Method.PROPORTION, 100)
SCORE = Definition("i", Method.WEIGHTED_MEAN)
SPLIT = [("old", "east"), ("old", "west")]
MERGED = [("one", "all"), ("two", "all")]


def cut_up(on_engine, observed, changes, *definitions, weights=None):
    shared = on_engine(rebasing.as_table(shares.shares(changes, weights or {})))
    return rebasing.pieces(on_engine(observed), shared, on_engine(columns(definitions)))


def layer(rows):
    """Rows of part and whole as the membership of one layer."""
    return pa.Table.from_pylist([{"part": part, "whole": whole, "layer": "new"} for part, whole in rows])


def rebased(on_engine, observed, changes, rows, definition, *, weights=None):
    """What wholes made of these pieces say, and how much of that was estimated."""
    cut = cut_up(on_engine, observed, changes, definition, weights=weights)
    member, known = on_engine(layer(rows)), on_engine(columns([definition]))
    figures = {row["area"]: row for row in engine.rows(rollup.roll_up(cut, member, known))}
    shared = {row["whole"]: row for row in engine.rows(rebasing.estimated(cut, member, known))}
    return figures, shared


def test_a_split_area_is_shared_out_equally_and_its_children_stay_whole(on_engine):
    cut = cut_up(on_engine, observations([("i", "old", "2020", 7.0, None, None, None)]), SPLIT, CHILDREN)
    assert {row["area"]: row["value"] for row in engine.rows(cut)} == {"old>east": 4, "old>west": 3}


def test_a_split_area_is_shared_out_by_the_people_of_its_parts_where_all_are_known(on_engine):
    observed = observations([("i", "old", "2020", 100.0, None, None, None)])
    by_people = cut_up(on_engine, observed, SPLIT, CHILDREN, weights={"east": 300.0, "west": 100.0})
    assert {row["area"]: row["value"] for row in engine.rows(by_people)} == {"old>east": 75, "old>west": 25}
    half_known = cut_up(on_engine, observed, SPLIT, CHILDREN, weights={"east": 300.0})
    assert {row["value"] for row in engine.rows(half_known)} == {50}


def test_merged_areas_are_added_up_and_nothing_is_estimated(on_engine):
    figures, shared = rebased(
        on_engine, counted("one 10 100\ntwo 30 100"), MERGED, [("one>all", "all"), ("two>all", "all")], REFERRALS
    )
    assert (figures["all"]["numerator"], figures["all"]["denominator"], figures["all"]["value"]) == (40, 200, 20)
    assert shared == {}


def test_a_rate_is_worked_out_anew_from_shared_counts_and_never_averaged(on_engine):
    observed = counted("old 10 100\none 90 100")
    rows = [("old>east", "here"), ("one>all", "here"), ("old>west", "there")]
    figures, shared = rebased(on_engine, observed, [*SPLIT, ("one", "all")], rows, REFERRALS)
    assert figures["here"]["value"] == pytest.approx(95 / 150 * 100)
    assert (shared["here"]["estimated_numerator"], shared["here"]["estimated_denominator"]) == (5, 50)


def test_a_score_is_the_same_in_every_piece_and_weighs_as_its_people_do(on_engine):
    observed = observations(
        [("i", "old", "2019", 40.0, None, None, 2000.0), ("i", "one", "2019", 10.0, None, None, 1000.0)]
    )
    rows = [("old>east", "here"), ("one>all", "here")]
    figures, _ = rebased(on_engine, observed, [*SPLIT, ("one", "all")], rows, SCORE)
    assert figures["here"]["value"] == pytest.approx((40 * 1000 + 10 * 1000) / 2000)


def test_where_a_larger_area_holds_every_piece_nothing_is_estimated(on_engine):
    observed = observations([("i", "old", "2020", 7.0, None, None, None)])
    rows = [("old>east", "both"), ("old>west", "both"), ("old>east", "half")]
    figures, shared = rebased(on_engine, observed, SPLIT, rows, CHILDREN)
    assert figures["both"]["value"] == 7
    assert set(shared) == {"half"}
    assert shared["half"]["estimated_numerator"] == 4


@pytest.mark.parametrize("symbol", ["c", "x", "u", "low", "z"])
def test_a_symbol_is_carried_to_every_piece_and_is_never_nought(on_engine, symbol):
    figures, _ = rebased(
        on_engine,
        counted(f"old {symbol}\none 1 10"),
        [*SPLIT, *MERGED],
        [("old>east", "east"), ("one>all", "all"), ("two>all", "all")],
        REFERRALS,
    )
    assert (figures["east"]["value"], figures["east"]["symbol"]) == (None, symbol)
    assert (figures["all"]["value"], figures["all"]["symbol"]) == (None, "x"), "one of the two is not there"


def test_a_tenth_or_a_rank_is_not_carried_over(on_engine):
    observed = observations([("i", "old", "2019", 3.0, None, None, None)])
    assert engine.rows(cut_up(on_engine, observed, SPLIT, Definition("i", Method.PUBLISHED))) == []


def test_what_is_no_whole_number_is_shared_exactly(on_engine):
    cut = cut_up(on_engine, observations([("i", "old", "2020", 2.5, None, None, None)]), SPLIT, CHILDREN)
    assert {row["value"] for row in engine.rows(cut)} == {1.25}


FORMERS, SUCCESSORS = "abcd", "WXYZ"
CHANGES = st.sets(st.tuples(st.sampled_from(FORMERS), st.sampled_from(SUCCESSORS)), min_size=1, max_size=10)
COUNTS = st.dictionaries(
    st.sampled_from(FORMERS), st.one_of(st.integers(0, 5000), st.sampled_from(["c", "x"])), min_size=1
)
WEIGHTS = st.dictionaries(st.sampled_from(SUCCESSORS), st.integers(0, 900))


def slow_shares(count, successors, weights):
    """The slow, obvious twin: exact fractions, one person at a time to whoever has most still to come."""
    known = [weights.get(successor) for successor in successors]
    if None in known or not sum(known):
        known = [1] * len(successors)
    exact = [Fraction(count) * weight / sum(known) for weight in known]
    given_out = [int(part) for part in exact]
    while sum(given_out) < count:
        short = max(range(len(exact)), key=lambda place: (exact[place] - given_out[place], -place))
        given_out[short] += 1
    return dict(zip(successors, given_out, strict=True))


def slow_rebased(counts, changes, weights, wholes):
    """whole → (value or symbol, how much of it was estimated)."""
    successors, pieces = defaultdict(list), {}
    for former, successor in sorted(changes):
        successors[former].append(successor)
    for former, held in successors.items():
        count = counts.get(former)
        if isinstance(count, int):
            pieces |= {(former, one): part for one, part in slow_shares(count, held, weights).items()}
    found = {}
    for whole, held in wholes.items():
        wanted = [(former, successor) for former, successor in sorted(changes) if successor in held]
        said = [counts[former] for former, _ in wanted if former in counts]
        if not said:
            continue
        if all(pair in pieces for pair in wanted):
            partly = {former for former, _ in wanted if not set(successors[former]) <= set(held)}
            found[whole] = (
                sum(pieces[pair] for pair in wanted),
                sum(pieces[pair] for pair in wanted if pair[0] in partly),
            )
        else:
            found[whole] = "c" if "c" in said else "x", None
    return found


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(COUNTS, CHANGES, WEIGHTS, st.sets(st.sampled_from(SUCCESSORS), min_size=1))
def test_rebasing_says_what_its_slow_twin_says_and_keeps_every_person(on_engine, counts, changes, weights, here):
    rows = [
        ("i", former, "2020", *((float(count), None) if isinstance(count, int) else (None, count)), None, None)
        for former, count in counts.items()
    ]
    wholes = {"here": here, "there": set(SUCCESSORS) - here, "everywhere": set(SUCCESSORS)}
    placed = [(f"{f}>{s}", whole) for whole, held in wholes.items() for f, s in sorted(changes) if s in held]
    figures, shared = rebased(on_engine, observations(rows), changes, placed, CHILDREN, weights=weights)
    expected = slow_rebased(counts, changes, weights, wholes)
    assert figures.keys() == expected.keys()
    for whole, (said, estimate) in expected.items():
        row = figures[whole]
        assert (row["symbol"] if row["value"] is None else row["value"]) == said, whole
        if estimate is not None:
            assert shared.get(whole, {"estimated_numerator": 0})["estimated_numerator"] == estimate, whole
    known = all(isinstance(counts.get(former), int) for former, _ in changes)
    if known:
        assert figures["everywhere"]["value"] == sum(counts[former] for former in {former for former, _ in changes})
