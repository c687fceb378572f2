"""What became of small areas when they were drawn anew, and which larger area each is counted to by best fit."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q, Subquery

from commonground.foundation.kernel.errors import Invalid, Problem
from commonground.ground.places.models import Area, AreaChange, AreaSet, BestFit, Containment, Footprint
from commonground.ground.places.models.areas import AreaQuerySet
from commonground.ground.places.queries.areas import lies_inside
from commonground.ground.places.queries.references import area_by_reference
from commonground.ground.places.queries.steps import forming
from commonground.ground.places.rules import ChangeRow, FitRow, Kind, hanging_together, natural_order


def changes_table() -> list[ChangeRow]:
    """Every change between two sets of areas; what was kept is not among them. One query."""
    rows = AreaChange.objects.exclude(kind=Kind.UNCHANGED.value)
    rows = rows.order_by("before", "after", "former__code", "successor__code")
    keys = rows.values_list("former__code", "successor__code", "before", "after")
    return [ChangeRow(former or "", successor or "", *sets) for former, successor, *sets in keys]


def fits_table() -> list[FitRow]:
    """Every best fit. One query."""
    rows = BestFit.objects.order_by("fitted_to", "part__code", "base")
    keys = rows.values_list("part__code", "whole__code", "base", "fitted_to")
    return [FitRow(part or "", whole or "", *sets) for part, whole, *sets in keys]


def without_best_fit(within: Area | None = None) -> list[Area]:
    """Areas that no small area is counted to: of the same kind and district as those that have some, by name.

    An area of an older set is not meant: a lookup says nothing of it. One query.
    """
    fitted = BestFit.objects.values("whole")
    kinds = Area.objects.filter(pk__in=fitted).values("type")
    districts = Containment.objects.filter(part__in=fitted).values("whole")
    beside = Area.objects.filter(lies_in__whole__in=districts, type__in=kinds, valid_until=None)
    years = AreaSet.objects.filter(pk__in=BestFit.objects.values("fitted_to"), year__isnull=False).order_by("year")
    found = beside.filter(sets__year__gte=Subquery(years.values("year")[:1])).exclude(pk__in=fitted)
    if within is not None:
        found = found.filter(Q(pk=within.pk) | lies_inside(within.pk))
    return list(found.distinct())


def set_names() -> dict[str, str]:
    """Slug of each set of areas → what it is called: lsoa-2021 → Small areas (LSOA) of 2021. One query."""
    return dict(AreaSet.objects.values_list("slug", "name"))


def districts_served(within: Sequence[str] = ()) -> dict[str, Area]:
    """The official areas in the places named, or in every place that a footprint divides, with those places themselves.

    By code. Raises NotFound for a name that is none; Invalid where nothing is named and there is no footprint.
    """
    if within:
        roots = [area_by_reference(text) for text in within]
    else:
        roots = list(Area.objects.filter(pk__in=Footprint.objects.values("root")))
    if not roots:
        raise Invalid(
            "It is not known which place this site serves.",
            [Problem("There is no footprint yet.", do="Name the place with --within, by code or name.")],
        )
    inside = Q(pk__in=[root.pk for root in roots])
    inside |= lies_inside(*(root.pk for root in roots))
    return {area.code: area for area in Area.objects.filter(inside, code__isnull=False) if area.code}


@dataclass(frozen=True)
class Redrawn:
    """Areas that were drawn anew together: what there was, what there is, and the district where all lie in one."""

    kind: Kind
    formers: tuple[Area, ...]
    successors: tuple[Area, ...]
    district: Area | None


@dataclass(frozen=True)
class Counted:
    """How many former areas of a district, or of all, had each fate, and how many areas there are now."""

    name: str
    kinds: Mapping[Kind, int]
    formers: int
    successors: int


@dataclass(frozen=True)
class Redrawing:
    """What became of the small areas of a place between two sets. `redrawn` are those that were not kept."""

    before: AreaSet
    after: AreaSet
    districts: tuple[Counted, ...]
    total: Counted
    redrawn: tuple[Redrawn, ...]


def redrawings(area: Area) -> list[Redrawing]:
    """What became of the small areas in an area, or of the area itself, newest sets first. Four queries.

    A group of areas that hang together is told whole, even where one of them lies beyond the area's border.
    """
    ours = set(_within(area).values_list("pk", flat=True))
    held: dict[tuple[str, str], list[AreaChange]] = defaultdict(list)
    rows = AreaChange.objects.select_related("former", "successor", "before", "after")
    for row in rows.order_by("former__name", "successor__name"):
        held[row.before_id, row.after_id].append(row)
    districts = _districts() if held else {}
    found = [
        _redrawing(of_sets[0].before, of_sets[0].after, of_sets, ours, districts)
        for _, of_sets in sorted(held.items(), reverse=True)
    ]
    return [one for one in found if one.total.formers]


def _within(area: Area) -> AreaQuerySet:
    """The area, what lies in it, what forms it on a map, and what is counted to it by best fit."""
    roots = [area.pk, *forming(area.pk)]
    inside = Q(pk__in=roots) | Q(best_fits__whole__in=roots)
    return Area.objects.filter(inside | lies_inside(*roots))


def _redrawing(
    before: AreaSet, after: AreaSet, rows: Sequence[AreaChange], ours: set[UUID], districts: Mapping[UUID, Area]
) -> Redrawing:
    groups = hanging_together((str(row.former_id), str(row.successor_id)) for row in rows)
    by_pair = {(str(row.former_id), str(row.successor_id)): row for row in rows}
    held = [[by_pair[pair] for pair in group] for group in groups]
    here = [group for group in held if any(row.former_id in ours or row.successor_id in ours for row in group)]
    return Redrawing(
        before=before,
        after=after,
        districts=_by_district(here, districts),
        total=_counted("All", [row for group in here for row in group]),
        redrawn=tuple(sorted(_redrawn(here, districts), key=lambda one: natural_order(one.formers[0].name))),
    )


def _redrawn(groups: Sequence[Sequence[AreaChange]], districts: Mapping[UUID, Area]) -> Iterator[Redrawn]:
    for group in groups:
        kind = Kind(group[0].kind)
        if kind is not Kind.UNCHANGED:
            formers = tuple(dict.fromkeys(row.former for row in group))
            successors = tuple(dict.fromkeys(row.successor for row in group))
            lie_in = {districts.get(area.pk) for area in (*formers, *successors)}
            yield Redrawn(kind, formers, successors, lie_in.pop() if len(lie_in) == 1 else None)


def _by_district(groups: Sequence[Sequence[AreaChange]], districts: Mapping[UUID, Area]) -> tuple[Counted, ...]:
    rows: dict[str, list[AreaChange]] = defaultdict(list)
    for group in groups:
        lie_in = {districts.get(area.pk) for row in group for area in (row.former, row.successor)}
        one = lie_in.pop() if len(lie_in) == 1 else None
        rows[one.name if one else "Across districts"] += group
    return tuple(_counted(name, rows[name]) for name in sorted(rows, key=natural_order))


def _counted(name: str, rows: Sequence[AreaChange]) -> Counted:
    kinds = {row.former_id: Kind(row.kind) for row in rows}
    counted = Counter(kinds.values())
    return Counted(
        name=name,
        kinds={kind: counted[kind] for kind in Kind},
        formers=len(kinds),
        successors=len({row.successor_id for row in rows}),
    )


def _districts() -> dict[UUID, Area]:
    """Small area → the area it lies in directly; the largest kind where there are several. One query."""
    steps = Containment.objects.filter(Q(part__became__isnull=False) | Q(part__came_from__isnull=False))
    held = sorted(steps.select_related("whole__type").distinct(), key=lambda step: -step.whole.type.order)
    return {step.part_id: step.whole for step in held}
