"""How people of a group are named on its pages: by name where the viewer may read it, else by post."""

from typing import TYPE_CHECKING

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from commonground.foundation.kernel.viewer import Viewer
from commonground.partnership.groups.models import OfficeHeld
from commonground.partnership.groups.queries import Table
from commonground.partnership.groups.rules.words import Office

if TYPE_CHECKING:
    from commonground.ground.partners.models import Practitioner

register = template.Library()
SOMEBODY = "Somebody in post"


@register.filter
def reads_groups(viewer: Viewer) -> bool:
    """Whether pages about what groups do are theirs, beyond what everybody reads."""
    return viewer.may("groups.read")


@register.filter
def works_in_groups(viewer: Viewer) -> bool:
    """Whether papers that are being worked on may be theirs."""
    return viewer.may("groups.take-part") or viewer.may("groups.keep")


@register.filter
def sees_load_of_people(viewer: Viewer) -> bool:
    """Whether the page of what groups ask of other people is theirs."""
    return viewer.may("groups.keep") and viewer.may("partners.look-up")


@register.simple_tag
def person(table: Table, practitioner: "Practitioner") -> str:
    """The name, where the viewer may read it."""
    return table.name(practitioner) or SOMEBODY


@register.simple_tag
def office(table: Table, kind: str) -> SafeString | str:
    """Who holds an office today, and until when."""
    held = table.office(Office(kind))
    return office_held(table, held) if held else "Nobody"


@register.simple_tag
def office_held(table: Table, held: OfficeHeld) -> SafeString | str:
    """Name, post and end of a term."""
    name, post = table.name(held.practitioner), table.post_of(held)
    who = ", ".join(part for part in (name, post) if part) or SOMEBODY
    begins = f", from {held.starts_on:%-d %B %Y}" if held.starts_on > table.on else ""
    ends = f", until {held.ends_on:%-d %B %Y}" if held.ends_on else ""
    return format_html("{}{}{}", who, begins, ends)
