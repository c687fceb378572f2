"""Addresses of control charts, targets, change markers and impact panels."""

from collections.abc import Mapping
from datetime import date

from commonground.ground.evidence.models import ChangeMarker, ImpactLine, ImpactPanel, Target
from commonground.ground.evidence.tests.conftest import NOW
from commonground.ground.places import queries as places
from tests.security.routes import Route
from tests.world import World


def county(world: World) -> Mapping[str, object]:
    return {"area": "nottinghamshire"}


def monthly(world: World) -> Mapping[str, object]:
    return {"slug": "referrals-by-month", "area": "nottinghamshire"}


def target(world: World) -> Mapping[str, object]:
    about = {"indicator_id": "re-referrals", "area": places.area_by_reference("nottinghamshire"), "period": "2027"}
    facts = {"value": 20, "decided_on": date(2026, 6, 4), "reason": "x", "set_by": "x", "set_at": NOW}
    return {"pk": Target.objects.get_or_create(**about, defaults=facts)[0].pk}


def marker(world: World) -> Mapping[str, object]:
    about = {"area": places.area_by_reference("nottinghamshire"), "title": "a new front door"}
    facts = {"happened_on": date(2019, 7, 1), "reason": "x", "made_by": "x", "made_at": NOW}
    return {"pk": ChangeMarker.objects.get_or_create(**about, defaults=facts)[0].pk}


def panel(world: World) -> Mapping[str, object]:
    about = {"slug": "front-door", "area": places.area_by_reference("nottinghamshire")}
    facts = {"title": "Front door", "change": "x", "source": "x", "made_by": "x", "made_at": NOW}
    row = ImpactPanel.objects.get_or_create(**about, defaults=facts)[0]
    days = {"baseline_from": date(2018, 4, 1), "baseline_until": date(2018, 6, 1), "baseline_label": "x"}
    days |= {"now_from": date(2019, 4, 1), "now_until": date(2019, 6, 1), "now_label": "y"}
    line = {"name": "Referrals", "polarity": "low", "baseline": 2, "now": 1, "source": "x", **days}
    ImpactLine.objects.get_or_create(panel=row, order=1, defaults=line)
    return {"slug": row.slug}


AIMERS = frozenset({"analyst", "locality-manager"})  # who holds evidence.aim in the product's list of roles

AIMS_ROUTES = [
    Route("evidence:control", arguments=monthly, tells=("The rules",)),
    Route("evidence:control-file", arguments=lambda world: {**monthly(world), "suffix": "csv"}),
    Route("evidence:aims", arguments=county, tells=("Targets and changes",)),
    Route("evidence:set-target", open_to=AIMERS, arguments=county, tells=("Decided on",)),
    Route("evidence:mark-change", open_to=AIMERS, arguments=county, tells=("Day of the change",)),
    Route("evidence:change-target", open_to=AIMERS, arguments=target, tells=("Decided on",)),
    Route("evidence:withdraw-target", open_to=AIMERS, arguments=target, tells=("Why it is withdrawn",)),
    Route("evidence:edit-marker", open_to=AIMERS, arguments=marker, tells=("Day of the change",)),
    Route("evidence:withdraw-marker", open_to=AIMERS, arguments=marker, tells=("Why it is withdrawn",)),
    Route("evidence:impact-panels"),
    Route("evidence:open-impact", open_to=AIMERS, arguments=county, tells=("Title of the panel",)),
    Route("evidence:impact", arguments=panel, tells=("Before and now",)),
    Route("evidence:impact-file", arguments=lambda world: {**panel(world), "suffix": "csv"}),
    Route("evidence:edit-impact", open_to=AIMERS, arguments=panel, tells=("Title of the panel",)),
    Route("evidence:enter-impact", open_to=AIMERS, arguments=panel, tells=("Which way is good",)),
    Route("evidence:add-impact-figure", open_to=AIMERS, arguments=panel, tells=("Period of now",)),
    Route("evidence:remove-impact", open_to=AIMERS, arguments=lambda world: {**panel(world), "line": 1}),
]
