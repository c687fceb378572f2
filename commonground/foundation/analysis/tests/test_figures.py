"""What is said of a thousand figures at once is what would be said of each alone."""

import narwhals as nw
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from commonground.foundation.analysis import engine
from commonground.foundation.analysis.comparison import compare
from commonground.foundation.analysis.definitions import Definition, Method, Polarity, columns
from commonground.foundation.analysis.figures import add_comparison, add_intervals, add_ranks, value_of
from commonground.foundation.analysis.intervals import Interval, byar, wilson
from commonground.foundation.analysis.ranks import ranks
from commonground.foundation.analysis.rates import rate
from commonground.foundation.analysis.tests.drawn import observations

DEFINITIONS = [
    Definition("share", Method.PROPORTION, 100, Polarity.LOW),
    Definition("rate", Method.RATE, 10_000, Polarity.HIGH),
    Definition("ratio", Method.RATIO, 1, Polarity.CONTEXT),
    Definition("count", Method.COUNT, 1, Polarity.CONTEXT),
    Definition("mean", Method.WEIGHTED_MEAN, 1, Polarity.LOW),
    Definition("median", Method.PUBLISHED, 1, Polarity.CONTEXT),
]
COUNTS = st.none() | st.integers(0, 1000) | st.sampled_from([0.5, 12.25])
ROWS = st.lists(
    st.tuples(st.sampled_from(DEFINITIONS), st.none() | st.integers(0, 40), COUNTS, COUNTS), min_size=1, max_size=25
)
SLOW = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def drawn(on_engine, rows):
    table = [
        (definition.indicator, f"a{number}", "2024", value, None, top, bottom)
        for number, (definition, value, top, bottom) in enumerate(rows)
    ]
    return on_engine(observations(table)), on_engine(columns(DEFINITIONS))


def with_definitions(on_engine, rows):
    frame, definitions = drawn(on_engine, rows)
    return frame.join(definitions, on="indicator")


def slow_interval(definition, top, bottom):
    if top is None or bottom is None:
        return None
    if definition.method is Method.PROPORTION:
        return wilson(top, bottom, per=definition.multiplier)
    return byar(top, bottom, definition.multiplier) if definition.method is Method.RATE else None


def same(found, expected):
    return found is None if expected is None else found == pytest.approx(expected, rel=1e-9, abs=1e-9)


@SLOW
@given(ROWS)
def test_intervals_in_bulk_are_the_intervals_one_by_one(on_engine, rows):
    frame = add_intervals(with_definitions(on_engine, rows))
    found = {row["area"]: row for row in engine.rows(frame)}
    assert len(found) == len(rows)
    for number, (definition, _, top, bottom) in enumerate(rows):
        row = found[f"a{number}"]
        interval = slow_interval(definition, top, bottom) or (None, None)
        assert all(same(row[name], limit) for name, limit in zip(("lower", "upper"), interval, strict=True)), row


@SLOW
@given(ROWS)
def test_values_in_bulk_are_the_values_one_by_one(on_engine, rows):
    found = engine.rows(with_definitions(on_engine, rows).with_columns(value=value_of()))
    by_area = {row["area"]: row["value"] for row in found}
    for number, (definition, _, top, bottom) in enumerate(rows):
        expected = top
        if definition.method not in (Method.COUNT, Method.PUBLISHED):
            per = 1 if definition.method is Method.WEIGHTED_MEAN else definition.multiplier
            expected = None if top is None or bottom is None else rate(top, bottom, per=per)
        assert same(by_area[f"a{number}"], expected)


@SLOW
@given(ROWS, st.dictionaries(st.sampled_from([one.indicator for one in DEFINITIONS]), st.floats(0, 500), max_size=5))
def test_comparison_in_bulk_is_the_comparison_one_by_one(on_engine, rows, benchmarks):
    against = observations([(name, "england", "2024", value, None, None, None) for name, value in benchmarks.items()])
    england = on_engine(against).select("indicator", nw.col("value").alias("england"))
    frame = with_definitions(on_engine, rows).join(england, on="indicator", how="left")
    found = engine.rows(add_comparison(add_intervals(frame), benchmark="england"))
    assert len(found) == len(rows)
    polarity = {definition.indicator: definition.polarity for definition in DEFINITIONS}
    for row in found:
        interval = None if row["lower"] is None else Interval(row["lower"], row["upper"])
        expected = compare(interval, benchmarks.get(row["indicator"]), polarity[row["indicator"]])
        assert (row["outcome"], row["reason"]) == (expected.outcome, expected.reason)
        assert row["england"] == benchmarks.get(row["indicator"])


@SLOW
@given(ROWS)
def test_ranks_in_bulk_are_the_ranks_one_by_one(on_engine, rows):
    frame, _ = drawn(on_engine, rows)
    found = engine.rows(add_ranks(frame.with_columns(level=nw.lit("district")), among="level"))
    for definition in DEFINITIONS:
        mine = [row for row in found if row["indicator"] == definition.indicator]
        expected = ranks({row["area"]: row["value"] for row in mine})
        for row in mine:
            rank = expected.get(row["area"])
            if rank is None:
                assert row["rank"] is None
            else:
                assert (row["rank"], row["ranked"]) == (rank.rank, rank.of)


def test_ranks_are_within_their_level(on_engine):
    frame = on_engine(
        observations([("i", area, "2024", value, None, None, None) for area, value in [("a", 1.0), ("b", 2.0)]])
    )
    found = engine.rows(add_ranks(frame.with_columns(level=nw.col("area")), among="level"))
    assert [(row["rank"], row["ranked"]) for row in found] == [(1, 1), (1, 1)]
