"""Every write of plans and programmes."""

from commonground.partnership.plans.actions.plans import change_plan, end_keeping, keep_plan, start_plan

__all__ = ["change_plan", "end_keeping", "keep_plan", "start_plan"]
