"""Performance reports: begun for a period, explained, frozen, withdrawn (E10 to E13)."""

from datetime import date

from commonground.foundation.audit import actions as audit
from commonground.foundation.audit.versions import change
from commonground.foundation.kernel.errors import Invalid, Problem
from commonground.foundation.kernel.viewer import Viewer
from commonground.ground.evidence import access, queries
from commonground.ground.evidence.actions.freezing import freeze
from commonground.ground.evidence.actions.texts import WRONG, check_text, save_text
from commonground.ground.evidence.models import Explanation, Measure, MeasureList, PerformanceReport
from commonground.ground.evidence.models.profiles import FROZEN, WITHDRAWN
from commonground.ground.evidence.rules.performance import Frequency, period_ends

LONGEST = 2_000  # letters of an explanation
MOST_PERIODS = 80  # twenty years of quarters


@audit.atomic()
def start_report(*, of: MeasureList, until: date, frequency: str, by: Viewer) -> PerformanceReport:
    """Begin the report on a list for a period that has ended. Raises Refused, Invalid by field."""
    access.check_can_write(by)
    if frequency not in {one.value for one in Frequency}:
        raise Invalid(WRONG, [Problem("Choose six months or a quarter.", column="period")])
    if until not in period_ends(Frequency(frequency), on=by.today, count=MOST_PERIODS):
        raise Invalid(WRONG, [Problem("No such period has ended on that day.", do="Choose one.", column="period")])
    there = PerformanceReport.objects.filter(of=of, until=until, frequency=frequency).exclude(status=WITHDRAWN)
    if there.exists():
        raise Invalid(WRONG, [Problem("There is a report for this period.", do="Open that one.", column="period")])
    report = PerformanceReport.objects.create(
        of=of, until=until, frequency=frequency, started_at=by.now, started_by=by.label
    )
    audit.record("performance report begun", by=by, about=report, details={"until": until})
    return report


@audit.atomic()
def explain_measure(
    *, report: PerformanceReport, measure: Measure, text: str, based_on: int, by: Viewer
) -> Explanation:
    """Say why a measure stands as it does. `based_on` is nought where nobody has explained it yet.

    Raises Refused, Invalid by field, Conflict with both texts.
    """
    access.check_can_write(by)
    access.check_is_draft(PerformanceReport.objects.select_for_update(of=("self",)).get(pk=report.pk))
    check_text(text, longest=LONGEST)
    if measure.of_id != report.of_id:
        raise Invalid(WRONG, [Problem("This measure is not in the list.", column="text")])
    row = save_text(
        kind=Explanation, where={"report": report, "measure": measure}, text=text.strip(), based_on=based_on, by=by,
        gone="This explanation is no longer there.",
    )  # fmt: skip
    audit.record("measure explained", by=by, about=row, details={"measure": measure.name, "text": row.text})
    return row


@audit.atomic()
def freeze_report(*, report: PerformanceReport, based_on: int, by: Viewer) -> PerformanceReport:
    """Keep the report as it is now, for everybody to read. Raises Refused, Invalid, Conflict."""
    access.check_can_freeze(by)
    held = PerformanceReport.objects.select_for_update(of=("self",)).get(pk=report.pk)
    if held.version == based_on:
        access.check_is_draft(held)
    row = queries.performance_report(by, report.pk)
    content = queries.assembled_report(row, on=by.today)
    if not content.lines:
        raise Invalid("The list has no measures, so there is nothing to freeze.")
    slugs = [line.indicator for line in content.lines if line.indicator]
    run = freeze(content, slugs=slugs, made_from=content.made_from, by=by)
    change(row, based_on=based_on, status=FROZEN, frozen=run)
    audit.record("performance report frozen", by=by, about=row, details={"run": run.pk, "sha256": run.sha256})
    return row


@audit.atomic()
def withdraw_performance_report(*, report: PerformanceReport, based_on: int, why_withdrawn: str, by: Viewer) -> None:
    """Take a frozen report from the public, with the reason. Raises Refused, Invalid, Conflict."""
    access.check_can_freeze(by)
    if report.version == based_on and report.status != FROZEN:
        raise Invalid("Only a frozen report is withdrawn.")
    if not why_withdrawn.strip():
        raise Invalid(WRONG, [Problem("Say why it is withdrawn.", column="why_withdrawn")])
    change(report, based_on=based_on, status=WITHDRAWN, why_withdrawn=why_withdrawn.strip())
    audit.record("performance report withdrawn", by=by, about=report, details={"why": report.why_withdrawn})
