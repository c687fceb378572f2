"""What was asked for, looked up in the postcode directory. No query."""

from collections.abc import Iterable
from dataclasses import dataclass

from commonground.foundation.kernel.identifiers import Postcode
from commonground.ground.places import formats, rules
from commonground.ground.places.rules import NotLocated, Point


@dataclass(frozen=True)
class Asked:
    """One postcode or point: the code of its authority where the directory says it, where it lies, what is wrong."""

    text: str
    postcode: Postcode | None = None
    authority: str = ""
    point: Point | None = None
    problem: NotLocated | None = None


def asked(wanted: Iterable[str | Point]) -> list[Asked]:
    """Everything asked for, in its order."""
    read = [_point(one) if isinstance(one, Point) else _postcode(one) for one in wanted]
    entries = iter(formats.look_up([one.postcode for one in read if one.postcode]))
    return [_with_entry(one, one.postcode, next(entries)) if one.postcode else one for one in read]


def _point(point: Point) -> Asked:
    return Asked(
        f"{point.easting:g}, {point.northing:g}",
        point=None if (wrong := rules.check_point(point)) else point,
        problem=wrong,
    )


def _postcode(text: str) -> Asked:
    read = rules.read_postcode(text)
    return Asked(text, problem=read) if isinstance(read, NotLocated) else Asked(text, postcode=read)


def _with_entry(one: Asked, postcode: Postcode, entry: formats.Entry | None) -> Asked:
    if entry is None:
        return Asked(one.text, postcode, problem=rules.unknown_postcode(postcode, edition=formats.edition()))
    ground = (entry.easting, entry.northing)
    point = Point(ground[0], ground[1]) if ground[0] is not None and ground[1] is not None else None
    country = formats.country_of(entry.authority)
    problem = None
    if country:
        problem = rules.other_country(postcode, country=country)
    elif not entry.authority and point is None:
        problem = rules.no_ground(postcode, edition=formats.edition())
    return Asked(one.text, postcode, entry.authority, point, problem)
