"""Reports of groups: registers, packs, minutes, briefings."""

from commonground.partnership.groups.papers.action_log import (
    actions_report,
)
from commonground.partnership.groups.papers.diagram import (
    diagram,
)
from commonground.partnership.groups.papers.minutes import (
    briefing_report,
    minutes_report,
    standing,
)
from commonground.partnership.groups.papers.register import (
    missing_report,
    register_report,
    shares_chart,
)
from commonground.partnership.groups.papers.terms import (
    standing_in_words,
    terms_report,
)

__all__ = [
    "actions_report",
    "briefing_report",
    "diagram",
    "minutes_report",
    "missing_report",
    "register_report",
    "shares_chart",
    "standing",
    "standing_in_words",
    "terms_report",
]
