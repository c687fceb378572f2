"""What belongs on an agenda and is not there yet: each with where it comes from. People are named once it is there."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from uuid import UUID

from django.db.models import Count, Q

from commonground.foundation.kernel.viewer import ENGLAND, Viewer
from commonground.partnership.groups.access import Standing
from commonground.partnership.groups.models import Action, AgendaItem, ForwardItem, Meeting, Paper, StandingCheck
from commonground.partnership.groups.queries.duties import duties
from commonground.partnership.groups.queries.escalations import known, seen
from commonground.partnership.groups.rules.escalations import AT_GROUP_ABOVE, CAME_BACK
from commonground.partnership.groups.rules.states import MeetingState, MinutesState, PaperState
from commonground.partnership.groups.rules.terms import months_after
from commonground.partnership.groups.rules.words import ItemFrom, Purpose, Upward

MINUTES_FOR = {
    ItemFrom.MINUTES: 5,
    ItemFrom.ACTIONS: 10,
    ItemFrom.REPORTS: 15,
    ItemFrom.PAPER: 20,
    ItemFrom.ESCALATION: 10,
}
DUTY_AHEAD_MONTHS = 2
MOST_PAPERS = 20
LONGEST = 200  # letters of the title of an item


@dataclass(frozen=True)
class Suggestion:
    """Something to put on an agenda with one press. `key` names it in the form; `hint` says why it is here."""

    key: str
    title: str
    came_from: str
    purpose: str
    minutes: int
    hint: str = ""
    is_restricted: bool = False
    forward: UUID | None = field(default=None, kw_only=True)
    paper: UUID | None = field(default=None, kw_only=True)
    escalation: UUID | None = field(default=None, kw_only=True)

    @property
    def origin(self) -> str:
        return dict(ItemFrom.choices())[self.came_from]


def suggestions(meeting: Meeting, *, here: Standing, viewer: Viewer) -> list[Suggestion]:
    """What could go on the agenda of a meeting, in the order of an agenda. Nine queries."""
    day = meeting.starts_at.astimezone(ENGLAND).date()
    there = list(AgendaItem.objects.filter(meeting=meeting).values_list("came_from", "title"))
    return [
        *_minutes(meeting, there),
        *_actions(meeting, there, day, here, viewer.today),
        *_standing_checks(meeting, there),
        *_reports(meeting, there, day, viewer),
        *_escalations(meeting, there, here, viewer),
        *_papers(meeting),
        *_forward_plan(meeting, day, here),
    ]


def _has(there: Sequence[tuple[str, str]], came_from: ItemFrom, title: str = "") -> bool:
    return any(origin == came_from and (not title or said == title) for origin, said in there)


def _minutes(meeting: Meeting, there: Sequence[tuple[str, str]]) -> Iterator[Suggestion]:
    before = (
        Meeting.objects.filter(group=meeting.group_id, starts_at__lt=meeting.starts_at)
        .filter(status__in=(MeetingState.HELD, MeetingState.MINUTED))
        .exclude(minutes__status=MinutesState.APPROVED)
        .order_by("-starts_at")
        .first()
    )
    if before is not None and not _has(there, ItemFrom.MINUTES):
        held = before.starts_at.astimezone(ENGLAND)
        title = f"Minutes of the meeting of {held:%-d %B %Y}"
        yield _made(f"minutes:{before.pk}", title, ItemFrom.MINUTES, Purpose.PROCEDURE, "Not approved yet")


def _actions(
    meeting: Meeting, there: Sequence[tuple[str, str]], day: date, here: Standing, today: date
) -> Iterator[Suggestion]:
    if _has(there, ItemFrom.ACTIONS):
        return
    found = Action.objects.open().filter(group=meeting.group_id, due_on__lte=day)
    if not here.reads_restricted:
        found = found.filter(is_restricted=False)
    counts = found.aggregate(due=Count("pk"), overdue=Count("pk", filter=Q(due_on__lt=today)))
    if counts["due"]:
        overdue = f", {counts['overdue']} overdue today" if counts["overdue"] else ""
        hint = f"{_counted(counts['due'], 'action')} due by then{overdue}"
        yield _made("actions", "Actions from earlier meetings", ItemFrom.ACTIONS, Purpose.PROCEDURE, hint)


def _standing_checks(meeting: Meeting, there: Sequence[tuple[str, str]]) -> Iterator[Suggestion]:
    for check in StandingCheck.objects.filter(terms=meeting.terms_id):
        if not _has(there, ItemFrom.TERMS, check.title):
            yield Suggestion(
                f"check:{check.pk}", check.title, ItemFrom.TERMS, Purpose.DISCUSSION, check.minutes, "On every agenda"
            )


def _reports(meeting: Meeting, there: Sequence[tuple[str, str]], day: date, viewer: Viewer) -> Iterator[Suggestion]:
    for owed in duties(meeting.group, viewer=viewer):
        if owed.due_on > months_after(day, DUTY_AHEAD_MONTHS) or _has(there, ItemFrom.REPORTS, owed.title):
            continue
        to = f" to {owed.to}" if owed.to else ""
        hint = f"{'Was due' if owed.is_late else 'Due'} on {owed.due_on:%-d %B %Y}{to}"
        yield _made(f"report:{owed.title}", owed.title, ItemFrom.REPORTS, Purpose.DECISION, hint)


def _escalations(
    meeting: Meeting, there: Sequence[tuple[str, str]], here: Standing, viewer: Viewer
) -> Iterator[Suggestion]:
    """Issues that came up to the group and are on no agenda, and what came back to it."""
    came = Q(to=meeting.group_id, status__in=AT_GROUP_ABOVE, placed=None)
    back = Q(origin=meeting.group_id, status__in=CAME_BACK)
    found = known(viewer).filter(came | back)
    for row in found if here.reads_restricted else found.filter(is_restricted=False):
        one = seen(row, on=viewer.today)
        if row.origin_id == meeting.group_id:
            title = f"Answer: {row.title}"[:LONGEST]
            if not _has(there, ItemFrom.ESCALATION, title):
                hint = f"{one.tag[0]} by {one.to_name}"
                yield _issue(f"answer:{row.pk}", title, Purpose.INFORMATION, hint, row.is_restricted)
        else:
            hint = f"From {one.origin_name}, {one.tag[0].lower()}, due {row.due_on:%-d %B %Y}"
            purpose = Purpose.DECISION if row.what == Upward.ISSUE else Purpose.DISCUSSION
            made = _issue(f"escalation:{row.pk}", row.title, purpose, hint, row.is_restricted)
            yield replace(made, escalation=row.pk)


def _issue(key: str, title: str, purpose: Purpose, hint: str, is_restricted: bool) -> Suggestion:
    minutes = MINUTES_FOR[ItemFrom.ESCALATION]
    return Suggestion(key, title, ItemFrom.ESCALATION, purpose, minutes, hint, is_restricted=is_restricted)


def _papers(meeting: Meeting) -> Iterator[Suggestion]:
    ready = Paper.objects.filter(group=meeting.group_id, status=PaperState.READY, tablings=None)
    for paper in ready[:MOST_PAPERS]:
        yield Suggestion(
            f"paper:{paper.pk}",
            paper.title,
            ItemFrom.PAPER,
            Purpose.DECISION,
            MINUTES_FOR[ItemFrom.PAPER],
            "The paper is ready",
            paper=paper.pk,
        )


def _forward_plan(meeting: Meeting, day: date, here: Standing) -> Iterator[Suggestion]:
    found = ForwardItem.objects.filter(group=meeting.group_id, placed=None, dropped_because="")
    found = found.filter(Q(wanted_on=None) | Q(wanted_on__lte=day))
    for one in found if here.reads_restricted else found.filter(is_restricted=False):
        when = f", wanted from {one.wanted_on:%-d %B %Y}" if one.wanted_on else ""
        yield Suggestion(
            f"forward:{one.pk}",
            one.title,
            ItemFrom.FORWARD_PLAN,
            one.purpose,
            10,
            f"Proposed by {one.proposed_by}{when}",
            one.is_restricted,
            forward=one.pk,
        )


def _made(key: str, title: str, came_from: ItemFrom, purpose: Purpose, hint: str) -> Suggestion:
    return Suggestion(key, title, came_from, purpose, MINUTES_FOR[came_from], hint)


def _counted(number: int, what: str) -> str:
    return f"{number} {what}" if number == 1 else f"{number} {what}s"
