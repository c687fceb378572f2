"""Every write of plans and programmes."""

from commonground.partnership.plans.actions.evidence import cite_evidence, end_citing
from commonground.partnership.plans.actions.measures import (
    Agreed,
    add_indicator_measure,
    add_own_measure,
    change_measure,
    end_measure,
    tell_measure,
)
from commonground.partnership.plans.actions.outcomes import add_outcome, change_outcome, end_outcome
from commonground.partnership.plans.actions.plans import change_plan, end_keeping, keep_plan, start_plan
from commonground.partnership.plans.actions.priorities import (
    add_priority,
    answer_upward,
    change_priority,
    end_priority,
    send_upward,
    set_status,
    take_back,
)
from commonground.partnership.plans.actions.readings import Read, add_reading, correct_reading
from commonground.partnership.plans.actions.versions import agree_version, begin_refresh, change_version, open_draft
from commonground.partnership.plans.actions.work import (
    add_plan_action,
    change_plan_action,
    close_plan_action,
    drop_plan_action,
    reopen_plan_action,
    report_on_action,
)

__all__ = [
    "Agreed",
    "Read",
    "add_indicator_measure",
    "add_outcome",
    "add_own_measure",
    "add_plan_action",
    "add_priority",
    "add_reading",
    "agree_version",
    "answer_upward",
    "begin_refresh",
    "change_measure",
    "change_outcome",
    "change_plan",
    "change_plan_action",
    "change_priority",
    "change_version",
    "cite_evidence",
    "close_plan_action",
    "correct_reading",
    "drop_plan_action",
    "end_citing",
    "end_keeping",
    "end_measure",
    "end_outcome",
    "end_priority",
    "keep_plan",
    "open_draft",
    "reopen_plan_action",
    "report_on_action",
    "send_upward",
    "set_status",
    "start_plan",
    "take_back",
    "tell_measure",
]
