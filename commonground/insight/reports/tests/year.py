"""A group with a year behind it, for the tests of this room: meetings, attendance, papers, minutes, actions.

Each kind of thing is there once openly and once restricted, so that what slips out is seen. Rows are made by hand.
"""

from dataclasses import dataclass
from datetime import date

from commonground.foundation.kernel.viewer import Viewer
from commonground.insight.reports import actions
from commonground.insight.reports.actions import DutyMet
from commonground.insight.reports.models import BoardReport
from commonground.insight.reports.tests.bodies import (
    Cast,
    cast,
    group,
    meeting,
    organisation,
    sector,
    serves,
)
from commonground.partnership.groups.models import (
    Action,
    AgendaItem,
    Attendance,
    Group,
    Meeting,
    Minutes,
    PackIssue,
    Paper,
    ReportingDuty,
    RequiredSector,
    Tabling,
    TermsOfReference,
)
from commonground.partnership.groups.rules.record import Agreed, Decided, Minuted, MinutesRecord
from commonground.partnership.groups.rules.states import MeetingState, MinutesState
from commonground.partnership.groups.rules.words import Link, Office, Openness

SINCE, UNTIL = date(2025, 10, 1), date(2026, 10, 1)
DAYS = (date(2025, 11, 4), date(2026, 2, 3), date(2026, 5, 5))
CANCELLED = date(2026, 8, 4)
DUE = date(2026, 10, 31)
DUTY = "Annual report"
SECRET = "Tender for the youth bus"
EFFECT = "Twelve families came who had not come before."


@dataclass(frozen=True)
class Year:
    """A group with its cast, its terms, and the board that it reports to."""

    cast: Cast
    terms: TermsOfReference
    board: Group

    @property
    def group(self) -> Group:
        return self.cast.group

    def sees(self, kind: str) -> Viewer:
        return self.cast.sees(kind)


def year(openness: Openness = Openness.PARTNERS, name: str = "Rushcliffe") -> Year:
    """Three meetings held, two with a quorum and one with approved minutes; one cancelled."""
    made = cast(openness, name)
    board = group(f"Board of {name}", Openness.PUBLIC)
    agreed = TermsOfReference.objects.create(
        group=made.group, status="agreed", agreed_on=SINCE, aim="Help early.", purpose="Plan.", quorum=2
    )
    ReportingDuty.objects.create(terms=agreed, title=DUTY, to=board, every_months=12, first_due_on=DUE)
    for slug in ("police", "schools", "housing"):
        RequiredSector.objects.create(terms=agreed, sector=sector(slug))
    for number, day in enumerate(DAYS):
        _held(made, day, quorate=number < 2, came=("present", "absent") if number else ("present", "present"))
    meeting(made.group, CANCELLED, MeetingState.CANCELLED, why_cancelled="Too few could come.")
    first = made.group.meetings.get(key=DAYS[0].isoformat())
    _papers(first)
    _minutes(first)
    _actions(made.group, first)
    serves(made.people["outsider"], board, Office.CLERK)
    made.group.links_up.create(to=board, kind=Link.REPORTS_TO, starts_on=date(2024, 1, 1))
    return Year(made, agreed, board)


def _held(made: Cast, day: date, *, quorate: bool, came: tuple[str, str]) -> None:
    at = meeting(made.group, day, MeetingState.HELD, was_quorate=quorate)
    for slug, how in zip(("schools", "police"), came, strict=True):
        seat = made.group.seats.get(sector=slug)
        Attendance.objects.create(meeting=at, seat=seat, sector=seat.sector, came=how, was_expected=True)


def _papers(at: Meeting) -> None:
    issue = PackIssue.objects.create(
        meeting=at, number=0, published_at=at.starts_at, published_by="Clerk", content={"number": 0, "items": []}
    )
    for order, (title, restricted) in enumerate((("Mornings for families", ""), (SECRET, "A tender")), start=1):
        under = AgendaItem.objects.create(
            meeting=at, title=title, order=order, is_restricted=bool(restricted), why_restricted=restricted
        )
        paper = Paper.objects.create(
            group=at.group, title=title, organisation=organisation(), pack="county-2012", status="published",
            is_restricted=bool(restricted),
        )  # fmt: skip
        Tabling.objects.create(item=under, paper=paper, issue=issue)


def _minutes(at: Meeting) -> None:
    items = [
        _minuted("1", "Mornings for families", restricted=False, decided="Open on two mornings."),
        _minuted("R1", SECRET, restricted=True, decided=f"Award the {SECRET}."),
    ]
    content = MinutesRecord(group=at.group.name, held_on=at.day, where="", quorum="", items=items)
    Minutes.objects.create(
        meeting=at, status=MinutesState.APPROVED, approved_on=at.day, content=content.as_json(), approved_by="Chair"
    )


def _minuted(number: str, title: str, *, restricted: bool, decided: str) -> Minuted:
    return Minuted(
        id=number, number=number, title=title, purpose="decision", is_restricted=restricted,
        decisions=[Decided(f"D{number}", decided, "Agreed")],
        actions=[Agreed(1, f"Act on {title}", "Shire Council", "Member of Rushcliffe", date(2026, 1, 5))],
    )  # fmt: skip


def _actions(of: Group, at: Meeting) -> None:
    """One done with its effect, one overdue, one restricted."""
    values = {"group": of, "meeting": at, "organisation": organisation(), "created_at": at.starts_at}
    open_on = date(2026, 1, 5)
    Action.objects.create(
        **values, number=1, title="Find two volunteers", due_on=open_on, first_due_on=open_on, status="done",
        effect=EFFECT, closed_on=date(2026, 3, 1), closed_by="Clerk",
    )  # fmt: skip
    Action.objects.create(**values, number=2, title="Ask parents", due_on=open_on, first_due_on=open_on)
    Action.objects.create(
        **values, number=3, title=SECRET, due_on=open_on, first_due_on=open_on, is_restricted=True
    )  # fmt: skip


def begun(
    of: Year,
    *,
    audience: str = "partners",
    by: str = "clerk",
    kind: str = "annual",
    since: date = SINCE,
    until: date = UNTIL,
    duty: DutyMet | None = None,
) -> BoardReport:
    """The annual report of the year, as somebody begins it."""
    return actions.start_report(
        group=of.group, kind=kind, since=since, until=until, audience=audience, contact="The clerk", duty=duty,
        by=of.sees(by),
    )  # fmt: skip


def frozen(
    of: Year, *, audience: str = "partners", since: date = SINCE, until: date = UNTIL, duty: DutyMet | None = None
) -> BoardReport:
    """Begun and put forward by the clerk, frozen by the chair."""
    made = begun(of, audience=audience, since=since, until=until, duty=duty)
    actions.submit_report(report=made, based_on=made.version, by=of.sees("clerk"))
    actions.freeze_report(report=made, based_on=made.version, by=of.sees("chair"))
    return made
