"""Attendance by seniority over the last year (M3)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models.functions import TruncDate

from commonground.foundation.kernel.viewer import ENGLAND
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
    """One query. Somebody counts at the height of the highest post that they held on the day of the meeting."""
    since = months_after(today, -YEAR)
    posts = "practitioner__posts"
    rows = (
        Attendance.objects.filter(
            meeting__group=group, meeting__status__in=OVER, meeting__starts_at__date__gte=since, seat__isnull=False,
            came__in=FILLED,
        )
        .order_by()
        .annotate(day=TruncDate("meeting__starts_at", tzinfo=ENGLAND))
        .values_list(
            "pk", "day", "meeting__terms__seniority__order", f"{posts}__starts_on", f"{posts}__ends_on",
            f"{posts}__seniority__order", f"{posts}__seniority__name",
        )
    )  # fmt: skip
    came: dict[UUID, CameAt] = {}
    names: dict[int, str] = {}
    for key, day, asked, starts_on, ends_on, height, name in rows:
        is_held = starts_on is not None and starts_on <= day and (ends_on is None or day < ends_on)
        before = came.setdefault(key, CameAt(day, None, asked))
        if is_held and height is not None and (before.height is None or height < before.height):
            came[key], names[height] = CameAt(day, height, asked), name
    return BySeniority(since, named(levels(came.values()), names), meetings_at_height(came.values()))
