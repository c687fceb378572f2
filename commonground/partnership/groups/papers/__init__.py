"""Reports of groups: registers, packs, minutes, briefings."""

from commonground.partnership.groups.papers.diagram import diagram
from commonground.partnership.groups.papers.register import missing_report, register_report, shares_chart
from commonground.partnership.groups.papers.terms import standing_in_words, terms_report

__all__ = [
    "diagram",
    "missing_report",
    "register_report",
    "shares_chart",
    "standing_in_words",
    "terms_report",
]
