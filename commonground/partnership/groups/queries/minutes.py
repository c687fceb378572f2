"""Minutes: what is still missing of a draft, all they say, and who may read them."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Prefetch

from commonground.foundation.kernel.errors import NotFound
from commonground.foundation.kernel.viewer import Viewer
from commonground.partnership.groups import access
from commonground.partnership.groups.models import (
    Action,
    AgendaItem,
    Decision,
    Interest,
    Meeting,
    Minutes,
    MinuteText,
    Recommendation,
    Tabling,
)
from commonground.partnership.groups.queries.attendance import SeatOfDay, Sheet, sheet
from commonground.partnership.groups.rules import record
from commonground.partnership.groups.rules.minutes import ItemRecord
from commonground.partnership.groups.rules.states import MinutesState
from commonground.partnership.groups.rules.words import Came, Where


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


def minutes_of(meeting: Meeting) -> Minutes | None:
    """The newest minutes: a draft, what was put to the group, or what was approved last. One query."""
    return meeting.minutes.select_related("corrects", "approved_at_meeting").first()


def approved_minutes(meeting: Meeting) -> Minutes | None:
    """Those that hold: approved, and not yet corrected by later ones. One query."""
    return meeting.minutes.filter(status=MinutesState.APPROVED).first()


def items_of(minutes: Minutes) -> list[ItemOfMinutes]:
    """Every item of the agenda in its order, with text, recommendations, interests and actions. Seven queries."""
    of_papers = Recommendation.objects.select_related("paper")
    items = minutes.meeting.items.prefetch_related(
        Prefetch("tablings", queryset=Tabling.objects.only("id", "item", "paper")),
        Prefetch("tablings__paper__recommendations", queryset=of_papers),
        "recommendations",
        Prefetch("decisions", queryset=Decision.objects.all()),
        Prefetch("interests", queryset=Interest.objects.select_related("practitioner")),
        Prefetch("actions", queryset=Action.objects.select_related("organisation", "owner")),
    )
    texts = {text.item_id: text for text in minutes.texts.all()}
    return [_item(item, place, texts.get(item.pk)) for place, item in enumerate(items, start=1)]


def _item(item: AgendaItem, place: int, text: MinuteText | None) -> ItemOfMinutes:
    decided = {one.recommendation_id: one for one in item.decisions.all()}
    asked = [one for tabling in item.tablings.all() for one in tabling.paper.recommendations.all()]
    return ItemOfMinutes(
        item,
        item.number or str(place),
        text,
        asked=[Asked(one, decided.get(one.pk)) for one in [*asked, *item.recommendations.all()]],
        interests=list(item.interests.all()),
        actions=list(item.actions.all()),
    )


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


def content_of(minutes: Minutes) -> record.MinutesRecord:
    """All that the minutes say: as it was kept once approved, else as the record stands now."""
    if minutes.content is not None:
        return record.from_json(minutes.content)
    meeting = minutes.meeting
    came = sheet(meeting)
    return record.MinutesRecord(
        group=meeting.group.name,
        held_on=meeting.day,
        where=_where(meeting),
        quorum=str(came.quorum),
        attended=_attended(came),
        items=[_minuted(one) for one in items_of(minutes)],
        correction=minutes.why_corrected,
    )


def minutes_to_read(meeting: Meeting, *, here: access.Standing, viewer: Viewer) -> tuple[Minutes, record.MinutesRecord]:
    """The minutes that the viewer may read, and as much of them as they may. Raises NotFound.

    Approved ones: whoever knows of the group. Put to the group: those inside. A draft: who serves the group. Restricted
    items are left out for whoever may not read them; names for whoever looks up nobody.
    """
    newest, holds = minutes_of(meeting), approved_minutes(meeting)
    chosen = newest if newest and _may_read(newest, here) else holds
    if chosen is None:
        raise NotFound("There are no minutes of this meeting to read yet.")
    content = content_of(chosen)
    if not here.reads_restricted:
        content = content.open_part()
    if not (here.is_inside or here.keeps or viewer.may("partners.look-up")):
        content = content.without_names()
    return chosen, content


def _may_read(minutes: Minutes, here: access.Standing) -> bool:
    if minutes.status == MinutesState.DRAFT:
        return here.serves
    return minutes.status != MinutesState.SUBMITTED or here.is_inside or here.keeps


def item_to_minute(item_id: UUID, *, meeting: Meeting) -> AgendaItem:
    """An item of the meeting. Raises NotFound for one of another."""
    found = meeting.items.select_related("meeting__group").filter(pk=item_id).first()
    if found is None:
        raise NotFound("There is no such item on this agenda.")
    return found


def _where(meeting: Meeting) -> str:
    place = ", ".join(part for part in (meeting.room, str(meeting.venue or "")) if part)
    words: dict[str, str] = {Where.ONLINE: "Online", Where.HYBRID: f"{place} and online"}
    return words.get(meeting.where, place)


def _attended(came: Sheet) -> list[record.Attended]:
    seats = [_seat(one) for one in came.seats if one.entry]
    guests = [
        record.Attended(
            seat="In attendance",
            sector="",
            body=str(one.organisation or ""),
            name=one.practitioner.name if one.practitioner else one.name,
            came=one.came,
            has_seat=False,
        )
        for one in came.others
    ]
    return seats + guests


def _seat(one: SeatOfDay) -> record.Attended:
    entry = one.entry
    assert entry is not None
    return record.Attended(
        seat=one.seat.title,
        sector=str(one.seat.sector),
        body=one.body,
        name=entry.practitioner.name if entry.practitioner else "",
        came=entry.came,
        reason=str(entry.reason) if entry.reason and entry.came not in (Came.PRESENT, Came.DEPUTY) else "",
        is_online=entry.is_online,
    )


def _minuted(one: ItemOfMinutes) -> record.Minuted:
    return record.Minuted(
        id=str(one.item.pk),
        number=one.number,
        title=one.item.title,
        purpose=one.item.get_purpose_display(),
        is_restricted=one.item.is_restricted,
        text=one.text.text if one.text else "",
        interests=[
            f"{interest.practitioner}: {interest.nature}. {interest.get_stayed_display()}."
            for interest in one.interests
        ],
        decisions=[_decided(asked) for asked in one.asked if asked.decision],
        actions=[
            record.Agreed(
                action.number,
                action.title,
                body=str(action.organisation),
                owner=action.owner.name if action.owner else "",
                due_on=action.first_due_on,
            )
            for action in one.actions
        ],
    )


def _decided(asked: Asked) -> record.Decided:
    decision = asked.decision
    assert decision is not None
    votes = {"for": decision.votes_for, "against": decision.votes_against, "abstaining": decision.abstentions}
    counted = ", ".join(f"{count} {word}" for word, count in votes.items() if count is not None)
    return record.Decided(
        number=decision.number,
        recommendation=asked.recommendation.text,
        outcome=decision.get_outcome_display(),
        words=decision.text,
        votes=counted,
    )
