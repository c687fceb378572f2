"""All areas of a level for one indicator and period: funnel, ranks, quintiles, ties."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from commonground.foundation.analysis import benchmarks, funnel, ranks
from commonground.foundation.kernel.errors import NotFound
from commonground.ground.evidence.queries import cube
from commonground.ground.evidence.queries.figures import Kept, by_area, definitions_of
from commonground.ground.evidence.rules.comparing import Benchmark
from commonground.ground.evidence.rules.figures import Figure
from commonground.ground.evidence.rules.indicators import Definition
from commonground.ground.evidence.rules.neighbours import main_code
from commonground.ground.places import queries as places

if TYPE_CHECKING:
    from commonground.ground.places.models import Area

ENGLAND = "E92000001"
AUTHORITIES = "local authorities"
STEPS = 60  # of the lines of the funnel


@dataclass(frozen=True)
class Ranked:
    """One area of the level: where it stands, and where among the limits. None for what cannot be said."""

    area: "Area"
    figure: Figure
    standing: ranks.Standing["Area"] | None
    limits: funnel.Limits | None
    position: funnel.Position | None


@dataclass(frozen=True)
class FunnelPage:
    """`target` is what the limits are drawn around; `curve` the limits for sizes from small to large, `has_funnel`
    False for figures without counts, which are ranked only."""

    key: str
    about: Definition
    period: str
    periods: Sequence[str]
    levels: Sequence[str]
    level: str
    area: "Area | None"
    rows: Sequence[Ranked]
    target: Benchmark
    target_name: str
    curve: Sequence[tuple[float, funnel.Limits]]

    @property
    def has_funnel(self) -> bool:
        return bool(self.curve)

    @property
    def missing(self) -> int:
        return sum(1 for row in self.rows if row.figure.value is None)

    @property
    def period_label(self) -> str:
        return self.about.period(self.period).label


def funnel_page(slug: str, period: str, *, among: str = "", area: str = "") -> FunnelPage:
    """Raises NotFound for an indicator or a period without figures. An unknown level or area falls back."""
    preparation = cube.current_preparation()
    about = definitions_of(Kept(preparation)).get(slug) if preparation else None
    if about is None or preparation is None:
        raise NotFound(f"There is no indicator ‘{slug}’ with figures. The evidence page lists them.")
    wanted = about.period(period).slug
    held = by_area(slug, held=preparation)
    periods = sorted({one.period for figures in held.values() for one in figures}, reverse=True)
    figures = {key: one for key, listed in held.items() for one in listed if one.period == wanted}
    levels = _levels(figures.values())
    if not levels:
        raise NotFound(f"No areas have a figure of {about.short_name} for {about.period(period).label}.")
    own = figures[area].level if area in figures else ""
    level = among if among in levels else (own if own in levels else levels[0])
    of_level = _once({key: one for key, one in figures.items() if one.level == level})
    areas = places.areas_by_key([*of_level, *([area] if area else [])])
    target, name = _target(figures.get(ENGLAND), list(of_level.values()), about, level)
    rows = _ranked({key: one for key, one in of_level.items() if key in areas}, areas, target, about)
    return FunnelPage(
        key=f"{preparation.identity} {' '.join(map(str, places.state()))}",
        about=about, period=wanted, periods=periods, levels=levels, level=level, area=areas.get(area), rows=rows,
        target=target, target_name=name, curve=_curve(rows, target, about),
    )  # fmt: skip


def _levels(figures: Iterable[Figure]) -> list[str]:
    found = {one.level for one in figures if one.level}
    return sorted(found, key=lambda level: (level != AUTHORITIES, "small areas" in level, level))


def _once(figures: dict[str, Figure]) -> dict[str, Figure]:
    """One figure for each ground: a former code gives way to today's."""
    return {key: one for key, one in figures.items() if main_code(key) == key or main_code(key) not in figures}


def _target(england: Figure | None, figures: Sequence[Figure], about: Definition, level: str) -> tuple[Benchmark, str]:
    """England for authorities; for areas of a place all of them together."""
    if level == AUTHORITIES and england is not None and england.value is not None:
        return Benchmark(england.value), "England"
    held = [benchmarks.Held(one.value, one.numerator, one.denominator) for one in figures]
    found = benchmarks.together(held, method=about.method, multiplier=about.multiplier)
    return Benchmark(found.value, found.how.value, found.known, found.of), "All together"


def _ranked(figures: dict[str, Figure], areas: dict[str, "Area"], target: Benchmark, about: Definition) -> list[Ranked]:
    stand = ranks.standings({areas[key]: one.value for key, one in figures.items()})
    rows = []
    for key, figure in figures.items():
        around = _limits(target, figure.denominator, about) if figure.value is not None else None
        value = figure.value
        place = funnel.position(value, around) if around and value is not None else None
        rows.append(Ranked(areas[key], figure, stand.get(areas[key]), around, place))
    return sorted(rows, key=lambda row: (row.figure.value is None, -(row.figure.value or 0), row.area.name))


def _curve(rows: Sequence[Ranked], target: Benchmark, about: Definition) -> list[tuple[float, funnel.Limits]]:
    """Limits for sizes up to the largest, closer together where the funnel is steep."""
    sizes = [row.figure.denominator for row in rows if row.limits and row.figure.denominator]
    if not sizes:
        return []
    least = max(1.0, min(sizes) / 2)
    ratio = (max(sizes) * 1.02 / least) ** (1 / STEPS)
    wanted = sorted({float(round(least * ratio**step)) for step in range(STEPS + 1)})
    return [(size, found) for size in wanted if (found := _limits(target, size, about))]


def _limits(target: Benchmark, size: float | None, about: Definition) -> funnel.Limits | None:
    if target.value is None or not size:
        return None
    return funnel.limits(target.value, size, method=about.method, multiplier=about.multiplier)
