"""The pages about all groups, in two levels: what exists, what it asks of people, and what goes up and comes back."""

from collections.abc import Callable
from typing import NamedTuple

from django import template
from django.urls import reverse

from commonground.foundation.kernel.viewer import Viewer
from commonground.partnership.groups.templatetags.groups import reads_groups, sees_load_of_people

register = template.Library()
TEMPLATE = "groups/parts/pages.html"


class Page(NamedTuple):
    """One page about all groups. `name` is what its template calls itself; `whose` says for whom it is."""

    name: str
    label: str
    url_name: str
    whose: Callable[[Viewer], bool]


def _everybody(_viewer: Viewer) -> bool:
    return True


SECTIONS: dict[str, tuple[Page, ...]] = {
    "Groups": (
        Page("every", "Register", "every", _everybody),
        Page("diagram", "Diagram", "diagram", _everybody),
        Page("areas", "Areas", "areas", _everybody),
        Page("templates", "Templates", "templates", reads_groups),
    ),
    "Taking part": (
        Page("load", "Your load", "load", reads_groups),
        Page("load-of-people", "Load of others", "load-of-people", sees_load_of_people),
        Page("missing", "Who is missing", "missing", reads_groups),
        Page("overlap", "Overlap", "overlap", reads_groups),
        Page("hours", "Hours", "hours", reads_groups),
    ),
    "Issues and oversight": (
        Page("issues", "Issues", "escalations", reads_groups),
        Page("questions", "Questions", "questions", _everybody),
        Page("approvals", "Approvals", "approvals", _everybody),
        Page("reviews", "Reviews", "reviews", _everybody),
        Page("development", "Development", "development", reads_groups),
    ),
}


class Link(NamedTuple):
    """What is printed: a section leads to the first of its pages that the viewer may open."""

    label: str
    href: str
    here: bool


@register.inclusion_tag(TEMPLATE)
def pages_of_groups(viewer: Viewer, open_page: str) -> dict[str, list[Link]]:
    """Both levels for this viewer: `sections`, and the pages of the section whose page is open."""
    sections, pages = [], []
    for label, every in SECTIONS.items():
        theirs = [page for page in every if page.whose(viewer)]
        here = any(page.name == open_page for page in every)
        if theirs:
            sections.append(Link(label, reverse(f"groups:{theirs[0].url_name}"), here))
        if here:
            pages = [Link(page.label, reverse(f"groups:{page.url_name}"), page.name == open_page) for page in theirs]
    return {"sections": sections, "pages": pages}
