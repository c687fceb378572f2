"""Small areas add up to any larger one, and what cannot be known is said, not guessed."""

import math
from collections import defaultdict

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from commonground.foundation.analysis import engine, symbols
from commonground.foundation.analysis.definitions import Definition, Method, columns
from commonground.foundation.analysis.rollup import COLUMNS, not_placed, roll_up, roll_up_all
from commonground.foundation.analysis.tests.drawn import counted, membership, observations

REFERRALS = Definition("i", Method.PROPORTION, 100)
LOCALITIES = """
    mansfield       10 100
    ashfield        20 100
    bassetlaw       30 300
"""
THREE = [("mansfield", "west"), ("ashfield", "west"), ("bassetlaw", "north")]


def rolled(on_engine, observed, member, *definitions):
    frame = roll_up(on_engine(observed), on_engine(member), on_engine(columns(definitions or [REFERRALS])))
    return {row["area"]: row for row in engine.rows(frame)}


def test_a_share_of_a_whole_is_the_sum_above_by_the_sum_below(on_engine):
    figures = rolled(on_engine, counted(LOCALITIES), membership(THREE))
    west = figures["west"]
    assert list(west) == COLUMNS
    assert (west["numerator"], west["denominator"], west["value"]) == (30, 200, 15)
    assert (west["parts"], west["parts_known"], west["symbol"]) == (2, 2, None)
    assert figures["north"]["value"] == 10


@pytest.mark.parametrize(
    ("method", "multiplier", "rows", "value"),
    [
        (Method.COUNT, 1, [("a", 3.0, None, None), ("b", 4.0, None, None)], 7),
        (Method.RATE, 10_000, [("a", None, 3.0, 1000.0), ("b", None, 4.0, 1000.0)], 35),
        (Method.RATIO, 1, [("a", None, 30.0, 2.0), ("b", None, 40.0, 2.0)], 17.5),
        (Method.WEIGHTED_MEAN, 1, [("a", 10.0, None, 1500.0), ("b", 30.0, None, 500.0)], 15),
    ],
)
def test_each_method_puts_a_whole_together_in_its_own_way(on_engine, method, multiplier, rows, value):
    observed = observations([("i", area, "2024", number, None, top, bottom) for area, number, top, bottom in rows])
    figures = rolled(on_engine, observed, membership([("a", "w"), ("b", "w")]), Definition("i", method, multiplier))
    assert figures["w"]["value"] == pytest.approx(value)


@pytest.mark.parametrize("symbol", ["c", "x", "u", "low", "z", "?"])
def test_a_part_with_a_symbol_is_never_dropped_silently(on_engine, symbol):
    figures = rolled(on_engine, counted(f"mansfield 10 100\nashfield {symbol}\nbassetlaw 30 300"), membership(THREE))
    west = figures["west"]
    assert (west["value"], west["numerator"], west["denominator"]) == (None, None, None)
    assert west["symbol"] == {"z": "x", "?": "x"}.get(symbol, symbol)
    assert (west["parts"], west["parts_known"]) == (2, 1)
    assert figures["north"]["value"] == 10


def test_a_symbol_beside_numbers_still_makes_the_whole_a_symbol(on_engine):
    observed = observations([("i", "a", "2024", 10.0, "u", 1.0, 10.0), ("i", "b", "2024", 10.0, None, 1.0, 10.0)])
    assert rolled(on_engine, observed, membership([("a", "w"), ("b", "w")]))["w"]["symbol"] == "u"


def test_nought_of_nought_adds_nothing_and_hides_nothing(on_engine):
    observed = observations([("i", "a", "2024", None, "z", 0.0, 0.0), ("i", "b", "2024", 10.0, None, 1.0, 10.0)])
    figures = rolled(on_engine, observed, membership([("a", "w"), ("b", "w"), ("a", "alone")]))
    assert figures["w"]["value"] == 10
    assert (figures["alone"]["value"], figures["alone"]["symbol"]) == (None, "z")


def test_a_part_without_a_row_makes_the_whole_not_available(on_engine):
    figures = rolled(on_engine, counted("mansfield 10 100\nbassetlaw 30 300"), membership(THREE))
    assert (figures["west"]["value"], figures["west"]["symbol"]) == (None, "x")


def test_a_part_that_is_there_twice_is_not_counted_twice(on_engine):
    figures = rolled(on_engine, counted("mansfield 10 100\nmansfield 10 100\nashfield 1 2"), membership(THREE[:2]))
    assert (figures["west"]["value"], figures["west"]["symbol"]) == (None, "x")


def test_a_median_is_only_ever_as_published(on_engine):
    observed = observations([("i", area, "2024", 34.0, None, None, None) for area in "ab"])
    median = Definition("i", Method.PUBLISHED)
    figures = rolled(
        on_engine, observed, membership([("a", "one"), ("a", "two"), ("b", "two"), ("b", "half", 0.5)]), median
    )
    assert figures["one"]["value"] == 34
    assert {figures["two"]["symbol"], figures["half"]["symbol"]} == {"x"}


def test_a_part_that_lies_in_two_wholes_is_shared_by_weight(on_engine):
    shared = membership([("a", "v", 0.25), ("a", "w", 0.75), ("b", "w", 1.0)])
    figures = rolled(on_engine, counted("a 40 100\nb 10 100"), shared)
    assert (figures["v"]["numerator"], figures["w"]["numerator"]) == (10, 40)
    assert figures["w"]["denominator"] == 175


def test_membership_needs_no_weight_and_no_layer(on_engine):
    plain = membership([("a", "w"), ("b", "w")]).select(["part", "whole"])
    assert rolled(on_engine, counted("a 1 10\nb 3 10"), plain)["w"]["value"] == 20


def test_of_two_layers_the_nearest_to_what_was_published_is_taken(on_engine):
    member = membership([("d", "w", 1.0, "district"), ("l1", "w", 1.0, "small"), ("l2", "w", 1.0, "small")])
    figures = rolled(on_engine, counted("d 5 10\nl1 2 5\nl2 2 5"), member)
    assert (figures["w"]["layer"], figures["w"]["numerator"]) == ("district", 5)


def test_of_two_layers_the_one_that_knows_is_taken(on_engine):
    member = membership([("d", "w", 1.0, "district"), ("l1", "w", 1.0, "small"), ("l2", "w", 1.0, "small")])
    figures = rolled(on_engine, counted("d c\nl1 2 5\nl2 2 5"), member)
    assert (figures["w"]["layer"], figures["w"]["numerator"]) == ("small", 4)


def test_of_two_layers_that_do_not_know_the_one_that_says_why_is_taken(on_engine):
    member = membership([("d", "w", 1.0, "district"), ("e", "w", 1.0, "district"), ("l1", "w", 1.0, "small")])
    figures = rolled(on_engine, counted("d 5 10\nl1 c"), member)
    assert (figures["w"]["layer"], figures["w"]["symbol"]) == ("small", "c")


def test_an_indicator_without_a_definition_is_left_out(on_engine):
    assert rolled(on_engine, counted(LOCALITIES), membership(THREE), Definition("other", Method.COUNT)) == {}


def test_what_is_not_placed_is_reported(on_engine):
    universe = membership([(part, "county") for part, _ in THREE])
    definitions = on_engine(columns([REFERRALS]))
    observed = on_engine(counted(LOCALITIES))
    placed = on_engine(membership(THREE[:1]))
    left_out = engine.rows(not_placed(observed, placed, on_engine(universe), definitions))
    assert [(row["area"], row["numerator"], row["parts"]) for row in left_out] == [("county", 50, 2)]
    everything = on_engine(membership(THREE))
    assert engine.rows(not_placed(observed, everything, on_engine(universe), definitions)) == []


SYMBOLS = st.sampled_from(["c", "x", "u", "low", "z", "odd"])
NUMBERS = st.integers(0, 500)


@st.composite
def cells(draw):
    """value, symbol, numerator, denominator as files hold them: numbers, a symbol, or now and then both."""
    bottom = draw(NUMBERS)
    top = draw(st.integers(0, bottom))
    kind = draw(st.sampled_from(["numbers", "numbers", "numbers", "symbol", "both", "nothing"]))
    symbol = draw(SYMBOLS) if kind in ("symbol", "both") else None
    if kind in ("symbol", "nothing"):
        return (None, symbol, None, None)
    return (float(top), symbol, float(top), float(bottom))


AREAS = "abcdef"
OBSERVED = st.dictionaries(st.tuples(st.sampled_from("ij"), st.sampled_from(AREAS)), cells(), max_size=12)
MEMBERS = st.dictionaries(
    st.tuples(st.sampled_from(AREAS), st.sampled_from("VW")),
    st.tuples(st.sampled_from([1.0, 1.0, 0.5, 0.0]), st.sampled_from(["", "fine"])),
    min_size=1,
    max_size=10,
)
METHODS = st.sampled_from(list(Method))


def slow_roll_up(observed, members, definitions):
    """The slow, obvious twin: one whole, one indicator and one layer at a time."""
    found = {}
    for definition in definitions:
        for whole in {whole for _, whole in members}:
            layers = defaultdict(dict)
            for (part, of), (weight, layer) in members.items():
                if of == whole and weight > 0:
                    layers[layer][part] = weight
            tried = [slow_layer(observed, definition, layer, parts) for layer, parts in layers.items()]
            best = min((one for one in tried if one), key=lambda one: one[0], default=None)
            if best:
                found[definition.indicator, whole] = best[1]
    return found


def slow_layer(observed, definition, layer, parts):
    rows = {part: observed[definition.indicator, part] for part in parts if (definition.indicator, part) in observed}
    if not rows:
        return None
    tops, bottoms, unknown = [], [], []
    for part, (value, symbol, numerator, denominator) in rows.items():
        top, bottom = slow_fraction(definition.method, value, numerator, denominator)
        if symbol not in (None, "z") or top is None or bottom is None:
            unknown.append(symbol)
        else:
            tops.append(top * parts[part])
            bottoms.append(bottom * parts[part])
    may = definition.method is not Method.PUBLISHED or list(parts.values()) == [1.0]
    base = {"parts": len(parts), "parts_known": len(tops), "layer": layer, "symbol": None}
    nothing = {"value": None, "numerator": None, "denominator": None}
    if may and len(tops) == len(parts):
        figure = slow_value(definition, math.fsum(tops), math.fsum(bottoms))
        return (0, 0, len(parts), layer), {**base, **figure}
    said = symbols.UNAVAILABLE
    if unknown and symbols.strongest(unknown) == "c":
        said = "c"
    elif unknown and len(rows) == len(parts):
        said = symbols.strongest(unknown)
        if said == "z" and tops:
            said = symbols.UNAVAILABLE
    return (1, int(len(rows) != len(parts)), len(parts), layer), {**base, **nothing, "symbol": said}


def slow_fraction(method, value, numerator, denominator):
    if method in (Method.COUNT, Method.PUBLISHED):
        return value, 1.0
    if method is Method.WEIGHTED_MEAN:
        return (None, None) if value is None or denominator is None else (value * denominator, denominator)
    return numerator, denominator


def slow_value(definition, top, bottom):
    if definition.method is Method.COUNT or definition.method is Method.PUBLISHED:
        return {"value": top, "numerator": top, "denominator": None}
    if bottom == 0:
        return {"value": None, "numerator": top, "denominator": bottom, "symbol": "z"}
    per = 1.0 if definition.method is Method.WEIGHTED_MEAN else definition.multiplier
    return {"value": top / bottom * per, "numerator": top, "denominator": bottom}


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(OBSERVED, MEMBERS, METHODS, METHODS)
def test_the_roll_up_says_what_its_slow_twin_says(on_engine, observed, members, first, second):
    definitions = [Definition("i", first, 100), Definition("j", second, 10_000)]
    rows = [(indicator, area, "2024", *cell) for (indicator, area), cell in observed.items()]
    member = membership([(part, whole, *rest) for (part, whole), rest in members.items()])
    frame = roll_up(on_engine(observations(rows)), on_engine(member), on_engine(columns(definitions)))
    fast = {(row["indicator"], row["area"]): row for row in engine.rows(frame)}
    slow = slow_roll_up(observed, members, definitions)
    assert fast.keys() == slow.keys()
    for key, expected in slow.items():
        for name, value in expected.items():
            got = fast[key][name]
            assert got == pytest.approx(value) if isinstance(value, float) else got == value, (key, name)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(OBSERVED, METHODS, METHODS)
def test_all_rows_together_say_what_the_roll_up_of_parts_says(on_engine, observed, first, second):
    definitions = on_engine(columns([Definition("i", first, 100), Definition("j", second, 10_000)]))
    rows = on_engine(observations([(indicator, area, "2024", *cell) for (indicator, area), cell in observed.items()]))
    every = on_engine(membership([(area, "W", 1.0, "all") for area in AREAS]))
    looked_up = sorted(engine.rows(roll_up(rows, every, definitions)), key=lambda row: row["indicator"])
    together = engine.rows(roll_up_all(rows, "W", definitions, parts=len(AREAS), layer="all"))
    assert sorted(together, key=lambda row: row["indicator"]) == looked_up


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.dictionaries(st.sampled_from(AREAS), st.tuples(NUMBERS, st.sampled_from(["V", "W", "X", None])), min_size=1),
)
def test_a_county_is_always_its_localities_and_what_is_not_placed(on_engine, areas):
    """The invariant, whatever the footprint and however little of it is placed."""
    observed = on_engine(counted("\n".join(f"{area} {count} 1000" for area, (count, _) in areas.items())))
    placed = on_engine(membership([(area, whole) for area, (_, whole) in areas.items() if whole]))
    universe = on_engine(membership([(area, "county") for area in areas]))
    definitions = on_engine(columns([REFERRALS]))
    [county] = engine.rows(roll_up(observed, universe, definitions))
    pieces = engine.rows(roll_up(observed, placed, definitions))
    pieces += engine.rows(not_placed(observed, placed, universe, definitions))
    assert sum(piece["numerator"] for piece in pieces) == county["numerator"]
    assert sum(piece["denominator"] for piece in pieces) == county["denominator"]
