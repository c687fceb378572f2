"""How many services there are for each need, for who lives in an area: what the page of a place shows."""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.db.models import Count

from commonground.ground.directory.models import Attribute
from commonground.ground.directory.queries.finding import AskedHelp, found_services
from commonground.ground.directory.queries.nearness import Whence
from commonground.ground.directory.queries.needs import needs
from commonground.ground.directory.queries.words import Word

if TYPE_CHECKING:
    from commonground.ground.places.models import Area


@dataclass(frozen=True)
class Offered:
    """A need, and how many services answer it."""

    need: Word
    services: int


def offered_by_need(area: "Area", *, on: date) -> list[Offered]:
    """Every need in the order of the pack, also those that nothing answers. Three queries."""
    whence = Whence(area.name, area, None)
    rows = found_services(AskedHelp(whence=whence), on=on).order_by().values("pk")
    said = Attribute.objects.filter(service__in=rows, term__code__in=list(needs())).order_by()
    counts = dict(said.values_list("term__code").annotate(services=Count("service", distinct=True)))
    return [Offered(need, counts.get(code, 0)) for code, need in needs().items()]
