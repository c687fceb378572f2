"""Plans as they are kept."""

from commonground.partnership.plans.models.learning import Pilot, PilotReading, ProgressNote, ReviewPoint, Trial
from commonground.partnership.plans.models.measures import Measure, Outcome, Reading, TrajectoryPoint
from commonground.partnership.plans.models.plans import Plan, PlanKeeper, PlanQuerySet, PlanVersion
from commonground.partnership.plans.models.priorities import EvidenceCited, Priority, PriorityOverride
from commonground.partnership.plans.models.processes import Process, ProcessQuerySet, ProcessStanding
from commonground.partnership.plans.models.programmes import (
    Dependency,
    Milestone,
    MovedDay,
    Programme,
    ProgrammeOverride,
    ProgrammeQuerySet,
    Residual,
    Workstream,
    WorkstreamOverride,
)
from commonground.partnership.plans.models.risks import Risk, RiskQuerySet, RiskRating
from commonground.partnership.plans.models.work import WORDS, ActionNote, PlanAction, PlanActionQuerySet

__all__ = [
    "WORDS",
    "ActionNote",
    "Dependency",
    "EvidenceCited",
    "Measure",
    "Milestone",
    "MovedDay",
    "Outcome",
    "Pilot",
    "PilotReading",
    "Plan",
    "PlanAction",
    "PlanActionQuerySet",
    "PlanKeeper",
    "PlanQuerySet",
    "PlanVersion",
    "Priority",
    "PriorityOverride",
    "Process",
    "ProcessQuerySet",
    "ProcessStanding",
    "Programme",
    "ProgrammeOverride",
    "ProgrammeQuerySet",
    "ProgressNote",
    "Reading",
    "Residual",
    "ReviewPoint",
    "Risk",
    "RiskQuerySet",
    "RiskRating",
    "TrajectoryPoint",
    "Trial",
    "Workstream",
    "WorkstreamOverride",
]
