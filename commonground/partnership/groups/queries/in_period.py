"""What a group did in a period, as far as everybody who may know of the group may read it: nothing of restricted items,
and nobody by name. From a day until, not including, another.

Whoever asks has the group from `group`: that the viewer may know of it is not asked again.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, F, Q, QuerySet

from commonground.foundation.kernel.viewer import ENGLAND
from commonground.partnership.groups.models import (
    Attendance,
    Group,
    Meeting,
    Minutes,
    RequiredSector,
    Seat,
    Tabling,
    current_on,
)
from commonground.partnership.groups.queries.cover import OVER
from commonground.partnership.groups.rules import record
from commonground.partnership.groups.rules.attendance import FILLED
from commonground.partnership.groups.rules.participation import Attended
from commonground.partnership.groups.rules.states import MeetingState, MinutesState, PaperState, TermsState
from commonground.partnership.groups.rules.words import Part


@dataclass(frozen=True)
class Met:
    """The meetings of a period: days of those held and cancelled. `with_quorum` are those whose terms ask for one."""

    held: Sequence[date]
    cancelled: Sequence[tuple[date, str]]  # with the reason
    not_recorded: Sequence[date]  # over by the calendar, and nobody wrote down whether they were held
    quorate: int
    with_quorum: int


@dataclass(frozen=True)
class Considered:
    """A paper that was on the agenda of a meeting that was held."""

    on: date
    title: str
    item: str


@dataclass(frozen=True)
class Presence:
    """Who came for which sector, and which sectors that the terms ask for came to no meeting."""

    meetings: int
    by_sector: Sequence[Attended]
    required: int
    missing: Sequence[str]

    @property
    def together(self) -> Attended:
        """Seats filled of seats expected, over all meetings: a sum, no mean of shares."""
        came, expected = (sum(getattr(one, name) for one in self.by_sector) for name in ("came", "expected"))
        return Attended("All sectors", came, expected)


@dataclass(frozen=True)
class SeatsChanged:
    """Seats that stand on the last day and those that came and went in the period, by post and sector."""

    stand: int
    held: int
    begun: Sequence[str]
    ended: Sequence[str]


@dataclass(frozen=True)
class Minuted:
    """What approved minutes of the period say, restricted items left out; `meetings` of them were held."""

    meetings: int
    records: Sequence[record.MinutesRecord]

    @property
    def decisions(self) -> list[tuple[date, record.Decided]]:
        return [(one.held_on, decided) for one in self.records for decided in one.decisions]

    @property
    def actions(self) -> list[tuple[date, record.Agreed]]:
        return [(one.held_on, agreed) for one in self.records for agreed in one.actions]


def met(group: Group, *, since: date, until: date, today: date) -> Met:
    """One query."""
    found = list(
        _meetings(group, since, until)
        .values_list("starts_at", "status", "why_cancelled", "was_quorate")
        .order_by("starts_at")
    )
    days = [(at.astimezone(ENGLAND).date(), status, why, quorate) for at, status, why, quorate in found]
    return Met(
        held=[day for day, status, _, _ in days if status in OVER],
        cancelled=[(day, why) for day, status, why, _ in days if status == MeetingState.CANCELLED],
        not_recorded=[day for day, status, _, _ in days if status in _AHEAD and day < today],
        quorate=sum(bool(quorate) for _, status, _, quorate in days if status in OVER),
        with_quorum=sum(quorate is not None for _, status, _, quorate in days if status in OVER),
    )


_AHEAD = (MeetingState.PLANNED, MeetingState.PUBLISHED)


def _meetings(group: Group, since: date, until: date) -> QuerySet[Meeting]:
    return Meeting.objects.filter(group=group, starts_at__date__gte=since, starts_at__date__lt=until)


def considered(group: Group, *, since: date, until: date) -> list[Considered]:
    """Papers that went out with a pack, by day. One query."""
    rows = Tabling.objects.filter(
        item__meeting__in=_meetings(group, since, until).filter(status__in=OVER).order_by().values("pk"),
        item__is_restricted=False,
        paper__is_restricted=False,
        paper__status=PaperState.PUBLISHED,
        issue__isnull=False,
    ).order_by("item__meeting__starts_at", "item__order", "order")
    found = rows.values_list("item__meeting__starts_at", "paper__title", "item__title")
    return [Considered(at.astimezone(ENGLAND).date(), title, item) for at, title, item in found]


def presence(group: Group, *, since: date, until: date) -> Presence:
    """Of seats that were expected. Two queries. The sectors asked for are those of the terms in force."""
    held = _meetings(group, since, until).filter(status__in=OVER).order_by().values("pk")
    rows = Attendance.objects.filter(meeting__in=held, seat__isnull=False, was_expected=True).order_by()
    seen = list(rows.values_list("meeting", "sector__name", "came").annotate(count=Count("pk")))
    came: Counter[str] = Counter()
    expected: Counter[str] = Counter()
    for _, sector, how, count in seen:
        expected[sector or ""] += count
        came[sector or ""] += count if how in FILLED else 0
    asked = RequiredSector.objects.filter(terms__group=group, terms__status=TermsState.AGREED)
    names = list(asked.values_list("sector__name", flat=True))
    return Presence(
        meetings=len({meeting for meeting, *_ in seen}),
        by_sector=[Attended(name, came[name], expected[name]) for name in sorted(expected)],
        required=len(names),
        missing=[name for name in names if seen and not came[name]],
    )


def seats_changed(group: Group, *, since: date, until: date, on: date) -> SeatsChanged:
    """`on` is the day for which seats and those held are counted. Two queries."""
    at = Seat.objects.filter(group=group).select_related("sector")
    rows = list(at.filter(Q(starts_on__gte=since, starts_on__lt=until) | Q(ends_on__gt=since, ends_on__lte=until)))
    holder = current_on(on, "holdings__") & Q(holdings__part=Part.HOLDER)
    stand = at.filter(current_on(on)).order_by().aggregate(
        stand=Count("pk", distinct=True), held=Count("pk", filter=holder, distinct=True)
    )  # fmt: skip
    return SeatsChanged(
        **stand,
        begun=[str(one) for one in rows if since <= one.starts_on < until],
        ended=[str(one) for one in rows if one.ends_on and since < one.ends_on <= until],
    )


def minuted(group: Group, *, since: date, until: date, today: date) -> Minuted:
    """Minutes that hold and were approved by now, by day. Two queries."""
    held = _meetings(group, since, until).filter(status__in=OVER)
    approved = Minutes.objects.filter(
        status=MinutesState.APPROVED, approved_on__lte=today, meeting__in=held.order_by().values("pk")
    )
    contents = approved.order_by(F("meeting__starts_at")).values_list("content", flat=True)
    return Minuted(held.count(), [record.from_json(one).open_part().without_names() for one in contents if one])
