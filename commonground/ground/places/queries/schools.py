"""Schools: which are known, in which areas they stand, and the list that people filter."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from uuid import UUID

from django.db.models import Prefetch, Q, QuerySet

from commonground.foundation.kernel.errors import NotFound
from commonground.ground.places import formats
from commonground.ground.places.formats import POINTS
from commonground.ground.places.formats.schools import AUTHORITIES, PHASES, STATUSES
from commonground.ground.places.models import Area, AreaMembership, AreaSet, Containment, FootprintVersion, School
from commonground.ground.places.queries.batches import in_batches
from commonground.ground.places.rules import Status, search_form

AUTHORITY_TYPES = ("district", "unitary-authority", "metropolitan-district", "london-borough")


@dataclass(frozen=True)
class ListedSchool:
    """A school in a list: its row, the district it stands in, and its cluster on the map that was asked for."""

    school: School
    district: Area | None
    cluster: str

    @property
    def phase(self) -> str:
        return phase_name(self.school.phase)

    @property
    def ages(self) -> str:
        youngest, oldest = self.school.youngest, self.school.oldest
        return f"{youngest} to {oldest}" if youngest is not None and oldest is not None else "Not known"

    @property
    def status(self) -> str:
        known = STATUSES.get(self.school.status)
        return known.name if known else self.school.status

    @property
    def is_open(self) -> bool:
        known = STATUSES.get(self.school.status)
        return known is None or known.is_open


@dataclass(frozen=True)
class SchoolFilter:
    """What a list of schools is narrowed to; empty: no matter which. `cluster` is the name of one on `version`."""

    words: str = ""
    phase: str = ""
    district: str = ""
    cluster: str = ""


@dataclass(frozen=True)
class InVersion:
    """The area of one version of a footprint that a school is in, or lies in."""

    version: FootprintVersion
    area: Area

    @cached_property
    def is_cluster(self) -> bool:
        return self.version.groups_schools


def phase_name(slug: str) -> str:
    """“Primary”; a phase this version does not know is shown as it is written."""
    known = PHASES.get(slug)
    return known.name if known else slug


def school_numbers() -> set[int]:
    """The URN of every school that is known. One query."""
    return set(School.objects.values_list("urn", flat=True))


def districts_of_schools() -> dict[str, str]:
    """Code of every known school → code of the district it lies in. One query."""
    steps = Containment.objects.filter(part__type__in=POINTS, whole__type__in=AUTHORITY_TYPES)
    return {part: whole for part, whole in steps.values_list("part__code", "whole__code") if part and whole}


def schools_of(areas: Iterable[Area]) -> dict[str, School]:
    """The schools among areas, by key. A query for each 500 that were read without their schools."""
    every = list(areas)
    read = [area for area in every if Area.school.is_cached(area)]
    found = {area.key: area.school for area in read if hasattr(area, "school")}
    for batch in in_batches(area.pk for area in every if not Area.school.is_cached(area)):
        found |= {one.area.key: one for one in School.objects.filter(area__in=batch).select_related("area")}
    return found


def districts_of(areas: Iterable[Area]) -> list[Area]:
    """The districts that these schools stand in, by name. A query for each 500."""
    held: dict[UUID, Area] = {}
    for batch in in_batches(area.pk for area in areas):
        found = Area.objects.filter(contains__part__in=batch, type__in=AUTHORITY_TYPES).select_related("type")
        held |= {area.pk: area for area in found.distinct()}
    return sorted(held.values(), key=lambda area: area.name)


def cluster_versions(*, on: date) -> list[FootprintVersion]:
    """The versions in force on a day that group schools, by footprint. One query."""
    held = FootprintVersion.objects.in_force(on).filter(base__type__in=POINTS)
    return list(held.select_related("footprint__root", "base").order_by("footprint__name"))


def schools_listed(wanted: SchoolFilter, *, version: FootprintVersion | None) -> "QuerySet[School]":
    """Schools by name, narrowed; evaluate with `as_listed`."""
    found = School.objects.select_related("area").order_by("area__name", "urn")
    if wanted.words:
        words = search_form(wanted.words)
        named = Q(area__search_name__contains=words) | Q(postcode__istartswith=wanted.words.strip())
        found = found.filter(named | Q(urn=int(words)) if words.isdecimal() and len(words) < 9 else named)
    if wanted.phase:
        found = found.filter(phase=wanted.phase)
    if wanted.district:
        found = found.filter(area__lies_in__whole__slug=wanted.district)
    if wanted.cluster and version is not None:
        held = AreaMembership.objects.filter(version=version, whole__name=wanted.cluster).values("part")
        found = found.filter(area__in=held)
    return found


def as_listed(schools: Iterable[School], *, version: FootprintVersion | None) -> list[ListedSchool]:
    """Schools with their districts and their clusters on a version. Two queries."""
    rows = list(schools)
    areas = [school.area_id for school in rows]
    steps = Containment.objects.filter(part__in=areas, whole__type__in=AUTHORITY_TYPES).select_related("whole")
    districts = {step.part_id: step.whole for step in steps}
    held = AreaMembership.objects.filter(version=version, part__in=areas) if version else AreaMembership.objects.none()
    clusters = dict(held.values_list("part", "whole__name"))
    return [ListedSchool(one, districts.get(one.area_id), clusters.get(one.area_id, "")) for one in rows]


def districts_with_schools() -> list[Area]:
    """The districts that known schools stand in, by name. One query."""
    inside = Containment.objects.filter(part__type__in=POINTS).values("whole")
    return list(Area.objects.filter(pk__in=inside, type__in=AUTHORITY_TYPES).order_by("name"))


def phases_of_schools() -> list[tuple[str, str]]:
    """The phases that known schools have, in the order of the pack: (slug, name). One query."""
    there = set(School.objects.order_by().values_list("phase", flat=True).distinct())
    ordered = [*(slug for slug in PHASES if slug in there), *sorted(there - PHASES.keys())]
    return [(slug, phase_name(slug)) for slug in ordered]


def school_number(area: Area) -> int | None:
    """The URN of an area that is a school; None for any other. No query."""
    return int(area.code.removeprefix("URN")) if area.type_id in POINTS and area.code else None


def school_page(urn: int) -> School:
    """The school at /places/schools/<urn>/. Raises NotFound. One query."""
    found = School.objects.select_related("area__type").filter(urn=urn).first()
    if found is None:
        raise NotFound(f"We know no school with the unique reference number {urn}.")
    return found


def school_in_versions(school: School) -> list[InVersion]:
    """The area of every open version, of any footprint, that a school is in: its cluster, or what holds its district.

    By footprint, the newest first. Three queries.
    """
    around = list(Containment.objects.filter(part=school.area_id).values_list("whole", flat=True))
    shown = FootprintVersion.objects.open_to_all().exclude(status=Status.WITHDRAWN)
    rows = AreaMembership.objects.filter(part__in=[school.area_id, *around], version__in=shown)
    rows = rows.select_related("version__footprint", "version__base", "whole__type", "level")
    held = [
        InVersion(row.version, row.whole) for row in rows.order_by("version__footprint__name", "-version__valid_from")
    ]
    return list({(one.version.pk, one.area.pk): one for one in held}.values())


def official_areas_of(school: School) -> list[tuple[str, Area]]:
    """The official areas a school stands in, the largest first: (what it is, area). Two queries."""
    sets = Prefetch("sets", queryset=AreaSet.objects.all())
    found = Area.objects.filter(contains__part=school.area_id).select_related("type").prefetch_related(sets)
    return [
        (next((one.name for one in area.sets.all() if one.year), str(area.type)), area)
        for area in sorted(found, key=lambda area: (area.type.order, area.name))
    ]


def authority_name(number: str) -> str:
    """Who the number of an authority is: “Nottinghamshire (891)”."""
    known = formats.authorities()
    named = next((known[code].name for code in sorted(AUTHORITIES.get(number, ())) if code in known), "")
    return f"{named} ({number})" if named else number
