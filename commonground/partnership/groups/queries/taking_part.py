"""How people take part: shares of ways, attendance by sector over time, reasons, and those who are kept in touch."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple
from uuid import UUID

from django.db.models import Count, Max, Q

from commonground.foundation.kernel.errors import NotFound
from commonground.partnership.groups.models import Attendance, Engagement, Group, current_on
from commonground.partnership.groups.queries.cover import OVER
from commonground.partnership.groups.rules.attendance import FILLED
from commonground.partnership.groups.rules.participation import Attended, ModeShare, mode_shares
from commonground.partnership.groups.rules.terms import months_after

YEAR = 12  # months back that attendance is told of


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
    """Four queries. `modes` are those of today's holders."""
    since = months_after(today, -YEAR)
    rows = Attendance.objects.filter(
        meeting__group=group, meeting__status__in=OVER, meeting__starts_at__date__gte=since, seat__isnull=False
    ).order_by()
    return TakingPart(
        since=since,
        shares=mode_shares(modes),
        meetings=rows.aggregate(number=Count("meeting", distinct=True))["number"],
        by_sector=[
            Attended(name, came, expected)
            for name, came, expected in rows.filter(was_expected=True)
            .values_list("sector__name")
            .annotate(came=Count("pk", filter=Q(came__in=FILLED)), expected=Count("pk"))
            .order_by("sector__name")
        ],
        reasons=[
            Reason(name or "No reason given", count)
            for name, count in rows.filter(was_expected=True)
            .exclude(came__in=FILLED)
            .values_list("reason__name")
            .annotate(count=Count("pk"))
            .order_by("-count", "reason__name")
        ],
        kept=kept_in_touch(group, today=today),
    )


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
