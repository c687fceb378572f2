"""The counts of people behind figures: which figure shows which counts."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from commonground.foundation.analysis.definitions import Method
from commonground.foundation.analysis.symbols import CONFIDENTIAL
from commonground.ground.evidence.rules.indicators import Definition

VALUE, TOP, BOTTOM, REST = "value", "numerator", "denominator", "rest"
FRACTIONS = frozenset({Method.PROPORTION, Method.RATE, Method.RATIO})

Row = Mapping[str, Any]


class Kind(NamedTuple):
    """What is counted: the role of a count in an indicator, and the period."""

    indicator: str
    role: str
    period: str


class Figure(NamedTuple):
    """A figure by its key."""

    indicator: str
    period: str
    area: str


@dataclass
class Counts:
    """`of` holds each kind's count by area, None where nobody here knows it; `by_source` those that the source hid.

    `shown_by`: figure → the kinds that it gives away. `public` are kinds that everybody knows from open figures.
    `unsure` are figures without the counts that would show them to be safe. `observed`: kind → areas for which it was
    counted, rather than put together from others.
    """

    of: dict[Kind, dict[str, float | None]] = field(default_factory=lambda: defaultdict(dict))
    by_source: set[tuple[Kind, str]] = field(default_factory=set)
    shown_by: dict[Figure, tuple[Kind, ...]] = field(default_factory=dict)
    public: set[Kind] = field(default_factory=set)
    unsure: set[Figure] = field(default_factory=set)
    observed: dict[Kind, set[str]] = field(default_factory=lambda: defaultdict(set))


def counts(rows: Iterable[Row], about: Mapping[str, Definition], thresholds: Mapping[str, int]) -> Counts:
    """What `rows` of the prepared figures say about people."""
    found = Counts()
    for row in rows:
        definition = about[row["indicator"]]
        roles = _roles(definition, thresholds)
        figure = Figure(row["indicator"], row["period"], row["area"])
        kinds = tuple(Kind(figure.indicator, role, figure.period) for role in roles)
        found.shown_by[figure] = kinds
        for kind in kinds:
            count = _count(row, kind.role)
            found.of[kind][figure.area] = count
            if not row["parts"]:
                found.observed[kind].add(figure.area)
            if count is None and row["symbol"] == CONFIDENTIAL:
                found.by_source.add((kind, figure.area))
            if count is None and row["value"] is not None:
                found.unsure.add(figure)
        if BOTTOM not in roles and definition.method is Method.PROPORTION:
            public = Kind(figure.indicator, BOTTOM, figure.period)
            found.public.add(public)
            found.of[public][figure.area] = _count(row, BOTTOM)
    return found


def _roles(definition: Definition, thresholds: Mapping[str, int]) -> tuple[str, ...]:
    """The counts of people that a figure is or is made of. A denominator from open figures is known to everybody."""
    other = definition.made_from.denominator
    bottom = (BOTTOM,) if not other or other in thresholds else ()
    if definition.method in FRACTIONS:
        return (TOP, *bottom)
    return bottom if definition.method is Method.WEIGHTED_MEAN else (VALUE,)


def _count(row: Row, role: str) -> float | None:
    if row["symbol"] is not None and role == VALUE:
        return None
    count = row[role]
    return None if count is None else float(count)
