"""A place with a national set of small areas: invented figures of as many rows as are wanted, for B2 and B3."""

import tomllib
from pathlib import Path

import duckdb

AREAS, MAPPED, INDICATORS = 33_755, 497, 30  # small areas of England, those of the place, and what is measured of each
SHARES = 20  # of the indicators are percentages, the others counts
DISTRICTS = tuple(f"E070001{number}" for number in range(70, 77))
DATASET = "national"
INDICATOR = """
[[indicator]]
slug = "{slug}"
name = "{slug} of the bench"
short_name = "{slug}"
theme = "bench"
dataset = "national"
definition = "Invented, to measure with."
unit = "{unit}"
method = "{method}"
multiplier = {multiplier}
polarity = "low"
period_kind = "calendar-year"
"""
HEAD = f"""
[[theme]]
slug = "bench"
name = "Bench"

[[dataset]]
slug = "{DATASET}"
name = "National set of the bench"
publisher = "Nobody"
licence = "None"
vintage = "Invented"
[[dataset.layouts]]
slug = "national"
title = "National"
rows = "small areas"
makes_up = "E92000001"
makes_up_prefix = "E01"
makes_up_count = {AREAS}
"""
OBSERVATIONS = """
COPY (
    SELECT 'bench-' || i AS indicator, printf('E01%06d', a) AS area, CAST(2024 - p AS VARCHAR) AS period,
        CASE WHEN i >= {shares} THEN CAST(top AS DOUBLE) END AS value, CAST(NULL AS VARCHAR) AS symbol,
        CASE WHEN i < {shares} THEN CAST(top AS DOUBLE) END AS numerator,
        CASE WHEN i < {shares} THEN CAST(top + 50 AS DOUBLE) END AS denominator,
        'Invented' AS vintage, CAST(NULL AS VARCHAR) AS published, 'national.csv' AS file,
        CAST(2 + a AS BIGINT) AS row, 'bench-' || i AS "column"
    FROM (SELECT a, i, p, 20 + hash(a * 1000003 + i * 101 + p) % 200 AS top
        FROM range({areas}) t(a), range({indicators}) u(i), range({periods}) v(p))
) TO '{path}' (FORMAT parquet)
"""


def catalogue() -> dict[str, object]:
    """The pack of the bench, as a document."""
    indicators = [
        INDICATOR.format(
            slug=f"bench-{number}",
            unit="%" if number < SHARES else "children",
            method="proportion" if number < SHARES else "count",
            multiplier=100 if number < SHARES else 1,
        )
        for number in range(INDICATORS)
    ]
    return tomllib.loads(HEAD + "".join(indicators))


def observations(path: Path, periods: int) -> int:
    """Write the observations of so many years. Returns how many there are."""
    facts = {"shares": SHARES, "areas": AREAS, "indicators": INDICATORS, "periods": periods, "path": path}
    duckdb.connect().execute(OBSERVATIONS.format(**facts))
    return AREAS * INDICATORS * periods


def area(number: int) -> str:
    return f"E01{number:06}"
