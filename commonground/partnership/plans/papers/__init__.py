"""Plans on paper and as files."""

from commonground.partnership.plans.papers.plans import plan_actions_report, plan_report

__all__ = ["plan_actions_report", "plan_report"]
