"""Keep schools: an area and a row each, in the sets of their year."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from commonground.foundation.audit import actions as audit
from commonground.foundation.audit.versions import change
from commonground.foundation.kernel.errors import Invalid, Problem
from commonground.foundation.kernel.viewer import Viewer
from commonground.ground.places import access, queries
from commonground.ground.places.actions.areas import AreaRow, register_areas
from commonground.ground.places.formats.schools import PHASES
from commonground.ground.places.models import Area, School
from commonground.ground.places.queries.batches import in_batches

TYPE = "school"
FACTS = (
    *("authority_number", "number", "phase", "kind", "status", "youngest", "oldest", "postcode", "easting", "northing"),
    *("is_at_postcode", "confirmed_by", "remark", "source", "as_at"),
)


@dataclass(frozen=True)
class SchoolEntry:
    """A school to keep. `within` are codes of the areas it lies in; `stages` the groups of schools it counts among."""

    urn: int
    name: str
    within: tuple[str, ...]
    phase: str
    postcode: str
    source: str
    as_at: date
    authority_number: str = ""
    number: str = ""
    kind: str = ""
    status: str = "open"
    youngest: int | None = None
    oldest: int | None = None
    easting: float | None = None
    northing: float | None = None
    is_at_postcode: bool = False
    confirmed_by: str = ""
    remark: str = ""
    closed_on: date | None = field(default=None)

    @property
    def code(self) -> str:
        return f"URN{self.urn}"

    @property
    def sets(self) -> tuple[str, ...]:
        """The set of all schools of its year, and one for each stage: what clusters are put together from."""
        stages = PHASES[self.phase].stages if self.phase in PHASES else ()
        year = self.as_at.year
        return (f"{TYPE}-{year}", *(f"{stage}-schools-{year}" for stage in stages))


class Kept(NamedTuple):
    """How many schools were new and how many changed."""

    new: int
    changed: int


@audit.atomic()
def register_schools(*, entries: Iterable[SchoolEntry], by: Viewer) -> Kept:
    """Keep schools; what is known and the same is left as it is. Twice changes nothing.

    Raises Invalid where a URN comes twice or an area a school lies in is not known.
    """
    access.check_can_register(by)
    listed = list(entries)
    _check(listed)
    register_areas(
        rows=[AreaRow(name=one.name, type=TYPE, code=one.code, within=one.within, sets=one.sets) for one in listed],
        by=by,
    )
    areas = queries.areas_by_key(one.code for one in listed)
    there = _there(listed)
    new = [School(area=areas[one.code], urn=one.urn, **_facts(one)) for one in listed if one.urn not in there]
    School.objects.bulk_create(new)
    changed = [one for one in listed if one.urn in there and _changed(there[one.urn], one)]
    for one in changed:
        change(there[one.urn], based_on=there[one.urn].version, **_facts(one))
    _end(listed, areas)
    if new or changed:
        audit.record("schools registered", by=by, details={"new": len(new), "changed": len(changed)})
    return Kept(len(new), len(changed))


def differences(entries: Sequence[SchoolEntry]) -> Kept:
    """What `register_schools` would do. A query for each 500 schools."""
    there = _there(entries)
    known = [one for one in entries if one.urn in there]
    return Kept(len(entries) - len(known), sum(_changed(there[one.urn], one) for one in known))


def _check(entries: Sequence[SchoolEntry]) -> None:
    seen: dict[int, str] = {}
    problems = []
    for one in entries:
        if one.urn in seen:
            what = f"is given twice, for “{seen[one.urn]}” and for “{one.name}”."
            problems.append(Problem(what, do="Keep one of them.", where=f"URN {one.urn}"))
        seen[one.urn] = one.name
    if problems:
        raise Invalid("These schools cannot be registered. Nothing was changed.", problems)


def _there(entries: Sequence[SchoolEntry]) -> dict[int, School]:
    found: dict[int, School] = {}
    for batch in in_batches(one.urn for one in entries):
        found |= {school.urn: school for school in School.objects.filter(urn__in=batch)}
    return found


def _facts(one: SchoolEntry) -> dict[str, object]:
    return {name: getattr(one, name) for name in FACTS}


def _changed(row: School, one: SchoolEntry) -> bool:
    return any(getattr(row, name) != value for name, value in _facts(one).items())


def _end(entries: Sequence[SchoolEntry], areas: "dict[str, Area]") -> None:
    """A school that has closed is no longer there from that day."""
    ended = []
    for one in entries:
        area = areas[one.code]
        if area.valid_until != one.closed_on:
            area.valid_until = one.closed_on
            ended.append(area)
    Area.objects.bulk_update(ended, ["valid_until"])
