"""The areas of a draft. They belong to their draft alone, so they may change; `settle` makes them areas for ever."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from uuid import UUID

from commonground.ground.places import queries, rules
from commonground.ground.places.models import Area, AreaMembership, FootprintLevel, FootprintVersion
from commonground.ground.places.rules import Placing


def copy_memberships(source: FootprintVersion, draft: FootprintVersion) -> None:
    """Give a new draft the same parts in areas of its own."""
    rows = list(
        AreaMembership.objects.filter(version=source).select_related("whole", "level").order_by("-level__order")
    )
    copies: dict[tuple[UUID, UUID], Area] = {}
    for row in rows:
        copies.setdefault((row.level_id, row.whole_id), _draft_area(row.level, row.whole.name))
    Area.objects.bulk_create(copies.values())
    finer = {level.pk: queries.level_below(draft.footprint, level) for level in {row.level for row in rows}}
    AreaMembership.objects.bulk_create(
        AreaMembership(
            version=draft,
            level_id=row.level_id,
            part_id=_copied(copies, finer[row.level_id], row.part_id),
            whole=copies[row.level_id, row.whole_id],
        )
        for row in rows
    )


def place(
    *, version: FootprintVersion, level: FootprintLevel, placings: Sequence[Placing], renamed: Mapping[str, str]
) -> None:
    """Make the memberships of one level exactly these. Areas that nothing is placed in any more go."""
    rows = AreaMembership.objects.filter(version=version, level=level)
    before = {renamed.get(area.name, area.name): area for area in Area.objects.filter(members__in=rows).distinct()}
    wholes = {name: before.get(name) or _draft_area(level, name) for name in {placing.whole for placing in placings}}
    _keep(wholes, before)
    rows.delete()
    parts = queries.areas_by_key(placing.part for placing in placings)
    AreaMembership.objects.bulk_create(
        AreaMembership(version=version, level=level, part=parts[placing.part], whole=wholes[placing.whole])
        for placing in placings
    )
    unused = [area.pk for name, area in before.items() if name not in wholes]
    AreaMembership.objects.filter(version=version, part__in=unused).delete()
    Area.objects.filter(pk__in=unused, is_draft=True).delete()


def settle(version: FootprintVersion) -> None:
    """Make the areas of a draft areas for ever, each with an address of its own.

    A locality that is one area of the same name is that area. One that an earlier version of the footprint has
    with the same name and the same ground is that one. Every other is new, and never changes again.
    """
    known, ground = queries.grounds_of(version.footprint), queries.ground_of(version)
    names = {name for name, _ in known}
    taken = set(Area.objects.values_list("slug", flat=True))
    rows = list(version.memberships.select_related("level", "part", "whole").order_by("-level__order"))
    became: dict[Area, Area] = {}  # the parts of a level are the wholes of the one below, which comes first
    for whole, held in _by_whole(rows).items():
        parts = [became.get(row.part, row.part) for row in held]
        alone = parts[0] if len(parts) == 1 and parts[0].name == whole.name else None
        same = alone or known.get((whole.name, ground[whole.key]))
        if same is None:
            year = str(version.valid_from.year) if version.valid_from else version.slug
            qualifier = year if whole.name in names else held[0].level.name
            _name_for_ever(whole, qualifier=qualifier, taken=taken)
        became[whole] = same or whole
    for row in rows:
        row.part, row.whole = became.get(row.part, row.part), became[row.whole]
    AreaMembership.objects.bulk_update(rows, ["part", "whole"])
    Area.objects.bulk_update([area for draft, area in became.items() if area == draft], ["slug", "is_draft"])
    Area.objects.filter(pk__in=[draft.pk for draft, area in became.items() if area != draft]).delete()


def _by_whole(rows: Sequence[AreaMembership]) -> dict[Area, list[AreaMembership]]:
    held: dict[Area, list[AreaMembership]] = defaultdict(list)
    for row in rows:
        held[row.whole].append(row)
    return held


def _name_for_ever(area: Area, *, qualifier: str, taken: set[str]) -> None:
    candidates = rules.slug_candidates(area.name, qualifier)
    area.slug = next(candidate for candidate in candidates if candidate not in taken)
    area.is_draft = False
    taken.add(area.slug)


def _draft_area(level: FootprintLevel, name: str) -> Area:
    area = Area(
        name=name,
        search_name=rules.search_form(name),
        type_id=level.type_id,
        footprint_id=level.footprint_id,
        is_draft=True,
    )
    area.slug = f"draft-{area.pk}"
    return area


def _keep(wholes: Mapping[str, Area], before: Mapping[str, Area]) -> None:
    kept = [area for name, area in wholes.items() if name in before]
    for name, area in wholes.items():
        area.name, area.search_name = name, rules.search_form(name)
    Area.objects.bulk_update(kept, ["name", "search_name"])
    Area.objects.bulk_create(area for name, area in wholes.items() if name not in before)


def _copied(copies: Mapping[tuple[UUID, UUID], Area], level_below: FootprintLevel | None, part_id: UUID) -> UUID:
    if level_below is None:
        return part_id
    return copies[level_below.pk, part_id].pk
