"""What preparing does for one national release, as one query of DuckDB written for that file and nothing else.

No other dataset, no extracts, no symbols, no change of small areas, none of the tables beside the cube: the least that
gives the same figures for the same areas: value, counts, 95% interval, comparison with England, rank among
the areas of a level, and where each was read; a whole has a figure only where each of its parts has one. The file is
read anew for each branch: DuckDB would else keep ten million rows aside first, which takes seven times as long and is
no way to write it by hand. `difference` holds the two to each other, so that neither side of the
row is measured at less work than it says.
"""

from collections import Counter
from collections.abc import Callable
from pathlib import Path

import duckdb
import pyarrow as pa

from tests.bench.national import making

WILSON = """
    CASE WHEN denominator > 0 THEN 100 * (numerator + {z}*{z}/2 {sign}
        {z} * sqrt({z}*{z}/4 + numerator * (1 - numerator / denominator))) / (denominator + {z}*{z}) END AS {name}"""
INTERVALS = ",".join(WILSON.format(z=1.959964, sign=sign, name=name) for sign, name in (("-", "lower"), ("+", "upper")))
QUERY = f"""
COPY (
    WITH seen AS NOT MATERIALIZED (SELECT * FROM read_parquet('{{releases}}')),
    summed AS (
        SELECT whole AS area, indicator, period, sum(value) AS value, sum(numerator) AS numerator,
            sum(denominator) AS denominator, count(*) = any_value(of) AND count(symbol) = 0 AS complete,
            min(vintage) AS vintage, count(*) AS parts,
            NULL AS file, NULL AS row, NULL AS "column" FROM seen JOIN membership ON area = part
            GROUP BY whole, indicator, period
        UNION ALL
        SELECT 'E92000001', indicator, period, sum(value), sum(numerator), sum(denominator),
            count(*) = {making.AREAS} AND count(symbol) = 0, min(vintage), count(*),
            NULL, NULL, NULL FROM seen GROUP BY indicator, period
        UNION ALL
        SELECT area, indicator, period, value, numerator, denominator, true, vintage, 0, file, row, "column"
            FROM seen SEMI JOIN own ON seen.area = own.area
    ),
    valued AS (SELECT * REPLACE (coalesce(value, 100 * numerator / denominator) AS value), {INTERVALS}
        FROM summed WHERE complete),
    england AS (SELECT indicator, period, value AS benchmark FROM valued WHERE area = 'E92000001')
    SELECT valued.*, benchmark,
        CASE WHEN denominator IS NULL OR valued.area = 'E92000001' THEN 'not compared'
            WHEN upper < benchmark THEN 'better' WHEN lower > benchmark THEN 'worse' ELSE 'similar' END AS outcome,
        CASE WHEN level IS NOT NULL
            THEN rank() OVER (PARTITION BY level, indicator, period ORDER BY value DESC) END AS rank, level
    FROM valued LEFT JOIN england USING (indicator, period) LEFT JOIN levels ON valued.area = levels.area
    ORDER BY valued.area, indicator, period
) TO '{{target}}' (FORMAT parquet, COMPRESSION zstd)
"""
# Rows that only one side has, and rows that both have with other figures. Ranks may differ where values do by rounding.
DIFFERENCE = """
SELECT count(*) FROM (SELECT * FROM read_parquet('{ours}') WHERE indicator LIKE 'bench-%') ours
FULL JOIN read_parquet('{theirs}') theirs USING (area, indicator, period)
WHERE ours.value IS NULL OR theirs.value IS NULL OR abs(ours.value - theirs.value) > 1e-9 * theirs.value
    OR coalesce(abs(ours.lower - theirs.lower), 0) + coalesce(abs(ours.upper - theirs.upper), 0) > 1e-4
    OR (ours.lower IS NULL) <> (theirs.lower IS NULL) OR ours.outcome <> theirs.outcome
    OR ours.level IS DISTINCT FROM theirs.level OR ours.parts <> theirs.parts OR ours.row IS DISTINCT FROM theirs.row
    OR (ours.rank IS NULL) <> (theirs.rank IS NULL)
"""


def difference(ours: Path, theirs: Path) -> int:
    """How many figures of the national set the cube and the file written by hand do not agree on."""
    found = duckdb.connect().execute(DIFFERENCE.format(ours=ours, theirs=theirs)).fetchone()
    return int(found[0]) if found else 0


def prepared(releases: str, target: Path) -> Callable[[], object]:
    """The query, ready to run, with the limits of the product's engine: two threads and 512 MB."""
    from commonground.ground.evidence.actions.preparation.levels import levels
    from commonground.ground.places import queries as places

    table = places.membership_table()
    kinds = {row.part_code: row.part_type for row in table}
    connection = duckdb.connect(config={"threads": 2, "memory_limit": "512MB", "temp_directory": str(target.parent)})
    # A country or a region is made up only by all of its parts; the country's are all here.
    small = [row for row in table if row.part_code.startswith("E01") and row.whole_key[:3] not in ("E92", "E12")]
    pairs = sorted({(row.part_code, row.whole_key) for row in small})
    of = Counter(whole for _, whole in pairs)
    columns = {"part": [part for part, _ in pairs], "whole": [to for _, to in pairs], "of": [of[to] for _, to in pairs]}
    connection.register("membership", pa.table(columns))
    own = [making.area(number) for number in range(making.MAPPED)]
    connection.register("own", pa.table({"area": own}))
    ranked = [(area, level.label) for level in levels(table, kinds) for area in sorted(level.ranked)]
    connection.register("levels", pa.table({"area": [area for area, _ in ranked], "level": [to for _, to in ranked]}))
    return lambda: connection.execute(QUERY.format(releases=releases, target=target))
