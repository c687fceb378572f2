"""Keeping impact panels: the change, and its measures one by one."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from django.db.models import Max
from django.utils.text import slugify

from commonground.foundation.audit import actions as audit
from commonground.foundation.audit.versions import change
from commonground.foundation.kernel.errors import Invalid, Problem
from commonground.foundation.kernel.viewer import Viewer
from commonground.ground.evidence import access, queries
from commonground.ground.evidence.models import ImpactLine, ImpactPanel
from commonground.ground.evidence.rules import impact
from commonground.ground.evidence.rules.impact import Span


@dataclass(frozen=True)
class PanelFacts:
    """What a panel says of its change. `stage` is what went on before it, such as: during pilots."""

    title: str
    change: str
    source: str
    changed_on: date | None = None
    changed_label: str = ""
    stage: str = ""


@audit.atomic()
def open_panel(*, area: UUID, facts: PanelFacts, by: Viewer) -> ImpactPanel:
    """A panel without measures yet. Raises Refused, Invalid for a title that is taken."""
    access.check_can_aim(by)
    slug = slugify(facts.title)
    if not slug or ImpactPanel.objects.filter(slug=slug).exists():
        problem = Problem("There is a panel of this title, or it has no letters.", "Choose another.", column="title")
        raise Invalid("The panel was not opened.", [problem])
    row = ImpactPanel.objects.create(slug=slug, area_id=area, made_by=by.label, made_at=by.now, **vars(facts))
    audit.record("impact panel opened", by=by, about=row, details={"slug": slug, "change": facts.change})
    return row


@audit.atomic()
def edit_panel(*, panel: ImpactPanel, based_on: int, facts: PanelFacts, by: Viewer) -> ImpactPanel:
    """Its address stays. Raises Refused, Conflict with both values."""
    access.check_can_aim(by)
    change(panel, based_on=based_on, **vars(facts))
    audit.record("impact panel edited", by=by, about=panel, details={"slug": panel.slug, "title": facts.title})
    return panel


@audit.atomic()
def add_entered_measure(
    *,
    panel: ImpactPanel,
    based_on: int,
    name: str,
    unit: str,
    polarity: str,
    before: Decimal,
    now: Decimal,
    baseline: Span,
    latest: Span,
    source: str,
    by: Viewer,
) -> ImpactLine:
    """Two numbers with their source. Raises Refused, Invalid naming the field, Conflict."""
    access.check_can_aim(by)
    impact.check_entered(before=before, now=now, baseline=baseline, latest=latest, source=source)
    return _add(
        panel, based_on, by, name=name.strip(), unit=unit.strip(), polarity=polarity, baseline=before, now=now,
        source=source.strip(), **_days(baseline, latest),
    )  # fmt: skip


@audit.atomic()
def add_indicator_measure(
    *, panel: ImpactPanel, based_on: int, indicator: str, baseline_period: str, now_period: str, by: Viewer
) -> ImpactLine:
    """Two periods of a figure of the panel's area. Raises Refused, NotFound, Invalid, Conflict."""
    access.check_can_aim(by)
    about = queries.indicator(indicator)
    spans = []
    for text in (baseline_period, now_period):
        figure = queries.value(indicator, panel.area.key, about.period(text).slug)
        period = about.period(figure.period)
        spans.append(Span(period.starts_on, period.until, figure.period))
    problems = impact.span_problems(*spans)
    if problems:
        what = Problem("The later period must begin after the earlier has ended.", "Swap them.", column="now_period")
        raise Invalid(impact.REFUSED, [what])
    return _add(
        panel, based_on, by, name=about.short_name, unit=about.unit, polarity=about.polarity.value,
        indicator_id=indicator, **_days(*spans),
    )  # fmt: skip


@audit.atomic()
def remove_measure(*, panel: ImpactPanel, based_on: int, line: ImpactLine, by: Viewer) -> ImpactPanel:
    """Take a measure off the panel; what it said stays in the record. Raises Refused, Conflict."""
    access.check_can_aim(by)
    change(panel, based_on=based_on, title=panel.title)
    told = {"measure": line.name, "before": str(line.baseline), "now": str(line.now), "source": line.source}
    line.delete()
    audit.record("impact measure removed", by=by, about=panel, details=told)
    return panel


def _add(panel: ImpactPanel, based_on: int, by: Viewer, **values: object) -> ImpactLine:
    """The panel's version counts its measures' changes too."""
    change(panel, based_on=based_on, title=panel.title)
    order = (panel.lines.aggregate(last=Max("order"))["last"] or 0) + 1
    row = ImpactLine.objects.create(panel=panel, order=order, **values)
    told = {"measure": row.name, "before": str(row.baseline), "now": str(row.now), "source": row.source}
    audit.record("impact measure added", by=by, about=panel, details=told)
    return row


def _days(baseline: Span, latest: Span) -> dict[str, object]:
    return {
        "baseline_label": baseline.label, "baseline_from": baseline.starts_on, "baseline_until": baseline.until,
        "now_label": latest.label, "now_from": latest.starts_on, "now_until": latest.until,
    }  # fmt: skip
