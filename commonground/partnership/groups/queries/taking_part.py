"""How people take part: shares of ways, attendance by sector over time, reasons, and those who are kept in touch."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple
from uuid import UUID

from django.db.models import Count, Max

from commonground.foundation.kernel.errors import NotFound
from commonground.partnership.groups.models import Attendance, Engagement, Group, current_on
from commonground.partnership.groups.queries.cover import OVER
from commonground.partnership.groups.rules.attendance import FILLED
from commonground.partnership.groups.rules.participation import Attended, ModeShare, mode_shares
from commonground.partnership.groups.rules.terms import months_after

YEAR = 12  # months back that attendance is told of
Counted = tuple[str, str, str | None, int]  # sector, whether the seat was filled, why not, how often


class Reason(NamedTuple):
    """Why seats were not filled, and how often."""

    name: str
    times: int


@dataclass(frozen=True)
class Kept:
    """Somebody who does not come and is kept in touch: when last, and by when next."""

    engagement: Engagement
    last_on: date | None
    due_on: date
    is_late: bool


@dataclass(frozen=True)
class TakingPart:
    """How a group is taken part in: today's shares, and attendance since a day."""

    since: date
    shares: Sequence[ModeShare]
    meetings: int
    by_sector: Sequence[Attended]
    reasons: Sequence[Reason]
    kept: Sequence[Kept]

    @property
    def base(self) -> int:
        """People who hold a seat: the base of the shares."""
        return self.shares[0].base if self.shares else 0


def taking_part(group: Group, *, modes: Sequence[str], today: date) -> TakingPart:
    """Two queries. `modes` are those of today's holders."""
    since = months_after(today, -YEAR)
    rows = Attendance.objects.filter(
        meeting__group=group, meeting__status__in=OVER, meeting__starts_at__date__gte=since, seat__isnull=False
    ).order_by()
    seen = list(
        rows.values_list("meeting", "sector__name", "came", "reason__name", "was_expected").annotate(count=Count("pk"))
    )
    expected = [(sector or "", came, reason, count) for _, sector, came, reason, is_so, count in seen if is_so]
    return TakingPart(
        since=since,
        shares=mode_shares(modes),
        meetings=len({meeting for meeting, *_ in seen}),
        by_sector=_by_sector(expected),
        reasons=_reasons(expected),
        kept=kept_in_touch(group, today=today),
    )


def _by_sector(expected: Sequence[Counted]) -> list[Attended]:
    """By name; seats without a sector first."""
    came: Counter[str] = Counter()
    of_sector: Counter[str] = Counter()
    for sector, how, _, count in expected:
        of_sector[sector] += count
        came[sector] += count if how in FILLED else 0
    return [Attended(name, came[name], of_sector[name]) for name in sorted(of_sector)]


def _reasons(expected: Sequence[Counted]) -> list[Reason]:
    """The most frequent first."""
    times: Counter[str] = Counter()
    for _, how, reason, count in expected:
        if how not in FILLED:
            times[reason or ""] += count
    return [
        Reason(name or "No reason given", times[name]) for name in sorted(times, key=lambda one: (-times[one], one))
    ]


def kept_in_touch(group: Group, *, today: date) -> list[Kept]:
    """Running engagements with their next due day, the latest first. One query."""
    rows = (
        Engagement.objects.filter(current_on(today), group=group)
        .select_related("sector", "organisation", "kind")
        .annotate(last_on=Max("delivered__on"))
    )
    return sorted((_kept(one, today) for one in rows), key=lambda one: one.due_on)


def _kept(engagement: Engagement, today: date) -> Kept:
    last: date | None = engagement.last_on  # type: ignore[attr-defined]  # counted by the query
    due_on = months_after(last or engagement.starts_on, engagement.kind.every_months)
    return Kept(engagement, last, due_on, is_late=due_on < today)


def engagement(group: Group, engagement_id: UUID) -> Engagement:
    """One of a group that the viewer may know of. Raises NotFound."""
    rows = Engagement.objects.filter(group=group, pk=engagement_id)
    found = rows.select_related("group", "sector", "organisation", "kind").first()
    if found is None:
        raise NotFound("There is nothing like this.")
    return found
