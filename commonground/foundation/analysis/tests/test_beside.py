"""Whole tables say what their one-figure twins say, on each engine."""

import pyarrow as pa
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from commonground.foundation.analysis import beside, definitions, engine
from commonground.foundation.analysis.benchmarks import Held, together
from commonground.foundation.analysis.definitions import Definition, Method
from commonground.foundation.analysis.ranks import standings
from commonground.foundation.analysis.spread import spread

VALUES = st.lists(st.none() | st.integers(0, 8).map(float), min_size=1, max_size=12)
COUNTS = st.none() | st.integers(0, 50).map(float)
FEW = settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def level(values):
    rows = [{"indicator": "i", "period": "2024", "level": "all", "value": value} for value in values]
    types = [("indicator", pa.string()), ("period", pa.string()), ("level", pa.string()), ("value", pa.float64())]
    return pa.Table.from_pylist(rows, schema=pa.schema(types))


@FEW
@given(VALUES)
def test_spreads_and_ties_of_a_table_are_those_of_its_values(on_engine, values):
    found = engine.rows(beside.spreads(on_engine(level(values)), among="level"))
    one = spread(values)
    if one is None:
        assert not found
    else:
        names = ("low", "quarter", "middle", "three_quarters", "high", "known", "missing")
        assert [found[0][name] for name in names] == pytest.approx([getattr(one, name) for name in names])
    tied = {row["value"]: row["tied"] for row in engine.rows(beside.ties(on_engine(level(values)), among="level"))}
    by_place = standings(dict(enumerate(values)))
    assert tied == {values[key]: len(held.tied) + 1 for key, held in by_place.items() if held.tied}


@FEW
@given(
    st.lists(st.tuples(st.none() | st.integers(0, 9).map(float), COUNTS, COUNTS), min_size=1, max_size=8),
    st.sampled_from(list(Method)),
)
def test_areas_together_are_what_their_figures_are_together(on_engine, listed, method):
    rows = [
        {"indicator": "i", "period": "p", "area": str(at), "value": value, "numerator": top, "denominator": bottom}
        for at, (value, top, bottom) in enumerate(listed)
    ]
    types = [(name, pa.string()) for name in ("indicator", "period", "area")]
    types += [(name, pa.float64()) for name in ("value", "numerator", "denominator")]
    members = pa.table({"area": [str(at) for at in range(len(listed))], "whole": ["w"] * len(listed)})
    about = definitions.columns([Definition("i", method, 100)])
    figures = on_engine(pa.Table.from_pylist(rows, schema=pa.schema(types)))
    found = engine.rows(beside.together(figures, on_engine(members), on_engine(about)))
    one = together([Held(*row) for row in listed], method=method, multiplier=100)
    if one.value is None:
        assert not found
    else:
        assert (found[0]["value"], found[0]["how"], found[0]["known"], found[0]["of"]) == (
            pytest.approx(one.value), one.how.value, one.known, one.of,
        )  # fmt: skip
