"""Cards, map and charts of the page of a place, each made when it is shown."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django.urls import reverse

from commonground.foundation.analysis.comparison import Outcome
from commonground.foundation.analysis.symbols import meaning
from commonground.foundation.design.charts import Bar, Point, Series, bars, sparkline, trend
from commonground.foundation.design.drawing import Cell, Column, Drawing, Row, Table
from commonground.foundation.design.maps.palette import ORDERED, swatch
from commonground.ground.evidence.rules.figures import Figure
from commonground.ground.places import queries as places
from commonground.insight.home import queries
from commonground.insight.home.queries import PlacePage, Standing
from commonground.insight.home.rules.bands import ladder
from commonground.insight.home.rules.maps import Stands

if TYPE_CHECKING:
    from commonground.ground.places.models import Area


@dataclass(frozen=True)
class Card:
    """One figure as a card shows it."""

    figure: Figure
    href: str
    against: str
    sparkline: Drawing | None

    @property
    def value(self) -> str:
        """The value as written; nothing where there is none."""
        return self.figure.text if self.figure.value is not None else ""

    @property
    def why(self) -> str:
        """Why there is no value."""
        return "" if self.value else self.figure.text.capitalize()

    @property
    def word(self) -> str:
        """How it compares with England; nothing where it is not compared."""
        return "" if self.figure.outcome is Outcome.NOT_COMPARED else self.figure.outcome.value


@dataclass(frozen=True)
class ThemeOnPage:
    """A theme: its headlines, and its other figures as rows of a table."""

    slug: str
    name: str
    headlines: list[Card]
    others: list[list[str | Cell]]


@dataclass(frozen=True)
class Switch:
    """One other map: what it is called, when it holds, where it leads and how it sees the place."""

    label: str
    since: str
    areas: Sequence[tuple[str, str]]
    stands: str


@dataclass(frozen=True)
class OnPage:
    """What the template of a place shows of its page."""

    page: PlacePage

    def address(self, slug: str = "", **changed: str) -> str:
        """The page of a place, by default this one, with the map and figure that are shown here."""
        page = self.page
        asked = {"map": page.chosen.map.address if page.chosen else "", "figure": page.wanted_figure, **changed}
        query = urlencode({name: value for name, value in asked.items() if value}, safe="/")
        path = reverse("home:place", args=[slug or page.area.slug])
        return f"{path}?{query}" if query else path

    def file(self, name: str, suffix: str) -> str:
        """Address of a download of this page."""
        _, _, query = self.address().partition("?")
        path = reverse("home:place-file", args=[self.page.area.slug, name, suffix])
        return f"{path}?{query}" if query else path

    @cached_property
    def downloads(self) -> list[tuple[str, str, str]]:
        """The profile in every format: label, address, format."""
        kinds = (("pdf", "PDF"), ("xlsx", "Excel"), ("csv", "CSV"))
        return [(f"Profile of {self.page.area.name}", self.file("profile", suffix), name) for suffix, name in kinds]

    @property
    def since(self) -> str:
        """When the map of the page holds."""
        return self.page.chosen.map.since(self.page.today) if self.page.chosen else ""

    @property
    def links_to_parts(self) -> list[tuple[str, str]]:
        """The parts with their addresses, by name."""
        return [(part.name, self.address(part.slug, map=self._map_of_parts)) for part in self.page.parts]

    @property
    def source_rows(self) -> list[list[str | Cell]]:
        """Dataset, publisher, what the figures stand on, release and its day."""
        return [
            [one.dataset, one.publisher, one.vintage, Cell(one.label, reverse("evidence:release", args=[one.release])),
             f"{one.made_at:%-d %B %Y}"]
            for one in self.page.sources
        ]  # fmt: skip

    source_columns = tuple(
        Column(label, "text") for label in ("Dataset", "Publisher", "Stands on", "Release", "Loaded on")
    )

    @property
    def switches(self) -> list[Switch]:
        """The maps that show this place, in the order of footprints."""
        return [self._switch(one) for one in self.page.elsewhere]

    def _switch(self, one: Standing) -> Switch:
        shown = [] if one.map.is_own else list(one.wholes)
        return Switch(
            label=one.map.label,
            since=one.map.since(self.page.today),
            areas=[(area.name, self.address(area.slug, map=one.map.address)) for area in shown]
            or [(self.page.area.name, self.address(map=one.map.address))],
            stands={
                Stands.WITHIN: f"{self.page.area.name} is part of",
                Stands.APART: "here this is",
                Stands.OWN: "here too:",
                Stands.DIVIDED: "show",
            }[one.map.stands],
        )

    # --- cards --------------------------------------------------------------------------------------------------------

    def card(self, figure: Figure) -> Card:
        """A figure of this place, with its line through time where there is more than one period."""
        is_compared = figure.england is not None and self.page.area.code != queries.ENGLAND
        england = f"England {figure.about.text(figure.england or 0)}" if is_compared else ""
        held = self.page.series.get(figure.indicator, [])
        about = f"{figure.about.short_name} in {self.page.area.name}"
        drawn = sparkline([point(one) for one in held], title=about, unit=figure.about.unit) if len(held) > 1 else None
        return Card(figure, figure_address(figure, self.page.area.slug), england, drawn)

    @cached_property
    def themes(self) -> list[ThemeOnPage]:
        """Each theme: headlines as cards, the others as rows of a table."""
        slug = self.page.area.slug
        return [
            ThemeOnPage(
                slug=theme.slug,
                name=theme.name,
                headlines=[self.card(figure) for figure in theme.headlines],
                others=[figure_row(figure, slug) for figure in theme.others],
            )
            for theme in self.page.themes
        ]

    @cached_property
    def of_whole_place(self) -> list[list[str | Cell]]:
        """Figures that are published for the whole place only, as rows."""
        return [figure_row(figure, self.page.root.slug) for figure in self.page.only_for_root]

    columns = (
        Column("Figure", "text"),
        Column("Value", "number"),
        Column("Period", "text"),
        Column("Compared with England", "text"),
    )

    # --- drawings -----------------------------------------------------------------------------------------------------

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
        if page.figure is None or not page.part_figures:
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
                href=self.address(part.slug, map=self._map_of_parts),
            )
            for part in areas
        }
        title = f"{about.name}: {page.parts_in_words} of {page.area.name}, {period}"
        headers = ("Area", f"{about.short_name}, {period}")
        drawn = places.map_for(areas, paint, title=title, legend=steps.words, headers=headers)
        return _one_row_an_area(drawn, areas, paint, len(steps.words), self._beside) if drawn else None

    @property
    def _beside(self) -> str:
        """The same figure of the place itself and of England, to read the map against."""
        figure = self.page.figure
        if figure is None:
            return ""
        england = f", England {figure.about.text(figure.england)}" if figure.england is not None else ""
        return f"{self.page.area.name} {figure.text}{england}."

    @property
    def _map_of_parts(self) -> str:
        """Areas of the map stay on it; what lies below opens on a map of its own."""
        return self.page.chosen.map.address if self.page.chosen and self.page.parts_on_map else ""

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


def figure_row(figure: Figure, slug: str) -> list[str | Cell]:
    """A figure in a table of figures, leading to its page."""
    return [
        Cell(figure.about.short_name, figure_address(figure, slug)),
        figure.text,
        figure.period_label,
        "" if figure.outcome is Outcome.NOT_COMPARED else figure.comparison_text,
    ]


def figure_address(figure: Figure, slug: str) -> str:
    """The page of a figure of an area."""
    return reverse("evidence:figure", args=[figure.indicator, slug, figure.period])


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
