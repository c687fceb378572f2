"""Maps of a version: its areas, or its parts painted by the area they belong to."""

from collections.abc import Mapping, Sequence

from commonground.foundation.design.drawing import Drawing
from commonground.foundation.design.maps import NOT_ORDERED
from commonground.ground.places import rules
from commonground.ground.places.models import Area
from commonground.ground.places.queries.footprints import Locality
from commonground.ground.places.queries.maps import Paint, map_for
from commonground.ground.places.queries.outlines import neighbours

COLOURS = len(NOT_ORDERED.colours)


def map_of_localities(localities: Sequence[Locality], *, title: str, hrefs: Mapping[str, str]) -> Drawing | None:
    """The areas of one level of a version with their numbers: as outlines, else as the squares of their parts."""
    keys = [locality.area.key for locality in localities]
    colours = rules.colours(keys, neighbours(keys) if len(keys) > COLOURS else {}, most=COLOURS)
    paint = {
        locality.area.key: Paint(
            text=f"{number} {locality.area.name}",
            band=colours[locality.area.key],
            label=str(number),
            href=hrefs.get(locality.area.key, ""),
        )
        for number, locality in enumerate(localities, start=1)
    }
    areas = [locality.area for locality in localities]
    return map_for(areas, paint, title=title, palette=NOT_ORDERED, headers=("Area", "On the map"))


def map_of_placings(
    parts: Sequence[Area], placed: Mapping[str, str], *, names: Sequence[str], title: str
) -> Drawing | None:
    """Parts painted by the area they are placed in; `names` gives the areas their numbers. At most five queries."""
    beside = neighbours(part.key for part in parts) if len(names) > COLOURS else {}
    colours = rules.colours(names, rules.beside_each_other(placed, beside), most=COLOURS)
    numbers = {name: str(number) for number, name in enumerate(names, start=1)}
    paint = {
        key: Paint(text=f"{numbers[name]} {name}", band=colours[name], label=numbers[name])
        for key, name in placed.items()
    }
    return map_for(parts, paint, title=title, palette=NOT_ORDERED, headers=("Area", "Placed in"))
