"""The register of groups: narrowed, searched with slips, by area; and which areas have a group (M19, P4, P6)."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from django.db.models import OuterRef, Prefetch, Q, Subquery

from commonground.foundation.kernel.viewer import Viewer
from commonground.ground.evidence.rules import finding
from commonground.ground.places import queries as places
from commonground.partnership.groups.models import Group, GroupArea, GroupQuerySet, GroupType, Meeting, current_on
from commonground.partnership.groups.queries.groups import groups
from commonground.partnership.groups.rules.states import MeetingState

if TYPE_CHECKING:
    from commonground.ground.places.models import Area

TO_COME = (MeetingState.PLANNED, MeetingState.PUBLISHED)


@dataclass(frozen=True)
class AskedGroups:
    """What the address of the register asks for; empty asks for every running group."""

    words: str = ""
    type: str = ""
    openness: str = ""
    place: "Area | None" = None
    ended: str = ""  # "too": also those that are no more; "only": nothing else


@dataclass(frozen=True)
class RegisterPage:
    """The groups that fit, the best first where words were given; words that were read as others."""

    asked: AskedGroups
    listed: Sequence[Group]
    in_all: int
    read_as: Sequence[tuple[str, Sequence[str]]]


def register(asked: AskedGroups, *, viewer: Viewer) -> RegisterPage:
    """Four queries at most: groups with their next meeting, areas, and surroundings of the place asked for."""
    everything = _with_next_meeting(groups(viewer), viewer)
    running = current_on(viewer.today) | Q(starts_on__gt=viewer.today)
    if asked.ended == "only":
        everything = everything.filter(ends_on__lte=viewer.today)
    elif asked.ended != "too":
        everything = everything.filter(running)
    held = list(everything.prefetch_related(_areas_on(viewer.today)))
    found = find(asked.words, held)
    near = places.touching(asked.place) if asked.place else frozenset()
    kept = [one for one in _in_order(held, found, asked.words) if _fits(one, asked, near)]
    return RegisterPage(asked, kept, len(held), found.read_as)


def _fits(group: Group, asked: AskedGroups, near: Collection[UUID]) -> bool:
    return (
        (not asked.type or group.type_id == asked.type)
        and (not asked.openness or group.openness == asked.openness)
        and (asked.place is None or any(row.area_id in near for row in areas_now(group)))
    )


def areas_now(group: Group) -> list[GroupArea]:
    """The areas of a listed group on the day of the list."""
    return list(getattr(group, "on_day", ()))


def _areas_on(day: date) -> "Prefetch[str]":
    rows = GroupArea.objects.filter(current_on(day)).select_related("area")
    return Prefetch("areas", queryset=rows, to_attr="on_day")


def _with_next_meeting(listed: GroupQuerySet, viewer: Viewer) -> GroupQuerySet:
    # looked up for each group: joined, all meetings of all groups would be read to find the first to come
    coming = Meeting.objects.filter(group=OuterRef("pk"), status__in=TO_COME, starts_at__gte=viewer.now)
    return listed.annotate(next_at=Subquery(coming.order_by("starts_at").values("starts_at")[:1]))


def find(words: str, listed: Iterable[Group]) -> finding.Found:
    """Slugs of groups that say every word, slips forgiven. Only groups given here are looked at: what a viewer may not
    know of puts no slip right."""
    texts = [
        finding.Text(
            one.slug,
            {"name": one.name, "alias": one.also or one.name, "theme": one.type.name, "definition": one.about},
        )
        for one in listed
    ]
    return finding.find(words, texts) if words.strip() else finding.Found(())


def _in_order(held: Sequence[Group], found: finding.Found, words: str) -> list[Group]:
    by_slug = {one.slug: one for one in held}
    return [by_slug[slug] for slug in found.slugs] if words.strip() else list(held)


def search(viewer: Viewer, text: str) -> list[Group]:
    """Groups of every time that the viewer may know of and that say every word of `text`. One query."""
    if not text.strip():
        return []
    held = list(groups(viewer))
    return _in_order(held, find(text, held), text)


@dataclass(frozen=True)
class GroupHere:
    """A group that works for an area, or for one that it shares ground with, with its next meeting."""

    group: Group
    areas: Sequence["Area"]
    next_meeting: Meeting | None


def groups_here(viewer: Viewer, area: "Area") -> list[GroupHere]:
    """Running groups the viewer may know of that work for ground of this area. One query where there is none at all,
    else three, and once for each area the steps that lead to what it shares ground with."""
    running = groups(viewer).current_on(viewer.today).order_by()
    rows = list(
        GroupArea.objects.filter(current_on(viewer.today), group__in=running)
        .select_related("area", "group__type")
        .order_by("group__name", "area__name")
    )
    near = places.touching(area) if rows else frozenset()
    held: dict[Group, list[Area]] = defaultdict(list)
    for row in rows:
        if row.area_id in near:
            held[row.group].append(row.area)
    coming = _next_meetings(held, viewer) if held else {}
    return [GroupHere(group, areas, coming.get(group.pk)) for group, areas in held.items()]


def _next_meetings(held: Iterable[Group], viewer: Viewer) -> dict[UUID, Meeting]:
    """The next meeting of each group that has one."""
    rows = Meeting.objects.filter(status__in=TO_COME, starts_at__gte=viewer.now, group__in=list(held))
    return {one.group_id: one for one in rows.order_by("-starts_at")}


@dataclass(frozen=True)
class AreaCovered:
    """An area of the place with the groups of a kind that work for all of it, and those that work for a part."""

    area: "Area"
    whole: Sequence[Group]
    partly: Sequence[Group]


def areas_covered(viewer: Viewer, *, type: str, parts: Sequence["Area"]) -> list[AreaCovered]:  # noqa: A002 as the field
    """Each of these areas once, with the running groups of a kind that work for it (P4)."""
    rows = GroupArea.objects.filter(
        current_on(viewer.today), group__in=groups(viewer).current_on(viewer.today).filter(type=type).order_by()
    ).select_related("group")
    by_area: dict[UUID, list[Group]] = defaultdict(list)
    for row in rows:
        by_area[row.area_id].append(row.group)
    within, near = places.inside(list(by_area)), places.touching_each(parts)
    return [_covered(part, by_area, within, near[part.pk]) for part in parts]


def _covered(
    part: "Area", by_area: dict[UUID, list[Group]], within: dict[UUID, frozenset[UUID]], near: Collection[UUID]
) -> AreaCovered:
    whole = {one.pk: one for area, held in by_area.items() if part.pk in within.get(area, {area}) for one in held}
    partly = {one.pk: one for area, held in by_area.items() if area in near for one in held if one.pk not in whole}
    return AreaCovered(part, list(whole.values()), list(partly.values()))


def types_in_use(viewer: Viewer) -> list[GroupType]:
    """Kinds of which the viewer may know of a group. One query."""
    return list(GroupType.objects.filter(groups__in=groups(viewer).order_by()).distinct())
