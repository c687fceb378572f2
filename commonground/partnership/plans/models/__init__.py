"""Plans as they are kept."""

from commonground.partnership.plans.models.measures import Measure, Outcome, Reading, TrajectoryPoint
from commonground.partnership.plans.models.plans import Plan, PlanKeeper, PlanQuerySet, PlanVersion
from commonground.partnership.plans.models.priorities import EvidenceCited, Priority, PriorityOverride
from commonground.partnership.plans.models.work import ActionNote, PlanAction, PlanActionQuerySet

__all__ = [
    "ActionNote",
    "EvidenceCited",
    "Measure",
    "Outcome",
    "Plan",
    "PlanAction",
    "PlanActionQuerySet",
    "PlanKeeper",
    "PlanQuerySet",
    "PlanVersion",
    "Priority",
    "PriorityOverride",
    "Reading",
    "TrajectoryPoint",
]
