"""What the template of a place shows: maps to switch to, cards, drawings, sources, downloads."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from django.urls import reverse

from commonground.foundation.design.drawing import Cell, Column, Drawing
from commonground.ground.evidence.rules.figures import Figure
from commonground.insight.home import queries
from commonground.insight.home.papers.addresses import Addresses, figure_address
from commonground.insight.home.papers.cards import Card, ThemeOnPage, figure_row
from commonground.insight.home.papers.drawings import Drawings, line_of
from commonground.insight.home.queries import PlacePage, Standing
from commonground.insight.home.rules.maps import Stands


@dataclass(frozen=True)
class Switch:
    """One other map: what it is called, when it holds, where it leads and how it sees the place."""

    label: str
    since: str
    areas: Sequence[tuple[str, str]]
    stands: str


@dataclass(frozen=True)
class OnPage:
    """The page of a place as its template shows it."""

    page: PlacePage

    @cached_property
    def addresses(self) -> Addresses:
        return Addresses(self.page)

    @cached_property
    def drawings(self) -> Drawings:
        return Drawings(self.page)

    @cached_property
    def downloads(self) -> list[tuple[str, str, str]]:
        """The profile in every format: label, address, format."""
        kinds = (("pdf", "PDF"), ("xlsx", "Excel"), ("csv", "CSV"))
        return [
            (f"Profile of {self.page.area.name}", self.addresses.file("profile", suffix), name)
            for suffix, name in kinds
        ]

    @property
    def since(self) -> str:
        """When the map of the page holds."""
        return self.page.chosen.map.since(self.page.today) if self.page.chosen else ""

    @property
    def links_to_parts(self) -> list[tuple[str, str]]:
        """The parts with their addresses, by name."""
        return [(part.name, self.addresses.part(part.slug)) for part in self.page.parts]

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
            areas=[(area.name, self.addresses.address(area.slug, map=one.map.address)) for area in shown]
            or [(self.page.area.name, self.addresses.address(map=one.map.address))],
            stands={
                Stands.WITHIN: f"{self.page.area.name} is part of",
                Stands.APART: "here this is",
                Stands.OWN: "here too:",
                Stands.DIVIDED: "show",
            }[one.map.stands],
        )

    @cached_property
    def instead(self) -> tuple[Drawing, str, str] | None:
        """Another trend where the chosen figure has none, with the addresses of its figures and its picture."""
        slug = self.drawings.instead
        drawn = self.drawings.trend_of(slug, beside_region=False) if slug else None
        if drawn is None:
            return None
        return drawn, self.addresses.file("trend", "csv", figure=slug), self.addresses.file("trend", "png", figure=slug)

    def card(self, figure: Figure) -> Card:
        """A figure of this place, with its line through time where there is more than one period."""
        is_compared = figure.england is not None and self.page.area.code != queries.ENGLAND
        england = f"England {figure.about.text(figure.england or 0)}" if is_compared else ""
        held = self.page.series.get(figure.indicator, [])
        drawn = line_of(held, title=f"{figure.about.short_name} in {self.page.area.name}")
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
