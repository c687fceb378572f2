"""What is coming: maps that begin, work under way, roles that end."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING

from commonground.foundation.kernel.viewer import Viewer
from commonground.foundation.work.rules import OPEN
from commonground.ground.places import queries as places
from commonground.insight.home.rules.day import Item, counted_words, ending_soon

if TYPE_CHECKING:
    from commonground.foundation.work.models import Job
    from commonground.ground.partners import queries as partners

SOON = 60  # days


def maps(viewer: Viewer, lately: places.Lately) -> Iterator[Item]:
    """Maps that are published and not in force yet, for everybody."""
    for version in lately.beginning_after(viewer.today):
        yield Item(
            title=f"{version.footprint}: {version.label}",
            address=("places:version", (version.footprint.slug, version.slug)),
            status=f"In force from {version.valid_from:%-d %B %Y}",
            tone="blue",
            due=version.valid_from,
        )


def work_under_way(jobs: "Sequence[Job]") -> Iterator[Item]:
    """What waits or runs. No query."""
    for job in jobs:
        if job.state in OPEN:
            yield Item(job.title, ("work:job", (job.pk,)), job.state.capitalize(), "blue")


def my_roles(viewer: Viewer) -> Iterator[Item]:
    """The viewer's own roles that end soon. No query."""
    for held in viewer.current_memberships:
        for day in ending_soon([held.ends_on], today=viewer.today, within_days=SOON):
            yield Item(
                title=f"Your role at {held.organisation} ends",
                address=("partners:me", ()),
                status=f"{day:%-d %B %Y}",
                tone="yellow",
                hint="Ask whoever gave it to you if you are to stay",
                due=day,
            )


def leaving(leavers: "Sequence[partners.Leaver]", *, today: date) -> Iterator[Item]:
    """How many of those the viewer looks after leave soon: a number, no names. No query."""
    days = sorted(one.last_day_over for one in leavers if not one.has_left and one.last_day_over > today)
    if days:
        yield Item(
            title=f"{counted_words(len(days), 'person leaves', 'people leave')} soon",
            address=("partners:leavers", ()),
            status=f"First on {days[0]:%-d %B %Y}",
            tone="blue",
            due=days[0],
        )
