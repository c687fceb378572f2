"""Needs profiles that were frozen: figures as they were, under the run id that their documents carry."""

from datetime import datetime
from uuid import UUID

from django.http import HttpRequest
from django.urls import reverse
from ninja import Field, Query, Router, Schema

from commonground.foundation.design.doors import viewer_of
from commonground.foundation.design.endpoints import (
    USUAL,
    AreaReference,
    Cursor,
    Limit,
    next_page,
    pack,
    reads,
    unpack,
)
from commonground.ground.evidence import queries
from commonground.ground.evidence.models import Profile
from commonground.ground.evidence.rules.profiles.content import ProfileContent
from commonground.ground.places import queries as places

router = Router()


class ProfileAnswer(Schema):
    run: UUID = Field(description="Run id: what stands on its documents.")
    title: str
    area: str
    area_name: str
    owner: str
    status: str = Field(description="`frozen`, or `withdrawn` for those who may know of it.")
    frozen_at: datetime
    sha256: str = Field(description="Hash of everything that it says.")
    page: str


class ProfilesAnswer(Schema):
    items: list[ProfileAnswer]
    next: str | None = Field(description="Address of the next page; null on the last.")


class AtAnswer(Schema):
    period: str
    label: str
    value: float | None
    symbol: str
    text: str
    lower: float | None
    upper: float | None


class BesideAnswer(Schema):
    name: str
    value: float | None
    text: str
    outcome: str
    reason: str


class MeasuredAnswer(Schema):
    """The newest figure of an indicator, its past, and the same elsewhere."""

    indicator: str
    short_name: str
    theme: str
    unit: str
    now: AtAnswer
    numerator: float | None
    denominator: float | None
    vintage: str
    made: str
    dataset: str
    release: str
    denominator_release: str
    is_headline: bool
    series: list[AtAnswer]
    england: list[AtAnswer]
    beside: list[BesideAnswer]
    trend: str


class LackingAnswer(Schema):
    indicator: str
    short_name: str
    why: str


class FromAnswer(Schema):
    id: str
    dataset: str
    publisher: str
    licence: str
    number: int
    label: str
    vintage: str
    made_on: str
    sha256: str


class MadeFromAnswer(Schema):
    """By what the same figures can be made again."""

    catalogue: str
    places: str
    recipe: int
    preparation: str
    releases: list[str]


class WholeProfileAnswer(ProfileAnswer):
    """The tables of a profile. Its texts, and what people told, are read on its page: they name people."""

    as_at: str
    due_on: str
    figures: list[MeasuredAnswer]
    missing: list[LackingAnswer]
    overdue: list[LackingAnswer]
    sources: list[FromAnswer]
    made_from: MadeFromAnswer


class ProfilesAsked(Schema):
    area: AreaReference = Field("", description="Code, slug or `footprint/slug`.")
    limit: Limit = USUAL
    cursor: Cursor = ""


@router.get("/profiles", response=ProfilesAnswer)
@reads("public")
def profiles(request: HttpRequest, asked: Query[ProfilesAsked]) -> dict[str, object]:
    """Frozen profiles, the newest first."""
    viewer = viewer_of(request)
    area = places.area_by_reference(asked.area, on=viewer.today) if asked.area else None
    after = UUID(hex=unpack(asked.cursor, str)[0]) if asked.cursor else None
    rows = queries.frozen_profiles(viewer, area=area, after=after)[: asked.limit + 1]
    listed = list(rows)
    more = pack(listed[asked.limit - 1].pk.hex) if len(listed) > asked.limit else None
    items = [_listed(request, one) for one in listed[: asked.limit]]
    return {"items": items, "next": next_page(request, more)}


@router.get("/profiles/{run}", response=WholeProfileAnswer)
@reads("public")
def profile(request: HttpRequest, run: UUID) -> dict[str, object]:
    """One frozen profile: its figures with their past and comparators, what is missing, what it was made from."""
    viewer = viewer_of(request)
    held = queries.frozen_profile(run, viewer=viewer)
    content: ProfileContent = queries.content_of(held, viewer=viewer)
    return {
        **_listed(request, held),
        "as_at": content.as_at,
        "due_on": content.due_on,
        "figures": content.measured,
        "missing": content.missing,
        "overdue": content.overdue,
        "sources": content.sources,
        "made_from": content.made_from,
    }


def _listed(request: HttpRequest, held: Profile) -> dict[str, object]:
    assert held.frozen is not None  # only what was frozen is listed
    return {
        "run": held.frozen.pk,
        "title": held.title,
        "area": held.area.key,
        "area_name": held.area.name,
        "owner": held.owner.name,
        "status": held.status,
        "frozen_at": held.frozen.made_at,
        "sha256": held.frozen.sha256,
        "page": request.build_absolute_uri(reverse("evidence:profile", args=[held.pk])),
    }
