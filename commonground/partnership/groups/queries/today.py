"""What groups have for somebody's day: their next meetings, and what they owe as chair or clerk."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from uuid import UUID

from django.db.models import Count, Q

from commonground.foundation.kernel import working_days
from commonground.foundation.kernel.viewer import ENGLAND, Viewer
from commonground.partnership.groups.models import Action, Meeting, Minutes, Paper, SaidBefore
from commonground.partnership.groups.queries.due_up import issues_due, questions_due
from commonground.partnership.groups.queries.escalations import EscalationSeen
from commonground.partnership.groups.queries.mine import Inside, my_groups
from commonground.partnership.groups.queries.questions import QuestionSeen
from commonground.partnership.groups.rules.states import MeetingState, MinutesState, PaperState
from commonground.partnership.groups.rules.words import Came
from commonground.partnership.plans.rules.work import SOON

AHEAD_DAYS = timedelta(days=60)
MOST = 12
AHEAD = (MeetingState.PLANNED, MeetingState.PUBLISHED)
TO_WRITE = (PaperState.DRAFT,)
SAID: dict[str, str] = {
    Came.PRESENT: "You said you come",
    Came.DEPUTY: "Your deputy comes",
    Came.APOLOGIES: "You sent apologies",
}


@dataclass(frozen=True)
class MyMeeting:
    """A coming meeting as it concerns the viewer: what they said of their seat, who said no, when the pack is due."""

    meeting: Meeting
    inside: Inside
    said: str
    no: int
    papers_late: int
    today: date

    @property
    def is_to_answer(self) -> bool:
        """The viewer holds a seat they come to and has not said whether it is filled."""
        return bool(self.inside.seats_to_answer_for) and not self.said

    @property
    def pack_is_out(self) -> bool:
        return self.meeting.status == MeetingState.PUBLISHED

    @property
    def pack_due_on(self) -> date | None:
        terms = self.meeting.terms
        return working_days.add(self.meeting.day, -terms.pack_days) if terms else None

    @property
    def papers_due_on(self) -> date | None:
        terms = self.meeting.terms
        return working_days.add(self.meeting.day, -terms.papers_days) if terms else None

    @property
    def pack_words(self) -> str:
        """“Pack is out”, “Pack due by 12 January 2027”, “Pack late since …”."""
        due = self.pack_due_on
        if self.pack_is_out:
            return "Pack is out"
        if due is None:
            return "Planned"
        return f"Pack late since {due:%-d %B %Y}" if due < self.today else f"Pack due by {due:%-d %B %Y}"

    @property
    def is_pack_late(self) -> bool:
        return not self.pack_is_out and self.pack_due_on is not None and self.pack_due_on < self.today

    @property
    def said_words(self) -> str:
        return SAID.get(self.said, "")


@dataclass(frozen=True)
class MyDay:
    """What groups have for the viewer: meetings to come, open actions of theirs, minutes that wait for them; and what
    the viewer is to each group, for rooms above that ask the same."""

    meetings: Sequence[MyMeeting] = ()
    actions: Sequence[Action] = ()
    minutes: Sequence[Minutes] = ()
    inside: Mapping[UUID, Inside] = field(default_factory=dict)
    issues: Sequence[EscalationSeen] = ()
    questions: Sequence[QuestionSeen] = ()


def today_of(viewer: Viewer) -> MyDay:
    """The viewer's day in their groups. Nine queries, one for those in no group who keep none."""
    inside = my_groups(viewer)
    issues, questions = issues_due(viewer, inside), questions_due(viewer, inside)
    if not inside:
        return MyDay(issues=issues, questions=questions)
    return MyDay(_meetings(viewer, inside), _actions(viewer), _minutes(viewer, inside), inside, issues, questions)


def _actions(viewer: Viewer) -> list[Action]:
    """Open and due within two weeks or overdue, the first due first."""
    due = Action.objects.visible_to(viewer).open().mine(viewer).filter(due_on__lte=viewer.today + SOON)
    return list(due.select_related("group")[:MOST])


def _minutes(viewer: Viewer, inside: Mapping[UUID, Inside]) -> list[Minutes]:
    """Drafts of groups that the viewer clerks; with the group, those of groups they chair and did not draft."""
    clerked = [group for group, one in inside.items() if one.clerks]
    chaired = [group for group, one in inside.items() if one.chairs]
    if not clerked and not chaired:
        return []
    to_write = Q(status=MinutesState.DRAFT, meeting__group__in=clerked)
    to_approve = Q(status=MinutesState.SUBMITTED, meeting__group__in=chaired) & ~Q(drafted_by=viewer.id)
    found = Minutes.objects.filter(to_write | to_approve).select_related("meeting__group")
    return list(found.order_by("meeting__starts_at")[:MOST])


def _meetings(viewer: Viewer, inside: Mapping[UUID, Inside]) -> list[MyMeeting]:
    """Of the next sixty days, the first first."""
    found = list(
        Meeting.objects.filter(
            group__in=inside, status__in=AHEAD, starts_at__gte=viewer.now, starts_at__lt=viewer.now + AHEAD_DAYS
        )
        .select_related("group", "venue", "terms")
        .annotate(no=Count("said_before", filter=Q(said_before__came=Came.APOLOGIES)))
        .order_by("starts_at")[:MOST]
    )
    said = _said(found, inside)
    late = _late_papers(inside, viewer.today)
    return [
        MyMeeting(
            one,
            inside[one.group_id],
            said.get(one.pk, ""),
            getattr(one, "no", 0),
            late.get(one.group_id, 0),
            viewer.today,
        )
        for one in found
    ]


def _said(meetings: Sequence[Meeting], inside: Mapping[UUID, Inside]) -> dict[UUID, str]:
    mine = [seat for one in inside.values() for seat in one.seats_to_answer_for]
    if not mine or not meetings:
        return {}
    rows = SaidBefore.objects.filter(meeting__in=[one.pk for one in meetings], seat__in=mine)
    return dict(rows.values_list("meeting", "came"))


def _late_papers(inside: Mapping[UUID, Inside], today: date) -> dict[UUID, int]:
    """How many papers of the groups that the viewer clerks are not ready though they were due."""
    clerked = [group for group, one in inside.items() if one.clerks]
    if not clerked:
        return {}
    rows = Paper.objects.filter(group__in=clerked, status__in=TO_WRITE, due_on__lt=today)
    return dict(rows.order_by().values_list("group").annotate(late=Count("pk")))


def hours(meeting: Meeting) -> str:
    """“10:00 to 12:00”, times of England."""
    return f"{meeting.starts_at.astimezone(ENGLAND):%H:%M} to {meeting.ends_at.astimezone(ENGLAND):%H:%M}"
