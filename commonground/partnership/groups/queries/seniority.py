"""Attendance by seniority over the last year (M3)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import F, Min, Q
from django.db.models.functions import TruncDate

from commonground.foundation.kernel.viewer import ENGLAND
from commonground.ground.partners import queries as partners
from commonground.partnership.groups.models import Attendance, Group
from commonground.partnership.groups.queries.cover import OVER
from commonground.partnership.groups.queries.taking_part import YEAR
from commonground.partnership.groups.rules.attendance import FILLED
from commonground.partnership.groups.rules.seniority import (
    CameAt,
    Level,
    MeetingAtHeight,
    levels,
    meetings_at_height,
    named,
)
from commonground.partnership.groups.rules.terms import months_after


@dataclass(frozen=True)
class BySeniority:
    """From which height the seats of a group were filled, all in all and meeting by meeting. It names nobody."""

    since: date
    levels: Sequence[tuple[str, Level]]
    meetings: Sequence[MeetingAtHeight]

    @property
    def base(self) -> int:
        """Seats that were filled."""
        return self.levels[0][1].base if self.levels else 0

    @property
    def with_share(self) -> list[MeetingAtHeight]:
        """Meetings of which a share can be told."""
        return [one for one in self.meetings if one.percent is not None]


def by_seniority(group: Group, *, today: date) -> BySeniority:
    """Two queries. Somebody counts at the height of the highest post that they held on the day of the meeting."""
    since = months_after(today, -YEAR)
    day = TruncDate("meeting__starts_at", tzinfo=ENGLAND)
    posts = "practitioner__posts"
    held = Q(**{f"{posts}__starts_on__lte": F("day")}) & (
        Q(**{f"{posts}__ends_on": None}) | Q(**{f"{posts}__ends_on__gt": F("day")})
    )
    rows = (
        Attendance.objects.filter(
            meeting__group=group, meeting__status__in=OVER, meeting__starts_at__date__gte=since, seat__isnull=False,
            came__in=FILLED,
        )
        .order_by()
        .annotate(day=day)
        .annotate(height=Min(f"{posts}__seniority__order", filter=held))
        .values_list("day", "height", "meeting__terms__seniority__order")
    )  # fmt: skip
    came = [CameAt(*row) for row in rows]
    names = {one.order: one.name for one in partners.seniorities()} if came else {}
    return BySeniority(since, named(levels(came), names), meetings_at_height(came))
