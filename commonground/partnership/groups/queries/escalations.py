"""Issues that went up: what a viewer may know of them, and of the groups that they came from and are with."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache, cached_property
from pathlib import Path
from typing import TypeVar
from uuid import UUID

from django.conf import settings
from django.db.models import Q

from commonground.foundation.kernel.errors import NotFound
from commonground.foundation.kernel.viewer import Viewer
from commonground.partnership.groups import access
from commonground.partnership.groups.formats.escalation import read_clocks
from commonground.partnership.groups.models import (
    Action,
    AgendaItem,
    Decision,
    Escalation,
    EscalationQuerySet,
    EscalationStep,
    Group,
    GroupLink,
    GroupQuerySet,
    current_on,
    known_to,
)
from commonground.partnership.groups.models.escalations import IS_BACK, IS_OPEN
from commonground.partnership.groups.rules import escalations as rules
from commonground.partnership.groups.rules import governance
from commonground.partnership.groups.rules.states import EscalationState

SHIPPED = Path(__file__).parents[1] / "packs" / "escalation.toml"
Kept = TypeVar("Kept", AgendaItem, Action)
NONE = "There is no such issue."
SOMEBODY_BELOW, SOMEBODY_ABOVE = "A group that reports here", "A group above"
IN_LIST = (  # what the list and its file say of one
    *("what", "title", "status", "is_restricted", "raised_on", "due_on", "next_step", "answered_on", "answer"),
    *("closed_on", "origin__name", "to__name", "organisation__name", "owner__name", "owner__account"),
)
WITH_ORIGIN = (EscalationState.ANSWERED, EscalationState.DECLINED, EscalationState.ACKNOWLEDGED)


def clocks() -> Sequence[rules.Clock]:
    """How long groups have, as this place says it; else as this version ships it."""
    own = Path(settings.COMMONGROUND_HOME) / "packs" / "escalation.toml"
    return _read(own, own.stat().st_mtime_ns) if own.is_file() else _read(SHIPPED, 0)


@cache
def _read(path: Path, changed_at: int) -> Sequence[rules.Clock]:
    return read_clocks(path.read_text(encoding="utf-8"))


def above(group: Group, *, on: date) -> list[UUID]:
    """Every group above one that day, the nearest first, whoever may know of them. One query."""
    links = GroupLink.objects.filter(current_on(on), kind__in=governance.UPWARDS).order_by("starts_on", "id")
    parents: dict[UUID, list[UUID]] = {}
    for below, to in links.values_list("group", "to"):
        parents.setdefault(below, []).append(to)
    return governance.above(parents, group.pk)


def to_escalate_to(group: Group, *, viewer: Viewer) -> GroupQuerySet:
    """Running groups above one that the viewer may know of. Two queries."""
    found = above(group, on=viewer.today)
    return Group.objects.visible_to(viewer).current_on(viewer.today).filter(pk__in=found)


@dataclass(frozen=True)
class EscalationSeen:
    """One escalation as a viewer may see it: of a group that they may not know of, neither name nor people."""

    row: Escalation
    on: date
    knows_origin: bool
    knows_to: bool

    @property
    def origin_name(self) -> str:
        return self.row.origin.name if self.knows_origin else SOMEBODY_BELOW

    @property
    def to_name(self) -> str:
        return self.row.to.name if self.knows_to else SOMEBODY_ABOVE

    @property
    def is_back(self) -> bool:
        """Answered or declined, and the group that it came from has not said that it knows."""
        return self.row.status in rules.CAME_BACK

    @property
    def is_open(self) -> bool:
        return self.row.status in rules.OPEN

    @property
    def knows_owner(self) -> bool:
        """Owner, next step and agenda are of the group whose turn it is: shown to whoever may know of that."""
        return self.knows_origin if self.row.status in WITH_ORIGIN else self.knows_to

    @property
    def owner_words(self) -> str:
        """Who has it now: the person where there is one, and the body."""
        if not self.knows_owner:
            return SOMEBODY_BELOW if self.row.status in WITH_ORIGIN else SOMEBODY_ABOVE
        who = [self.row.owner.name] if self.row.owner else []
        return ", ".join([*who, str(self.row.organisation)])

    @property
    def next_step(self) -> str:
        return self.row.next_step if self.knows_owner else ""

    @property
    def tag(self) -> tuple[str, str]:
        """A word and its tone."""
        return rules.standing(self.row, on=self.on)


@dataclass(frozen=True)
class AskedEscalations:
    """How a list of escalations is narrowed. `state` is open, overdue, back, over or "" for all."""

    words: str = ""
    group: str = ""
    state: str = "open"
    what: str = ""


def known(viewer: Viewer) -> EscalationQuerySet:
    """What the viewer may know of, the first due first, with whether they may know of the groups at either end."""
    found = Escalation.objects.visible_to(viewer).select_related("origin", "to", "organisation", "owner")
    return with_ends(found, viewer=viewer)


def with_ends(found: EscalationQuerySet, *, viewer: Viewer) -> EscalationQuerySet:
    """With whether the viewer may know of the groups at either end, as `seen` asks."""
    return found.annotate(knows_origin=known_to(viewer, "origin__"), knows_to=known_to(viewer, "to__"))


def narrowed(asked: AskedEscalations, *, viewer: Viewer) -> EscalationQuerySet:
    """The list as it was narrowed. Of a group that the viewer may not know of, nothing is found by its address."""
    states = {"open": IS_OPEN, "overdue": IS_OPEN & Q(due_on__lt=viewer.today), "back": IS_BACK, "over": ~IS_OPEN}
    found = known(viewer).only(*IN_LIST).filter(states.get(asked.state, Q()))
    if asked.what:
        found = found.filter(what=asked.what)
    if asked.group:
        of = Group.objects.visible_to(viewer).filter(slug=asked.group).order_by().values("pk")
        found = found.filter(Q(origin__in=of) | Q(to__in=of))
    for word in asked.words.split():
        found = found.filter(Q(title__icontains=word) | Q(words__icontains=word))
    return found


def seen(row: Escalation, *, on: date) -> EscalationSeen:
    """A row of `known`."""
    return EscalationSeen(row, on, getattr(row, "knows_origin", False), getattr(row, "knows_to", False))


@dataclass(frozen=True)
class StepSeen:
    """A step, and where it was taken as far as the viewer may know."""

    row: EscalationStep
    group: str

    @property
    def by(self) -> str:
        return f"{self.row.by}, {self.group}" if self.group else "Somebody of a group that you do not see"

    @property
    def words(self) -> str:
        return rules.WORDS[EscalationState(self.row.status)][0]


@dataclass(frozen=True)
class EscalationPage:
    """The page of one escalation: what it says, where it is, what happened, and what the viewer may do."""

    seen: EscalationSeen
    viewer: Viewer
    names: Mapping[UUID, str]
    steps_taken: Sequence[EscalationStep]
    here_origin: access.Standing
    here_to: access.Standing

    @property
    def row(self) -> Escalation:
        return self.seen.row

    @property
    def steps(self) -> list[StepSeen]:
        return [StepSeen(one, self.names.get(one.group_id, "")) for one in self.steps_taken]

    @property
    def item(self) -> AgendaItem | None:
        """What it came from, for whoever may read that in the group's own record."""
        return _readable(self.row.item, self.here_origin) if self.seen.knows_origin else None

    @property
    def action(self) -> Action | None:
        return _readable(self.row.action, self.here_origin) if self.seen.knows_origin else None

    @property
    def placed(self) -> AgendaItem | None:
        """The item at which it is taken."""
        return _readable(self.row.placed, self.here_to) if self.seen.knows_to else None

    @property
    def decision(self) -> Decision | None:
        """The decision that is its answer."""
        held = self.row.decision
        return held if held and self.seen.knows_to and _readable(held.item, self.here_to) else None

    @property
    def may_handle(self) -> bool:
        is_theirs = self.row.status in rules.AT_GROUP_ABOVE and self.seen.knows_to
        return is_theirs and access.may_handle(self.viewer, self.here_to, self.row)

    @property
    def may_receive(self) -> bool:
        """May say that the answer arrived."""
        return self.seen.is_back and self._is_of_origin

    @property
    def may_withdraw(self) -> bool:
        return self.row.status in rules.AT_GROUP_ABOVE and self._is_of_origin

    @property
    def _is_of_origin(self) -> bool:
        reads = self.here_origin.reads_restricted or not self.row.is_restricted
        return self.seen.knows_origin and reads and access.may_raise(self.here_origin)

    @cached_property
    def is_raiser(self) -> bool:
        return access.is_raiser(self.viewer, self.row)


def _readable(one: "Kept | None", here: access.Standing) -> "Kept | None":
    return one if one is not None and (here.reads_restricted or not one.is_restricted) else None


def page(escalation_id: UUID, *, viewer: Viewer) -> EscalationPage:
    """One that the viewer may know of. Raises NotFound. Five queries."""
    found = known(viewer).select_related(
        "origin__host", "to__host", "to__type", "organisation", "owner", "item__meeting", "action", "placed__meeting",
        "decision__item__meeting", "decision__recommendation",
    ).filter(pk=escalation_id).first()  # fmt: skip
    if found is None:
        raise NotFound(NONE)
    steps = list(found.steps.all())
    groups = {found.origin_id, found.to_id, *(one.group_id for one in steps)}
    names = dict(Group.objects.visible_to(viewer).filter(pk__in=groups).order_by().values_list("pk", "name"))
    return EscalationPage(
        seen(found, on=viewer.today),
        viewer,
        names,
        steps,
        access.standing(viewer, found.origin),
        access.standing(viewer, found.to),
    )


def decisions_for(page: EscalationPage) -> list[Decision]:
    """What was decided at the item at which it was taken: one of these can be its answer. One query, none where it was
    on no agenda, or at an item that the viewer may not read."""
    if page.placed is None:
        return []
    held = Decision.objects.filter(item=page.placed.pk, meeting__group=page.row.to_id)
    return list(held.select_related("recommendation", "item", "meeting"))
