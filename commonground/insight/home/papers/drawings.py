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
from commonground.ground.evidence.rules.indicators import Definition
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
    def _ordered(self) -> list[tuple["Area", Figure | None]]:
        """The areas on the map with their figures, highest value first, those without a figure last."""
        held = self.page.drawn_figures
        listed = [(area, held.get(area.key)) for area in self.page.drawn]
        return sorted(listed, key=lambda row: (_value(row[1]) is None, -(_value(row[1]) or 0), row[0].name))

    def _title(self, about: Definition) -> str:
        page = self.page
        period = next(iter(page.drawn_figures.values())).period_label
        if page.are_peers:
            return f"{about.name}: {page.area.name} among the {page.peers_in_words}, {period}"
        return f"{about.name}: {page.parts_in_words} of {page.area.name}, {period}"

    def _name(self, area: "Area") -> str:
        return f"{area.name} (this place)" if area.pk == self.page.area.pk else area.name

    def _address(self, area: "Area") -> str:
        return "" if area.pk == self.page.area.pk else self._addresses.part(area.slug)

    @cached_property
    def map(self) -> Drawing | None:
        """The parts, or the areas beside this one, coloured by the chosen figure, with their ordered list."""
        page = self.page
        if page.figure is None or not rules.is_mappable(page.figure.about) or not page.drawn_figures:
            return None
        about = page.figure.about
        steps = ladder({area.key: _value(figure) for area, figure in self._ordered}, text=about.text)
        paint = {
            area.key: places.Paint(text=text_of(figure), band=steps.band_of.get(area.key), href=self._address(area))
            for area, figure in self._ordered
        }
        areas = [area for area, _ in self._ordered]
        drawn = places.map_for(areas, paint, title=self._title(about), legend=steps.words, headers=("Area", "Value"))
        return self._one_row_an_area(drawn, paint, len(steps.words)) if drawn else None

    @cached_property
    def shares(self) -> Drawing | None:
        """A count by area, the largest first: bars, because on a map of counts large areas look like much need."""
        page = self.page
        if page.figure is None or rules.is_mappable(page.figure.about) or not page.drawn_figures:
            return None
        listed = [
            Bar(
                area.name,
                figure.value,
                text=figure.text,
                symbol=figure.symbol,
                href=self._address(area),
                highlighted=area.pk == page.area.pk,
            )
            for area, figure in self._ordered
            if figure is not None
        ]
        drawn = bars(listed, title=self._title(page.figure.about))
        together = "" if page.are_peers else rules.together_sentence(page.figure, page.drawn_figures.values())
        return replace(drawn, summary=f"{drawn.summary} {together}".strip())

    def _one_row_an_area(self, drawn: Drawing, paint: dict[str, places.Paint], steps: int) -> Drawing:
        """List and table by area: on a map of squares an area may be several squares, but it is one row."""
        painted = [(self._name(area), paint[area.key]) for area, _ in self._ordered]
        known = [f"{name} ({one.text})" for name, one in painted if one.band is not None]
        summary = f"{len(painted)} areas, from {known[0]} to {known[-1]}." if len(known) > 1 else drawn.summary
        table = Table(drawn.table.headers, tuple((name, one.text or "no figure") for name, one in painted))
        rows = [
            Row((name, one.text or "no figure"), one.href, swatch(ORDERED, one.band, steps)) for name, one in painted
        ]
        return replace(drawn, summary=f"{summary} {self._beside}".strip(), table=table, rows=tuple(rows))

    @property
    def _beside(self) -> str:
        """The same figure of the place itself and of England, to read the map against."""
        figure = self.page.figure
        if figure is None:
            return ""
        held = [] if self.page.are_peers else [f"{self.page.area.name} {figure.text}"]
        held += [f"England {figure.about.text(figure.england)}"] if figure.england is not None else []
        return f"{', '.join(held)}." if held else ""

    @cached_property
    def trend(self) -> Drawing | None:
        """The chosen figure through time."""
        return self.trend_of(self.page.figure.indicator) if self.page.figure else None

    @cached_property
    def instead(self) -> str:
        """Where the chosen figure has one period: the one that moved most or is most unlike England, by slug."""
        told = reversed(self.page.telling) if self.trend is None else ()
        return next((slug for slug in told if len(self.page.series[slug]) > 1), "")

    def trend_of(self, slug: str, *, beside_region: bool = True) -> Drawing | None:
        """A figure through time, beside the whole place, its region and England; None for a single period."""
        page = self.page
        held = page.trend_of(slug, beside_region=beside_region)
        lines = [Series(name, [point(figure) for figure in figures]) for name, figures in held]
        if not lines:
            return None
        england = [Point(figure.period, figure.england) for figure in page.series[slug]]
        if any(one.value is not None for one in england):
            lines.append(Series("England", england))
        about = page.series[slug][0].about
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
