"""A report from draft to frozen: put to the chair, sent back, frozen by somebody else, sent, withdrawn."""

import json
from typing import Any

from commonground.foundation.audit import actions as audit
from commonground.foundation.audit.versions import change, check_as_seen
from commonground.foundation.kernel import states
from commonground.foundation.kernel.errors import Invalid, Problem, Refused
from commonground.foundation.kernel.viewer import Viewer
from commonground.ground.evidence.rules import frozen
from commonground.insight.reports import access, queries
from commonground.insight.reports.actions.notices import report_came
from commonground.insight.reports.models import BoardReport
from commonground.insight.reports.rules import kinds as rules
from commonground.insight.reports.rules.audience import Audience, audiences_of
from commonground.insight.reports.rules.states import REPORT_MOVES, ReportState
from commonground.partnership.groups import actions as group_actions
from commonground.partnership.groups import queries as groups


@audit.atomic()
def submit_report(*, report: BoardReport, based_on: int, by: Viewer) -> None:
    """Put the draft to the chair: nobody writes in it unless the chair sends it back. Raises Refused, Conflict."""
    access.check_can_write(groups.standing_in(report.group, viewer=by))
    _check_move(report, ReportState.SUBMITTED)
    change(report, based_on=based_on, status=ReportState.SUBMITTED, submitted_at=by.now, submitted_by_id=by.id)
    audit.record("report put to the chair", by=by, about=report)


@audit.atomic()
def send_back_report(*, report: BoardReport, based_on: int, why: str, by: Viewer) -> None:
    """The chair wants something changed: it is a draft again. Raises Refused, Invalid without a reason, Conflict."""
    access.check_can_freeze(by, groups.standing_in(report.group, viewer=by), report)
    _check_move(report, ReportState.DRAFT)
    _check_said(why, "The report was not sent back.", "Say what is to be changed.", "why")
    change(report, based_on=based_on, status=ReportState.DRAFT, submitted_at=None, submitted_by_id=None)
    audit.record("report sent back", by=by, about=report, details={"why": why.strip()})


@audit.atomic()
def freeze_report(*, report: BoardReport, based_on: int, by: Viewer) -> None:
    """Keep all it says, for good, for its readers. Not by whoever put it forward.

    Raises Invalid where its period is not over or the record says otherwise than its figures, Refused, Conflict.
    """
    access.check_can_freeze(by, groups.standing_in(report.group, viewer=by), report)
    _check_move(report, ReportState.FROZEN)
    rules.check_over(report.until, today=by.today)
    _check_record_stands(report, by)
    packed = frozen.pack(queries.content_of(report))
    sha256 = frozen.digest(packed)
    change(
        report, based_on=based_on, status=ReportState.FROZEN, content=packed, sha256=sha256, frozen_at=by.now,
        frozen_by=by.label[:150],
    )  # fmt: skip
    audit.record("report frozen", by=by, about=report, details={"sha256": sha256, "readers": report.audience})


def _check_record_stands(report: BoardReport, by: Viewer) -> None:
    """What is frozen is what the record says to its readers now: something may have been restricted since."""
    if report.audience not in audiences_of(report.group.openness):
        raise Refused("Not all readers of this report may know of the group any more. Begin one for those who may.")
    asked = queries.asked_of(report)
    made = queries.made_from_record(report, asked, now=by.now)
    kept = {one.key: one.generated for one in report.sections.exclude(key="")}
    changed = [one.heading for key, one in asked.items() if _plain(made.get(key)) != kept.get(key)]
    if changed:
        problems = [Problem("The record has changed since.", "Make the figures again.", where=one) for one in changed]
        raise Invalid("The report was not frozen: its figures are not those of the record any more.", problems)


def _plain(made: dict[str, Any] | None) -> Any:
    """As it is kept: lists, no tuples."""
    return json.loads(json.dumps(made))


@audit.atomic()
def send_report(*, report: BoardReport, based_on: int, by: Viewer) -> None:
    """It goes to whom the terms ask for it: the duty is met from today, and the group that it
    went to is told. Raises Refused, Invalid, Conflict."""
    access.check_can_write(groups.standing_in(report.group, viewer=by))
    if report.status != ReportState.FROZEN:
        raise Refused("A report is sent once it is frozen.")
    if report.sent_on:
        raise Refused(f"This report was sent on {report.sent_on:%-d %B %Y}.")
    owed = next((one for one in groups.duties(report.group, viewer=by) if one.title == report.duty), None)
    if owed is None or report.due_on is None:
        raise Refused("The terms in force ask nobody to be sent this report.")
    if owed.to_group is not None and report.audience == Audience.GROUP:
        raise Refused(f"Only the group itself reads this report. Begin one that {owed.to} may read.")
    change(
        report, based_on=based_on, sent_on=by.today, sent_to=owed.to, sent_to_group=owed.to_group,
        sent_by=by.label[:150],
    )  # fmt: skip
    if not any(one.due_on == report.due_on and one.made_on for one in owed.rounds):
        group_actions.record_report(
            group=report.group, title=report.duty, due_on=report.due_on, made_on=by.today, note=report.title[:300],
            by=by,
        )  # fmt: skip
    audit.record("report sent", by=by, about=report, details={"to": owed.to})
    report_came(report, by=by)


@audit.atomic()
def withdraw_report(*, report: BoardReport, based_on: int, why: str, by: Viewer) -> None:
    """Take back a draft that is not wanted (who serves the group), or a frozen report from its readers (the chair).

    Raises Refused, Invalid without a reason, Conflict.
    """
    here = groups.standing_in(report.group, viewer=by)
    check_as_seen(report, based_on=based_on, why_withdrawn=why)
    if report.is_draft:
        access.check_can_write(here)
    else:
        access.check_can_freeze(by, here, report)
    _check_move(report, ReportState.WITHDRAWN)
    _check_said(why, "The report was not withdrawn.", "Say why it is withdrawn.", "why")
    change(report, based_on=based_on, status=ReportState.WITHDRAWN, why_withdrawn=why.strip())
    audit.record("report withdrawn", by=by, about=report, details={"why": why.strip()})


def _check_move(report: BoardReport, to: ReportState) -> None:
    states.check_move(REPORT_MOVES, ReportState(report.status), to, what="This report")


def _check_said(why: str, not_done: str, what: str, column: str) -> None:
    if not why.strip():
        raise Invalid(not_done, [Problem(what, column=column)])
