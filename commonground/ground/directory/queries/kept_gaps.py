"""Gaps that somebody works on, for those who work in the partnership (S4)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from commonground.foundation.kernel.errors import NotFound
from commonground.foundation.kernel.viewer import Viewer
from commonground.ground.directory import access
from commonground.ground.directory.models import Gap, GapNote, GapQuerySet
from commonground.ground.directory.queries.needs import needs
from commonground.ground.directory.queries.none_found import Said, SaidPage, bands, outcomes, said_page
from commonground.ground.directory.rules.kept_gaps import GapState
from commonground.ground.places.queries import Reach

CLOSED_SHOWN = 50


@dataclass(frozen=True)
class KeptGap:
    """A gap as it is shown, with its words."""

    gap: Gap
    need: str
    band: str
    outcome: str
    is_overdue: bool

    def concerns(self, youngest: int, oldest: int) -> bool:
        """Whether it is about an age of these; one whose band the packs no longer have is about every age."""
        band = bands().get(self.gap.band)
        return band is None or band.meets(youngest, oldest)

    @property
    def title(self) -> str:
        return gap_name(self.gap)


@dataclass(frozen=True)
class GapRegister:
    """What is worked on, what was, and what was said often with the open gap of it, where there is one."""

    open: tuple[KeptGap, ...]
    closed: tuple[KeptGap, ...]
    said: SaidPage
    open_of: Mapping[tuple[str, UUID], KeptGap]
    may_keep: bool

    @property
    def lines(self) -> list[tuple[Said, KeptGap | None]]:
        return [(one, self.open_of.get((one.need.code, one.area.id))) for one in self.said.said]


@dataclass(frozen=True)
class KeptGapPage:
    """One gap with its history and what the viewer may do with it."""

    kept: KeptGap
    notes: Sequence[GapNote]
    may_keep: bool
    may_answer: bool


def gap_register(viewer: Viewer) -> GapRegister:
    """Raises Refused. Five queries."""
    said = said_page(viewer)
    held = Gap.objects.visible_to(viewer).select_related("area", "owner")
    opened = _shown(held.open().order_by("due_on", "pk"), viewer)
    ended = _shown(held.filter(status=GapState.CLOSED).order_by("-closed_on", "pk")[:CLOSED_SHOWN], viewer)
    open_of = {(one.gap.need, one.gap.area_id): one for one in reversed(opened)}
    return GapRegister(tuple(opened), tuple(ended), said, open_of, viewer.may("directory.keep-gaps"))


def has_gaps() -> bool:
    """Whether anything was ever said to be missing. One query."""
    return Gap.objects.exists()


def kept_gap(gap_id: UUID, *, viewer: Viewer) -> Gap:
    """Raises NotFound, also for whoever may not read gaps."""
    found = Gap.objects.visible_to(viewer).select_related("area", "owner").filter(pk=gap_id).first()
    if found is None:
        raise NotFound("There is no such gap.")
    return found


def kept_gap_page(gap_id: UUID, *, viewer: Viewer) -> KeptGapPage:
    """Raises NotFound. Two queries."""
    found = kept_gap(gap_id, viewer=viewer)
    may_answer = access.may_answer_gap(viewer, found)
    return KeptGapPage(
        as_kept(found, viewer), list(found.notes.all()), viewer.may("directory.keep-gaps"), may_answer
    )  # fmt: skip


def gaps_by_area(among: Mapping[str, Reach], *, viewer: Viewer) -> dict[tuple[str, str], list[KeptGap]]:
    """Need and area key → open gaps of that area or of one that holds it. One query, none for whoever may not know."""
    found: dict[tuple[str, str], list[KeptGap]] = {}
    if not access.may_read_gaps(viewer):
        return found
    for one in _shown(Gap.objects.visible_to(viewer).open().select_related("area", "owner"), viewer):
        for key, near in among.items():
            if one.gap.area_id in near.around or one.gap.area_id == near.area.pk:
                found.setdefault((one.gap.need, key), []).append(one)
    return found


def gap_name(gap: Gap) -> str:
    """What is missing and where, for the top of a page."""
    need = needs().get(gap.need)
    return f"{need.name if need else gap.need}: {gap.area}"


def as_kept(gap: Gap, viewer: Viewer) -> KeptGap:
    """With the words of its codes; a code that the packs no longer have stands as it is."""
    need, band, outcome = needs().get(gap.need), bands().get(gap.band), outcomes().get(gap.outcome)
    return KeptGap(
        gap,
        need.name if need else gap.need,
        band.name if band else gap.band,
        outcome.name if outcome else gap.outcome,
        gap.status == GapState.OPEN and gap.due_on < viewer.today,
    )


def _shown(rows: "Iterable[Gap] | GapQuerySet", viewer: Viewer) -> list[KeptGap]:
    return [as_kept(one, viewer) for one in rows]
