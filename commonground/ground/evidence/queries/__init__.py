"""Every read of this room. What is published is open to everybody."""

from commonground.ground.evidence.queries.catalogue import (
    counting_areas,
    datasets,
    definitions,
    indicator,
    indicators,
    indicators_by_theme,
    reading_plans,
    search,
)
from commonground.ground.evidence.queries.changes import ChangesPage, changes_page
from commonground.ground.evidence.queries.compare_page import ComparedFigure, ComparePage, compare_page
from commonground.ground.evidence.queries.cube import current_preparation, is_stale
from commonground.ground.evidence.queries.figure_page import FigurePage, Line, Placed, Revision, figure_page
from commonground.ground.evidence.queries.figures import figures_at, figures_for, series, value
from commonground.ground.evidence.queries.funnel_page import FunnelPage, Ranked, funnel_page
from commonground.ground.evidence.queries.neighbours import Listed, neighbour_sets, neighbours_of
from commonground.ground.evidence.queries.on_map import OnMap, on_map
from commonground.ground.evidence.queries.pages import IndicatorPage, RowsPage, indicator_page, rows_page
from commonground.ground.evidence.queries.releases import (
    Row,
    SourceNote,
    release,
    releases,
    releases_behind,
    releases_of,
    rows_of_release,
    source_notes,
    sources_of,
)

__all__ = [
    "ChangesPage",
    "ComparePage",
    "ComparedFigure",
    "FigurePage",
    "FunnelPage",
    "IndicatorPage",
    "Line",
    "Listed",
    "OnMap",
    "Placed",
    "Ranked",
    "Revision",
    "Row",
    "RowsPage",
    "SourceNote",
    "changes_page",
    "compare_page",
    "counting_areas",
    "current_preparation",
    "datasets",
    "definitions",
    "figure_page",
    "figures_at",
    "figures_for",
    "funnel_page",
    "indicator",
    "indicator_page",
    "indicators",
    "indicators_by_theme",
    "is_stale",
    "neighbour_sets",
    "neighbours_of",
    "on_map",
    "reading_plans",
    "release",
    "releases",
    "releases_behind",
    "releases_of",
    "rows_of_release",
    "rows_page",
    "search",
    "series",
    "source_notes",
    "sources_of",
    "value",
]
