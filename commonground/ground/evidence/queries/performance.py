"""Lists of measures and the reports on them: which there are, who sees which, and what each says."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db.models import OuterRef, QuerySet

from commonground.foundation.analysis.definitions import Polarity
from commonground.foundation.audit.along import Along
from commonground.foundation.kernel.errors import Invalid, NotFound
from commonground.foundation.kernel.viewer import Viewer
from commonground.ground.evidence import access
from commonground.ground.evidence.models import Explanation, Measure, MeasureList, PerformanceReport, Preparation
from commonground.ground.evidence.models.profiles import FROZEN
from commonground.ground.evidence.queries import cube
from commonground.ground.evidence.queries.comparators import Comparators
from commonground.ground.evidence.queries.comparators import comparators as comparators_of
from commonground.ground.evidence.queries.figures import Kept, catalogue_of, figures_of
from commonground.ground.evidence.queries.frozen import made_from, sources
from commonground.ground.evidence.queries.profiles.around import NO_FIGURE, Together
from commonground.ground.evidence.queries.profiles.measuring import at, by_indicator
from commonground.ground.evidence.rules import frozen
from commonground.ground.evidence.rules.figures import Figure
from commonground.ground.evidence.rules.performance import Frequency, period_ends
from commonground.ground.evidence.rules.performance.content import Line, ReportContent
from commonground.ground.evidence.rules.performance.kinds import beside_england, side_of, starts_on
from commonground.ground.evidence.rules.profiles.content import Beside

if TYPE_CHECKING:
    from commonground.ground.places.models import Area

NO_RELEASE = "no figure for this area had been published for a period that ended by then"
LONG = ("frozen__content", "frozen__definitions")
EXPLANATIONS = Along(Explanation)


@dataclass(frozen=True)
class ListPage:
    """A list with its measures, the reports on it that the viewer may read, and periods that could be reported on."""

    held: MeasureList
    measures: Sequence[Measure]
    reports: Sequence[PerformanceReport]
    periods: Sequence[tuple[Frequency, Sequence[date]]]


@dataclass(frozen=True)
class ReportPage:
    """A report with what it says, and the explanations by measure, to be written."""

    report: PerformanceReport
    content: ReportContent
    explanations: dict[UUID, Explanation]


def measure_lists() -> QuerySet[MeasureList]:
    """Every list, by name."""
    return MeasureList.objects.select_related("area", "owner")


def measure_list(slug: str) -> MeasureList:
    """One list. Raises NotFound."""
    found = measure_lists().filter(slug=slug).first()
    if found is None:
        raise NotFound(f"There is no list of measures ‘{slug}’.")
    return found


def measures_of(held: MeasureList) -> list[Measure]:
    """What is measured now, in order."""
    return list(held.measures.filter(until=None).select_related("indicator"))


def measure_of(held: MeasureList, pk: UUID) -> Measure:
    """One of those that are measured now. Raises NotFound."""
    found = held.measures.filter(until=None, pk=pk).select_related("indicator").first()
    if found is None:
        raise NotFound("This list has no such measure.")
    return found


def reports_visible_to(viewer: Viewer) -> QuerySet[PerformanceReport]:
    """Frozen reports for everybody; the others for those who write or freeze."""
    found = PerformanceReport.objects.select_related("of__area", "frozen").defer(*LONG)
    return found if access.drafts(viewer) else found.filter(status=FROZEN)


def list_page(slug: str, *, viewer: Viewer) -> ListPage:
    """Raises NotFound."""
    held = measure_list(slug)
    reports = list(reports_visible_to(viewer).filter(of=held).order_by("-until"))
    return ListPage(
        held=held,
        measures=measures_of(held),
        reports=reports,
        periods=[(one, period_ends(one, on=viewer.today)) for one in Frequency],
    )


def performance_report(viewer: Viewer, pk: UUID) -> PerformanceReport:
    """One report. Raises NotFound, also for a draft that the viewer may not know of."""
    with_all = PerformanceReport.objects.select_related("of__area__type", "of__owner", "frozen")
    explained = EXPLANATIONS.of(Explanation.objects.filter(report=OuterRef("pk")))
    found: Any = with_all.annotate(explained=explained).filter(pk=pk).first()
    if found is None:
        raise NotFound
    EXPLANATIONS.keep(found, "explanations", found.explained)
    access.check_can_see(viewer, found)
    kept: PerformanceReport = found
    return kept


def report_content(held: PerformanceReport, *, viewer: Viewer) -> ReportContent:
    """What a report says: as it was frozen, or as it would be frozen now."""
    if held.frozen is not None:
        return frozen.unpack(ReportContent, held.frozen.content, sha256=held.frozen.sha256)
    return assembled_report(held, on=viewer.today)


def report_page(pk: UUID, *, viewer: Viewer) -> ReportPage:
    """Raises NotFound."""
    held = performance_report(viewer, pk)
    explained = {one.measure_id: one for one in held.explanations.all()} if access.drafts(viewer) else {}
    return ReportPage(held, report_content(held, viewer=viewer), explained)


def assembled_report(held: PerformanceReport, *, on: date) -> ReportContent:
    """The report as it would be frozen on a day. Raises Invalid where no figures have been prepared."""
    preparation = cube.current_preparation()
    if preparation is None:
        raise Invalid("No figures have been prepared yet, so there is nothing to report on.")
    area, of = held.of.area, held.of
    measures = measures_of(of)
    wanted = [one.indicator_id for one in measures if one.indicator_id]
    series = by_indicator(figures_of(area.key, wanted, held=preparation))
    shown = [known for one in measures if (known := _by_then(one, series, held.until))]
    reader = _Reader(held, area, preparation, shown)
    newest = [figures[-1] for figures in shown]
    return ReportContent(
        title=f"{of.name}: {Frequency(held.frequency).span} to {held.until.day} {held.until:%B %Y}",
        list_slug=of.slug,
        about=of.about,
        area_key=area.key,
        area_slug=area.slug,
        area_name=area.name,
        since=starts_on(held.until, Frequency(held.frequency)).isoformat(),
        until=held.until.isoformat(),
        frequency=held.frequency,
        audience=of.audience,
        owner=of.owner.name,
        as_at=on.isoformat(),
        lines=tuple(reader.line(one, _by_then(one, series, held.until)) for one in measures),
        stated_count=of.stated_count,
        stated_source=of.stated_source,
        sources=sources(newest),
        made_from=made_from(preparation, newest, catalogue_of(Kept(preparation))),
    )


class _Reader:
    """Turns measures into lines: figure, comparators, side, target, explanation."""

    def __init__(
        self, held: PerformanceReport, area: "Area", preparation: Preparation, shown: Sequence[Sequence[Figure]]
    ) -> None:
        figures = [figure for of_one in shown for figure in of_one[-1:]]
        self.compared: Comparators = comparators_of(area, figures, held=preparation)
        self.explained = {one.measure_id: one for one in held.explanations.all() if one.text.strip()}

    def line(self, measure: Measure, series: Sequence[Figure]) -> Line:
        told = self.explained.get(measure.pk)
        make = partial(
            Line,
            measure=str(measure.pk),
            name=measure.name,
            audience=measure.audience,
            frequency=measure.frequency,
            explanation=told.text if told else "",
            explained_by=told.written_by if told else "",
            explained_on=f"{told.written_at:%Y-%m-%d}" if told else "",
        )
        if measure.indicator is None:
            return make(side=measure.stated_side)
        if not series:
            return make(indicator=measure.indicator_id or "", why=NO_RELEASE, beside=_none_beside())
        return self._of_figure(make, series)

    def _of_figure(self, make: "partial[Line]", series: Sequence[Figure]) -> Line:
        figure, about = series[-1], series[-1].about
        side, why = side_of(figure)
        target = self.compared.targets.get((figure.indicator, figure.period))
        return make(
            indicator=figure.indicator,
            unit=about.unit,
            decimals=about.decimals,
            polarity=about.polarity_sentence,
            now=at(figure),
            before=at(series[-2]) if len(series) > 1 else None,
            interval=figure.interval_text,
            beside=(beside_england(figure), Together(self.compared).beside(figure)),
            side=str(side),
            why=why,
            target=about.text(target.value) if target else "",
            is_target_met=_is_met(figure, target.value) if target else None,
            vintage=figure.vintage,
            release=str(figure.release or ""),
        )


def _by_then(measure: Measure, series: dict[str, list[Figure]], until: date) -> list[Figure]:
    """Figures of a measure whose period had ended by the last day of the report, oldest first."""
    held = series.get(measure.indicator_id or "", [])
    return [one for one in held if (one.about.period(one.period).until - until).days <= 1]


def _none_beside() -> tuple[Beside, ...]:
    return (Beside("England", reason=NO_FIGURE), Beside("Statistical neighbours", reason=NO_FIGURE))


def _is_met(figure: Figure, target: float) -> bool | None:
    """Whether a target is reached; nothing is said where neither high nor low is good."""
    if figure.value is None or figure.about.polarity is Polarity.CONTEXT:
        return None
    return figure.value >= target if figure.about.polarity is Polarity.HIGH else figure.value <= target
