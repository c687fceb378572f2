"""Every read of this room. What is published is open to everybody."""

from commonground.ground.evidence.queries.catalogue import (
    datasets,
    definitions,
    indicator,
    indicators,
    indicators_by_theme,
    reading_plans,
    search,
)
from commonground.ground.evidence.queries.cube import current_preparation, is_stale
from commonground.ground.evidence.queries.figures import figures_at, figures_for, series, value
from commonground.ground.evidence.queries.releases import (
    Row,
    SourceNote,
    release,
    releases,
    releases_of,
    rows_of_release,
    sources_of,
)

__all__ = [
    "Row",
    "SourceNote",
    "current_preparation",
    "datasets",
    "definitions",
    "figures_at",
    "figures_for",
    "indicator",
    "indicators",
    "indicators_by_theme",
    "is_stale",
    "reading_plans",
    "release",
    "releases",
    "releases_of",
    "rows_of_release",
    "search",
    "series",
    "sources_of",
    "value",
]
