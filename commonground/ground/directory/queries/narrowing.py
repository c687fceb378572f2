"""What somebody needs besides the subject: when, free of charge, language, access. Each is a condition on services."""

import tomllib
from dataclasses import dataclass
from datetime import date, time
from functools import cache, reduce
from operator import or_

from django.db.models import Exists, OuterRef, Q

from commonground.ground.directory.models import (
    Accessibility,
    CostOption,
    Language,
    Schedule,
    Service,
)
from commonground.ground.directory.queries.words import PACKS
from commonground.ground.directory.rules import hours_sought
from commonground.ground.directory.rules.hours_sought import Sought

HERE = OuterRef("pk")


@dataclass(frozen=True)
class Access:
    """Something that somebody needs of a place, and the words that say that it is there."""

    code: str
    name: str
    words: tuple[str, ...]


@cache
def accesses() -> dict[str, Access]:
    """By code, in the order of the pack."""
    listed = tomllib.loads((PACKS / "access.toml").read_text(encoding="utf-8"))["access"]
    return {one["code"]: Access(one["code"], one["name"], tuple(one["words"])) for one in listed}


def languages() -> dict[str, str]:
    """Languages that a service is given in, by code, by name. One query."""
    said = Language.objects.filter(service__in=Service.objects.offered()).exclude(code="").order_by()
    names = dict(said.values_list("code", "name").distinct())
    return dict(sorted(((code, name or code) for code, name in names.items()), key=lambda one: one[1]))


def happens(sought: Sought, *, on: date) -> Q:
    """At such hours, from today: of the service, or of one of its places that are told."""
    held = Schedule.objects.exclude(valid_to__lt=on)
    if wanted := hours_sought.days(sought):
        held = held.filter(reduce(or_, (Q(byday__contains=day) for day in wanted)))
    else:
        after = time(hours_sought.EVENING)
        held = held.filter(Q(opens_at__gte=after) | Q(closes_at__gt=after))
    at = held.filter(at_location__service=HERE, at_location__location__is_confidential=False)
    return Exists(held.filter(service=HERE)) | Exists(at)


def is_free() -> Q:
    """It says that it costs nothing, and has no price beside."""
    said = Q(amount=0) | Q(option__istartswith="free") | Q(amount_description__istartswith="free")
    of_it = CostOption.objects.filter(service=HERE)
    says = Q(fees__istartswith="free") | Exists(of_it.filter(said))
    return says & ~Exists(of_it.filter(amount__gt=0))


def speaks(language: str) -> Q:
    return Q(Exists(Language.objects.filter(service=HERE, code=language)))


def has_access(access: Access) -> Q:
    """One of its places says that it has it."""
    said = Q()
    for word in access.words:
        said |= Q(description__icontains=word) | Q(details__icontains=word) | Q(accessibility__icontains=word)
    told = Accessibility.objects.filter(location__services_here__service=HERE, location__is_confidential=False)
    return Q(Exists(told.filter(said)))
