"""Beginning a report from the record, and making its figures again while it is not frozen."""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from commonground.foundation.audit import actions as audit
from commonground.foundation.audit.versions import change
from commonground.foundation.kernel.errors import Invalid, Problem
from commonground.foundation.kernel.viewer import Viewer
from commonground.insight.reports import access, queries
from commonground.insight.reports.models import BoardReport, ReportSection
from commonground.insight.reports.rules import kinds as rules
from commonground.insight.reports.rules.audience import audiences_of
from commonground.insight.reports.rules.states import ReportState
from commonground.partnership.groups import queries as groups

if TYPE_CHECKING:
    from commonground.partnership.groups.models import Group


@dataclass(frozen=True)
class DutyMet:
    """The duty of the terms that a report is to meet: its title and the day it is due."""

    title: str
    due_on: date


@audit.atomic()
def start_report(
    *,
    group: "Group",
    kind: str,
    since: date,
    until: date,
    audience: str,
    contact: str,
    title: str = "",
    duty: DutyMet | None = None,
    is_invented: bool = False,
    by: Viewer,
) -> BoardReport:
    """Begin a report on a period from `since` until, not including, `until`, with what the record says of it.

    Raises Refused, Invalid by field.
    """
    access.check_can_write(groups.standing_in(group, viewer=by))
    asked = queries.kinds().kind(kind)
    rules.check_period(since, until, today=by.today)
    _check_readers(group, audience)
    _check_is_first(group, kind=kind, since=since, until=until, audience=audience)
    if duty and not groups.is_due(group, title=duty.title, due_on=duty.due_on):
        raise _wrong("No such report is owed.", "Choose one of those that the terms ask for.", "duty")
    report = BoardReport(
        group=group,
        kind=kind,
        title=title.strip() or f"{asked.name}, {rules.period_words(since, until)}",
        audience=audience,
        since=since,
        until=until,
        as_at=rules.figures_as_at(until, today=by.today),
        contact=contact.strip(),
        duty=duty.title if duty else "",
        due_on=duty.due_on if duty else None,
        before=queries.report_before(group, kind=kind, since=since, audience=audience),
        started_at=by.now,
        started_by=by.label[:150],
        is_invented=is_invented,
    )
    report.save(force_insert=True)
    _make(report, by)
    audit.record("report begun", by=by, about=report, details={"group": str(group.pk), "kind": kind})
    return report


def _check_readers(group: "Group", audience: str) -> None:
    if audience not in audiences_of(group.openness):
        raise _wrong(
            "Not all of these readers may know of the group.", "Choose those who may.", "audience"
        )  # fmt: skip


def _check_is_first(group: "Group", **of: object) -> None:
    if BoardReport.objects.filter(group=group, **of).exclude(status=ReportState.WITHDRAWN).exists():
        raise _wrong(
            "There is a report of this kind for this period and these readers.", "Open that one.", "kind"
        )  # fmt: skip


@audit.atomic()
def make_again(*, report: BoardReport, based_on: int, by: Viewer) -> None:
    """Make the figures again from the record as it is now. What people wrote stays. Raises Refused, Conflict.

    While it is a draft, whoever serves the group; once it is with the chair, the chair.
    """
    here = groups.standing_in(report.group, viewer=by)
    access.check_can_write(here)
    if report.status == ReportState.SUBMITTED:
        access.check_can_freeze(by, here, report)
    else:
        access.check_is_draft(report)
    as_at = rules.figures_as_at(report.until, today=by.today)
    before = queries.report_before(report.group, kind=report.kind, since=report.since, audience=report.audience)
    _check_readers(report.group, report.audience)
    change(report, based_on=based_on, as_at=as_at, before=before)
    _make(report, by)
    audit.record("figures of report made again", by=by, about=report, details={"as at": as_at})


def _make(report: BoardReport, by: Viewer) -> None:
    """Every section that there is a record of, in the order of the kind of report."""
    asked = queries.asked_of(report)
    made = queries.made_from_record(report, asked, now=by.now)
    held = {one.key: one for one in report.sections.exclude(key="")}
    for one in held.values():
        change(one, based_on=one.version, generated=made.get(one.key))
    ReportSection.objects.bulk_create(
        ReportSection(report=report, key=key, heading=one.heading, order=order, generated=made[key])
        for order, (key, one) in enumerate(asked.items(), start=1)
        if key in made and key not in held
    )


def _wrong(what: str, do: str, column: str) -> Invalid:
    return Invalid(rules.NOT_BEGUN, [Problem(what, do, column=column)])
