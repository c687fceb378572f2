"""Every write of reports. `from commonground.insight.reports import actions`."""

from commonground.insight.reports.actions.papers import bring_report
from commonground.insight.reports.actions.reports import DutyMet, make_again, start_report
from commonground.insight.reports.actions.sections import add_section, remove_section, write_section
from commonground.insight.reports.actions.steps import (
    freeze_report,
    send_back_report,
    send_report,
    submit_report,
    withdraw_report,
)

__all__ = [
    "DutyMet",
    "add_section",
    "bring_report",
    "freeze_report",
    "make_again",
    "remove_section",
    "send_back_report",
    "send_report",
    "start_report",
    "submit_report",
    "withdraw_report",
    "write_section",
]
