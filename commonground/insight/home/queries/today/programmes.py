"""What programmes need of somebody: milestones, reviews, what was left over, risks nobody looked at."""

from collections.abc import Iterator

from commonground.foundation.kernel.viewer import Viewer
from commonground.insight.home.rules.day import Item, due_words
from commonground.partnership.plans.queries.coming import Item as Due
from commonground.partnership.plans.queries.coming import due_to
from commonground.partnership.plans.rules.streams import Coming

PAGES = {Coming.RISK: "plans:risk", Coming.ACTION: "plans:action"}  # what has a page of its own


def needs(viewer: Viewer) -> Iterator[Item]:
    """What is due to the viewer within two weeks, or was. One query, for those who work in the partnership."""
    for one in due_to(viewer):
        yield Item(
            title=one.title,
            address=_address(one),
            status=due_words(one.on, today=viewer.today),
            tone="red" if one.is_overdue else "orange",
            hint=", ".join(filter(None, (one.kind.label, one.workstream))),
            due=one.on,
        )


def _address(one: Due) -> tuple[str, tuple[object, ...]]:
    page = PAGES.get(one.kind)
    return (page, (one.id,)) if page else ("plans:workstream", (one.slug, one.number))
