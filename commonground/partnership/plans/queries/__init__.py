"""Every read of plans and programmes."""

from commonground.partnership.plans.queries.plans import plan, plans, status_policy

__all__ = ["plan", "plans", "status_policy"]
