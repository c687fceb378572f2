"""Ways from one service to the next, and those that lead nowhere any more (S9)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q

from commonground.foundation.kernel.errors import NotFound
from commonground.foundation.kernel.viewer import Viewer
from commonground.ground.directory import access
from commonground.ground.directory.models import Pathway, Service
from commonground.ground.directory.rules.pathways import FROM_THERE, Step
from commonground.ground.directory.rules.words import OFFERED

ENDS = ("start__provider", "start__owner", "to__provider")


@dataclass(frozen=True)
class Way:
    """A pathway as a card shows it: where it leads to or comes from, in words."""

    pathway: Pathway
    other: Service
    words: str


@dataclass(frozen=True)
class Ways:
    """Where a service leads on to, and from where people come to it. Only services that are offered."""

    on: Sequence[Way]
    back: Sequence[Way]


def ways_of(service: Service) -> Ways:
    """One query."""
    held = Pathway.objects.filter(Q(start=service) | Q(to=service)).select_related("start", "to")
    offered = [one for one in held if _is_offered(one.start) and _is_offered(one.to)]
    return Ways(
        [Way(one, one.to, Step(one.step).label) for one in offered if one.start_id == service.pk],
        [Way(one, one.start, FROM_THERE[Step(one.step)]) for one in offered if one.to_id == service.pk],
    )


def services_named(slugs: Iterable[str]) -> dict[str, Service]:
    """Services by the names of their pages. Raises NotFound naming those that there are none of. One query."""
    wanted = set(slugs)
    found = {one.slug: one for one in Service.objects.select_related("owner").filter(slug__in=wanted)}
    if missing := sorted(wanted - found.keys()):
        raise NotFound(f"The directory has no {', '.join(missing)}.")
    return found


def leads_to(start: Service, to: Service) -> bool:
    """Whether there is a way from one to the other. One query."""
    return Pathway.objects.filter(start=start, to=to).exists()


def pathways_from(service: Service) -> list[tuple[Pathway, bool]]:
    """For whoever keeps the entry: each way, and whether it is broken. One query."""
    held = Pathway.objects.filter(start=service).select_related("to__provider").order_by("step", "to__name")
    return [(one, not _is_offered(one.to)) for one in held]


def pathway(pathway_id: UUID, *, viewer: Viewer) -> Pathway:
    """One way for whoever keeps the entry it starts from. Raises NotFound and Refused."""
    found = Pathway.objects.select_related(*ENDS).filter(pk=pathway_id).first()
    if found is None:
        raise NotFound("There is no such pathway.")
    access.check_can_keep_service(viewer, found.start)
    return found


def broken_pathways(viewer: Viewer) -> list[Pathway]:
    """Ways of entries that the viewer keeps which lead to a service that is not offered any more. One query."""
    fine = Q(to__status__in=OFFERED, to__gone_on=None)
    rows = Pathway.objects.exclude(fine).filter(start__status__in=OFFERED, start__gone_on=None)
    found = rows.select_related(*ENDS).order_by("start__name", "to__name")
    return [one for one in found if access.may_keep_service(viewer, one.start)]


def _is_offered(service: Service) -> bool:
    return service.status in OFFERED and service.gone_on is None
