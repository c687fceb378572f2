"""Where help is, as a map with the same places in a list beside it. Confidential places never come here."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

import numpy
from django.urls import reverse

from commonground.foundation.analysis.grid import to_national_grid
from commonground.foundation.design.drawing import Drawing
from commonground.foundation.design.maps import Point, points
from commonground.ground.directory.queries.nearness import Whence
from commonground.ground.directory.queries.venues import MOST_ON_A_MAP, Venue
from commonground.ground.places import queries as places

if TYPE_CHECKING:
    from commonground.ground.places.models import Area

PLACE, HUB, ASKED = 0, 1, 2
LEGEND = ("A place", "A hub: several services work from it", "Where you asked (x)")


def help_map(
    venues: Sequence[Venue], *, whence: Whence | None, maps: Callable[[], Sequence[places.AreaChoices]]
) -> Drawing | None:
    """These places over the areas of the first map of the place; None where there is nothing to draw.

    `maps` gives the maps in force. Without outlines loaded they stand alone. Two queries at most.
    """
    more = len(venues) > MOST_ON_A_MAP
    venues = venues[:MOST_ON_A_MAP]
    spots = [(one.location.longitude, one.location.latitude) for one in venues]
    if not spots:
        return None
    asked = whence.point if whence else None
    spots += [(asked.longitude, asked.latitude)] if asked else []
    metres = [(east, north) for east, north in to_national_grid(numpy.array(spots, dtype=float)).tolist()]
    ground, size, box = places.ground_for(_areas(maps()), metres)
    at = [box.at(*one) for one in metres]
    drawn = [_point(number, venue, *at[number - 1]) for number, venue in enumerate(venues, start=1)]
    if asked and whence:
        drawn.append(Point("asked", "Where you asked", *at[-1], value_text=whence.label, band=ASKED, label="x"))
    return points(
        drawn,
        title="Where help is",
        ground=ground,
        legend=LEGEND if asked else LEGEND[:ASKED],
        size=size,
        headers=("Place", "Services"),
        summary=f"{_how_many(len(venues), more, asked)} Services without a place, and those whose "
        "place is not published, are in the list only.",
    )


def _how_many(shown: int, more: bool, asked: object) -> str:
    if more:
        return f"{'The nearest' if asked else 'The first'} {shown} places. There are more: narrow what you look for."
    return f"{shown} place{'' if shown == 1 else 's'}."


def _areas(choices: Sequence[places.AreaChoices]) -> "Sequence[Area]":
    return choices[0].areas if choices else ()


def _point(number: int, venue: Venue, x: float, y: float) -> Point:
    count = f"{len(venue.services)} service{'' if len(venue.services) == 1 else 's'}"
    return Point(
        key=venue.location.slug,
        name=f"{number} {venue.location.shown_name}",
        x=x,
        y=y,
        value_text=", ".join(part for part in (venue.distance, count) if part),
        band=HUB if venue.location.is_hub else PLACE,
        href=reverse("directory:venue", args=[venue.location.slug]),
        label=str(number),
    )
