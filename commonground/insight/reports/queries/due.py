"""Reports that groups owe by their terms: which is due when, what is written of it, when it was sent, how late."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import TYPE_CHECKING
from uuid import UUID

from django.db.models import Q

from commonground.foundation.kernel.viewer import Viewer
from commonground.insight.reports.models import BoardReport
from commonground.insight.reports.queries.reading import reports, visible_to
from commonground.insight.reports.rules.states import ReportState
from commonground.partnership.groups import queries as groups
from commonground.partnership.groups.rules.terms import months_after

if TYPE_CHECKING:
    from commonground.partnership.groups.models import Group
    from commonground.partnership.groups.queries import Inside, Owed
    from commonground.partnership.groups.queries.duties import Round

SOON = timedelta(days=60)
LATELY = timedelta(days=28)  # for which somebody's day shows a report that came
WRITTEN = ("group", "duty", "due_on", "status", "title", "until")  # what the list says of a report of some group
# What somebody's day says of one.
OF_A_DAY = (*WRITTEN, "submitted_by", "sent_on", "group__name", "sent_to_group__name")
BACK = 12  # months for which the list of all groups shows what was sent


@dataclass(frozen=True)
class DueReport:
    """One report that a group owes or owed: when it is due, what is written of it, and when it was sent."""

    owed: "Owed"
    round: "Round"
    report: BoardReport | None
    today: date

    @property
    def group(self) -> "Group":
        return self.owed.group

    @property
    def due_on(self) -> date:
        return self.round.due_on

    @property
    def sent_on(self) -> date | None:
        return self.round.made_on

    @property
    def days_late(self) -> int:
        """By how many days it is late, or was sent late."""
        return self.round.days_late(self.today)

    @property
    def is_late(self) -> bool:
        """Was due, and is not sent."""
        return self.sent_on is None and self.days_late > 0

    @property
    def standing(self) -> str:
        """Which of the three lists it is in: late, coming or sent."""
        return "late" if self.is_late else "coming" if self.sent_on is None else "sent"


@dataclass(frozen=True)
class DuePage:
    """Late first, then what is due next, then what was sent in the last year."""

    every: Sequence[DueReport]
    today: date

    @cached_property
    def late(self) -> list[DueReport]:
        return sorted((one for one in self.every if one.is_late), key=lambda one: (one.due_on, one.group.name))

    @cached_property
    def coming(self) -> list[DueReport]:
        ahead = (one for one in self.every if one.sent_on is None and not one.is_late)
        return sorted(ahead, key=lambda one: (one.due_on, one.group.name))

    @cached_property
    def sent(self) -> list[DueReport]:
        since = months_after(self.today, -BACK)
        lately = (one for one in self.every if one.sent_on and one.sent_on >= since)
        return sorted(lately, key=lambda one: (one.due_on, one.group.name), reverse=True)

    @property
    def sent_in_time(self) -> int:
        return sum(not one.days_late for one in self.sent)

    @property
    def listed(self) -> list[DueReport]:
        """All of them, in this order."""
        return [*self.late, *self.coming, *self.sent]


@dataclass(frozen=True)
class ToDo:
    """What reports ask of one person: late or due soon in groups they serve, to freeze as a chair, late in all; and
    what came lately to groups they serve."""

    due: Sequence[DueReport] = ()
    to_freeze: Sequence[BoardReport] = ()
    late_elsewhere: int = 0
    came: Sequence[BoardReport] = ()


def due_of_all(viewer: Viewer) -> DuePage:
    """Of every group that the viewer may know of. Three queries."""
    written = visible_to(viewer).exclude(duty="").only(*WRITTEN)
    return DuePage(_lines(groups.duties_of_all(viewer), written, viewer.today), viewer.today)


def due_of(group: "Group", *, viewer: Viewer) -> DuePage:
    """Of one group, over all times. Three queries."""
    written = reports(viewer).filter(group=group)
    return DuePage(_lines(groups.duties(group, viewer=viewer), written, viewer.today), viewer.today)


def to_do(viewer: Viewer, *, inside: "Mapping[UUID, Inside]") -> ToDo:
    """`inside` are the groups that the viewer is inside of. Two queries for who serves or keeps groups, else none."""
    served = {group for group, one in inside.items() if one.chairs or one.clerks}
    if not served and not viewer.may("groups.keep"):
        return ToDo()
    chaired = {group for group, one in inside.items() if one.chairs}
    owed = groups.duties_of_all(viewer) if viewer.may("groups.keep") else groups.duties_of(served, viewer=viewer)
    open_ = Q(group__in=served, status__in=(ReportState.DRAFT, ReportState.SUBMITTED))
    came = Q(sent_to_group__in=served, status=ReportState.FROZEN, sent_on__gt=viewer.today - LATELY)
    found = visible_to(viewer, inside=inside).filter(open_ | came).select_related("group", "sent_to_group")
    read = list(found.only(*OF_A_DAY))
    written = [one for one in read if one.status != ReportState.FROZEN]
    lines = [one for one in _lines(owed, written, viewer.today) if one.sent_on is None]
    mine = [one for one in lines if one.group.pk in served]
    return ToDo(
        due=[one for one in mine if one.due_on <= viewer.today + SOON],
        to_freeze=[
            one
            for one in written
            if one.status == ReportState.SUBMITTED and one.group_id in chaired and one.submitted_by_id != viewer.id
        ],
        late_elsewhere=sum(one.is_late for one in lines if one.group.pk not in served),
        came=[one for one in read if one.status == ReportState.FROZEN],
    )


def _lines(owed: "Iterable[Owed]", written: Iterable[BoardReport], today: date) -> list[DueReport]:
    by_duty = {
        (one.group_id, one.duty, one.due_on): one for one in written if one.duty and one.status != ReportState.WITHDRAWN
    }
    return [
        DueReport(duty, one, by_duty.get((duty.group.pk, duty.title, one.due_on)), today)
        for duty in owed
        for one in duty.rounds
    ]
