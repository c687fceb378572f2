"""Entries of a directory that tests begin with: a provider, a service, a place, a confidential place."""

from datetime import UTC, datetime
from typing import Any

from commonground.foundation.kernel.viewer import Membership, Viewer, operator, public
from commonground.ground.directory import access
from commonground.ground.directory.models import Location, Provider, Service, ServiceAtLocation

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
ANYBODY = public(NOW)
KEEPER = operator(NOW, permissions=frozenset(access.PERMISSIONS))
PLAIN_KEEPER = operator(NOW, permissions=frozenset({"directory.keep", "directory.import"}))
HIDDEN = "Larkspur House, 7 Canary Lane"  # where nobody may know it to be


def of_organisation(name: str, *permissions: str) -> Viewer:
    """Somebody who holds permissions for one organisation."""
    held = Membership(role="administrator", permissions=frozenset(permissions), organisation=name)
    return Viewer(id=None, label="somebody", memberships=(held,), purpose="", session="", now=NOW)


def provider(slug: str = "example-trust", **values: Any) -> Provider:
    return Provider.objects.create(slug=slug, name=values.pop("name", "Example Trust"), **values)


def service(slug: str = "stay-and-play", **values: Any) -> Service:
    by = values.pop("provider", None) or Provider.objects.first() or provider()
    return Service.objects.create(slug=slug, name=values.pop("name", "Stay and play"), provider=by, **values)


def place(slug: str = "oak-centre", **values: Any) -> Location:
    return Location.objects.create(slug=slug, name=values.pop("name", "Oak Centre"), **values)


def at(offered: Service, where: Location) -> ServiceAtLocation:
    return ServiceAtLocation.objects.create(service=offered, location=where)


def refuge() -> Service:
    """A service in a confidential place."""
    offered = service("refuge", name="Refuge for families")
    at(offered, place("hidden", name=HIDDEN, postcode="NG18 1AA", is_confidential=True))
    return offered
