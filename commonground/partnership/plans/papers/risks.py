"""The log of risks and issues as a file."""

from collections.abc import Sequence
from datetime import date

from commonground.foundation.documents.report import Cell, Column, Report, Section, Table
from commonground.partnership.plans.models import Risk
from commonground.partnership.plans.queries.risks import scale

HEADS = (
    *("Number", "Risk", "Plan", "Programme", "Workstream", "Kind", "State", "Likelihood", "Impact", "Score", "Band"),
    *("What that would mean", "What is done about it", "Organisation", "Owner", "Raised", "Next review"),
    *("What happened", "Closed", "Why closed"),
)
NUMBERS = ("Likelihood", "Impact", "Score")


def risks_report(risks: Sequence[Risk], *, on: date) -> Report:
    """One row a risk, as the log was narrowed."""
    columns = [Column(name, "number" if name in NUMBERS else "text") for name in HEADS]
    table = Table("Risks and issues", columns, [_row(one) for one in risks])
    return Report(
        title="Risks and issues",
        as_at=on,
        contact="Whoever keeps the plan",
        sections=[Section("Risks and issues", [table])],
        data=table,
    )


def _row(one: Risk) -> Sequence[Cell]:
    steps = scale()
    return (
        str(one.number),
        one.title,
        one.plan.name,
        one.programme.name if one.programme else "",
        one.workstream.name if one.workstream else "",
        steps.kind(one.kind),
        one.status,
        one.likelihood,
        one.impact,
        one.score,
        steps.band(one.likelihood, one.impact).name,
        one.effect,
        one.mitigation,
        str(one.organisation),
        one.owner.name if one.owner else "",
        one.raised_on,
        one.review_on,
        one.happened,
        one.closed_on,
        one.why_closed,
    )
