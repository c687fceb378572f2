"""Maps of a version: its areas, or its parts painted by the area they belong to."""

from collections.abc import Mapping, Sequence

from commonground.foundation.design.drawing import Drawing
from commonground.foundation.design.maps import NOT_ORDERED, Point, points
from commonground.ground.places import rules
from commonground.ground.places.formats import POINTS
from commonground.ground.places.models import Area
from commonground.ground.places.queries.footprints import Locality
from commonground.ground.places.queries.maps import Paint, ground_for, map_for
from commonground.ground.places.queries.outlines import neighbours
from commonground.ground.places.queries.schools import districts_of, schools_of

COLOURS = len(NOT_ORDERED.colours)


def map_of_localities(localities: Sequence[Locality], *, title: str, hrefs: Mapping[str, str]) -> Drawing | None:
    """The areas of one level of a version with their numbers: as outlines, else as the squares of their parts."""
    schools = [part for locality in localities for part in locality.parts if part.type_id in POINTS]
    if schools:
        placed = {part.key: locality.area.name for locality in localities for part in locality.parts}
        return map_of_points(schools, placed, names=[locality.area.name for locality in localities], title=title)
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
    parts: Sequence[Area],
    placed: Mapping[str, str],
    *,
    names: Sequence[str],
    title: str,
    districts: Sequence[Area] | None = None,
) -> Drawing | None:
    """Parts painted by the area they are placed in; `names` gives the areas their numbers, `districts` are those of
    schools where they were read already. At most five queries."""
    if any(part.type_id in POINTS for part in parts):
        return map_of_points(parts, placed, names=names, title=title, districts=districts)
    beside = neighbours(part.key for part in parts) if len(names) > COLOURS else {}
    colours = rules.colours(names, rules.beside_each_other(placed, beside), most=COLOURS)
    numbers = {name: str(number) for number, name in enumerate(names, start=1)}
    paint = {
        key: Paint(text=f"{numbers[name]} {name}", band=colours[name], label=numbers[name])
        for key, name in placed.items()
    }
    return map_for(parts, paint, title=title, palette=NOT_ORDERED, headers=("Area", "Placed in"))


def map_of_points(
    parts: Sequence[Area],
    placed: Mapping[str, str],
    *,
    names: Sequence[str],
    title: str,
    districts: Sequence[Area] | None = None,
) -> Drawing | None:
    """Schools as points over the outlines of their districts, painted by cluster; None where none has a place.

    Without outlines the points stand alone. Schools without a place are only in the list. One query where schools and
    districts were read already, else three, and one more the first time.
    """
    schools = schools_of(parts)
    stands = {
        key: (school.easting, school.northing)
        for key, school in schools.items()
        if school.easting is not None and school.northing is not None
    }
    if not stands:
        return None
    around = districts_of(parts) if districts is None else districts
    ground, size, box = ground_for(around, list(stands.values()))
    numbers = {name: number for number, name in enumerate(names)}
    there = [part for part in parts if part.key in stands]
    drawn = [_point(part, box.at(*stands[part.key]), placed.get(part.key, ""), numbers) for part in there]
    return points(drawn, title=title, ground=ground, size=size, headers=("School", "Cluster"), noun="schools")


def _point(part: Area, place: tuple[float, float], name: str, numbers: Mapping[str, int]) -> Point:
    number = numbers.get(name)
    if number is None:
        return Point(part.key, part.name, *place, value_text="Not placed")
    told = f"{number + 1} {name}"
    return Point(part.key, part.name, *place, value_text=told, band=number, label=str(number + 1))
