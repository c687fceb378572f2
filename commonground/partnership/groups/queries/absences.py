"""Why seats were not filled, across groups: by reason and sector, over a period (M5)."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Count, Q

from commonground.foundation.kernel.viewer import Viewer
from commonground.partnership.groups.models import Attendance, Group
from commonground.partnership.groups.queries.cover import OVER
from commonground.partnership.groups.rules.attendance import FILLED
from commonground.partnership.groups.rules.coverage import share

NO_REASON, NO_SECTOR = "No reason given", "No sector"


@dataclass(frozen=True)
class Missed:
    """So many seats were not filled, of `base`: of all that were not filled, or of all that were expected."""

    name: str
    times: int
    base: int

    @property
    def percent(self) -> Decimal | None:
        return share(self.times, self.base)


@dataclass(frozen=True)
class Absences:
    """Seats that were expected and not filled, from a day until, not including, another."""

    since: date
    until: date
    groups: int
    meetings: int
    by_reason: Sequence[Missed]
    by_sector: Sequence[Missed]
    rows: Sequence[tuple[str, str, int]]  # sector, reason, times

    @property
    def missed(self) -> int:
        return sum(times for _, _, times in self.rows)


def absences(viewer: Viewer, *, since: date, until: date) -> Absences:
    """Of groups that the viewer may know of. Two queries. It names nobody."""
    expected = Attendance.objects.filter(
        meeting__group__in=Group.objects.visible_to(viewer).order_by().values("pk"),
        meeting__status__in=OVER,
        meeting__starts_at__date__gte=since,
        meeting__starts_at__date__lt=until,
        seat__isnull=False,
        was_expected=True,
    ).order_by()
    counted = expected.aggregate(
        groups=Count("meeting__group", distinct=True), meetings=Count("meeting", distinct=True)
    )
    found = list(
        expected.values_list("sector__name", "reason__name").annotate(
            times=Count("pk", filter=~Q(came__in=FILLED)), base=Count("pk")
        )
    )
    sectors, reasons, bases = Counter[str](), Counter[str](), Counter[str]()
    rows: Counter[tuple[str, str]] = Counter()
    for sector, reason, times, base in found:
        sectors[sector or NO_SECTOR] += times
        bases[sector or NO_SECTOR] += base
        if times:
            reasons[reason or NO_REASON] += times
            rows[sector or NO_SECTOR, reason or NO_REASON] += times
    return Absences(
        since=since,
        until=until,
        **counted,
        by_reason=[Missed(name, times, reasons.total()) for name, times in _most_first(reasons)],
        by_sector=[Missed(name, times, bases[name]) for name, times in sorted(sectors.items())],
        rows=[(sector, reason, times) for (sector, reason), times in sorted(rows.items())],
    )


def _most_first(counted: Counter[str]) -> list[tuple[str, int]]:
    return sorted(counted.items(), key=lambda one: (-one[1], one[0]))
