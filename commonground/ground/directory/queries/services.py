"""Who provides services and where they are, by their address."""

from commonground.foundation.kernel.errors import NotFound
from commonground.foundation.kernel.viewer import Viewer
from commonground.ground.directory.models import Location, LocationQuerySet, Provider


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
