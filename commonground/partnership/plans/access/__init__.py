"""Who may read, write and follow up plans."""

from commonground.partnership.plans.access.checks import (
    check_can_answer_upward,
    check_can_keep,
    check_can_read,
    check_can_report,
    check_can_start,
    check_is_drafted,
    may_keep,
)

PERMISSIONS = {
    "plans.read": "Read drafts, progress and risks of plans and programmes, and follow up what is given to you",
    "plans.keep": "Start plans and programmes, say who keeps them, and keep all of them",
}

__all__ = [
    "PERMISSIONS",
    "check_can_answer_upward",
    "check_can_keep",
    "check_can_read",
    "check_can_report",
    "check_can_start",
    "check_is_drafted",
    "may_keep",
]
