"""Every read of plans and programmes."""

from commonground.partnership.plans.queries.measure_pages import (MeasureAction, MeasurePage, OutcomesPage, measure_page, outcome, outcomes_page)
from commonground.partnership.plans.queries.measures import (Curve, MeasureAction, MeasurePage, OutcomesPage, curves, figures_seen, last_day, measure, measure_page, measures_of, most_of, outcome, outcomes_page, reading, unit_of_indicator)
from commonground.partnership.plans.queries.people import (Names)
from commonground.partnership.plans.queries.plan_page import (Coverage, PlanPage, PlansPage, PriorityPage, coverage, plan_page, plans_page, priority, priority_page)
from commonground.partnership.plans.queries.plans import (plan, plans, status_policy)
from commonground.partnership.plans.queries.progress import (PriorityLine, progress_of)
from commonground.partnership.plans.queries.versions import (ComparedYears, VersionPage, cites, compared, content_now, content_of, drafted, may_keep, version_page, versions_of)
from commonground.partnership.plans.queries.work import (AskedPlanActions, PlanActionPage, my_plan_actions, plan_action, plan_action_counts, plan_action_page, plan_actions, plan_actions_asked)

__all__ = [
    "AskedPlanActions",
    "ComparedYears",
    "Coverage",
    "Curve",
    "MeasureAction",
    "MeasurePage",
    "Names",
    "OutcomesPage",
    "PlanActionPage",
    "PlanPage",
    "PlansPage",
    "PriorityLine",
    "PriorityPage",
    "VersionPage",
    "cites",
    "compared",
    "content_now",
    "content_of",
    "coverage",
    "curves",
    "drafted",
    "figures_seen",
    "last_day",
    "may_keep",
    "measure",
    "measure_page",
    "measures_of",
    "most_of",
    "my_plan_actions",
    "outcome",
    "outcomes_page",
    "plan",
    "plan_action",
    "plan_action_counts",
    "plan_action_page",
    "plan_actions",
    "plan_actions_asked",
    "plan_page",
    "plans",
    "plans_page",
    "priority",
    "priority_page",
    "progress_of",
    "reading",
    "status_policy",
    "unit_of_indicator",
    "version_page",
    "versions_of",
]
