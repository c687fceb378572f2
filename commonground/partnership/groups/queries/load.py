"""What groups ask of people and bodies, as far as the viewer may know of groups: seats, clashes, doubles, hours."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.conf import settings
from django.db.models import Count, FilteredRelation, Q, QuerySet

from commonground.foundation.kernel.errors import NotFound, Refused
from commonground.foundation.kernel.viewer import ENGLAND, Viewer
from commonground.partnership.groups.formats.costs import read_costs
from commonground.partnership.groups.models import Group, Holding, Meeting, OfficeHeld, Tabling
from commonground.partnership.groups.queries.clashes import STANDS, WITH_A_DIARY
from commonground.partnership.groups.rules import load as rules
from commonground.partnership.groups.rules.load import Advice, GroupAsks, HourlyCost, Sitting, Suggestion
from commonground.partnership.groups.rules.states import TermsState
from commonground.partnership.groups.rules.words import AT_THE_TABLE, Part

if TYPE_CHECKING:
    from commonground.ground.partners.models import Practitioner

YEAR = timedelta(days=365)
SHIPPED = Path(__file__).parents[1] / "packs" / "costs.toml"
Pair = tuple[UUID, UUID]


def hourly_costs() -> Mapping[str, HourlyCost]:
    """What an hour costs by seniority, as this place says it; else as this version ships it."""
    own = Path(settings.COMMONGROUND_HOME) / "packs" / "costs.toml"
    return _read(own, own.stat().st_mtime_ns) if own.is_file() else _read(SHIPPED, 0)


@cache
def _read(path: Path, changed_at: int) -> Mapping[str, HourlyCost]:
    return read_costs(path.read_text(encoding="utf-8"))


def asks(viewer: Viewer) -> dict[UUID, GroupAsks]:
    """Running groups that the viewer may know of, with what their terms ask. One query."""
    running = Group.objects.visible_to(viewer).current_on(viewer.today)
    agreed = FilteredRelation("terms", condition=Q(terms__status=TermsState.AGREED))
    asked = running.annotate(agreed=agreed).values_list(
        "pk", "slug", "name", "type", "agreed__meetings_a_year", "agreed__minutes_long"
    )
    return {
        pk: GroupAsks(pk, slug, name, kind, a_year, minutes or 0) for pk, slug, name, kind, a_year, minutes in asked
    }


def seated(groups: Collection[UUID], viewer: Viewer) -> QuerySet[Holding]:
    """Seats at the table of these groups today, with whoever holds them."""
    held = Holding.objects.current_on(viewer.today).filter(seat__group__in=groups, part=Part.HOLDER)
    return held.filter(mode__in=AT_THE_TABLE).order_by()


def coming(groups: Collection[UUID], viewer: Viewer) -> list[Sitting]:
    """Meetings of these groups in the year to come. One query."""
    rows = Meeting.objects.filter(
        group__in=groups, status__in=STANDS, starts_at__gte=viewer.now, starts_at__lt=viewer.now + YEAR
    )
    return [Sitting(*one) for one in rows.order_by().values_list("starts_at", "ends_at", "group", "key")]


@dataclass(frozen=True)
class PaperTwice:
    """A paper that went to several groups, by its title and their ids."""

    id: UUID
    title: str
    groups: frozenset[UUID]


def papers_shared(groups: Collection[UUID], viewer: Viewer) -> list[PaperTwice]:
    """Papers that went out to two of these groups or more since a year ago, without what is restricted. One query."""
    went_out = Tabling.objects.filter(
        issue__isnull=False,
        item__is_restricted=False,
        paper__is_restricted=False,
        item__meeting__group__in=groups,
        item__meeting__starts_at__gte=viewer.now - YEAR,
    ).order_by()
    several = went_out.values("paper").annotate(reached=Count("item__meeting__group", distinct=True))
    rows = went_out.filter(paper__in=several.filter(reached__gte=2).values("paper"))
    found: dict[tuple[UUID, str], set[UUID]] = defaultdict(set)
    for paper, title, group in rows.values_list("paper", "paper__title", "item__meeting__group").distinct():
        found[paper, title].add(group)
    made = [PaperTwice(paper, title, frozenset(reached)) for (paper, title), reached in found.items()]
    return sorted(made, key=lambda one: (-len(one.groups), one.title))


@dataclass(frozen=True)
class SeatHeld:
    """One way in which somebody is in a group: a seat, a deputy's place or an office."""

    asks: GroupAsks
    what: str
    how: str
    counts: bool  # is expected at every meeting


@dataclass(frozen=True)
class MeetsItself:
    """Two meetings of somebody at the same time."""

    first: Sitting
    second: Sitting
    groups: tuple[GroupAsks, GroupAsks]


@dataclass(frozen=True)
class Advised:
    """A suggestion with its two groups, and the seat it is about where it is about one."""

    made: Suggestion
    first: GroupAsks
    second: GroupAsks
    holding: UUID | None = None

    @property
    def is_delegate(self) -> bool:
        return self.made.advice is Advice.DELEGATE

    @property
    def is_merge(self) -> bool:
        return self.made.advice is Advice.MERGE


@dataclass(frozen=True)
class PersonLoad:
    """What groups ask of one person a year."""

    practitioner: "Practitioner | None"
    seats: Sequence[SeatHeld]
    clashes: Sequence[MeetsItself]
    papers: Sequence[tuple[PaperTwice, Sequence[GroupAsks]]]
    advice: Sequence[Advised]

    @property
    def groups(self) -> list[GroupAsks]:
        """Groups whose every meeting the person is expected at, each once."""
        return list({one.asks.id: one.asks for one in self.seats if one.counts}.values())

    @property
    def meetings(self) -> int:
        return sum(one.meetings or 0 for one in self.groups)

    @property
    def hours(self) -> object:
        return rules.hours(sum(one.minutes_a_year for one in self.groups))

    @property
    def without_terms(self) -> list[GroupAsks]:
        return [one for one in self.groups if one.meetings is None]


def my_load(viewer: Viewer) -> PersonLoad:
    """The viewer's own load. Five queries."""
    found = _load({"practitioner__account": viewer.id}, viewer) if viewer.id else PersonLoad(None, (), (), (), ())
    return replace(found, practitioner=None)


def load_of(practitioner_id: UUID, *, viewer: Viewer) -> PersonLoad:
    """That of somebody the viewer may look up, of groups that the viewer may know of. Raises NotFound."""
    check_can_see_people(viewer)
    people: Any = Holding._meta.get_field("practitioner").related_model
    known = people.objects.visible_to(viewer).order_by().values("pk")
    found = _load({"practitioner": practitioner_id, "practitioner__in": known}, viewer)
    if not found.seats:
        raise NotFound("There is no such person in a group.")
    return found


def check_can_see_people(viewer: Viewer) -> None:
    """Whoever keeps groups and may look people up."""
    if not (viewer.may("groups.keep") and viewer.may("partners.look-up")):
        raise Refused("What groups ask of other people is for those who keep groups. Your own load is on your page.")


def _load(who: Mapping[str, object], viewer: Viewer) -> PersonLoad:
    known = asks(viewer)
    held = Holding.objects.current_on(viewer.today).filter(**who, seat__group__in=known)
    rows = list(held.select_related("seat", "practitioner").order_by("seat__group__name", "-part"))
    in_office = OfficeHeld.objects.current_on(viewer.today).filter(**who, group__in=known)
    offices = list(in_office.select_related("practitioner").order_by("group__name", "office"))
    seats = [
        *(_as_seat(one, known) for one in rows),
        *(
            SeatHeld(known[one.group_id], one.get_office_display(), "In office", one.office in WITH_A_DIARY)
            for one in offices
        ),
    ]
    expected = {one.asks.id for one in seats if one.counts}
    pairs = rules.clashes(coming(expected, viewer))
    at_table = {one.seat.group_id: one for one in rows if one.part == Part.HOLDER and one.mode in AT_THE_TABLE}
    clashing = {_pair(first.group, second.group) for first, second in pairs}
    made = rules.of_person([known[one] for one in at_table], clashing)
    return PersonLoad(
        rows[0].practitioner if rows else offices[0].practitioner if offices else None,
        seats,
        [MeetsItself(one, two, (known[one.group], known[two.group])) for one, two in pairs],
        [(one, _named(one.groups, known)) for one in papers_shared({one.asks.id for one in seats}, viewer)],
        [Advised(one, known[one.first], known[one.second], at_table[one.first].pk) for one in made],
    )


def _as_seat(one: Holding, known: Mapping[UUID, GroupAsks]) -> SeatHeld:
    is_holder = one.part == Part.HOLDER
    how = one.get_mode_display() if is_holder else one.get_part_display()
    return SeatHeld(known[one.seat.group_id], one.seat.title, how, is_holder and one.mode in AT_THE_TABLE)


def _named(groups: Iterable[UUID], known: Mapping[UUID, GroupAsks]) -> list[GroupAsks]:
    return sorted((known[one] for one in groups), key=lambda one: one.name)


def _pair(first: UUID, second: UUID) -> Pair:
    return (min(first, second), max(first, second))


@dataclass(frozen=True)
class OfPerson:
    """One row of the page of people."""

    id: UUID
    practitioner: "Practitioner"
    groups: Sequence[GroupAsks]
    clashes: int
    papers: int

    @property
    def meetings(self) -> int:
        return sum(one.meetings or 0 for one in self.groups)

    @property
    def hours(self) -> object:
        return rules.hours(sum(one.minutes_a_year for one in self.groups))


def busy_people(viewer: Viewer) -> list[UUID]:
    """Ids of people in post at the table of two groups or more, those on most groups first. One query."""
    check_can_see_people(viewer)
    known = Group.objects.visible_to(viewer).current_on(viewer.today).order_by().values("pk")
    held = Holding.objects.current_on(viewer.today).filter(
        seat__group__in=known, part=Part.HOLDER, mode__in=AT_THE_TABLE
    )
    still = held.exclude(practitioner__left_on__lte=viewer.today)
    counted = still.order_by().values("practitioner").annotate(groups=Count("seat__group", distinct=True))
    several = counted.filter(groups__gte=2).order_by("-groups", "practitioner__name", "practitioner")
    return [one["practitioner"] for one in several]


def people_of_page(ids: Sequence[UUID], *, viewer: Viewer) -> list[OfPerson]:
    """The rows of these people, in their order. Five queries."""
    known = asks(viewer)
    held: dict[UUID, dict[UUID, Holding]] = defaultdict(dict)
    for one in seated(known, viewer).filter(practitioner__in=ids).select_related("practitioner", "seat"):
        held[one.practitioner_id][one.seat.group_id] = one
    theirs = {group for rows in held.values() for group in rows}
    times: dict[Pair, int] = defaultdict(int)
    for first, second in rules.clashes(coming(theirs, viewer)):
        times[_pair(first.group, second.group)] += 1
    papers = papers_shared(theirs, viewer)
    return [
        OfPerson(
            person,
            next(iter(held[person].values())).practitioner,
            _named(held[person], known),
            sum(count for pair, count in times.items() if set(pair) <= held[person].keys()),
            sum(1 for one in papers if len(one.groups & held[person].keys()) > 1),
        )
        for person in ids
        if person in held
    ]


def days_apart(sittings: Iterable[Sitting]) -> dict[UUID, set[object]]:
    """Days on which each group meets in the year to come."""
    days: dict[UUID, set[object]] = defaultdict(set)
    for one in sittings:
        days[one.group].add(one.starts_at.astimezone(ENGLAND).date())
    return days
