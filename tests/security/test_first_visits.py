"""Every page and file, on the first visit after anything changed, asks twelve times at most."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import transaction
from django.db.models import Model
from django.test import Client
from django.utils import timezone

from commonground.foundation.kernel.identifiers import new_id
from commonground.ground.directory.models import (
    Attribute,
    Contact,
    Language,
    Phone,
    Schedule,
    Service,
    ServiceArea,
)
from commonground.ground.evidence.models import CitedReport, Note
from commonground.ground.partners.models import SignIn, Team
from commonground.ground.places.models import Area, Containment
from tests.first_visits import MOST, FirstVisit, first_visit
from tests.security.addresses import Addressed
from tests.security.routes import Route
from tests.security.test_every_url_by_every_role import NOBODY, ROLES, signed_in

# Each address is asked for by those of these who may: they see most, so their pages ask most.
BUSIEST = ("locality-manager", "analyst", "clerk", "group-chair", "directory-keeper", "system-administrator")
# Address → how often it asks, and why no more is read together (docs/decisions/0108).
MORE: dict[str, tuple[int, str]] = {
    "home:place-file": (14, "the page asks twelve times, and that it left is put on record in two statements more"),
    "evidence:profile-file": (14, "of a draft: its page asks twelve times, and the record of it in two more"),
}
# What draws on tables that grow with a place; groups and plans are held to it in test_queries_of_pages.py.
GROWS = (
    "directory:feed-service", "directory:feed-at-location", "directory:gaps", "directory:gaps-file",
    "directory:gap-cell", "directory:far-file", "directory:services", "directory:new", "directory:double",
    "evidence:figure", "evidence:figure-file", "evidence:on-map", "evidence:profile", "evidence:indicator",
    "home:today", "home:place",
)  # fmt: skip
GROWING: tuple[type[Model], ...] = (
    Service, Schedule, Phone, Language, Attribute, Contact, ServiceArea, Note, CitedReport, Team,
)  # fmt: skip


def visitors(route: Route) -> list[str]:
    """The two busiest who may; where none of them may, the first role that may, or nobody."""
    may = [who for who in BUSIEST if route.admits(frozenset({who}), signed_in=True)]
    return may[:2] or [who for who in ROLES if route.admits(frozenset({who}), signed_in=True)][:1] or [NOBODY]


def visits(place: Addressed, names: tuple[str, ...] = ()) -> Iterator[tuple[str, FirstVisit]]:
    """Name of the address, what was asked; of all addresses or of these. What a visit wrote is undone."""
    cookies: dict[str, Any] = {}
    for route, path in place.routes():
        wanted = route.method == "get" and (not names or route.name in names)
        for who in visitors(route) if wanted else ():
            if who not in cookies:
                cookies[who] = signed_in(place.world, who)
            client = Client()
            client.cookies = cookies[who].copy()
            with transaction.atomic():
                # Once a minute it is written that somebody is still there: no page's own question.
                SignIn.objects.update(seen_at=timezone.now())
                visit = first_visit(client, path)
                transaction.set_rollback(True)
            if visit.status == 200:
                yield route.name, visit


def most_asked(place: Addressed, names: tuple[str, ...] = ()) -> dict[str, int]:
    """Name of the address → how often it asked at most."""
    found: dict[str, int] = {}
    for name, visit in visits(place, names):
        found[name] = max(found.get(name, 0), len(visit.asked))
    return found


def grow() -> None:
    """Three times as many services with all that hangs on them, notes, reports by others and teams, and more areas."""
    for model in GROWING:
        rows = list(model._default_manager.all())
        for row in rows:
            for number in range(2):
                copied(row, number)
    district = Area.objects.get(slug="mansfield")
    for number in range(20):
        added = copied(district, number, code=f"E07999{number:03}", name=f"Invented {number}")
        for one in Containment.objects.filter(part=district):
            copied(one, number, part_id=added.pk)


def copied(row: Model, number: int, **changed: object) -> Model:
    """A row with the same in it, but for what must be another in each."""
    own = {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields if not field.primary_key}
    if "slug" in own:
        own["slug"] = f"{own['slug']}-{number}"
    if "public_id" in own:
        own["public_id"] = new_id()
    if isinstance(row, Team):
        own["name"] = f"{own['name']} {number}"
    return type(row)._default_manager.create(**{**own, **changed})


@pytest.mark.once
@pytest.mark.django_db
def test_no_first_visit_asks_more_than_twelve_times(addressed: Addressed) -> None:
    over = {name: times for name, times in most_asked(addressed).items() if times > MOST}
    assert over == {name: times for name, (times, _) in MORE.items()}


@pytest.mark.django_db
def test_a_first_visit_asks_as_often_in_a_larger_place(addressed: Addressed) -> None:
    before = most_asked(addressed, GROWS)
    assert before.keys() == set(GROWS)
    grow()
    assert most_asked(addressed, GROWS) == before
