"""Register official areas: what they are, what they are called, and which lies in which."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import chain

from commonground.foundation.audit import actions as audit
from commonground.foundation.kernel.errors import Invalid, Problem
from commonground.foundation.kernel.viewer import Viewer
from commonground.ground.places import access, rules
from commonground.ground.places.actions.fingerprint import renew_fingerprint
from commonground.ground.places.actions.types import ensure_sets, ensure_types
from commonground.ground.places.formats import KNOWN_TYPES
from commonground.ground.places.models import Area, AreaAlias, AreaSet, Containment, Succession


@dataclass(frozen=True)
class AreaRow:
    """One area to register. `within` names the areas it lies in, `succeeds` those it replaced, by code or slug.

    An area that stands in no set named here stands in the set of its type ("district").
    """

    name: str
    type: str
    code: str = ""
    slug: str = ""
    within: tuple[str, ...] = ()
    sets: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    valid_from: date | None = None
    valid_until: date | None = None

    @property
    def key(self) -> str:
        """What tells this area from every other: its code, or else its slug, or else its name as a slug."""
        return self.code or self.slug or next(rules.slug_candidates(self.name))


@dataclass(frozen=True)
class Registered:
    """How many areas, steps of containment, aliases and places in sets were new."""

    areas: int = 0
    containments: int = 0
    aliases: int = 0
    in_sets: int = 0

    def __bool__(self) -> bool:
        return any((self.areas, self.containments, self.aliases, self.in_sets))


@audit.atomic()
def register_areas(*, rows: Iterable[AreaRow], by: Viewer) -> Registered:
    """Register areas that are not known yet, and what is new about those that are. Twice changes nothing.

    A known area keeps its name; another name for it becomes an alias. Raises Invalid, naming every row that is
    wrong, where a code comes twice, dates are the wrong way round, a type or a containing area is unknown, or an
    area would lie in itself. A bounded number of queries for any number of rows.
    """
    access.check_can_register(by)
    rows = list(rows)
    _check(rows)
    ensure_types(row.type for row in rows)
    ensure_sets((slug, row.type) for row in rows for slug in row.sets or (row.type,))
    areas, added = _areas_of(rows)
    done = Registered(
        areas=added,
        containments=_contain(rows, areas),
        aliases=_add_aliases(rows, areas),
        in_sets=_put_in_sets(rows, areas),
    )
    if done:
        renew_fingerprint()
        audit.record("areas registered", by=by, details=vars(done))
    return done


@audit.atomic()
def register_successions(*, rows: Iterable[tuple[str, str, date]], by: Viewer) -> int:
    """Record that one area took the place of another on a day: (former, successor, day), areas by code or slug.

    Returns how many were new. Raises Invalid for an area that is not known.
    """
    access.check_can_register(by)
    rows = list(rows)
    areas = _known({key for former, successor, _ in rows for key in (former, successor)})
    _refuse([_unknown(key) for row in rows for key in row[:2] if key not in areas])
    known = set(Succession.objects.values_list("former_id", "successor_id"))
    new = [
        Succession(former=areas[former], successor=areas[successor], happened_on=day)
        for former, successor, day in rows
        if (areas[former].pk, areas[successor].pk) not in known
    ]
    Succession.objects.bulk_create(new)
    if new:
        audit.record("successions registered", by=by, details={"successions": len(new)})
    return len(new)


def _check(rows: Sequence[AreaRow]) -> None:
    problems: list[Problem] = []
    seen: dict[str, str] = {}
    for number, row in enumerate(rows, start=1):
        if row.key in seen:
            what = f"{row.key} is given twice, as “{seen[row.key]}” and as “{row.name}”."
            problems.append(Problem(where=f"area {number}", what=what, do="Keep one of them."))
        seen[row.key] = row.name
        if not row.name.strip():
            problems.append(Problem(where=f"area {number}", what=f"{row.key} has no name.", do="Give it one."))
        rules.check_dates(row.name, row.valid_from, row.valid_until)
    _refuse(problems)


def _refuse(problems: list[Problem]) -> None:
    if problems:
        raise Invalid("These areas cannot be registered. Nothing was changed.", problems)


def _unknown(key: str) -> Problem:
    return Problem(where=key, what="is not an area we know.", do="Register it first, or check its code.")


def _known(keys: set[str]) -> dict[str, Area]:
    """The areas with these codes or slugs, by the key they were asked for with."""
    by_slug = Area.objects.in_bulk(sorted(keys), field_name="slug")
    by_code = Area.objects.in_bulk(sorted(keys), field_name="code")
    return {**by_slug, **by_code}


def _areas_of(rows: Sequence[AreaRow]) -> tuple[dict[str, Area], int]:
    """Every area that the rows name, by key, with those added that were not known; and how many those are."""
    known = _known({key for row in rows for key in (row.key, *row.within)})
    taken = set(Area.objects.values_list("slug", flat=True))
    new = {row.key: _new(row, taken) for row in rows if row.key not in known}
    Area.objects.bulk_create(new.values())
    known |= {area.slug: area for area in new.values()} | new
    _name_placeholders(rows, known)
    _refuse([_unknown(key) for row in rows for key in row.within if key not in known])
    return known, len(new)


def _new(row: AreaRow, taken: set[str]) -> Area:
    known = KNOWN_TYPES.get(row.type)
    candidates = rules.slug_candidates(row.name, row.code or row.type)
    if known and known.name_repeats:
        next(candidates)
    wished = (row.slug,) if row.slug else ()
    slug = next(candidate for candidate in chain(wished, candidates) if candidate not in taken)
    taken.add(slug)
    return Area(
        slug=slug,
        code=row.code or None,
        name=row.name,
        search_name=rules.search_form(row.name),
        type_id=row.type,
        valid_from=row.valid_from,
        valid_until=row.valid_until,
    )


def _name_placeholders(rows: Sequence[AreaRow], areas: Mapping[str, Area]) -> None:
    """An area first met only by its code gets its name as soon as somebody says it."""
    named = []
    for row in rows:
        area = areas[row.key]
        if area.name == area.code != row.name:
            area.name, area.search_name = row.name, rules.search_form(row.name)
            named.append(area)
    Area.objects.bulk_update(named, ["name", "search_name"])


def _contain(rows: Sequence[AreaRow], areas: Mapping[str, Area]) -> int:
    wanted = {(areas[row.key].pk, areas[key].pk) for row in rows for key in row.within}
    known = set(Containment.objects.values_list("part_id", "whole_id"))
    new = sorted(wanted - known)
    Containment.objects.bulk_create(Containment(part_id=part, whole_id=whole) for part, whole in new)
    if new:
        rules.parts_within(rules.Edge(str(part), str(whole)) for part, whole in known | wanted)
    return len(new)


def _add_aliases(rows: Sequence[AreaRow], areas: Mapping[str, Area]) -> int:
    wanted = {
        (areas[row.key].pk, name)
        for row in rows
        for name in (row.name, *row.aliases)
        if name not in (areas[row.key].name, row.code)
    }
    known = set(AreaAlias.objects.values_list("area_id", "name"))
    new = sorted(wanted - known)
    AreaAlias.objects.bulk_create(
        AreaAlias(area_id=area, name=name, search_name=rules.search_form(name)) for area, name in new
    )
    return len(new)


def _put_in_sets(rows: Sequence[AreaRow], areas: Mapping[str, Area]) -> int:
    through = AreaSet.areas.through
    wanted = {(slug, areas[row.key].pk) for row in rows for slug in row.sets or (row.type,)}
    known = set(through._default_manager.values_list("areaset_id", "area_id"))
    new = sorted(wanted - known)
    through._default_manager.bulk_create(through(areaset_id=slug, area_id=area) for slug, area in new)
    return len(new)
