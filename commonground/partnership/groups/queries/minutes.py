"""Minutes: what is still missing of a draft, all they say, and who may read them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import OuterRef, Q

from commonground.foundation.audit.along import Along
from commonground.foundation.kernel.errors import NotFound
from commonground.foundation.kernel.viewer import Viewer
from commonground.partnership.groups import access
from commonground.partnership.groups.models import (
    Action,
    AgendaItem,
    Attendance,
    Comment,
    Decision,
    Interest,
    Meeting,
    Minutes,
    MinuteText,
    OfficeHeld,
    Recommendation,
    Tabling,
)
from commonground.partnership.groups.queries.attendance import CAME, OFFICES, SeatOfDay, Sheet, sheet
from commonground.partnership.groups.rules import record
from commonground.partnership.groups.rules.minutes import ItemRecord
from commonground.partnership.groups.rules.states import MeetingState, MinutesState
from commonground.partnership.groups.rules.words import Came, Where

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


def minutes_of(meeting: Meeting) -> Minutes | None:
    """The newest minutes: a draft, what was put to the group, or what was approved last; with who held office that day
    for `doers`. One query."""
    offices = OfficeHeld.objects.current_on(meeting.day).filter(group=meeting.group_id)
    found = meeting.minutes.select_related("corrects", "approved_at_meeting")
    return found.annotate(offices_seen=OFFICES.of(offices)).first()


def approved_minutes(meeting: Meeting) -> Minutes | None:
    """Those that hold: approved, and not yet corrected by later ones. One query."""
    return meeting.minutes.filter(status=MinutesState.APPROVED).first()


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


def content_of(minutes: Minutes) -> record.MinutesRecord:
    """All that the minutes say: as it was kept once approved, else as the record stands now."""
    if minutes.content is not None:
        return record.from_json(minutes.content)
    meeting = minutes.meeting
    came = sheet(meeting, is_over=True, read_with=minutes)
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
    written = CAME.of(Attendance.objects.filter(meeting=OuterRef("meeting")))
    every = list(meeting.minutes.select_related("corrects").annotate(came_seen=written))  # newest first
    newest = next(iter(every), None)
    holds = next((one for one in every if one.status == MinutesState.APPROVED), None)
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


def item_to_discuss(item_id: UUID, *, meeting: Meeting, here: access.Standing) -> AgendaItem:
    """An item of the meeting that the viewer may know of. Raises NotFound."""
    found = item_to_minute(item_id, meeting=meeting)
    if found.is_restricted and not here.reads_restricted:
        raise NotFound("There is no such item on this agenda.")
    return found


def comments_of(meeting: Meeting, *, here: access.Standing, viewer: Viewer) -> dict[str, list[Comment]]:
    """What people say under each item, by the item's id, for those inside and whoever reads groups. One query."""
    if not (here.is_inside or viewer.may("groups.read")):
        return {}
    found = Comment.objects.filter(item__meeting=meeting)
    if not here.reads_restricted:
        found = found.filter(item__is_restricted=False)
    said: dict[str, list[Comment]] = {}
    for one in found:
        said.setdefault(str(one.item_id), []).append(one)
    return said


def comment(comment_id: UUID, *, meeting: Meeting, here: access.Standing) -> Comment:
    """One comment of the meeting. Raises NotFound, Refused for whoever may not hide one."""
    access.check_can_clerk(here)
    found = Comment.objects.select_related("item__meeting__group").filter(pk=comment_id, item__meeting=meeting).first()
    if found is None:
        raise NotFound("There is no such comment.")
    return found


def next_after(meeting: Meeting) -> Meeting | None:
    """The group's next meeting that was not cancelled. One query."""
    coming = meeting.group.meetings.filter(starts_at__gt=meeting.starts_at).exclude(status=MeetingState.CANCELLED)
    return coming.select_related("venue").first()


@dataclass(frozen=True)
class Steps:
    """What the viewer may do with minutes now."""

    write: bool = False
    submit: bool = False
    approve: bool = False
    send_back: bool = False
    correct: bool = False


def steps_of(minutes: Minutes, *, here: access.Standing, viewer: Viewer) -> Steps:
    """From their state and who looks. Nobody approves what they drafted."""
    leads = here.chairs or here.keeps
    drafted = minutes.drafted_by_id is not None and minutes.drafted_by_id == viewer.id
    return Steps(
        write=here.serves and minutes.status == MinutesState.DRAFT,
        submit=here.serves and minutes.status == MinutesState.DRAFT,
        approve=leads and not drafted and minutes.status == MinutesState.SUBMITTED,
        send_back=leads and minutes.status == MinutesState.SUBMITTED,
        correct=here.serves and minutes.status == MinutesState.APPROVED,
    )


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
            person=str(one.practitioner_id or ""),
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
        person=str(entry.practitioner_id or ""),
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
                person=str(action.owner_id or ""),
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
