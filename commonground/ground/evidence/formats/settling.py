"""Two files that say the same about the same thing are one; two that disagree are told."""

from pathlib import Path

import narwhals as nw

from commonground.foundation.analysis import engine
from commonground.foundation.kernel.errors import Problem
from commonground.ground.evidence.formats.observations import KEY, SHOWN

SAID = ["value", "symbol", "numerator", "denominator"]


def settle(observations: Path, target: Path) -> list[Problem]:
    """Write observations with each key once into `target`, the file first by name. Problems: files that disagree."""
    with engine.connect(folders=[observations.parent, target.parent], spill=target.parent) as connection:
        rows = engine.scan(connection, [observations])
        saying = nw.concat_str([nw.col(name).cast(nw.String()).fill_null("") for name in SAID], separator=" ")
        sayings = (
            rows.with_columns(said=saying)
            .group_by(*KEY)
            .agg(nw.col("said").min().alias("one"), nw.col("said").max().alias("other"))
        )
        apart = sayings.filter(nw.col("one") != nw.col("other")).sort(*KEY).head(SHOWN)
        both = engine.rows(rows.join(apart, on=list(KEY)).sort(*KEY, "file", "row"))
        if not both:
            first = rows.unique(subset=list(KEY), keep="first", order_by=["file", "row"])
            engine.write(first, target)
    return _problems(both)


def _problems(both: list[dict[str, object]]) -> list[Problem]:
    """The first row and the last of each key, which is every row of two files."""
    by_key: dict[tuple[object, ...], list[dict[str, object]]] = {}
    for row in both:
        by_key.setdefault(tuple(row[name] for name in KEY), []).append(row)
    return [_problem(rows[0], next(row for row in rows if _says(row) != _says(rows[0]))) for rows in by_key.values()]


def _problem(first: dict[str, object], other: dict[str, object]) -> Problem:
    about = f"{other['indicator']} of {other['area']} and {other['period']}"
    return Problem(
        f"says {_says(other)} for {about}, but {first['file']}, row {first['row']} says {_says(first)}.",
        do="Import the files one after the other, the later one last.",
        where=f"{other['file']}, row {other['row']}",
    )


def _says(row: dict[str, object]) -> str:
    """Value or symbol, with its counts where it has any."""
    said = [row["value"] if row["value"] is not None else row["symbol"], row["numerator"], row["denominator"]]
    return " ".join(f"{part:g}" if isinstance(part, float) else str(part) for part in said if part is not None)
