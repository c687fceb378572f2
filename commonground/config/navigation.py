"""What every page shows around its content."""

from django.conf import settings
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse

from commonground.foundation.kernel.viewer import Viewer
from commonground.ground.partners import queries as partners

# label, URL name, permissions of which one is needed (none: everybody)
ENTRIES: list[tuple[str, str, tuple[str, ...]]] = [
    ("Today", "home:today", ()),
    ("Places", "home:places", ()),
    ("Maps", "places:footprints", ()),
    ("Evidence", "evidence:catalogue", ()),
    ("People", "partners:people", ("partners.read", "partners.read-own")),
    ("Jobs", "work:jobs", ("work.read",)),
    ("Search", "home:search", ()),
]


def page(request: HttpRequest) -> dict[str, object]:
    """Name and colour of the place, and the entries of the menu that the viewer may use. One query."""
    viewer: Viewer | None = getattr(request, "viewer", None)
    partnership = partners.partnership()
    return {
        "demonstration": settings.COMMONGROUND_DEMO,
        "viewer": viewer,
        "place_name": partnership.name if partnership else "",
        "place_colour": partnership.colour if partnership else "",
        "navigation": [
            _entry(request, *entry[:2]) for entry in ENTRIES if _may(viewer, entry[2]) and _is_built(entry[1])
        ],
    }


def _is_built(name: str) -> bool:
    try:
        reverse(name)
    except NoReverseMatch:
        return False
    return True


def _may(viewer: Viewer | None, permissions: tuple[str, ...]) -> bool:
    return not permissions or (viewer is not None and any(viewer.may(permission) for permission in permissions))


def _entry(request: HttpRequest, label: str, name: str) -> dict[str, object]:
    href = reverse(name)
    is_current = request.path == href if href == "/" else request.path.startswith(href)
    return {"label": label, "href": href, "current": is_current}
