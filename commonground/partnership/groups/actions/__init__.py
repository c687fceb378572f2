"""Every write of groups. `from commonground.partnership.groups import actions`."""

from commonground.partnership.groups.actions.action_log import (
    agree_action,
    change_action,
    check_can_report,
    close_action,
    drop_action,
    reopen_action,
    report_progress,
)
from commonground.partnership.groups.actions.attendance import Guest, record_attendance
from commonground.partnership.groups.actions.comments import comment, hide_comment
from commonground.partnership.groups.actions.decisions import decide, declare_interest, put_recommendation
from commonground.partnership.groups.actions.minutes import (
    approve_minutes,
    correct_minutes,
    send_back_minutes,
    submit_minutes,
    write_minute,
)
from commonground.partnership.groups.actions.vocabulary import load_vocabulary

__all__ = [
    "Guest",
    "agree_action",
    "approve_minutes",
    "change_action",
    "check_can_report",
    "close_action",
    "comment",
    "correct_minutes",
    "decide",
    "declare_interest",
    "drop_action",
    "hide_comment",
    "load_vocabulary",
    "put_recommendation",
    "record_attendance",
    "reopen_action",
    "report_progress",
    "send_back_minutes",
    "submit_minutes",
    "write_minute",
]
