"""Hiding small numbers in prepared figures, on all maps and levels together, so that none can be worked out.

Whole figures are hidden or shown: a rate goes with its numerator and its denominator. Why and how far:
docs/decisions/0078 and 0079.
"""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import narwhals as nw
import pyarrow as pa

from commonground.foundation.analysis import engine
from commonground.foundation.analysis.symbols import CONFIDENTIAL
from commonground.ground.evidence.actions import storage
from commonground.ground.evidence.actions.preparation.hiding.binding import bounds
from commonground.ground.evidence.actions.preparation.hiding.counting import Row, counts
from commonground.ground.evidence.actions.preparation.hiding.deciding import Decision, decide
from commonground.ground.evidence.actions.preparation.hiding.ledger import Ledger, read, write
from commonground.ground.evidence.queries.cube import current_preparation, latest_ledger, rows_where
from commonground.ground.evidence.queries.files import local_path
from commonground.ground.evidence.rules.basis import Plan
from commonground.ground.evidence.rules.indicators import Definition
from commonground.ground.evidence.rules.suppression import thresholds

__all__ = ["Decision", "Ledger", "hide", "kept_ledger"]

Frame = nw.LazyFrame[Any]
COLUMNS = ["indicator", "period", "area", "value", "symbol", "numerator", "denominator", "parts"]
KEYS = ["indicator", "period", "area"]
NUMBERS = ["value", "numerator", "denominator", "estimated_numerator", "estimated_denominator"]
SOURCES = ["published", "file", "column"]  # the cell as it was written, and where


def hide(
    connection: engine.Connection,
    chosen: Frame,
    plans: Sequence[Plan],
    about: Mapping[str, Definition],
    *,
    done: Callable[[Frame], Frame],
    tell: Callable[[str], None],
) -> tuple[Frame, Decision | None]:
    """The chosen figures without those that are not shown, and what was decided; as they are, and None, where no figure
    stands on counts that must be hidden. `done` writes a step down before the next reads it."""
    strict = thresholds(about)
    if not strict:
        return chosen, None
    chosen = done(chosen)
    rows = engine.rows(chosen.filter(nw.col("indicator").is_in(sorted(strict))).select(COLUMNS))
    if not rows:
        return chosen, None
    decision = _decision(rows, plans, about, strict, tell)
    return _without(connection, chosen, decision), decision


def _decision(
    rows: Sequence[Row],
    plans: Sequence[Plan],
    about: Mapping[str, Definition],
    strict: Mapping[str, int],
    tell: Callable[[str], None],
) -> Decision:
    """Beside what was shown and hidden before."""
    held, kept = current_preparation(), latest_ledger()
    before = rows_where(held, indicator=sorted(strict)) if held else []
    earlier = _with_figures(read(local_path(kept) if kept else None), before, about)
    return decide(
        rows,
        bounds(plans),
        about,
        strict,
        earlier,
        progress=lambda done, of: tell(f"Hiding small numbers, {done + 1} of {of}"),
    )


def kept_ledger(decision: Decision | None, folder: Path) -> str:
    """What was shown and hidden so far, in storage. The last one stands where nothing was weighed this time."""
    if decision is None:
        return latest_ledger()
    path = folder / "shown-and-hidden.parquet"
    write(decision.ledger, path)
    return storage.keep(path, storage.LEDGERS)[0]


def _with_figures(earlier: Ledger, shown: Sequence[Row], about: Mapping[str, Definition]) -> Ledger:
    """With the figures that pages show now: those of a dataset without a rule were never written down."""
    strict = thresholds(about)
    found = counts((row for row in shown if row["value"] is not None), about, strict)
    now = {
        (kind, area): count
        for kind, of_areas in found.of.items()
        for area, count in of_areas.items()
        if count is not None and kind not in found.public
    }
    return Ledger({**earlier.entries, **now})


def _without(connection: engine.Connection, chosen: Frame, made: Decision) -> Frame:
    """The figures with a symbol in the place of each that is hidden, and nothing else that was made of it."""
    listed = sorted(made.hidden)
    columns = {name: pa.array([getattr(figure, name) for figure in listed], pa.string()) for name in KEYS}
    hidden = engine.table(connection, pa.table({**columns, "is_hidden": pa.array([True] * len(listed), pa.bool_())}))
    joined = chosen.join(hidden, on=KEYS, how="left")
    shown = nw.col("is_hidden").is_null()
    kept = {name: nw.when(shown).then(nw.col(name)) for name in (*NUMBERS, *SOURCES, "row")}
    symbol = nw.when(shown).then(nw.col("symbol")).otherwise(nw.lit(CONFIDENTIAL))
    return joined.with_columns(symbol=symbol, **kept).drop("is_hidden")
