"""Minutes: written item by item, put to the group, approved by somebody else, corrected by new ones."""

from datetime import date

from commonground.foundation.audit import actions as audit
from commonground.foundation.audit.versions import change
from commonground.foundation.kernel import states
from commonground.foundation.kernel.errors import Invalid, Problem, Refused
from commonground.foundation.kernel.viewer import Viewer
from commonground.partnership.groups import access, queries
from commonground.partnership.groups.actions.minutes_notices import minutes_out
from commonground.partnership.groups.models import Meeting, Minutes, MinuteText
from commonground.partnership.groups.rules import minutes as rules
from commonground.partnership.groups.rules.states import (
    MEETING_MOVES,
    MINUTES_MOVES,
    MeetingState,
    MinutesState,
)


@audit.atomic()
def write_minute(*, text: MinuteText, words: str, based_on: int, by: Viewer) -> None:
    """Save what the minutes say under one item. Two clerks at one item: the second gets both texts (Conflict)."""
    minutes = text.minutes
    access.check_can_clerk(access.standing(by, minutes.meeting.group))
    _check_is_draft(minutes)
    change(text, based_on=based_on, text=words.strip(), written_by=by.label, written_at=by.now)
    audit.record("minute written", by=by, about=text)


def _check_is_draft(minutes: Minutes) -> None:
    if minutes.status != MinutesState.DRAFT:
        raise Refused("These minutes are no draft any more. Correct approved minutes by new ones.")


@audit.atomic()
def submit_minutes(*, minutes: Minutes, based_on: int, by: Viewer) -> None:
    """Put the draft to the group. Raises Invalid where a recommendation has no decision, Refused, Conflict."""
    access.check_can_clerk(access.standing(by, minutes.meeting.group))
    _check_move(minutes, MinutesState.SUBMITTED)
    rules.check_complete(queries.records_of(minutes))
    change(minutes, based_on=based_on, status=MinutesState.SUBMITTED, submitted_at=by.now, drafted_by=by.id)
    if minutes.corrects_id is None:
        _move(minutes.meeting, MeetingState.MINUTED)
    audit.record("minutes submitted", by=by, about=minutes)
    minutes_out(minutes.meeting, approved=False, by=by)


@audit.atomic()
def send_back_minutes(*, minutes: Minutes, based_on: int, why: str, by: Viewer) -> None:
    """The chair wants something changed: the minutes are a draft again. `why` is kept in the record."""
    access.check_can_lead(access.standing(by, minutes.meeting.group))
    _check_move(minutes, MinutesState.DRAFT)
    if not why.strip():
        raise Invalid("The minutes were not sent back.", [Problem("Say what is to be changed.", column="why")])
    change(minutes, based_on=based_on, status=MinutesState.DRAFT, submitted_at=None)
    if minutes.corrects_id is None:
        _move(minutes.meeting, MeetingState.HELD)
    audit.record("minutes sent back", by=by, about=minutes, details={"why": why.strip()})


@audit.atomic()
def approve_minutes(
    *, minutes: Minutes, based_on: int, on: date, at_meeting: Meeting | None = None, by: Viewer
) -> None:
    """The group agreed that they are a true record: frozen for good. Not by whoever drafted them.

    Raises Invalid for a day before the meeting or to come, Refused, Conflict.
    """
    access.check_can_lead(access.standing(by, minutes.meeting.group))
    rules.check_approver(drafted_by=minutes.drafted_by_id, approver=by.id)
    _check_move(minutes, MinutesState.APPROVED)
    _check_day(minutes.meeting, on, by)
    content = queries.content_of(minutes)
    change(
        minutes,
        based_on=based_on,
        status=MinutesState.APPROVED,
        approved_on=on,
        approved_by=by.label,
        approved_at_meeting=at_meeting,
        content=content.as_json(),
    )
    if minutes.corrects is None:
        _move(minutes.meeting, MeetingState.APPROVED)
    else:
        change(minutes.corrects, based_on=minutes.corrects.version, status=MinutesState.CORRECTED)
    audit.record("minutes approved", by=by, about=minutes)
    minutes_out(minutes.meeting, approved=True, by=by)


@audit.atomic()
def correct_minutes(*, minutes: Minutes, why: str, by: Viewer) -> Minutes:
    """Begin new minutes from approved ones; those stand until the new ones are approved. Raises Invalid, Refused."""
    access.check_can_clerk(access.standing(by, minutes.meeting.group))
    if minutes.status != MinutesState.APPROVED:
        raise Refused("Only approved minutes are corrected. Change the draft instead.")
    if Minutes.objects.filter(corrects=minutes).exists():
        raise Refused("A correction of these minutes is being written already.")
    if not why.strip():
        raise Invalid("No correction was begun.", [Problem("Say what is wrong in them.", column="why")])
    made = Minutes.objects.create(
        meeting=minutes.meeting,
        number=minutes.number + 1,
        corrects=minutes,
        why_corrected=why.strip(),
        drafted_by_id=by.id,
    )
    MinuteText.objects.bulk_create(
        MinuteText(minutes=made, item=one.item, text=one.text, written_by=by.label, written_at=by.now)
        for one in minutes.texts.select_related("item")
    )
    audit.record("minutes being corrected", by=by, about=made, details={"why": why.strip()})
    return made


def _check_move(minutes: Minutes, to: MinutesState) -> None:
    states.check_move(MINUTES_MOVES, MinutesState(minutes.status), to, what="These minutes")


def _move(meeting: Meeting, to: MeetingState) -> None:
    states.check_move(MEETING_MOVES, MeetingState(meeting.status), to, what="This meeting")
    change(meeting, based_on=meeting.version, status=to)


def _check_day(meeting: Meeting, on: date, by: Viewer) -> None:
    if not meeting.day <= on <= by.today:
        raise Invalid(
            "The minutes were not approved.",
            [
                Problem(
                    f"Minutes are approved between {meeting.day:%-d %B %Y}, the day of the meeting, and today.",
                    "Enter the day on which the group agreed them.",
                    column="on",
                )
            ],
        )
