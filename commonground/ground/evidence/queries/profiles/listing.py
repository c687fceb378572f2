"""Which profiles there are, who sees which, and the page of one."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache, cached_property
from typing import TYPE_CHECKING, Any, NamedTuple
from uuid import UUID

from django.db.models import F, OuterRef, QuerySet

from commonground.foundation.audit.along import from_list, listed
from commonground.foundation.kernel.errors import NotFound
from commonground.foundation.kernel.viewer import Viewer
from commonground.ground.evidence import access
from commonground.ground.evidence.models import Frozen, Profile, ProfileEdition, ProfileText, Theme
from commonground.ground.evidence.models.profiles import FROZEN
from commonground.ground.evidence.queries.profiles.assembling import along, assembled, said_of
from commonground.ground.evidence.queries.profiles.comparing import changed_since
from commonground.ground.evidence.queries.profiles.sections import Section, sections
from commonground.ground.evidence.rules import frozen
from commonground.ground.evidence.rules.profiles.content import ProfileContent

if TYPE_CHECKING:
    from commonground.ground.places.models import Area

LONG = ("frozen__content", "frozen__definitions")
MOMENT = from_list(Profile._meta.get_field("started_at"))
WITH = ("area__type", "area__footprint__root", "owner", "frozen", "previous__frozen")


class Other(NamedTuple):
    """Another profile of the same area, frozen then; of its draft None."""

    pk: UUID
    frozen_at: datetime | None


@dataclass(frozen=True)
class ProfilePage:
    """A profile with what it says and the earlier ones of its area; of a draft also what it says now, how many notes
    wait to be read, and the sections that can be written."""

    profile: Profile
    earlier: Sequence[Other]
    now: ProfileContent | None = None
    waiting: int = 0
    sections: Sequence[Section] = ()

    @cached_property
    def content(self) -> ProfileContent:
        """What was frozen is read when a page draws it: a page from the cache does not. One query."""
        if self.now is not None:
            return self.now
        kept = Frozen.objects.get(profile=self.profile.pk)
        return frozen.unpack(ProfileContent, kept.content, sha256=kept.sha256)


@dataclass(frozen=True)
class Writing:
    """A section to write: as it stands (None: nobody wrote it yet), and as it was."""

    profile: Profile
    section: Section
    text: ProfileText | None
    editions: Sequence[ProfileEdition]

    @property
    def version(self) -> int:
        """What an edit is based on; nought where nothing was written yet."""
        return self.text.version if self.text else 0


def profiles_visible_to(viewer: Viewer) -> QuerySet[Profile]:
    """Frozen profiles for everybody; drafts and withdrawn ones for those who write or freeze."""
    return _seen(drafts=access.drafts(viewer)).select_related("area__type", "owner", "frozen").defer(*LONG)


@cache
def _seen(*, drafts: bool) -> QuerySet[Profile]:
    """Put together once a process: a page that is kept in the cache waits for little else."""
    return Profile.objects.all() if drafts else Profile.objects.filter(status=FROZEN)


def profiles_of(area: "Area | None", viewer: Viewer) -> QuerySet[Profile]:
    """The profiles of an area, or all, newest first within an area."""
    found = profiles_visible_to(viewer)
    return found.filter(area=area) if area is not None else found


def profile(viewer: Viewer, pk: UUID) -> Profile:
    """One profile, with all that a draft is put together from that can be read along. Raises NotFound, also for a draft
    that the viewer may not know of. One query."""
    return _profile(viewer, pk, _with())


def _with() -> QuerySet[Profile]:
    return Profile.objects.select_related(*WITH).annotate(**along())


def _profile(viewer: Viewer, pk: UUID, rows: QuerySet[Profile]) -> Profile:
    found = rows.filter(pk=pk).first()
    if found is None:
        raise NotFound
    access.check_can_see(viewer, found)
    return found


def profile_by_run(run: UUID) -> Profile:
    """The frozen profile of a run id. Raises NotFound."""
    found = Profile.objects.select_related(*WITH).filter(frozen=run).first()
    if found is None:
        raise NotFound(f"There is no frozen profile with the run id {run}.")
    return found


def frozen_profiles(viewer: Viewer, *, area: "Area | None" = None, after: UUID | None = None) -> QuerySet[Profile]:
    """What was frozen, the newest begun first, perhaps only those after one. Withdrawn ones for those who write."""
    found = profiles_of(area, viewer).filter(frozen__isnull=False).order_by("-pk")  # ids are in the order of time
    return found.filter(pk__lt=after) if after else found


def frozen_profile(run: UUID, *, viewer: Viewer) -> Profile:
    """The profile of a run id. Raises NotFound, also for a withdrawn one that the viewer may not know of."""
    found = profile_by_run(run)
    access.check_can_see(viewer, found)
    return found


def newest_frozen(area: "Area") -> Profile | None:
    """The profile that the next one of the area is held against. One query."""
    return (
        Profile.objects.select_related("frozen").filter(area=area, status=FROZEN).order_by("-frozen__made_at").first()
    )


def content_of(held: Profile, *, viewer: Viewer) -> ProfileContent:
    """What a profile says: as it was frozen, or as it would be frozen now."""
    if held.frozen is not None:
        return frozen.unpack(ProfileContent, held.frozen.content, sha256=held.frozen.sha256)
    return changed_since(assembled(held, on=viewer.today), held.previous)


def profile_page(pk: UUID, *, viewer: Viewer) -> ProfilePage:
    """Everything the page of a profile shows. Raises NotFound, also for a draft that the viewer may not know of. One
    query for one that was frozen."""
    if not access.drafts(viewer):
        return _page_of_readers(pk, viewer)
    others = listed(_of_area().filter(area=OuterRef("area")), "pk", "status", "started_at", "frozen_at")
    held: Any = _profile(viewer, pk, _with().defer(*LONG).annotate(others=others))
    earlier = _beside(pk, [_Row.read(values) for values in held.others], drafts=True)
    if not held.is_draft:
        return ProfilePage(held, earlier)
    said = said_of(held, on=viewer.today)
    content = changed_since(assembled(held, on=viewer.today, said=said), held.previous)
    waiting = sum(one.reviewed_at is None for one in said.notes) if viewer.may("evidence.review") else 0
    return ProfilePage(held, earlier, content, waiting, sections(said.themes))


def _page_of_readers(pk: UUID, viewer: Viewer) -> ProfilePage:
    """For those who see what was frozen only: little is asked for, since the page may be in the cache."""
    rows = list(_of_area().filter(area__in=Profile.objects.order_by().filter(pk=pk).values("area")))
    head = next((row for row in rows if row.pk == pk), None)
    if head is None:
        raise NotFound
    access.check_can_see(viewer, head)
    listed_rows = [_Row(row.pk, row.status, row.started_at, getattr(row, "frozen_at", None)) for row in rows]
    return ProfilePage(head, _beside(pk, listed_rows, drafts=False))


class _Row(NamedTuple):
    """What is read of every profile of an area."""

    pk: UUID
    status: str
    started_at: datetime
    frozen_at: datetime | None

    @classmethod
    def read(cls, values: Sequence[Any]) -> "_Row":
        """As a list in a column of another row holds it."""
        pk, status, started_at, frozen_at = values
        return cls(UUID(pk), status, MOMENT(started_at), MOMENT(frozen_at) if frozen_at else None)


def _beside(pk: UUID, rows: Iterable[_Row], *, drafts: bool) -> list[Other]:
    """The other profiles of its area that the viewer may know of, the newest begun first."""
    seen = [row for row in rows if row.pk != pk and (drafts or row.status == FROZEN)]
    return [
        Other(row.pk, row.frozen_at) for row in sorted(seen, key=lambda row: (row.started_at, row.pk), reverse=True)
    ]


@cache
def _of_area() -> QuerySet[Profile]:
    """Profiles and when each was frozen, in no order, which takes as long to ask for as to read."""
    return Profile.objects.order_by().annotate(frozen_at=F("frozen__made_at"))


def writing(pk: UUID, section: str, *, viewer: Viewer) -> Writing:
    """A section of a draft, to be written. Raises NotFound, Refused."""
    held = profile(viewer, pk)
    access.check_can_write(viewer)
    found = next((one for one in sections(Theme.objects.all()) if one.slug == section), None)
    if found is None:
        raise NotFound("A profile has no such section. Its page lists those it has.")
    text = ProfileText.objects.filter(profile=held, section=section).first()
    return Writing(held, found, text, list(text.editions.all()) if text else [])
