"""Entries that may be one: as they are compared, as a keeper sees them beside each other, and the two of a merge."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import QuerySet

from commonground.foundation.kernel.errors import NotFound
from commonground.foundation.kernel.viewer import Viewer
from commonground.ground.directory import access
from commonground.ground.directory.models import Double, Phone, Service, ServiceAtLocation
from commonground.ground.directory.queries import entries
from commonground.ground.directory.rules import doubles as rules
from commonground.ground.directory.rules.doubles import Standing, Why
from commonground.ground.directory.rules.proposals import in_words


def to_compare() -> list[rules.Entry]:
    """Every entry that people are shown, but for what is in confidential places. Three queries."""
    phones, postcodes = defaultdict[UUID, set[str]](set), defaultdict[UUID, set[str]](set)
    for service, number in Phone.objects.exclude(service=None).values_list("service_id", "number"):
        if service is not None and (digits := rules.telephone(number)):
            phones[service].add(digits)
    at = ServiceAtLocation.objects.in_the_open().exclude(location__postcode="")
    for service, postcode in at.values_list("service_id", "location__postcode"):
        postcodes[service].add(postcode.replace(" ", "").upper())
    rows = Service.objects.offered().values_list("pk", "name", "provider__name", "feed_id")
    return [
        rules.Entry(str(pk), name, of, frozenset(phones[pk]), frozenset(postcodes[pk]), str(feed or ""))
        for pk, name, of, feed in rows
    ]


def doubles(viewer: Viewer, *, standing: Standing) -> "QuerySet[Double]":
    """Those that stand so, the likeliest or the newest first. Raises Refused."""
    access.check_can_keep(viewer)
    rows = Double.objects.filter(standing=standing).select_related("first__provider", "second__provider", "kept")
    if standing == Standing.OPEN:
        return rows.filter(first__merged_into=None, second__merged_into=None)
    return rows.order_by("-decided_at", "-pk")


@dataclass(frozen=True)
class Beside:
    """Two entries part by part."""

    double: Double
    why: Sequence[Why]
    lines: Sequence[tuple[str, str, str]]


def double(double_id: UUID, *, viewer: Viewer) -> Double:
    """Raises Refused and NotFound."""
    access.check_can_keep(viewer)
    along = ("first__provider", "first__feed", "second__provider", "second__feed", "kept")
    found = Double.objects.select_related(*along).filter(pk=double_id).first()
    if found is None:
        raise NotFound("There are no such two entries.")
    return found


def why_of(found: Double) -> list[Why]:
    return [Why(code) for code in found.why]


def beside(found: Double) -> Beside:
    """What each of them says; parts that say nothing in either are left out. Five queries at most."""
    entries.read_together([found.first, found.second])
    first, second = entries.entry(found.first), entries.entry(found.second)
    names = entries.labels(found.first) | entries.labels(found.second)
    lines = [
        (entries.label(code, names), in_words(code, first.get(code)), in_words(code, second.get(code)))
        for code in [*first, *(one for one in second if one not in first)]
        if first.get(code) or second.get(code)
    ]
    return Beside(found, why_of(found), lines)


def service_it_became(slug: str) -> Service | None:
    """The entry that one at this address was made one with; None where it stands by itself or never was."""
    rows = Service.objects.select_related("merged_into")
    found = rows.filter(slug=slug).exclude(merged_into=None).first()
    return found.merged_into if found else None
