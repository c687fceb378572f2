"""Finding help: services by what they are for, for whom and where, as anybody is shown them (S1, S8)."""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from django.db.models import Exists, OuterRef, Q

from commonground.foundation.audit.along import Along
from commonground.foundation.kernel.errors import Ambiguous, NotFound, Problem
from commonground.ground.directory.models import (
    Attribute,
    CostOption,
    Schedule,
    Service,
    ServiceArea,
    ServiceAtLocation,
    ServiceQuerySet,
)
from commonground.ground.directory.queries.words_sought import sought
from commonground.ground.directory.rules import ages
from commonground.ground.places import queries as places

if TYPE_CHECKING:
    from commonground.ground.places.models import Area

SCHEDULES = Along(Schedule, without=["extra"], order=lambda one: one.position)
COSTS = Along(CostOption, without=["extra"], order=lambda one: one.position)
REACHES = Along(ServiceArea, without=["extra"], order=lambda one: one.position)
WHERE = Along(ServiceAtLocation, "location", without=["extra"], order=lambda one: one.position)


@dataclass(frozen=True)
class AskedHelp:
    """What somebody looks for; empty means everything. `age` is in whole years."""

    words: str = ""
    need: str = ""
    grouping: str = ""
    level: str = ""
    age: int | None = None
    area: "Area | None" = None


@dataclass(frozen=True)
class Help:
    """One service as a list shows it. Places that are confidential are not among `where`."""

    service: Service
    schedules: list[Schedule]
    costs: list[CostOption]
    reaches: list[ServiceArea]
    where: list[ServiceAtLocation]

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


def found_services(asked: AskedHelp, *, on: date) -> "ServiceQuerySet":
    """Services that fit, by name. Where an area is asked for: those that name it, that are in it, or that are for
    everybody wherever they live."""
    rows = Service.objects.offered().select_related("provider").filter(sought(asked.words))
    if asked.need:
        rows = rows.filter(Exists(Attribute.objects.filter(service=OuterRef("pk"), term__code=asked.need)))
    rows = rows.filter(**{name: said for name in ("grouping", "level") if (said := getattr(asked, name))})
    if asked.age is not None:
        no_more, not_yet = Q(maximum_age__lt=asked.age), Q(minimum_age__gte=asked.age + 1)
        rows = rows.exclude(no_more).exclude(not_yet)
    if asked.area is not None:
        rows = rows.filter(_reaching(asked.area, on))
    return rows.order_by("name", "pk")


def with_details(rows: "ServiceQuerySet") -> "ServiceQuerySet":
    """With all that a list says of a service: still one query."""
    here = OuterRef("pk")
    details: dict[str, Any] = {
        "its_schedules": SCHEDULES.of(Schedule.objects.filter(service=here)),
        "its_costs": COSTS.of(CostOption.objects.filter(service=here)),
        "its_reaches": REACHES.of(ServiceArea.objects.filter(service=here)),
        "its_places": WHERE.of(ServiceAtLocation.objects.in_the_open().filter(service=here)),
    }
    return rows.annotate(**details)


def as_help(row: Any) -> Help:
    """A row of `with_details` as it is shown."""
    return Help(
        row,
        SCHEDULES.read(row.its_schedules),
        COSTS.read(row.its_costs),
        REACHES.read(row.its_reaches),
        WHERE.read(row.its_places),
    )


def _reaching(area: "Area", on: date) -> Q:
    near = places.reach(area, on=on)
    here = OuterRef("pk")
    named = ServiceArea.objects.filter(service=here, area__isnull=False)
    at = ServiceAtLocation.objects.in_the_open().filter(service=here, location__area__isnull=False)
    return (
        Exists(named.filter(near.concerning("area")))
        | (~Exists(named) & Exists(at.filter(near.within("location__area"))))
        | (~Exists(named) & ~Exists(at))
    )


def area_meant(typed: str, *, on: date) -> "Area | Problem":
    """The area of a name, or the district that a postcode lies in; what is wrong where neither is known."""
    try:
        return places.area_by_reference(typed, on=on)
    except Ambiguous as several:
        return Problem(f"“{typed}” is several areas: {', '.join(one.what for one in several.problems)}.", "Choose one.")
    except NotFound:
        found = places.locate(typed, on=on)
    official = found.district or found.authority
    if official is not None and official.slug:
        return places.area_page(official.slug)
    if found.postcode and found.problem is not None:
        return Problem(found.problem.what, found.problem.do)
    return Problem(f"“{typed}” is no postcode and no area that is known here.", "Check it, or leave it empty.")
