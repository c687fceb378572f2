"""Stages of leadership development: which there are, and how far groups and the people in them are."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

from django.conf import settings

from commonground.foundation.kernel.viewer import Viewer
from commonground.partnership.groups import access
from commonground.partnership.groups.formats.development import read_stages
from commonground.partnership.groups.models import Group, Holding, OfficeHeld, StageNoted
from commonground.partnership.groups.queries.groups import group as one_group
from commonground.partnership.groups.queries.groups import groups
from commonground.partnership.groups.rules import development as rules

if TYPE_CHECKING:
    from commonground.ground.partners.models import Practitioner

SHIPPED = Path(__file__).parents[1] / "packs" / "development.toml"
Noted = Mapping[tuple[UUID | None, str], StageNoted]  # the latest by person (none for the group) and stage


def stages() -> Sequence[rules.Stage]:
    """The stages of this place; else those of this version."""
    own = Path(settings.COMMONGROUND_HOME) / "packs" / "development.toml"
    return _read(own, own.stat().st_mtime_ns) if own.is_file() else _read(SHIPPED, 0)


@cache
def _read(path: Path, changed_at: int) -> Sequence[rules.Stage]:
    return read_stages(path.read_text(encoding="utf-8"))


@dataclass(frozen=True)
class Row:
    """A group or somebody in it, and the latest note of each stage, None where there is none."""

    name: str
    noted: Sequence[StageNoted | None]
    address: str = ""


@dataclass(frozen=True)
class GroupDevelopment:
    """One group: its stages, how far it is, and how far its people are, for whoever may read their names."""

    group: Group
    stages: Sequence[rules.Stage]
    own: Sequence[StageNoted | None]
    people: Sequence[Row]
    named: "Sequence[Practitioner]"
    here: access.Standing

    @property
    def pairs(self) -> list[tuple[rules.Stage, StageNoted | None]]:
        return list(zip(self.stages, self.own, strict=True))


def of_group(slug: str, *, viewer: Viewer) -> GroupDevelopment:
    """Raises NotFound. Four queries."""
    found = one_group(slug, viewer=viewer)
    here = access.remembered(viewer, found)
    kept = rules.stages_for(stages(), found.type_id)
    noted = _latest(StageNoted.objects.filter(group=found))
    naming = access.Naming(viewer, here)
    people = [one for one in people_in(found, on=viewer.today) if naming.may_name(one)] if kept else []
    return GroupDevelopment(
        found,
        kept,
        [noted.get((None, stage.slug)) for stage in kept],
        [Row(one.name, [noted.get((one.pk, stage.slug)) for stage in kept]) for one in people],
        people,
        here,
    )


@dataclass(frozen=True)
class Development:
    """Every group that goes through the same stages."""

    stages: Sequence[rules.Stage]
    rows: Sequence[Row]


def of_groups(viewer: Viewer) -> list[Development]:
    """Running groups with stages that the viewer may know of, those with the same stages together. Two queries."""
    kinds = {kind for stage in stages() for kind in stage.kinds}
    running = list(groups(viewer).current_on(viewer.today).filter(type__in=kinds))
    noted: dict[UUID, dict[tuple[UUID | None, str], StageNoted]] = {}
    for one in StageNoted.objects.filter(group__in=[held.pk for held in running], practitioner=None):
        noted.setdefault(one.group_id, {})[(None, one.stage)] = one
    tables: dict[tuple[str, ...], list[Group]] = {}
    for held in running:
        tables.setdefault(tuple(stage.slug for stage in rules.stages_for(stages(), held.type_id)), []).append(held)
    by_slug = {stage.slug: stage for stage in stages()}
    return [
        Development(
            [by_slug[slug] for slug in slugs],
            [Row(one.name, [noted.get(one.pk, {}).get((None, slug)) for slug in slugs], one.slug) for one in those],
        )
        for slugs, those in tables.items()
    ]


def people_in(group: Group, *, on: date) -> "list[Practitioner]":
    """Holders, deputies and officers of that day, by name, once each. Two queries."""
    held = Holding.objects.current_on(on).filter(seat__group=group).select_related("practitioner")
    offices = OfficeHeld.objects.current_on(on).filter(group=group).select_related("practitioner")
    people = {one.pk: one for one in [*(row.practitioner for row in held), *(row.practitioner for row in offices)]}
    return sorted(people.values(), key=lambda one: one.name.casefold())


def is_in(group: Group, practitioner: "Practitioner", *, on: date) -> bool:
    """On a seat or in an office that day."""
    return practitioner in people_in(group, on=on)


def _latest(rows: Iterable[StageNoted]) -> Noted:
    return {(one.practitioner_id, one.stage): one for one in rows}
