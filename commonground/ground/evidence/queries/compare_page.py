"""All that the page of an area's comparison shows, from prepared tables and at most a dozen queries."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from commonground.foundation.analysis.comparison import Graded
from commonground.foundation.analysis.definitions import Method
from commonground.foundation.analysis.spread import Spread
from commonground.foundation.analysis.trend import Direction
from commonground.foundation.kernel.errors import NotFound
from commonground.foundation.kernel.viewer import Viewer
from commonground.ground.evidence.models import NeighbourSet
from commonground.ground.evidence.queries.comparators import Comparators, comparators
from commonground.ground.evidence.queries.edition import Edition, edition_of_pages
from commonground.ground.evidence.queries.figures import REMEMBERED, figures_for
from commonground.ground.evidence.queries.neighbours import Listed
from commonground.ground.evidence.rules.comparing import Against, Benchmark, Standing, compared, direction_of
from commonground.ground.evidence.rules.figures import Figure
from commonground.ground.places import queries as places

if TYPE_CHECKING:
    from commonground.ground.places.models import Area

NEVER = frozenset({Method.COUNT})


@dataclass(frozen=True)
class ComparedFigure:
    """One measure: the figure, what it is compared with, how it stands, and where it is going."""

    figure: Figure
    benchmark: Benchmark | None
    graded: Graded
    england: Benchmark | None
    neighbours: Benchmark | None
    target: Benchmark | None
    spread: Spread | None
    standing: Standing | None
    direction: Direction


@dataclass(frozen=True)
class ComparePage:
    """`choices` are what the area may be compared with (word of the address, what people read), `against` the chosen
    one. `edition` is the set of neighbours that applies to the newest period shown, and whether it was in force."""

    key: str  # what it was made from
    area: "Area"
    rows: Sequence[ComparedFigure]
    counts: Sequence[Figure]  # measures that are never compared
    themes: Sequence[tuple[str, str]]
    theme: str
    periods: Sequence[str]
    period: str
    choices: Sequence[tuple[str, str]]
    against: str
    edition: tuple[NeighbourSet, bool] | None
    editions: Sequence[NeighbourSet]
    asked_edition: str
    neighbours: Sequence[Listed]
    neighbour_areas: dict[str, "Area"]

    @property
    def asked(self) -> str:
        """What was chosen, of what there is to choose."""
        return f"{self.area.slug} {self.theme} {self.period} {self.against} {self.asked_edition}"

    @property
    def against_name(self) -> str:
        return dict(self.choices).get(self.against, "England")


def compare_page(
    area_reference: str, *, viewer: Viewer, theme: str = "", against: str = "", period: str = "", edition: str = ""
) -> ComparePage:
    """Raises NotFound, Ambiguous for an area. An unknown theme, comparator, period or edition falls back. Two queries
    where the page was asked for before."""
    return _page(edition_of_pages(viewer), area_reference, theme, against, period, edition)


@lru_cache(maxsize=REMEMBERED)
def _page(stands: Edition, area_reference: str, theme: str, against: str, period: str, edition: str) -> ComparePage:
    """Public evidence only, remembered under all that it was made from."""
    preparation = stands.preparation
    if preparation is None:
        raise NotFound("No figures have been prepared yet. `commonground import` loads some.")
    area = places.area_by_reference(area_reference, on=stands.day)
    series = _by_indicator(figures_for(area.key, held=preparation))
    periods = sorted(
        {one.period for figures in series.values() for one in figures if "-" not in one.period}, reverse=True
    )
    period = period if period in periods else ""
    chosen = [figure for figures in series.values() if (figure := _of_period(figures, period))]
    themes = list(
        dict.fromkeys((one.about.theme, one.about.theme_name) for one in chosen if one.about.method not in NEVER)
    )
    theme = theme if theme in dict(themes) else ""
    shown = [one for one in chosen if theme in ("", one.about.theme)]
    beside = comparators(area, shown, held=preparation, edition=edition)
    choices = _choices(beside, shown)
    against = against if against in dict(choices) else (choices[0][0] if choices else "")
    rows = [_compared(one, series[one.indicator], beside, against) for one in shown if one.about.method not in NEVER]
    newest = max(shown, key=lambda one: one.about.period(one.period).until, default=None)
    applies = beside.edition_for(newest) if newest else None
    listed = beside.neighbours.get(applies[0].slug, ()) if applies else ()
    return ComparePage(
        key=stands.key,
        area=area,
        rows=rows,
        counts=[one for one in shown if one.about.method in NEVER],
        themes=themes,
        theme=theme,
        periods=periods,
        period=period,
        choices=choices,
        against=against,
        edition=applies,
        editions=[one for one in beside.editions if one.slug in beside.neighbours],
        asked_edition=edition if edition in beside.neighbours else "",
        neighbours=listed,
        neighbour_areas=places.areas_by_key([one.code for one in listed]) if listed else {},
    )


def _compared(figure: Figure, series: Sequence[Figure], beside: Comparators, against: str) -> ComparedFigure:
    benchmark = beside.benchmark(figure, against)
    return ComparedFigure(
        figure=figure,
        benchmark=benchmark,
        graded=compared(figure, benchmark),
        england=beside.benchmark(figure, Against.ENGLAND),
        neighbours=beside.benchmark(figure, Against.NEIGHBOURS),
        target=beside.benchmark(figure, Against.TARGET),
        spread=beside.spread(figure),
        standing=beside.standing(figure),
        direction=direction_of([one for one in series if one.period <= figure.period]),
    )


def _choices(beside: Comparators, shown: Sequence[Figure]) -> list[tuple[str, str]]:
    found = [(whole.slug, whole.name) for whole in beside.wholes]
    if beside.neighbours:
        found.append((Against.NEIGHBOURS.value, "Statistical neighbours"))
    level = next((one.level for one in shown if beside.spread(one)), "")
    if level:
        found.append((Against.LEVEL.value, f"The middle of all {level} (median)"))
    if beside.targets:
        found.append((Against.TARGET.value, "Own target"))
    return found


def _by_indicator(figures: Sequence[Figure]) -> dict[str, list[Figure]]:
    found: dict[str, list[Figure]] = {}
    for figure in figures:
        found.setdefault(figure.indicator, []).append(figure)
    return found


def _of_period(figures: Sequence[Figure], period: str) -> Figure | None:
    """The figure of a period, or the newest one. Months and quarters are left to control charts."""
    yearly = [one for one in figures if "-" not in one.period]
    return next((one for one in yearly if one.period == period), None) if period else (yearly[-1] if yearly else None)
