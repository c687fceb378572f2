"""By what the counts of a split area are shared out among its parts."""

from collections.abc import Iterable, Mapping
from typing import Any

import narwhals as nw

from commonground.foundation.analysis import engine
from commonground.foundation.analysis.shares import shares
from commonground.ground.evidence.rules.basis import Direction, both_ways
from commonground.ground.evidence.rules.indicators import Definition
from commonground.ground.evidence.rules.suppression import thresholds
from commonground.ground.places.rules import ChangeRow

Frame = nw.LazyFrame[Any]


def directions(changes: Iterable[ChangeRow], observations: Frame, about: Mapping[str, Definition]) -> list[Direction]:
    """Each way in which figures are carried over, with the shares of every piece.

    Shares follow the first indicator, in the order of its `shares_out`, that knows every area which a split or redrawn
    one is shared out to; where none does they are equal.
    """
    pairs = both_ways(changes)
    successors = {successor for of_direction in pairs.values() for _, successor in of_direction}
    known = _known(observations, about, successors)
    found = []
    for (before, after), of_direction in sorted(pairs.items()):
        wanted = _shared_between(of_direction)
        by = next((slug for slug, weights in known.items() if wanted and wanted <= weights.keys()), "")
        found.append(Direction(before, after, shares(of_direction, known.get(by, {})), weighted_by=by))
    return found


def _shared_between(pairs: Iterable[tuple[str, str]]) -> set[str]:
    """The successors of formers that have several."""
    held: dict[str, set[str]] = {}
    for former, successor in pairs:
        held.setdefault(former, set()).add(successor)
    return {successor for several in held.values() if len(several) > 1 for successor in several}


def _known(observations: Frame, about: Mapping[str, Definition], areas: Iterable[str]) -> dict[str, dict[str, float]]:
    """Indicator → area → its newest number, in the order in which they are taken."""
    strict = thresholds(about)  # a share would tell a count that is hidden
    order = sorted(
        (definition.shares_out, slug)
        for slug, definition in about.items()
        if definition.shares_out and slug not in strict
    )
    listed = [slug for _, slug in order]
    wanted = sorted(areas)
    if not listed or not wanted:
        return {}
    rows = observations.filter(
        nw.col("indicator").is_in(listed) & nw.col("area").is_in(wanted) & ~nw.col("value").is_null()
    )
    found: dict[str, dict[str, float]] = {slug: {} for slug in listed}
    for row in sorted(engine.rows(rows.select("indicator", "period", "area", "value")), key=lambda row: row["period"]):
        found[row["indicator"]][row["area"]] = row["value"]
    return found
