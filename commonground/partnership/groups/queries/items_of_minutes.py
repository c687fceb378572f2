"""Items of minutes with everything that is written down under them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import OuterRef, Q

from commonground.foundation.audit.along import Along
from commonground.partnership.groups.models import (
    Action,
    AgendaItem,
    Decision,
    Interest,
    Minutes,
    MinuteText,
    Recommendation,
    Tabling,
)
from commonground.partnership.groups.rules.minutes import ItemRecord

# What is read along with the items of minutes.
TEXTS = Along(MinuteText)
ASKED = Along(Recommendation, "paper")
TABLED = Along(Tabling)
DECISIONS = Along(Decision)
INTERESTS = Along(Interest, "practitioner", order=lambda one: one.practitioner.name)
ACTIONS = Along(Action, "organisation", "owner", order=lambda one: (one.due_on, one.number))


@dataclass(frozen=True)
class Asked:
    """A recommendation under an item, with its decision if there is one."""

    recommendation: Recommendation
    decision: Decision | None

    @property
    def source(self) -> str:
        """The paper that it stands in; "" for one that was put at the meeting."""
        return self.recommendation.paper.title if self.recommendation.paper else ""


@dataclass(frozen=True)
class ItemOfMinutes:
    """An item with everything that is written down under it."""

    item: AgendaItem
    number: str
    text: MinuteText | None
    asked: Sequence[Asked]
    interests: Sequence[Interest]
    actions: Sequence[Action]

    @property
    def waits(self) -> bool:
        """A recommendation has no decision yet."""
        return any(one.decision is None for one in self.asked)

    @property
    def is_written(self) -> bool:
        return bool(self.text and self.text.text)


def items_of(minutes: Minutes) -> list[ItemOfMinutes]:
    """Every item of the agenda in its order, with text, recommendations, interests and actions. One query."""
    here = {"item": OuterRef("pk")}
    tabled = Tabling.objects.filter(item=OuterRef(OuterRef("pk"))).values("paper")
    asked = Recommendation.objects.filter(Q(item=OuterRef("pk")) | Q(paper__in=tabled))
    items = minutes.meeting.items.annotate(
        texts_seen=TEXTS.of(MinuteText.objects.filter(minutes=minutes, **here)),
        asked_seen=ASKED.of(asked),
        tabled_seen=TABLED.of(Tabling.objects.filter(**here)),
        decisions_seen=DECISIONS.of(Decision.objects.filter(**here)),
        interests_seen=INTERESTS.of(Interest.objects.filter(**here)),
        actions_seen=ACTIONS.of(Action.objects.filter(**here)),
    )
    return [_item(item, place) for place, item in enumerate(items, start=1)]


def _item(item: Any, place: int) -> ItemOfMinutes:
    return ItemOfMinutes(
        item,
        item.number or str(place),
        next(iter(TEXTS.read(item.texts_seen)), None),
        asked=_asked_at(item),
        interests=INTERESTS.read(item.interests_seen),
        actions=ACTIONS.read(item.actions_seen),
    )


def _asked_at(item: Any) -> list[Asked]:
    """Recommendations of the papers tabled there, in the order of the papers, then those put there."""
    decided = {one.recommendation_id: one for one in DECISIONS.read(item.decisions_seen)}
    papers: dict[UUID | None, int] = {one.paper_id: one.order for one in TABLED.read(item.tabled_seen)}

    def place(one: Recommendation) -> tuple[bool, int, int, UUID]:
        return one.item_id is not None, papers.get(one.paper_id, 0), one.order, one.pk

    return [Asked(one, decided.get(one.pk)) for one in sorted(ASKED.read(item.asked_seen), key=place)]


def records_of(minutes: Minutes) -> list[ItemRecord]:
    """What the rule of completeness looks at."""
    return [
        ItemRecord(
            one.number,
            one.item.title,
            one.text.text if one.text else "",
            undecided=[asked.recommendation.text for asked in one.asked if asked.decision is None],
        )
        for one in items_of(minutes)
    ]
