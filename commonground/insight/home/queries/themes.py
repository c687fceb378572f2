"""Figures under the headings of the catalogue."""

from collections.abc import Iterable
from dataclasses import dataclass

from commonground.ground.evidence.rules.figures import Figure


@dataclass(frozen=True)
class Theme:
    """Figures under one heading: the headlines as cards, the others as a list."""

    slug: str
    name: str
    headlines: tuple[Figure, ...]
    others: tuple[Figure, ...]


def themes_of(figures: Iterable[Figure]) -> list[Theme]:
    """Figures by theme, in the order they come."""
    listed = list(figures)
    found = []
    for slug in dict.fromkeys(figure.about.theme for figure in listed):
        of_theme = [figure for figure in listed if figure.about.theme == slug]
        headlines = tuple(figure for figure in of_theme if figure.about.is_headline)
        others = tuple(figure for figure in of_theme if not figure.about.is_headline)
        found.append(Theme(slug, of_theme[0].about.theme_name, headlines, others))
    return found
