"""Where the page of a place leads: itself on other maps and with other figures, its parts, its files."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse

from commonground.ground.evidence.rules.figures import Figure
from commonground.insight.home.queries import PlacePage


@dataclass(frozen=True)
class Addresses:
    """Addresses of one page of a place."""

    page: PlacePage

    def address(self, slug: str = "", **changed: str) -> str:
        """The page of a place, by default this one, with the map and figure that are shown here."""
        page = self.page
        asked = {"map": page.chosen.map.address if page.chosen else "", "figure": page.wanted_figure, **changed}
        query = urlencode({name: value for name, value in asked.items() if value}, safe="/")
        path = reverse("home:place", args=[slug or page.area.slug])
        return f"{path}?{query}" if query else path

    def file(self, name: str, suffix: str, **changed: str) -> str:
        """Address of a download of this page, perhaps with another figure."""
        _, _, query = self.address(**changed).partition("?")
        path = reverse("home:place-file", args=[self.page.area.slug, name, suffix])
        return f"{path}?{query}" if query else path

    @property
    def map_of_parts(self) -> str:
        """Areas of the map stay on it; what lies below opens on a map of its own."""
        return (
            self.page.chosen.map.address if self.page.chosen and (self.page.parts_on_map or self.page.are_peers) else ""
        )

    def part(self, slug: str) -> str:
        """The page of a part."""
        return self.address(slug, map=self.map_of_parts)


def figure_address(figure: Figure, slug: str) -> str:
    """The page of a figure of an area."""
    return reverse("evidence:figure", args=[figure.indicator, slug, figure.period])
