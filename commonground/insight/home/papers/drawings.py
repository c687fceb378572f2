"""Map and charts of the page of a place, each drawn when it is shown."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

from commonground.foundation.analysis.symbols import meaning
from commonground.foundation.design.charts import Bar, Point, Series, bars, sparkline, trend
from commonground.foundation.design.drawing import Drawing, Row, Table
from commonground.foundation.design.maps.palette import ORDERED, swatch
from commonground.ground.evidence.rules.figures import Figure
from commonground.ground.places import queries as places
from commonground.insight.home import rules
from commonground.insight.home.papers.addresses import Addresses
from commonground.insight.home.queries import PlacePage
from commonground.insight.home.rules.bands import ladder

if TYPE_CHECKING:
    from commonground.ground.places.models import Area


@dataclass(frozen=True)
class Drawings:
    """The drawings of one page of a place."""

    page: PlacePage

    @cached_property
    def _addresses(self) -> Addresses:
        return Addresses(self.page)

    @cached_property
    def ordered_parts(self) -> list[tuple[str, str, Figure | None]]:
        """The parts, highest value first, those without a figure last: name, slug, figure."""
        held = self.page.part_figures
        listed = [(part.name, part.slug, held.get(part.key)) for part in self.page.parts]
        return sorted(listed, key=lambda row: (row[2] is None or row[2].value is None, -(_value(row[2]) or 0), row[0]))

    @cached_property
    def map(self) -> Drawing | None:
        """The parts coloured by the chosen figure, beside the ordered list of the same values."""
        page = self.page
        if page.figure is None or not rules.is_mappable(page.figure.about) or not page.part_figures:
            return None
        about, period = page.figure.about, next(iter(page.part_figures.values())).period_label
        values = {part.key: _value(page.part_figures.get(part.key)) for part in page.parts}
        steps = ladder(values, text=about.text)
        order = {slug: at for at, (_, slug, _) in enumerate(self.ordered_parts)}
        areas = sorted(page.parts, key=lambda part: order[part.slug])
        paint = {
            part.key: places.Paint(
                text=text_of(page.part_figures.get(part.key)),
                band=steps.band_of.get(part.key),
                href=self._addresses.part(part.slug),
            )
            for part in areas
        }
        title = f"{about.name}: {page.parts_in_words} of {page.area.name}, {period}"
        headers = ("Area", f"{about.short_name}, {period}")
        drawn = places.map_for(areas, paint, title=title, legend=steps.words, headers=headers)
        return _one_row_an_area(drawn, areas, paint, len(steps.words), self._beside) if drawn else None

    @cached_property
    def shares(self) -> Drawing | None:
        """A count by part, the largest first: bars, because on a map of counts large areas look like much need."""
        page = self.page
        if page.figure is None or rules.is_mappable(page.figure.about) or not page.part_figures:
            return None
        held = [(name, slug, figure) for name, slug, figure in self.ordered_parts if figure is not None]
        listed = [
            Bar(
                name,
                figure.value,
                text=figure.text,
                symbol=figure.symbol,
                href=self._addresses.part(slug),
            )
            for name, slug, figure in held
        ]
        period = held[0][2].period_label
        drawn = bars(listed, title=f"{page.figure.about.name}: {page.parts_in_words} of {page.area.name}, {period}")
        return replace(
            drawn, summary=f"{drawn.summary} {rules.together_sentence(page.figure, page.part_figures.values())}"
        )

    @property
    def _beside(self) -> str:
        """The same figure of the place itself and of England, to read the map against."""
        figure = self.page.figure
        if figure is None:
            return ""
        england = f", England {figure.about.text(figure.england)}" if figure.england is not None else ""
        return f"{self.page.area.name} {figure.text}{england}."

    @cached_property
    def trend(self) -> Drawing | None:
        """The chosen figure through time, beside the whole place, its region and England."""
        page = self.page
        lines = [Series(name, [point(figure) for figure in figures]) for name, figures in page.trend]
        if page.figure is None or not lines or len(lines[0].points) < 2:
            return None
        england = [Point(figure.period, figure.england) for figure in page.series[page.figure.indicator]]
        if any(one.value is not None for one in england):
            lines.append(Series("England", england))
        about = page.figure.about
        first, last = lines[0].points[0].period, lines[0].points[-1].period
        return trend(lines, title=f"{about.name}: {page.area.name}, {first} to {last}", unit=about.unit)

    @cached_property
    def ages(self) -> Drawing | None:
        """Children by age."""
        held = self.page.ages
        if not held:
            return None
        listed = [Bar(age_of(one), one.value, text=one.text, symbol=one.symbol) for one in held]
        return bars(listed, title=f"Children by age: {self.page.area.name}, {held[0].period_label}")


def age_of(figure: Figure) -> str:
    """Aged 5 to 10, from the name "Children 5 to 10"."""
    name = figure.about.short_name
    start = next((at for at, letter in enumerate(name) if letter.isdigit()), 0)
    return f"Aged {name[start:]}"


def point(figure: Figure) -> Point:
    """A figure as a point of a line."""
    return Point(
        figure.period,
        figure.value,
        symbol=figure.symbol,
        lower=figure.lower,
        upper=figure.upper,
        text=figure.text if figure.value is not None else meaning(figure.symbol or "x"),
    )


def line_of(figures: Sequence[Figure], *, title: str) -> Drawing | None:
    """A figure through time as a sparkline; None for a single period."""
    if len(figures) < 2:
        return None
    return sparkline([point(figure) for figure in figures], title=title, unit=figures[0].about.unit)


def text_of(figure: Figure | None) -> str:
    return figure.text if figure else ""


def _value(figure: Figure | None) -> float | None:
    return figure.value if figure else None


def _one_row_an_area(
    drawn: Drawing, areas: Sequence["Area"], paint: dict[str, places.Paint], steps: int, beside: str
) -> Drawing:
    """List and table by area: on a map of squares an area may be several squares, but it is one row."""
    painted = [(area.name, paint[area.key]) for area in areas]
    known = [f"{name} ({one.text})" for name, one in painted if one.band is not None]
    summary = f"{len(areas)} areas, from {known[0]} to {known[-1]}." if len(known) > 1 else drawn.summary
    table = Table(drawn.table.headers, tuple((name, one.text or "no figure") for name, one in painted))
    rows = [Row((name, one.text or "no figure"), one.href, swatch(ORDERED, one.band, steps)) for name, one in painted]
    return replace(drawn, summary=f"{summary} {beside}".strip(), table=table, rows=tuple(rows))
