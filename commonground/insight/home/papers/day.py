"""The first screen as its template shows it: each line with its address."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.urls import reverse

from commonground.insight.home.papers.addresses import figure_address
from commonground.insight.home.papers.cards import Card
from commonground.insight.home.queries import Measure, Today
from commonground.insight.home.rules.day import Item


@dataclass(frozen=True)
class Line:
    """A line of a list: title, address, what stands below and beside it."""

    title: str
    href: str
    hint: str = ""
    status: str = ""
    tone: str = ""


@dataclass(frozen=True)
class OwnPlaceOnPage:
    """A place of the viewer's with its measures as cards; `wider` are those of the whole place."""

    name: str
    kind: str
    href: str
    cards: Sequence[tuple[Card, str]]
    wider: Sequence[tuple[Card, str]]


@dataclass(frozen=True)
class TodayOnPage:
    """What the template loops over."""

    needs: Sequence[Line]
    coming: Sequence[Line]
    steps: Sequence[Line]
    places: Sequence[OwnPlaceOnPage]


def today_on_page(today: Today) -> TodayOnPage:
    root = today.partnership.area if today.partnership else None
    return TodayOnPage(
        needs=_lines(today.needs),
        coming=_lines(today.coming),
        steps=[Line(step.title, reverse(step.address), step.hint) for step in today.steps],
        places=[
            OwnPlaceOnPage(
                name=one.area.name,
                kind=str(one.area.type),
                href=reverse("home:place", args=[one.area.slug]),
                cards=_cards(one.measures, one.area.slug),
                wider=_cards(one.wider, root.slug if root else ""),
            )
            for one in today.places
        ],
    )


def _lines(items: Iterable[Item]) -> list[Line]:
    return [
        Line(item.title, reverse(item.address[0], args=item.address[1]), item.hint, item.status, item.tone)
        for item in items
    ]


def _cards(measures: Iterable[Measure], slug: str) -> list[tuple[Card, str]]:
    """Each measure as a card, with what it did since the period before."""
    return [
        (
            Card(
                figure=one.figure,
                href=figure_address(one.figure, slug),
                against=f"England {one.figure.about.text(one.figure.england)}"
                if one.figure.england is not None
                else "",
                sparkline=None,
            ),
            one.direction,
        )
        for one in measures
    ]
