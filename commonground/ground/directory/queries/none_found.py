"""What people did not find, as it is told: counts of whole quarters, never a small one (S3)."""

import tomllib
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db.models import Sum

from commonground.foundation.kernel.viewer import Viewer
from commonground.ground.directory import access
from commonground.ground.directory.models import CountedWeek, Gap, NoneFound
from commonground.ground.directory.queries.needs import needs
from commonground.ground.directory.queries.words import PACKS, Word
from commonground.ground.directory.rules import none_found as rules
from commonground.ground.places import queries as places

if TYPE_CHECKING:
    from commonground.ground.places.models import Area


@dataclass(frozen=True)
class Band:
    """Ages in whole years, both ends included; none of them for every age."""

    code: str
    name: str
    youngest: int | None = None
    oldest: int | None = None

    def holds(self, age: int) -> bool:
        return self.youngest is not None and self.meets(age, age)

    def meets(self, youngest: int, oldest: int) -> bool:
        """Whether they have an age in common; every age has."""
        if self.youngest is None or self.oldest is None:
            return True
        return self.youngest <= oldest and youngest <= self.oldest


@dataclass(frozen=True)
class Outcome:
    """How a gap can end. With `acts` something has changed for families."""

    code: str
    name: str
    acts: bool


@dataclass(frozen=True)
class SayingPolicy:
    """Numbers of packs/none_found.toml."""

    fewest_told: int
    most_a_week: int
    most_a_minute: int
    again_days: int
    area_types: tuple[str, ...]


@dataclass(frozen=True)
class Where:
    """An area as a list names it."""

    id: UUID
    slug: str
    name: str


@dataclass(frozen=True)
class Place:
    """A need in an area."""

    need: str
    area: Where


@dataclass(frozen=True)
class Said:
    """A need in an area that was said often enough. `finished` is the count of the last whole quarter, None where that
    is not told; `is_running`: also this quarter so far. `bands` and `whys` are what was said often enough of it."""

    need: Word
    area: Where
    finished: int | None
    is_running: bool
    bands: tuple[str, ...]
    whys: tuple[str, ...]


@dataclass(frozen=True)
class SaidPage:
    """All that is told of what was not found, the most first."""

    said: tuple[Said, ...]
    finished: rules.Window
    running: rules.Window
    fewest: int


def bands() -> dict[str, Band]:
    """Ages by code, as they are said."""
    return {one["code"]: Band(**one) for one in _read()["band"]}


def whys() -> dict[str, Word]:
    """Why nothing was found, by code."""
    return {one["code"]: Word(**one) for one in _read()["why"]}


def outcomes() -> dict[str, Outcome]:
    """How gaps end, by code."""
    return {one["code"]: Outcome(**one) for one in _read()["outcome"]}


def saying_policy() -> SayingPolicy:
    """When a number is told, and how often something is counted."""
    held = _read()
    numbers = {name: int(held[name]) for name in ("fewest_told", "most_a_week", "most_a_minute", "again_days")}
    return SayingPolicy(**numbers, area_types=tuple(held["area_types"]))


def areas_to_say(
    *, on: date, choices: "Sequence[places.AreaChoices] | None" = None
) -> list[tuple[str, tuple["Area", ...]]]:
    """Areas that can be named, none smaller than a locality: those of maps in force, and the places they divide. Two
    queries; one where a page has the choices already."""
    allowed, found = saying_policy().area_types, []
    for choice in places.area_choices(on=on) if choices is None else choices:
        large = tuple(area for area in choice.areas if area.type_id in allowed)
        if large:
            found.append((choice.label, large))
    roots = tuple(area for area in places.divided_areas() if area.type_id in allowed)
    return [*found, ("The whole place", roots)] if roots else found


def area_to_say(area: "Area | None", choices: Iterable[tuple[str, tuple["Area", ...]]], *, on: date) -> "Area | None":
    """The choice that an area is, or lies in: a postcode’s district becomes its locality. Two queries."""
    if area is None:
        return None
    listed = [one for _, areas in choices for one in areas]
    if area in listed:
        return area
    around = places.reach(area, on=on).around
    return next((one for one in listed if one.pk in around), None)


def said_page(viewer: Viewer) -> SaidPage:
    """What was said often enough to be told. Raises Refused. Three queries."""
    access.check_can_read_gaps(viewer)
    finished, running = rules.finished_quarter(viewer.today), rules.running_quarter(viewer.today)
    fewest = saying_policy().fewest_told
    whole, so_far = _counts(finished), _counts(running)
    often = [place for place in {**whole, **so_far} if any(_sum(one, place) >= fewest for one in (whole, so_far))]
    rows = [_said(place, whole, so_far, fewest) for place in often if place.need in needs()]
    order = sorted(rows, key=lambda one: (-(one.finished or 0), one.need.name, one.area.name))
    return SaidPage(tuple(order), finished, running, fewest)


Counts = Mapping[Place, Sequence[tuple[str, str, int]]]


def _counts(window: rules.Window) -> Counts:
    """Need and area → band, why and count. One query."""
    rows = NoneFound.objects.filter(week__gte=window.first, week__lt=window.end).order_by()
    found: dict[Place, list[tuple[str, str, int]]] = defaultdict(list)
    for one in rows.values("need", "area", "area__slug", "area__name", "band", "why").annotate(said=Sum("count")):
        place = Place(one["need"], Where(one["area"], one["area__slug"], one["area__name"]))
        found[place].append((one["band"], one["why"], one["said"]))
    return found


def _sum(counts: Counts, place: Place) -> int:
    return sum(count for _, _, count in counts.get(place, ()))


def _said(place: Place, whole: Counts, so_far: Counts, fewest: int) -> Said:
    """Of one window only, so that nothing is added up over both: the running one where that is enough by itself."""
    is_running = _sum(so_far, place) >= fewest
    rows = (so_far if is_running else whole)[place]
    often_bands = rules.often(rules.added((band, count) for band, _, count in rows), fewest)
    often_whys = rules.often(rules.added((why, count) for _, why, count in rows), fewest)
    known, reasons = bands(), whys()
    return Said(
        needs()[place.need], place.area, rules.told(_sum(whole, place), fewest), is_running,
        tuple(known[code].name for code in often_bands if code in known),
        tuple(reasons[code].name for code in often_whys if code in reasons),
    )  # fmt: skip


def said_since(gap: Gap, *, on: date) -> int:
    """How often what a gap is about was said in whole weeks after it was closed. For rules; it is not told as it is."""
    weeks = NoneFound.objects.filter(week__gt=gap.closed_on, week__lt=rules.weeks_over(on))
    weeks = weeks.filter(need=gap.need, area=gap.area_id)
    if bands()[gap.band].youngest is not None:
        weeks = weeks.filter(band=gap.band)
    return int(weeks.aggregate(said=Sum("count"))["said"] or 0)


def weeks_to_count(*, on: date) -> list[date]:
    """Weeks that are over and not closed yet."""
    over = NoneFound.objects.filter(week__lt=rules.weeks_over(on)).order_by("week")
    closed = CountedWeek.objects.values("week")
    return list(over.exclude(week__in=closed).values_list("week", flat=True).distinct())


@cache
def _read() -> dict[str, Any]:
    return tomllib.loads((PACKS / "none_found.toml").read_text(encoding="utf-8"))
