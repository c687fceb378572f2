"""The way back from the form of a group or of one of its meetings."""

from django.urls import reverse

from commonground.foundation.design.asking import Back, ask
from commonground.partnership.groups.models import Group, Meeting

__all__ = ["Back", "ask", "way_to"]


def way_to(group: Group, meeting: Meeting | None = None) -> list[Back]:
    """From the register to a group, or to one of its meetings."""
    way = [Back("Groups", reverse("groups:every")), Back(group.name, reverse("groups:group", args=[group.slug]))]
    if meeting is not None:
        way.append(Back(f"{meeting.day:%-d %B %Y}", reverse("groups:meeting", args=[group.slug, meeting.key])))
    return way
