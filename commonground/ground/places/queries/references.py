"""Find the one area that somebody means, as on the command line."""

from collections.abc import Collection
from datetime import date

from django.db.models import Q

from commonground.foundation.kernel.errors import Ambiguous, NotFound, Problem
from commonground.ground.places.models import Area, AreaMembership, FootprintVersion
from commonground.ground.places.rules import holds_on, search_form, slug_candidates


def area_by_reference(text: str, *, on: date | None = None) -> Area:
    """The area that `text` means: a code, a slug, `footprint/slug`, `footprint@version/slug` or a name.

    `on` is a day (today, as a rule): where several areas have the name, one that exists and is in force then
    wins over those that do not. Raises Ambiguous with the candidates where several remain, NotFound where none is.
    """
    return area_with(text, (), on=on)[0]


def area_with(text: str, codes: Collection[str], *, on: date | None = None) -> tuple[Area, dict[str, Area]]:
    """The same, and beside it the official areas of these codes. One query where `text` is a code or a slug."""
    wanted = text.strip()
    areas = Area.objects.settled().select_related("type", "footprint")
    if "/" in wanted:
        footprint, _, name = wanted.partition("/")
        return _in_footprint(footprint, name, on), {one.code: one for one in areas.filter(code__in=codes) if one.code}
    meant = Q(code=wanted.upper()) | Q(slug=wanted.casefold())
    found = list(areas.filter(meant | Q(code__in=codes) if codes else meant))
    beside = {one.code: one for one in found if one.code and one.code in codes}
    for one in found:
        if one.code == wanted.upper() or one.slug == wanted.casefold():
            return one, beside
    named = Q(search_name=search_form(wanted)) | Q(aliases__search_name=search_form(wanted))
    return _the_one(wanted, list(areas.filter(named).distinct()), on), beside


def _in_footprint(footprint: str, name: str, on: date | None) -> Area:
    """An area of a footprint by slug or name: of the version named, or in force, else of any that is open to all."""
    slug_of_footprint, _, version = footprint.partition("@")
    versions = FootprintVersion.objects.open_to_all().filter(footprint__slug=slug_of_footprint)
    if version:
        versions, on = versions.filter(slug=version), None
    rows = AreaMembership.objects.filter(version__in=versions).select_related("whole__type", "version")
    if not rows.exists():
        raise NotFound(f"There is no footprint “{footprint}” with a version that everybody may see.")
    slug = next(slug_candidates(name))
    meant = [row for row in rows if row.whole.slug == slug or next(slug_candidates(row.whole.name)) == slug]
    in_force = [
        row
        for row in meant
        if on and row.version.valid_from and holds_on(on, row.version.valid_from, row.version.valid_until)
    ]
    exact = [row for row in meant if row.whole.slug == slug]
    return _the_one(f"{footprint}/{name}", list({row.whole: None for row in in_force or exact or meant}), on)


def _the_one(wanted: str, found: list[Area], on: date | None) -> Area:
    if not found:
        raise NotFound(f"We know no area “{wanted}”.")
    existing = [area for area in found if on is None or holds_on(on, area.valid_from, area.valid_until)] or found
    if len(existing) == 1:
        return existing[0]
    candidates = [
        Problem(where=area.name, what=f"{area.type}, {area.key}", do=f"Write {area.key} for this one.")
        for area in existing
    ]
    raise Ambiguous(f"“{wanted}” could be any of {len(existing)} areas.", candidates)
