"""The charts of a figure: through time, beside its peers, and its parts."""

from collections.abc import Sequence

from django.urls import reverse

from commonground.foundation.design.charts import Bar, Change, Comparator, Point, Series, bars, trend
from commonground.foundation.design.drawing import Drawing
from commonground.ground.evidence.queries import FigurePage, Placed
from commonground.ground.evidence.rules.aims import place_among
from commonground.ground.evidence.rules.figures import Figure

MOST_BARS = 40


def trend_of(page: FigurePage) -> Drawing | None:
    """The figure through time beside what it lies in and England; nothing where there is but one period."""
    periods = [figure.period for figure in page.lines[0].figures] if page.lines else []
    if len(periods) < 2:
        return None
    series = [Series(line.area.name, [_point(figure) for figure in line.figures]) for line in page.lines]
    title = f"{page.about.short_name}, {page.area.name}, {periods[0]} to {periods[-1]}"
    return trend(series, title=title, unit=page.about.unit, changes=_changes(page))


def _changes(page: FigurePage) -> list[Change]:
    """What is marked, at its day among the periods drawn."""
    periods = [page.about.period(figure.period) for figure in page.lines[0].figures]
    placed = [(place_among(row.happened_on, periods), row) for row in page.changes]
    return [Change(place, f"{row.title} ({row.happened_on:%-d %B %Y})") for place, row in placed if place is not None]


def peers_of(page: FigurePage) -> Drawing | None:
    """The areas of the same level around it, and England as a line."""
    if len(page.peers) < 2:
        return None
    title = f"{page.about.short_name}, {page.area.name} and the areas beside it, {page.figure.period_label}"
    return _bars(page, page.peers[:MOST_BARS], title)


def parts_of(page: FigurePage) -> Drawing | None:
    """What the area is made of."""
    if len(page.parts) < 2:
        return None
    return _bars(
        page, page.parts[:MOST_BARS], f"{page.about.short_name}, parts of {page.area.name}, {page.figure.period_label}"
    )


def _bars(page: FigurePage, placed: Sequence[Placed], title: str) -> Drawing:
    england = page.figure.england
    comparator = Comparator("England", england, page.about.text(england)) if england is not None else None
    items = [
        Bar(
            name=one.area.name,
            value=one.figure.value,
            lower=one.figure.lower,
            upper=one.figure.upper,
            text=one.figure.text,
            symbol=one.figure.symbol,
            href=address_of(one.figure, one.area.slug),
            highlighted=one.area.pk == page.area.pk,
        )
        for one in placed
    ]
    return bars(items, title=title, unit=page.about.unit, comparator=comparator)


def _point(figure: Figure) -> Point:
    return Point(
        period=figure.period,
        value=figure.value,
        symbol=figure.symbol,
        lower=figure.lower,
        upper=figure.upper,
        text=figure.text,
    )


def address_of(figure: Figure, area_slug: str) -> str:
    return reverse("evidence:figure", args=[figure.indicator, area_slug, figure.period])
