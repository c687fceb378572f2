"""What people write beside the figures, and sections of their own."""

from django.db.models import Max

from commonground.foundation.audit import actions as audit
from commonground.foundation.audit.versions import change
from commonground.foundation.kernel.errors import Invalid, Problem, Refused
from commonground.foundation.kernel.viewer import Viewer
from commonground.insight.reports import access
from commonground.insight.reports.models import BoardReport, ReportSection
from commonground.partnership.groups import queries as groups

NOT_SAVED = "The section was not saved."
AFTER = 100  # own sections come after those from the record, also after one that there is a record of later
LONGEST = 20_000  # letters: about seven pages


@audit.atomic()
def write_section(*, section: ReportSection, words: str, based_on: int, by: Viewer, heading: str | None = None) -> None:
    """Save what people say in a section; an own section can be called otherwise too. The figures stay.

    Two people at one section: the second gets both texts (Conflict). Raises Refused, Invalid by field.
    """
    _check_may_write(section.report, by)
    _check_length(words)
    named = {"heading": _headed(heading)} if heading is not None and section.is_own else {}
    change(section, based_on=based_on, words=words.strip(), written_by=by.label[:150], written_at=by.now, **named)
    audit.record("section of report written", by=by, about=section, details={"report": str(section.report_id)})


@audit.atomic()
def add_section(*, report: BoardReport, heading: str, words: str, by: Viewer) -> ReportSection:
    """An own section, at the end. Raises Refused, Invalid by field."""
    _check_may_write(report, by)
    _check_length(words)
    last = max(report.sections.aggregate(last=Max("order"))["last"] or 0, AFTER)
    made = ReportSection.objects.create(
        report=report,
        heading=_headed(heading),
        order=last + 1,
        words=words.strip(),
        written_by=by.label[:150],
        written_at=by.now,
    )
    audit.record("section of report added", by=by, about=made, details={"report": str(report.pk)})
    return made


@audit.atomic()
def remove_section(*, section: ReportSection, based_on: int, by: Viewer) -> None:
    """Take an own section out. One that is made from the record stays. Raises Refused, Conflict."""
    _check_may_write(section.report, by)
    if not section.is_own:
        raise Refused("This section is made from the record and stays. Leave your part of it empty.")
    change(section, based_on=based_on)  # nobody wrote in it since
    audit.record("section of report removed", by=by, about=section, details={"heading": section.heading})
    section.delete()


def _check_may_write(report: BoardReport, by: Viewer) -> None:
    access.check_can_write(groups.standing_in(report.group, viewer=by))
    access.check_is_draft(BoardReport.objects.select_for_update().get(pk=report.pk))


def _check_length(words: str) -> None:
    if len(words) > LONGEST:
        raise Invalid(NOT_SAVED, [Problem(f"This is longer than {LONGEST:,} letters.", "Shorten it.", column="words")])


def _headed(heading: str) -> str:
    if not heading.strip():
        raise Invalid(NOT_SAVED, [Problem("Enter a heading.", column="heading")])
    return heading.strip()
