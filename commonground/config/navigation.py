"""What every page shows around its content."""

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse

from commonground.foundation.kernel.viewer import Viewer
from commonground.ground.partners import queries as partners

# label, URL name, permissions of which one is needed (none: everybody)
ENTRIES: list[tuple[str, str, tuple[str, ...]]] = [
    ("Today", "home:today", ()),
    ("Places", "home:places", ()),
    ("Maps", "places:footprints", ()),
    ("Partners", "partners:organisations", ()),
    ("Groups", "groups:every", ()),
    ("Evidence", "evidence:catalogue", ()),
    ("People", "partners:people", ("partners.read", "partners.read-own")),
    (
        "Governance",
        "partners:governance",
        ("partners.read-agreements", "partners.keep-agreements", "partners.sign-own"),
    ),
    ("Jobs", "work:jobs", ("work.read",)),
    ("Search", "home:search", ()),
]


def page(request: HttpRequest) -> dict[str, object]:
    """Name and colour of the place, and the entries of the menu that the viewer may use. One query."""
    viewer: Viewer | None = getattr(request, "viewer", None)
    look = partners.look()
    return {
        "demonstration": settings.COMMONGROUND_DEMO,
        "viewer": viewer,
        "place_name": look.name,
        "place_colour": look.colour,
        "navigation": _menu(request.path, viewer),
    }


def _menu(path: str, viewer: Viewer | None) -> list[dict[str, object]]:
    """The entries, the one that is nearest to the page marked as current."""
    entries = [(label, reverse(name)) for label, name, permissions in ENTRIES if _may(viewer, permissions)]
    within = [href for _, href in entries if path == href or (href != "/" and path.startswith(href))]
    nearest = max(within, key=len, default="")
    return [{"label": label, "href": href, "current": href == nearest} for label, href in entries]


def _may(viewer: Viewer | None, permissions: tuple[str, ...]) -> bool:
    return not permissions or (viewer is not None and any(viewer.may(permission) for permission in permissions))
