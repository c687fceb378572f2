"""The sections that are made from the record, one a file. Each is given what every reader of the report may know."""

from collections.abc import Callable, Mapping

from commonground.insight.reports.queries.parts.actions import actions
from commonground.insight.reports.queries.parts.activities import activities
from commonground.insight.reports.queries.parts.asked import Asked
from commonground.insight.reports.queries.parts.attendance import attendance
from commonground.insight.reports.queries.parts.decisions import decisions
from commonground.insight.reports.queries.parts.escalations import escalations
from commonground.insight.reports.queries.parts.measures import measures
from commonground.insight.reports.queries.parts.plan import plan
from commonground.insight.reports.rules.content import Generated

Made = Callable[[Asked], Generated | None]

# What there is of the record under each key of packs/reports.toml; None: nothing to say.
PARTS: Mapping[str, Made] = {
    "activities": activities,
    "attendance": attendance,
    "decisions": decisions,
    "actions": actions,
    "escalations": escalations,
    "plan": plan,
    "measures": measures,
}

__all__ = ["PARTS", "Asked"]
