"""Who is missing: required sectors against seats and against the attendance of the latest meetings."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import F, OuterRef, QuerySet, Window
from django.db.models.functions import RowNumber

from commonground.foundation.audit.along import listed
from commonground.foundation.kernel.viewer import ENGLAND, Viewer
from commonground.partnership.groups.models import Attendance, Group, Meeting, RequiredSector, TermsOfReference
from commonground.partnership.groups.queries.groups import groups
from commonground.partnership.groups.queries.seating import seats_seen
from commonground.partnership.groups.queries.table import SeatOfGroup
from commonground.partnership.groups.rules.attendance import FILLED
from commonground.partnership.groups.rules.coverage import Coverage, MeetingSeen, Required, SectorSeen, coverage
from commonground.partnership.groups.rules.membership import SeatSeen, SectorAtTable, seated
from commonground.partnership.groups.rules.states import MeetingState, TermsState

LATEST = 6  # meetings back that a run of misses is followed
OVER = (MeetingState.HELD, MeetingState.MINUTED, MeetingState.APPROVED)


@dataclass(frozen=True)
class Cover:
    """The required sectors of one group, seated and come. `terms` are those agreed; None where there are none."""

    group: Group
    terms: TermsOfReference | None
    at_table: Sequence[SectorAtTable]
    coverage: Coverage

    @property
    def gaps(self) -> list[SectorAtTable]:
        """Required sectors that are not, or not enough, at the table."""
        return [one for one in self.at_table if one.gap]

    @property
    def alerts(self) -> list[SectorSeen]:
        return self.coverage.alerts

    @property
    def missing(self) -> list[SectorSeen]:
        return self.coverage.missing

    @property
    def seated(self) -> int:
        return len(self.at_table) - len(self.gaps)

    @property
    def is_well(self) -> bool:
        return not self.gaps and not self.missing and bool(self.at_table)


def cover_of(
    group: Group,
    *,
    terms: TermsOfReference | None,
    seats: Sequence[SeatOfGroup],
    asked: Mapping[UUID, Sequence[Required]] | None = None,
) -> Cover:
    """For the page of one group, whose terms and seats are known, perhaps also what its terms of all times ask for. Two
    queries at most."""
    if asked is None:
        asked = asked_sectors(RequiredSector.objects.filter(terms__group=group))
    there = [one.seen for one in seats]
    return _cover(group, terms, asked, there, meetings_seen([group.pk], asked).get(group.pk, []))


def covers(viewer: Viewer, *, only: Sequence[Group] | None = None) -> list[Cover]:
    """Every running group the viewer may know of that has agreed terms with required sectors. Five queries."""
    listed = list(groups(viewer).current_on(viewer.today)) if only is None else only
    ids = [one.pk for one in listed]
    agreed = TermsOfReference.objects.filter(group__in=ids, status=TermsState.AGREED).select_related("seniority")
    by_group = {one.group_id: one for one in agreed}
    asked = asked_sectors(RequiredSector.objects.filter(terms__group__in=ids))
    seats = seats_seen(ids, viewer.today, with_heights=any(one.seniority_id for one in by_group.values()))
    seen = meetings_seen(ids, asked)
    found = [_cover(one, by_group.get(one.pk), asked, seats.get(one.pk, []), seen.get(one.pk, [])) for one in listed]
    return [one for one in found if one.at_table]


def meetings_seen(group_ids: Iterable[UUID], asked: Mapping[UUID, Sequence[Required]]) -> dict[UUID, list[MeetingSeen]]:
    """Seats filled by sector at the latest meetings of each group that were held and have attendance. One query."""
    latest = (
        Meeting.objects.filter(group__in=list(group_ids), status__in=OVER)
        .annotate(nth=Window(RowNumber(), partition_by=F("group"), order_by=F("starts_at").desc()))
        .filter(nth__lte=LATEST)
        .values("pk")
    )
    came = Attendance.objects.filter(meeting=OuterRef("pk"))
    rows = (
        Meeting.objects.filter(pk__in=latest)
        .annotate(came=listed(came, "sector_id", "came", "seat_id"))
        .values_list("group", "starts_at", "terms", "came")
    )
    seen: dict[UUID, list[MeetingSeen]] = defaultdict(list)
    for group, starts_at, terms, entries in rows.order_by():
        if entries:
            required = {one.sector for one in asked[terms]} if terms and terms in asked else None
            seen[group].append(MeetingSeen(_day(starts_at), _filled(entries), required))
    return seen


def _filled(entries: Iterable[tuple[str, str, str | None]]) -> dict[str, int]:
    """By sector, how many of its seats were filled: attendance by sector, way of coming and seat."""
    found: dict[str, int] = {}
    for sector, came, seat in entries:
        found[sector] = found.get(sector, 0) + (came in FILLED and seat is not None)
    return found


def _day(at: datetime) -> date:
    return at.astimezone(ENGLAND).date()


def asked_sectors(rows: QuerySet[RequiredSector]) -> dict[UUID, list[Required]]:
    """Required sectors by the terms that ask for them. One query."""
    return by_terms(rows.values_list("terms", "sector", "sector__name", "seats"))


def by_terms(rows: Iterable[tuple[UUID, str, str, int]]) -> dict[UUID, list[Required]]:
    """Terms, sector, its name and how many seats, by the terms."""
    asked: dict[UUID, list[Required]] = defaultdict(list)
    for terms, sector, name, seats in rows:
        asked[terms].append(Required(sector, name, seats))
    return asked


def _cover(
    group: Group,
    terms: TermsOfReference | None,
    asked: Mapping[UUID, Sequence[Required]],
    seats: Sequence[SeatSeen],
    meetings: Sequence[MeetingSeen],
) -> Cover:
    required = asked.get(terms.pk, []) if terms else []
    height = terms.seniority.order if terms and terms.seniority else None
    return Cover(
        group=group,
        terms=terms,
        at_table=seated(required, seats, height=height),
        coverage=coverage(required, meetings) if required else Coverage(None, []),
    )
