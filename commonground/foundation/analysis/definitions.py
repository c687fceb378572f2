"""What analysis must know of an indicator to compute with it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

import pyarrow as pa


class Method(StrEnum):
    """How the figure of a whole comes from its parts, and which interval it has."""

    COUNT = "count"  # the sum of the parts' values; no interval
    PROPORTION = "proportion"  # events among those counted, times multiplier (100); Wilson
    RATE = "rate"  # events by population, times multiplier (10,000); Byar
    RATIO = "ratio"  # one sum by another, times multiplier, where neither interval holds; no interval
    WEIGHTED_MEAN = "weighted mean"  # mean of the parts' values weighted by their denominators; no interval
    PUBLISHED = "published"  # cannot be put together from parts (a median, a rank): only as published


class Polarity(StrEnum):
    """Which way is good."""

    LOW = "low"
    HIGH = "high"
    CONTEXT = "context"  # neither: shown as lower or higher, never as better or worse


@dataclass(frozen=True)
class Definition:
    """`multiplier` is what one is shown as: 100 for per cent, 10,000 for a rate per 10,000."""

    indicator: str
    method: Method
    multiplier: float = 1.0
    polarity: Polarity = Polarity.CONTEXT


def columns(definitions: Iterable[Definition]) -> pa.Table:
    """Definitions as a table: indicator, method, multiplier, polarity. Give it to `engine.table`."""
    listed = list(definitions)
    table: Mapping[str, list[Any]] = {
        "indicator": [definition.indicator for definition in listed],
        "method": [definition.method.value for definition in listed],
        "multiplier": [float(definition.multiplier) for definition in listed],
        "polarity": [definition.polarity.value for definition in listed],
    }
    types = [pa.string(), pa.string(), pa.float64(), pa.string()]
    return pa.table({name: pa.array(table[name], type_) for name, type_ in zip(table, types, strict=True)})
