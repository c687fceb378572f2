"""Impact panels with their measures worked out."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from django.db.models import QuerySet

from commonground.foundation.analysis.definitions import Polarity
from commonground.foundation.kernel.errors import NotFound
from commonground.ground.evidence.models import ImpactLine, ImpactPanel
from commonground.ground.evidence.queries.figures import series
from commonground.ground.evidence.rules import impact
from commonground.ground.evidence.rules.figures import Figure
from commonground.ground.evidence.rules.impact import Measure, Span


@dataclass(frozen=True)
class Measured:
    """A line of a panel. `measure` is None where a figure of its indicator is not there (any more)."""

    line: ImpactLine
    measure: Measure | None
    figures: Sequence[Figure] = ()


@dataclass(frozen=True)
class ImpactPage:
    panel: ImpactPanel
    measures: Sequence[Measured]

    @property
    def caveats(self) -> list[str]:
        panel = self.panel
        known = [one.measure for one in self.measures if one.measure]
        return impact.caveats(
            known, change=panel.change, changed_on=panel.changed_on, when=panel.changed_label, stage=panel.stage
        )


def impact_panels(area_pk: UUID | None = None) -> list[ImpactPanel]:
    """Every panel, or those of an area, by title. One query."""
    rows = ImpactPanel.objects.select_related("area")
    return list(rows.filter(area=area_pk) if area_pk else rows)


def impact_choices() -> QuerySet[ImpactPanel]:
    """Every panel, for a form to choose from."""
    return ImpactPanel.objects.order_by("title")


def impact_page(slug: str) -> ImpactPage:
    """Raises NotFound. Two queries, and one read of the cube for each indicator."""
    return _page(ImpactPanel.objects.select_related("area").filter(slug=slug).first())


def impact_page_of(pk: UUID) -> ImpactPage:
    """The same by id, for a room that links a panel."""
    return _page(ImpactPanel.objects.select_related("area").filter(pk=pk).first())


def _page(panel: ImpactPanel | None) -> ImpactPage:
    if panel is None:
        raise NotFound("There is no such impact panel.")
    return ImpactPage(panel, [_measured(line, panel) for line in panel.lines.select_related("indicator")])


def _measured(line: ImpactLine, panel: ImpactPanel) -> Measured:
    spans = (
        Span(line.baseline_from, line.baseline_until, line.baseline_label),
        Span(line.now_from, line.now_until, line.now_label),
    )
    if line.indicator_id is None:
        before, now = line.baseline or Decimal(0), line.now or Decimal(0)
        return Measured(line, _measure(line, before, now, spans, line.source))
    held = {one.period: one for one in series(line.indicator_id, [panel.area.key]).get(panel.area.key, [])}
    found = [held.get(label) for label in (line.baseline_label, line.now_label)]
    figures = [one for one in found if one is not None and one.value is not None]
    if len(figures) < len(found):
        return Measured(line, None)
    before, now = (Decimal(str(one.value)) for one in figures)
    named = (Span(span.starts_on, span.until, one.period_label) for span, one in zip(spans, figures, strict=True))
    return Measured(line, _measure(line, before, now, tuple(named), figures[-1].vintage), figures)


def _measure(line: ImpactLine, before: Decimal, now: Decimal, spans: Sequence[Span], source: str) -> Measure:
    baseline, latest = spans
    return Measure(line.name, line.unit, Polarity(line.polarity), before, now, baseline, latest, source)
