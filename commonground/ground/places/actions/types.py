"""Kinds and sets of areas come into being when the first area needs them."""

import re
from collections.abc import Iterable

from commonground.foundation.kernel.errors import Invalid, Problem
from commonground.ground.places.formats import KNOWN_TYPES, KnownType
from commonground.ground.places.models import AreaSet, AreaType

_YEAR_AT_THE_END = re.compile(r"-(\d{4})$")


def ensure_types(slugs: Iterable[str]) -> None:
    """Make sure that these kinds of areas exist. Raises Invalid for one that neither the pack nor the site knows."""
    missing = set(slugs) - set(AreaType.objects.values_list("slug", flat=True))
    unknown = sorted(missing - set(KNOWN_TYPES))
    if unknown:
        do = f"Use one of {', '.join(KNOWN_TYPES)}, or add it to packs/area_types.toml."
        raise Invalid(
            "These areas cannot be registered. Nothing was changed.",
            [Problem(where=slug, what="is not a kind of area we know.", do=do) for slug in unknown],
        )
    AreaType.objects.bulk_create(_type(KNOWN_TYPES[slug]) for slug in sorted(missing))


def add_type(*, slug: str, name: str, plural: str) -> AreaType:
    """A kind of area that a footprint brings with it ("neighbourhood team"), or the one already there."""
    known = KNOWN_TYPES.get(slug)
    order = known.order if known else KNOWN_TYPES["locality"].order
    return AreaType.objects.get_or_create(slug=slug, defaults={"name": name, "plural": plural, "order": order})[0]


def ensure_sets(wanted: Iterable[tuple[str, str]]) -> None:
    """Make sure that these sets (slug, type) exist: "ward-2025" of wards, "district" of districts."""
    missing = dict(wanted)
    for slug in AreaSet.objects.values_list("slug", flat=True):
        missing.pop(slug, None)
    AreaSet.objects.bulk_create(_set(slug, type_slug) for slug, type_slug in sorted(missing.items()))


def _type(known: KnownType) -> AreaType:
    return AreaType(slug=known.slug, name=known.name, plural=known.plural, order=known.order)


def _set(slug: str, type_slug: str) -> AreaSet:
    at_the_end = _YEAR_AT_THE_END.search(slug)
    year = int(at_the_end[1]) if at_the_end else None
    known = KNOWN_TYPES.get(type_slug)
    name = known.set_name(year) if known and known.set_slug(year) == slug else slug.replace("-", " ").capitalize()
    return AreaSet(slug=slug, name=name, type_id=type_slug, year=year)
