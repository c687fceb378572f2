"""What stands beside the cube, so that no page has to work it out: spreads and ties of levels, neighbours together."""

from collections.abc import Iterable, Sequence
from pathlib import Path

import narwhals as nw
import pyarrow as pa

from commonground.foundation.analysis import beside, engine
from commonground.ground.evidence.actions import storage
from commonground.ground.evidence.actions.preparation.levels import Level
from commonground.ground.evidence.queries.neighbours import neighbour_table
from commonground.ground.evidence.rules.neighbours import main_codes

SPREADS, TIES, NEIGHBOURS = "spreads", "ties", "neighbours"


def write_beside(
    connection: engine.Connection,
    cube: Path,
    levels: Sequence[Level],
    definitions: nw.LazyFrame,
    *,
    redrawn: Iterable[str],
) -> dict[str, str]:
    """Write each table into storage. Returns its name → its file there.

    As in ranks, a figure that was carried over to a redrawn small area is not counted among those of its level.
    """
    figures = _under_todays_codes(connection, engine.scan(connection, [cube]))
    carried = engine.table(connection, {"area": pa.array(sorted(redrawn), pa.string())}).with_columns(
        is_redrawn=nw.lit(1)
    )
    told = figures.drop("level").join(carried, on="area", how="left")
    counted = told.filter(nw.col("is_redrawn").is_null() | nw.col("rebased_from").is_null())
    placed = counted.join(_places(connection, levels), on="area").select("indicator", "period", "level", "value")
    order = ("level", "indicator", "period")
    tables = {
        SPREADS: beside.spreads(placed, among="level").sort(*order),
        TIES: beside.ties(placed, among="level").sort(*order),
        NEIGHBOURS: _neighbours(connection, figures, definitions),
    }
    return {name: _kept(table, cube.with_name(f"{name}.parquet")) for name, table in tables.items()}


def _kept(table: nw.LazyFrame, path: Path) -> str:
    engine.write(table, path)
    return storage.keep(path, storage.CUBES)[0]


def _places(connection: engine.Connection, levels: Sequence[Level]) -> nw.LazyFrame:
    """Every area with each level that it stands in. A level of one is none."""
    rows = [(area, level.label) for level in levels if len(level.members) > 1 for area in sorted(level.members)]
    areas, labels = [area for area, _ in rows], [label for _, label in rows]
    return engine.table(connection, {"area": pa.array(areas, pa.string()), "level": pa.array(labels, pa.string())})


def _under_todays_codes(connection: engine.Connection, cube: nw.LazyFrame) -> nw.LazyFrame:
    """Authorities under the code that they have now, each once: releases may hold one ground under two codes."""
    now, keys = main_codes(), ["indicator", "period", "area"]
    codes = engine.table(
        connection, {"area": pa.array(now.keys(), pa.string()), "now": pa.array(now.values(), pa.string())}
    )
    names = cube.collect_schema().names()
    today = cube.join(codes.select("area"), on="area", how="anti")
    former = cube.join(codes, on="area").drop("area").rename({"now": "area"}).select(names)
    return nw.concat([today, former.join(today.select(keys), on=keys, how="anti").select(names)])


def _neighbours(connection: engine.Connection, figures: nw.LazyFrame, definitions: nw.LazyFrame) -> nw.LazyFrame:
    """The neighbours of each authority together, by edition. An authority is found under its former codes too."""
    names = ("edition", "whole", "area")
    pairs = neighbour_table()
    columns = {name: pa.array([pair[at] for pair in pairs], pa.string()) for at, name in enumerate(names)}
    found = beside.together(figures, engine.table(connection, columns), definitions)
    return found.rename({"whole": "area"}).sort("area", "indicator", "period", "edition")
