"""Services and who provides them, by their address."""

from commonground.foundation.kernel.errors import NotFound
from commonground.foundation.kernel.viewer import Viewer
from commonground.ground.directory.models import Location, LocationQuerySet, Provider, Service, ServiceQuerySet


def services() -> ServiceQuerySet:
    """Every service, with its provider. What a service is, is open to everybody; where it is may not be."""
    return Service.objects.select_related("provider")


def service(slug: str) -> Service:
    """One service with its provider and owner. Raises NotFound."""
    found = services().select_related("owner", "feed").filter(slug=slug).first()
    if found is None:
        raise NotFound("There is no such service in the directory.")
    return found


def provider(slug: str) -> Provider:
    """One provider with the partner that it is. Raises NotFound."""
    found = Provider.objects.select_related("organisation", "feed").filter(slug=slug).first()
    if found is None:
        raise NotFound("There is no such provider in the directory.")
    return found


def locations(viewer: Viewer) -> LocationQuerySet:
    """Where services are, without what the viewer may not know of."""
    return Location.objects.visible_to(viewer).select_related("area")


def location(slug: str, *, viewer: Viewer) -> Location:
    """One place. Raises NotFound, also for a confidential one that the viewer may not know of."""
    found = locations(viewer).filter(slug=slug).first()
    if found is None:
        raise NotFound("There is no such place in the directory.")
    return found
