"""Finding help: services by what they are for, for whom and where, as anybody is shown them (S1, S8)."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db.models import Exists, F, OuterRef, Q

from commonground.foundation.audit.along import Along
from commonground.ground.directory.models import (
    Attribute,
    CostOption,
    Location,
    Schedule,
    Service,
    ServiceArea,
    ServiceAtLocation,
    ServiceQuerySet,
)
from commonground.ground.directory.queries import narrowing
from commonground.ground.directory.queries.nearness import Whence, how_far, reaching
from commonground.ground.directory.queries.words_sought import ReadAs, sought
from commonground.ground.directory.rules import ages, distances
from commonground.ground.directory.rules.distances import Point
from commonground.ground.directory.rules.hours_sought import Sought

if TYPE_CHECKING:
    from commonground.ground.directory.queries.narrowing import Access
    from commonground.ground.places.models import Area

SCHEDULES = Along(Schedule, without=["extra"], order=lambda one: one.position)
COSTS = Along(CostOption, without=["extra"], order=lambda one: one.position)
REACHES = Along(ServiceArea, without=["extra"], order=lambda one: one.position)
WHERE = Along(ServiceAtLocation, "location", without=["extra"], order=lambda one: one.position)


@dataclass(frozen=True)
class AskedHelp:
    """What somebody looks for; empty means everything. `age` is in whole years, `within` in kilometres of
    `whence`, `read_as` for words with a slip of the pen."""

    words: str = ""
    need: str = ""
    grouping: str = ""
    level: str = ""
    age: int | None = None
    whence: Whence | None = None
    within: int | None = None
    when: Sought | None = None
    is_free: bool = False
    language: str = ""
    access: "Access | None" = None
    read_as: ReadAs = field(default_factory=dict)

    @property
    def near(self) -> Point | None:
        return self.whence.point if self.whence else None

    @property
    def area(self) -> "Area | None":
        return self.whence.area if self.whence else None


@dataclass(frozen=True)
class At:
    """A place where a service is: how far it is, where that was asked and is known, and its hours there."""

    location: Location
    kilometres: float | None
    hours: Sequence[str]

    @property
    def distance(self) -> str:
        return "" if self.kilometres is None else distances.in_words(self.kilometres)


@dataclass(frozen=True)
class Help:
    """One service as a list shows it. Places that are confidential are not among `where`. `near`: from where to
    measure."""

    service: Service
    schedules: list[Schedule]
    costs: list[CostOption]
    reaches: list[ServiceArea]
    where: list[ServiceAtLocation]
    hours: Mapping[UUID, list[Schedule]] = field(default_factory=dict)
    near: Point | None = None

    @property
    def who_for(self) -> str:
        return ages.in_words(self.service.minimum_age, self.service.maximum_age) or "All ages"

    @property
    def when(self) -> list[str]:
        return [one.in_words for one in self.schedules if one.in_words]

    @property
    def cost(self) -> str:
        said = [one.option or one.amount_description for one in self.costs]
        return self.service.fees or ", ".join(part for part in said if part)

    @property
    def serves(self) -> list[str]:
        return [one.name for one in self.reaches if one.name]

    @property
    def places(self) -> list[At]:
        """Where it is, the nearest first."""
        held = [
            At(one.location, self._far(one.location), [said.in_words for said in self.hours.get(one.pk, ())])
            for one in self.where
        ]
        return sorted(held, key=lambda at: (at.kilometres is None, at.kilometres or 0.0))

    def _far(self, location: Location) -> float | None:
        if self.near is None or location.latitude is None or location.longitude is None:
            return None
        return distances.kilometres(self.near, Point(location.latitude, location.longitude))


def found_services(asked: AskedHelp, *, on: date) -> "ServiceQuerySet":
    """Services that fit: the nearest first where a point was given, else those whose name says the words, by name.

    `within` leaves out what is farther off at all its places. What has no place that could be measured stays, last.
    """
    rows = Service.objects.offered().filter(sought(asked.words, read_as=asked.read_as))
    for condition in _conditions(asked, on):
        rows = rows.filter(condition)
    if asked.near is None:
        return rows.order_by("name", "pk")
    rows = rows.annotate(how_far=how_far(asked.near))
    if asked.within is not None:
        rows = rows.filter(Q(how_far__lte=asked.within**2) | Q(how_far__isnull=True))
    return rows.order_by(F("how_far").asc(nulls_last=True), "name", "pk")


def _conditions(asked: AskedHelp, on: date) -> list[Q]:
    found = [Q(**{name: said}) for name in ("grouping", "level") if (said := getattr(asked, name))]
    if asked.need:
        found.append(Q(Exists(Attribute.objects.filter(service=OuterRef("pk"), term__code=asked.need))))
    if asked.age is not None:
        found.append(Q(maximum_age=None) | Q(maximum_age__gte=asked.age))
        found.append(Q(minimum_age=None) | Q(minimum_age__lt=asked.age + 1))
    if asked.whence is not None:
        found.append(reaching(asked.whence, on=on))
    if asked.when is not None:
        found.append(narrowing.happens(asked.when, on=on))
    if asked.is_free:
        found.append(narrowing.is_free())
    if asked.language:
        found.append(narrowing.speaks(asked.language))
    if asked.access is not None:
        found.append(narrowing.has_access(asked.access))
    return found


def with_details(rows: "ServiceQuerySet") -> "ServiceQuerySet":
    """With all that a list says of a service: still one query."""
    here = OuterRef("pk")
    at = ServiceAtLocation.objects.in_the_open().filter(service=here)
    details: dict[str, Any] = {
        "its_schedules": SCHEDULES.of(Schedule.objects.filter(service=here)),
        "its_hours": SCHEDULES.of(
            Schedule.objects.filter(at_location__service=here, at_location__location__is_confidential=False)
        ),
        "its_costs": COSTS.of(CostOption.objects.filter(service=here)),
        "its_reaches": REACHES.of(ServiceArea.objects.filter(service=here)),
        "its_places": WHERE.of(at),
    }
    return rows.annotate(**details)


def helps(ids: Sequence[UUID], *, near: Point | None = None) -> list[Help]:
    """Services of one page of a list, in its order: details are read for these alone. One query."""
    rows: Any = with_details(Service.objects.filter(pk__in=ids).select_related("provider"))
    found = {row.pk: as_help(row, near=near) for row in rows}
    return [found[one] for one in ids if one in found]


def as_help(row: Any, *, near: Point | None = None) -> Help:
    """A row of `with_details` as it is shown."""
    hours: dict[UUID, list[Schedule]] = defaultdict(list)
    for one in SCHEDULES.read(row.its_hours):
        if one.at_location_id is not None and one.in_words:
            hours[one.at_location_id].append(one)
    return Help(
        row,
        SCHEDULES.read(row.its_schedules),
        COSTS.read(row.its_costs),
        REACHES.read(row.its_reaches),
        WHERE.read(row.its_places),
        hours,
        near,
    )
