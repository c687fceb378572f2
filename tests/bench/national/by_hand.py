"""What preparing does for one national release, as one query of DuckDB written for that file and nothing else.

No other dataset, no extracts, no symbols, no change of small areas, no source of a figure: the least that gives the
same numbers: value, counts, 95% and 99.8% interval, comparison with England, rank among the areas of a level.
"""

from collections.abc import Callable
from pathlib import Path

import duckdb
import pyarrow as pa

from tests.bench.national import making

WILSON = """
    CASE WHEN denominator > 0 THEN 100 * (numerator + {z}*{z}/2 {sign}
        {z} * sqrt({z}*{z}/4 + numerator * (1 - numerator / denominator))) / (denominator + {z}*{z}) END AS {name}"""
INTERVALS = ",".join(
    WILSON.format(z=z, sign=sign, name=name)
    for z, sign, name in (
        (1.959964, "-", "lower"), (1.959964, "+", "upper"), (3.090232, "-", "lower_998"), (3.090232, "+", "upper_998"),
    )
)  # fmt: skip
QUERY = f"""
COPY (
    WITH seen AS (SELECT indicator, area, period, value, numerator, denominator FROM read_parquet('{{releases}}')),
    summed AS (
        SELECT whole AS area, indicator, period, sum(value) AS value, sum(numerator) AS numerator,
            sum(denominator) AS denominator FROM seen JOIN membership ON area = part GROUP BY ALL
        UNION ALL
        SELECT 'E92000001', indicator, period, sum(value), sum(numerator), sum(denominator) FROM seen GROUP BY ALL
        UNION ALL
        SELECT area, indicator, period, value, numerator, denominator FROM seen SEMI JOIN own ON seen.area = own.area
    ),
    valued AS (SELECT * REPLACE (coalesce(value, 100 * numerator / denominator) AS value), {INTERVALS} FROM summed),
    england AS (SELECT indicator, period, value AS benchmark FROM valued WHERE area = 'E92000001')
    SELECT valued.*, benchmark,
        CASE WHEN denominator IS NULL THEN 'not compared' WHEN upper < benchmark THEN 'better'
            WHEN lower > benchmark THEN 'worse' ELSE 'similar' END AS outcome,
        rank() OVER (PARTITION BY level, indicator, period ORDER BY value DESC) AS rank, level
    FROM valued LEFT JOIN england USING (indicator, period) LEFT JOIN levels ON valued.area = levels.area
    ORDER BY valued.area, indicator, period
) TO '{{target}}' (FORMAT parquet, COMPRESSION zstd)
"""


def prepared(releases: str, target: Path) -> Callable[[], object]:
    """The query, ready to run, with the limits of the product's engine: two threads and 512 MB."""
    from commonground.ground.evidence.actions.preparation.levels import levels
    from commonground.ground.places import queries as places

    table = places.membership_table()
    kinds = {row.part_code: row.part_type for row in table}
    connection = duckdb.connect(config={"threads": 2, "memory_limit": "512MB", "temp_directory": str(target.parent)})
    small = [row for row in table if row.part_code.startswith("E01") and row.whole_key != "E92000001"]
    pairs = sorted({(row.part_code, row.whole_key) for row in small})
    connection.register("membership", pa.table({"part": [part for part, _ in pairs], "whole": [to for _, to in pairs]}))
    own = [making.area(number) for number in range(making.MAPPED)]
    connection.register("own", pa.table({"area": own}))
    ranked = [(area, level.label) for level in levels(table, kinds) for area in sorted(level.ranked)]
    connection.register("levels", pa.table({"area": [area for area, _ in ranked], "level": [to for _, to in ranked]}))
    return lambda: connection.execute(QUERY.format(releases=releases, target=target))
