"""Every read of this room. What is published is open to everybody."""

from commonground.ground.evidence.queries.care import (
    care,
    care_of,
    cares,
    dataset,
    indicator_row,
    mappings_of,
    reviews_of,
    teams,
)
from commonground.ground.evidence.queries.catalogue import (
    counting_areas,
    datasets,
    definitions,
    indicator,
    indicators,
    reading_plans,
)
from commonground.ground.evidence.queries.changes import ChangesPage, changes_page
from commonground.ground.evidence.queries.compare_page import ComparedFigure, ComparePage, compare_page
from commonground.ground.evidence.queries.cube import current_preparation, is_stale
from commonground.ground.evidence.queries.due import Due, Task, due
from commonground.ground.evidence.queries.figure_page import FigurePage, Line, Placed, Revision, figure_page
from commonground.ground.evidence.queries.figures import figures_at, figures_for, series, value
from commonground.ground.evidence.queries.finding import (
    CataloguePage,
    Choices,
    Narrowed,
    catalogue_page,
    choices,
    search,
)
from commonground.ground.evidence.queries.funnel_page import FunnelPage, Ranked, funnel_page
from commonground.ground.evidence.queries.neighbours import Listed, neighbour_sets, neighbours_of
from commonground.ground.evidence.queries.on_map import OnMap, on_map
from commonground.ground.evidence.queries.own import may_bring
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
from commonground.ground.evidence.queries.standing import (
    DatasetStanding,
    Entry,
    Facts,
    chapters,
    entries,
    entry,
    index,
    standing,
    standings,
)

__all__ = [
    "CataloguePage",
    "ChangesPage",
    "Choices",
    "ComparePage",
    "ComparedFigure",
    "DatasetStanding",
    "Due",
    "Entry",
    "Facts",
    "FigurePage",
    "FunnelPage",
    "IndicatorPage",
    "Line",
    "Listed",
    "Narrowed",
    "OnMap",
    "Placed",
    "Ranked",
    "Revision",
    "Row",
    "RowsPage",
    "SourceNote",
    "Task",
    "care",
    "care_of",
    "cares",
    "catalogue_page",
    "changes_page",
    "chapters",
    "choices",
    "compare_page",
    "counting_areas",
    "current_preparation",
    "dataset",
    "datasets",
    "definitions",
    "due",
    "entries",
    "entry",
    "figure_page",
    "figures_at",
    "figures_for",
    "funnel_page",
    "index",
    "indicator",
    "indicator_page",
    "indicator_row",
    "indicators",
    "is_stale",
    "mappings_of",
    "may_bring",
    "neighbour_sets",
    "neighbours_of",
    "on_map",
    "reading_plans",
    "release",
    "releases",
    "releases_behind",
    "releases_of",
    "reviews_of",
    "rows_of_release",
    "rows_page",
    "search",
    "series",
    "source_notes",
    "sources_of",
    "standing",
    "standings",
    "teams",
    "value",
]
