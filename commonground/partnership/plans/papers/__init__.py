"""Plans on paper and as files."""

from commonground.partnership.plans.papers.measure_report import measure_report
from commonground.partnership.plans.papers.measures import MeasureShown
from commonground.partnership.plans.papers.plans import plan_actions_report, plan_report

__all__ = [
    "MeasureShown",
    "measure_report",
    "plan_actions_report",
    "plan_report",
]
