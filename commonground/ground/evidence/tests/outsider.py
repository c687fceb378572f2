"""Somebody who keeps every figure that pages show and knows how areas lie in each other, and subtracts.

Built from what is published alone, apart from what chooses the figures to hide: only the names of the small cells come
from the truth.
"""

from collections import defaultdict
from collections.abc import Mapping

from commonground.foundation.analysis.suppression import Cell, Range, State, Table, ranges, summed
from commonground.ground.evidence.queries.cube import current_preparation, rows_where
from commonground.ground.places import queries as places


def shown(indicator: str, period: str) -> dict[str, float | None]:
    """Area → what pages show, None for a hidden number."""
    held = current_preparation()
    assert held is not None
    rows = rows_where(held, indicator=indicator)
    return {row["area"]: row["value"] for row in rows if row["period"] == period}


def worked_out(
    indicator: str, period: str, truth: Mapping[str, float], *, threshold: int, earlier: Mapping[str, float] = {}
) -> list[Range]:
    """Small counts whose range does not cover 1 to the threshold. `truth`: small area → count; `earlier`: area → a
    number that pages once showed."""
    seen = {**shown(indicator, period), **earlier}
    parts: dict[str, set[str]] = defaultdict(set)
    for row in places.membership_table():
        if row.part_code in truth:
            parts[row.whole_key].add(row.part_code)
    names = [*truth, *(whole for whole in parts if whole in seen and whole not in truth)]
    place = {name: position for position, name in enumerate(names)}
    counts = {**truth, **{whole: sum(truth[part] for part in parts[whole]) for whole in names if whole not in truth}}
    cells = [Cell(name, counts[name], State.FREE if name in seen else State.LATENT) for name in names]
    relations = [
        summed(place[whole], [place[part] for part in sorted(parts[whole])]) for whole in names if whole in parts
    ]
    table = Table(cells, relations, threshold)
    for name in names:
        assert seen.get(name) in (None, counts[name]), name  # what is shown is right
    hidden = {position for position, name in enumerate(names) if seen.get(name) is None}
    left = ranges(table, hidden, whole=True)
    return [one for one in left if one.is_recovered or not one.covers(threshold)]
