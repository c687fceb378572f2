"""What groups have for somebody's day: their next meetings, and what they owe as chair or clerk."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from uuid import UUID

from django.db.models import Count, OuterRef, Subquery

from commonground.foundation.kernel import working_days
from commonground.foundation.kernel.viewer import ENGLAND, Viewer
from commonground.partnership.groups.models import Meeting, Paper, SaidBefore
from commonground.partnership.groups.queries.due_up import DueInGroups, due_in_groups
from commonground.partnership.groups.queries.mine import Inside, my_groups
from commonground.partnership.groups.rules.states import MeetingState, PaperState
from commonground.partnership.groups.rules.words import Came

AHEAD_DAYS = timedelta(days=60)
MOST = 12
AHEAD = (MeetingState.PLANNED, MeetingState.PUBLISHED)
SHOWN = (
    *("key", "status", "starts_at", "ends_at", "where", "group__slug", "group__name", "venue__name"),
    *("terms__pack_days", "terms__papers_days"),
)
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
    """What groups have for the viewer: meetings to come, what waits for them; and what the viewer is to each group, for
    rooms above that ask the same."""

    meetings: Sequence[MyMeeting] = ()
    due: DueInGroups = field(default_factory=DueInGroups)
    inside: Mapping[UUID, Inside] = field(default_factory=dict)


def today_of(viewer: Viewer) -> MyDay:
    """The viewer's day in their groups. Three queries; two for those in no group, one where they keep none either."""
    inside = my_groups(viewer)
    return MyDay(_meetings(viewer, inside) if inside else (), due_in_groups(viewer, inside), inside)


def _meetings(viewer: Viewer, inside: Mapping[UUID, Inside]) -> list[MyMeeting]:
    """Of the next sixty days, the first first, with what the viewer said of a seat and papers that are late."""
    clerked = [group for group, one in inside.items() if one.clerks]
    mine = [seat for one in inside.values() for seat in one.seats_to_answer_for]
    said = SaidBefore.objects.filter(meeting=OuterRef("pk"), seat__in=mine).order_by()
    no = SaidBefore.objects.filter(meeting=OuterRef("pk"), came=Came.APOLOGIES).order_by()
    late = Paper.objects.filter(
        group=OuterRef("group"), group__in=clerked, status__in=TO_WRITE, due_on__lt=viewer.today
    )
    found = (
        Meeting.objects.filter(
            group__in=inside, status__in=AHEAD, starts_at__gte=viewer.now, starts_at__lt=viewer.now + AHEAD_DAYS
        )
        .select_related("group", "venue", "terms")
        .only(*SHOWN)
        .annotate(
            no=Subquery(no.values("meeting").values(no=Count("pk"))),
            said=Subquery(said.values("came")[:1]),
            late=Subquery(late.order_by().values("group").values(late=Count("pk"))),
        )
        .order_by("starts_at")[:MOST]
    )
    return [
        MyMeeting(one, inside[one.group_id], one.said or "", one.no or 0, one.late or 0, viewer.today) for one in found
    ]


def hours(meeting: Meeting) -> str:
    """“10:00 to 12:00”, times of England."""
    return f"{meeting.starts_at.astimezone(ENGLAND):%H:%M} to {meeting.ends_at.astimezone(ENGLAND):%H:%M}"
