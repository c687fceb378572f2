"""Targets and change markers of an area."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from commonground.foundation.kernel.errors import NotFound
from commonground.foundation.kernel.periods import PeriodKind
from commonground.foundation.kernel.viewer import Viewer
from commonground.ground.evidence.models import ChangeMarker, Target
from commonground.ground.evidence.queries.catalogue import definitions
from commonground.ground.evidence.queries.figures import figures_for
from commonground.ground.evidence.rules.figures import Figure
from commonground.ground.evidence.rules.indicators import Definition
from commonground.ground.places import queries as places

if TYPE_CHECKING:
    from commonground.ground.places.models import Area


@dataclass(frozen=True)
class HeldTarget:
    """A target with the figure of its period, where there is one by now."""

    target: Target
    about: Definition
    figure: Figure | None


@dataclass(frozen=True)
class AimsPage:
    """What is aimed at and what changed in an area; withdrawn ones stand last. `measured` are figures it has."""

    area: "Area"
    targets: Sequence[HeldTarget]
    markers: Sequence[ChangeMarker]
    measured: Sequence[Definition]


def aims_page(area_reference: str, *, viewer: Viewer) -> AimsPage:
    """Open to everybody, as figures are. Raises NotFound, Ambiguous for an area."""
    area = places.area_by_reference(area_reference, on=viewer.today)
    about = definitions()
    figures = {(one.indicator, one.period): one for one in figures_for(area.key)}
    rows = Target.objects.filter(area=area.pk).order_by("withdrawn_on", "indicator__name", "-period")
    held = [HeldTarget(row, about[row.indicator_id], figures.get((row.indicator_id, row.period))) for row in rows]
    measured = dict.fromkeys(slug for slug, _ in figures)
    return AimsPage(
        area=area,
        targets=sorted(held, key=lambda one: one.target.withdrawn_on is not None),
        markers=sorted(_markers([area.pk], withdrawn=True), key=lambda one: one.withdrawn_on is not None),
        measured=[about[slug] for slug in measured if slug in about],
    )


def markers_for(area: "Area", indicator: str, *, around: Sequence["Area"] | None = None) -> list[ChangeMarker]:
    """Changes that stand in a series of an area: its own, and those of the areas it lies in.

    `around` are these where a page has them already. Two queries, or one.
    """
    if around is None:
        around = [area.footprint.root] if area.footprint_id and area.footprint else places.official_wholes(area)
    rows = _markers([area.pk, *(whole.pk for whole in around)], withdrawn=False)
    return [row for row in rows if row.indicator_id in (None, indicator)]


def target(pk: UUID) -> Target:
    """Raises NotFound."""
    found = Target.objects.select_related("area", "indicator").filter(pk=pk).first()
    if found is None:
        raise NotFound("There is no such target.")
    return found


def marker(pk: UUID) -> ChangeMarker:
    """Raises NotFound."""
    found = ChangeMarker.objects.select_related("area", "indicator").filter(pk=pk).first()
    if found is None:
        raise NotFound("There is no such change marker.")
    return found


def _markers(areas: Sequence[UUID], *, withdrawn: bool) -> list[ChangeMarker]:
    rows = ChangeMarker.objects.select_related("indicator").filter(area__in=areas)
    return list(rows if withdrawn else rows.filter(withdrawn_on=None))


def begins(figure: Figure) -> date:
    return figure.about.period(figure.period).starts_on


def is_monthly(about: Definition) -> bool:
    """Whether its series is one for a control chart."""
    return about.period_kind == PeriodKind.MONTH.value
