"""What every page shows around its content."""

from functools import lru_cache

from django.conf import settings
from django.http import HttpRequest
from django.urls import get_script_prefix, reverse
from django.utils.functional import SimpleLazyObject

from commonground.foundation.kernel.viewer import Viewer
from commonground.ground.partners import queries as partners

# label, URL name, permissions of which one is needed (none: everybody)
ENTRIES: list[tuple[str, str, tuple[str, ...]]] = [
    ("Today", "home:today", ()),
    ("Places", "home:places", ()),
    ("Maps", "places:footprints", ()),
    ("Partners", "partners:organisations", ()),
    ("Services", "directory:services", ()),
    ("Groups", "groups:every", ()),
    ("Plans", "plans:every", ()),
    ("Evidence", "evidence:catalogue", ()),
    ("Reports", "reports:every", ()),
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
    """Name and colour of the place, and the entries of the menu that the viewer may use. One query, or none where name
    and colour were read with the session, or the view gives them itself."""
    viewer: Viewer | None = getattr(request, "viewer", None)
    look = SimpleLazyObject(lambda: getattr(getattr(request, "standing", None), "look", None) or partners.look())
    entries, nearest = _menu(request.path, viewer)
    return {
        "demonstration": settings.COMMONGROUND_DEMO,
        "viewer": viewer,
        "place_name": SimpleLazyObject(lambda: look.name),
        "place_colour": SimpleLazyObject(lambda: look.colour),
        "navigation": entries,
        "menu_here": nearest,
        # The menu is drawn once for all who are offered the same, and looked up by this.
        "menu_key": f"{nearest} {' '.join(href for _, href in entries)}",
    }


@lru_cache(maxsize=4)
def _addresses(prefix: str) -> list[tuple[str, str, tuple[str, ...]]]:
    """The entries with addresses in the place of names. They stay the same as long as the site lies under `prefix`."""
    return [(label, reverse(name), permissions) for label, name, permissions in ENTRIES]


def _menu(path: str, viewer: Viewer | None) -> tuple[list[tuple[str, str]], str]:
    """Label and address of each entry, and the address of the one that is nearest to the page."""
    offered = _addresses(get_script_prefix())
    entries = [(label, href) for label, href, permissions in offered if _may(viewer, permissions)]
    within = [href for _, href in entries if path == href or (href != "/" and path.startswith(href))]
    return entries, max(within, key=len, default="")


def _may(viewer: Viewer | None, permissions: tuple[str, ...]) -> bool:
    return not permissions or (viewer is not None and any(viewer.may(permission) for permission in permissions))
