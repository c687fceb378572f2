"""Which set of areas each official area stands in, and which kind of area a code is."""

from commonground.ground.places.formats.area_types import KNOWN_TYPES, type_of_code
from commonground.ground.places.models import AreaSet, AreaType


def set_table() -> list[tuple[str, str]]:
    """(set, area key) for every area of every set: what was drawn up together can be added up together. One query."""
    through = AreaSet.areas.through._default_manager
    rows = through.values_list("areaset_id", "area__code", "area__slug")
    return [(area_set, code or slug) for area_set, code, slug in rows]


def kind_of_code(code: str) -> str | None:
    """The slug of the kind of area that an official code stands for; None for a kind we do not know."""
    known = type_of_code(code)
    return known.slug if known else None


def kind_plurals() -> dict[str, str]:
    """Every kind of area → how several are called. One query."""
    return dict(AreaType.objects.values_list("slug", "plural"))


def set_of_kind(kind: str, year: int | None = None) -> str:
    """The slug of the set that areas of a kind, drawn in a year, stand in: "ward-2025"; kinds not redrawn have one."""
    known = KNOWN_TYPES.get(kind)
    return known.set_slug(year) if known else kind


def plural_of_kind(kind: str) -> str:
    """What several areas of a kind are called, as the product's own list has it."""
    known = KNOWN_TYPES.get(kind)
    return known.plural if known else kind.capitalize()
