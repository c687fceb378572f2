"""All that minutes say, and as much of it as somebody may read."""

from django.db.models import OuterRef

from commonground.foundation.kernel.errors import NotFound
from commonground.foundation.kernel.viewer import Viewer
from commonground.partnership.groups import access
from commonground.partnership.groups.models import Attendance, Meeting, Minutes
from commonground.partnership.groups.queries.attendance import CAME, SeatOfDay, Sheet, sheet
from commonground.partnership.groups.queries.items_of_minutes import Asked, ItemOfMinutes, items_of
from commonground.partnership.groups.rules import record
from commonground.partnership.groups.rules.states import MinutesState
from commonground.partnership.groups.rules.words import Came, Where


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
