"""Reviews from outside that a viewer may know of, with what is open and late of what they recommend."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Count, Q

from commonground.foundation.kernel.errors import NotFound
from commonground.foundation.kernel.viewer import Viewer
from commonground.partnership.groups import access
from commonground.partnership.groups.models import Action, Advice, AdviceAction, Evidence, Review, ReviewQuerySet
from commonground.partnership.groups.rules import reviews as rules
from commonground.partnership.groups.rules.states import AdviceState


@dataclass(frozen=True)
class AskedReviews:
    """How the register is narrowed. `state` is open, late, done or "" for all."""

    words: str = ""
    group: str = ""
    kind: str = ""
    state: str = ""


def known(viewer: Viewer) -> ReviewQuerySet:
    """What the viewer may know of, the latest first, with how many recommendations there are, are open, and are
    late."""
    is_open = Q(advice__status=AdviceState.OPEN)
    return (
        Review.objects.visible_to(viewer)
        .select_related("group__host")
        .annotate(
            all_advice=Count("advice"),
            open_advice=Count("advice", filter=is_open),
            late_advice=Count("advice", filter=is_open & Q(advice__due_on__lt=viewer.today)),
        )
        .order_by("-published_on", "-began_on", "title", "pk")
    )


def narrowed(asked: AskedReviews, *, viewer: Viewer) -> ReviewQuerySet:
    """The register as it was narrowed."""
    states = {"open": Q(open_advice__gt=0), "late": Q(late_advice__gt=0), "done": Q(open_advice=0)}
    found = known(viewer).filter(states.get(asked.state, Q()))
    if asked.group:
        found = found.filter(group__slug=asked.group)
    if asked.kind:
        found = found.filter(kind=asked.kind)
    for word in asked.words.split():
        found = found.filter(Q(title__icontains=word) | Q(by_whom__icontains=word) | Q(headlines__icontains=word))
    return found


def one(review_id: UUID, *, viewer: Viewer) -> Review:
    """Raises NotFound."""
    found = known(viewer).annotate(**access.read_along(viewer, "group")).filter(pk=review_id).first()
    if found is None:
        raise NotFound("There is no such review.")
    access.remember(viewer, found.group, found)
    return found


@dataclass(frozen=True)
class AdviceSeen:
    """A recommendation with the actions that carry it out, as far as the viewer may know of them, and evidence."""

    row: Advice
    actions: Sequence[Action]
    evidence: Sequence[Evidence]
    on: date

    @property
    def tag(self) -> tuple[str, str]:
        return rules.standing(self.row, on=self.on)

    @property
    def is_open(self) -> bool:
        return self.row.status == AdviceState.OPEN


@dataclass(frozen=True)
class ReviewPage:
    """One review with all that it recommends."""

    row: Review
    advice: Sequence[AdviceSeen]
    here: access.Standing

    @property
    def headlines(self) -> list[str]:
        return [line.strip() for line in self.row.headlines.splitlines() if line.strip()]


def page(review_id: UUID, *, viewer: Viewer) -> ReviewPage:
    """Raises NotFound. Four queries."""
    found = one(review_id, viewer=viewer)
    return ReviewPage(found, _seen(list(found.advice.all()), viewer=viewer), access.remembered(viewer, found.group))


def advice(advice_id: UUID, *, viewer: Viewer) -> Advice:
    """One recommendation with its review. Raises NotFound."""
    found = Advice.objects.visible_to(viewer).select_related("review__group__host").filter(pk=advice_id).first()
    if found is None:
        raise NotFound("There is no such recommendation.")
    return found


def advice_of(reviews: Sequence[Review], *, viewer: Viewer) -> list[AdviceSeen]:
    """Every recommendation of some reviews, for the register as a file. Three queries."""
    rows = Advice.objects.filter(review__in=[one.pk for one in reviews]).select_related("review__group")
    return _seen(list(rows.order_by("review__title", "review", "number")), viewer=viewer)


def _seen(rows: Sequence[Advice], *, viewer: Viewer) -> list[AdviceSeen]:
    ids = [row.pk for row in rows]
    linked = AdviceAction.objects.filter(advice__in=ids)
    # Of these actions those that are visible: asked the other way round the database goes through all there are.
    visible = Action.objects.visible_to(viewer).filter(pk__in=linked.values("action")).order_by().values("pk")
    links = linked.filter(action__in=visible).select_related("action__organisation")
    actions: dict[UUID, list[Action]] = {}
    for link in links:
        actions.setdefault(link.advice_id, []).append(link.action)
    evidence: dict[UUID, list[Evidence]] = {}
    for shown in Evidence.objects.filter(advice__in=ids):
        evidence.setdefault(shown.advice_id, []).append(shown)
    return [AdviceSeen(row, actions.get(row.pk, ()), evidence.get(row.pk, ()), viewer.today) for row in rows]
