"""Voluntary bodies, and what they offer here (M20)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from django.db.models import Prefetch, Q, QuerySet, prefetch_related_objects

from commonground.foundation.kernel.errors import NotFound
from commonground.ground.partners.formats.vocabulary import shipped
from commonground.ground.partners.models import Offer, Organisation, SizeBand, VoluntaryProfile
from commonground.ground.partners.queries.organisations import Asked
from commonground.ground.places import queries as places

if TYPE_CHECKING:
    from commonground.ground.places.models import Area


@dataclass(frozen=True)
class Body:
    """A voluntary body: what it said of itself (None where nothing yet), and what it offers on the day.

    `is_stale`: nobody vouched for what it can take on in the time that the pack of words gives, or ever.
    """

    organisation: Organisation
    profile: VoluntaryProfile | None
    offers: Sequence[Offer]
    is_stale: bool
    stale_offers: frozenset[UUID]


def voluntary_bodies(asked: Asked, *, on: date) -> list[Body]:
    """The voluntary bodies of a day, by name; with a place, those that serve or offer something there.

    Words narrow by name, offer and for whom. Four queries, six with a place.
    """
    found = Organisation.objects.current_on(on).filter(type__is_voluntary=True)
    if asked.words:
        offering = Offer.objects.current_on(on).filter(
            Q(title__icontains=asked.words) | Q(for_whom__icontains=asked.words) | Q(about__icontains=asked.words)
        )
        saying = Q(voluntary__capacity__icontains=asked.words) | Q(voluntary__looking_for__icontains=asked.words)
        found = found.filter(Q(name__icontains=asked.words) | saying | Q(pk__in=offering.values("organisation")))
    if asked.place is not None:
        near = _near(asked.place)
        serving = VoluntaryProfile.objects.filter(serves__in=near).values("organisation")
        offers = Offer.objects.current_on(on).filter(areas__in=near).values("organisation")
        found = found.filter(Q(pk__in=serving) | Q(pk__in=offers))
    held = Offer.objects.current_on(on).prefetch_related("areas")
    offered = Prefetch("offers", held, to_attr="current_offers")
    rows = found.select_related("sector", "type", "voluntary__size").prefetch_related(offered, "voluntary__serves")
    return [body_of(row, on=on) for row in rows]


def body_of(organisation: Organisation, *, on: date) -> Body:
    """What a body said and offers (as prefetched), and whether that is stale on a day."""
    profile = getattr(organisation, "voluntary", None)
    held: list[Offer] = getattr(organisation, "current_offers", [])
    return Body(
        organisation=organisation,
        profile=profile,
        offers=held,
        is_stale=profile is None or is_stale(profile.assured_on, on=on),
        stale_offers=frozenset(offer.pk for offer in held if is_stale(offer.assured_on, on=on)),
    )


def is_stale(assured_on: date | None, *, on: date) -> bool:
    """Nobody vouched for it, or too long ago: the pack of words says how long."""
    return assured_on is None or on - assured_on > shipped().stale_after


def body(organisation: Organisation, *, on: date) -> Body | None:
    """What a voluntary body said and offers on a day; None where the organisation is no such body. Four queries."""
    if organisation.type is None or not organisation.type.is_voluntary:
        return None
    held = Offer.objects.current_on(on).prefetch_related("areas")
    profiles = VoluntaryProfile.objects.select_related("size").prefetch_related("serves")
    read = (Prefetch("offers", held, to_attr="current_offers"), Prefetch("voluntary", profiles))
    prefetch_related_objects([organisation], *read)
    return body_of(organisation, on=on)


def offer(offer_id: UUID) -> Offer:
    found = Offer.objects.filter(pk=offer_id).select_related("organisation").prefetch_related("areas").first()
    if found is None:
        raise NotFound("There is no such offer.")
    return found


def size_bands() -> QuerySet[SizeBand]:
    return SizeBand.objects.all()


def _near(place: "Area") -> frozenset[UUID]:
    """Of the areas that touch the place, those that a body names: a handful, whatever the country holds."""
    served = VoluntaryProfile.serves.through._default_manager.values_list("area_id", flat=True)
    offered = Offer.areas.through._default_manager.values_list("area_id", flat=True)
    return places.touching(place) & {*served, *offered}
