"""What programmes need of somebody: milestones, reviews, what was left over, risks nobody looked at."""

from collections.abc import Iterator

from commonground.foundation.kernel.viewer import Viewer
from commonground.insight.home.rules.day import Item, due_words
from commonground.partnership.plans.queries.coming import due_to


def needs(viewer: Viewer) -> Iterator[Item]:
    """What is due to the viewer within two weeks, or was. One query, for those who work in the partnership."""
    for one in due_to(viewer):
        is_risk = one.kind == "risk"
        yield Item(
            title=one.title,
            address=("plans:risk", (one.id,)) if is_risk else ("plans:workstream", (one.slug, one.number)),
            status=due_words(one.on, today=viewer.today),
            tone="red" if one.is_overdue else "orange",
            hint=", ".join(filter(None, (one.kind.label, one.workstream))),
            due=one.on,
        )
