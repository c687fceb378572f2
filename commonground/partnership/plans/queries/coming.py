"""What comes in the next 90 days of a programme, and what is due to somebody: milestones, actions, reviews, pilots."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q

from commonground.foundation.kernel.viewer import Viewer
from commonground.partnership.plans.models import Milestone, Residual, ReviewPoint, Workstream
from commonground.partnership.plans.queries.programmes import Stream, Whole
from commonground.partnership.plans.queries.risks import my_risks
from commonground.partnership.plans.rules.programmes import MilestoneState, WorkstreamState
from commonground.partnership.plans.rules.streams import AHEAD, Coming
from commonground.partnership.plans.rules.words import ActionKind


@dataclass(frozen=True)
class Item:
    """Something that comes on a day. `slug` and `number` are the address of its workstream, `owner` a name."""

    on: date
    kind: Coming
    title: str
    workstream: str
    slug: str
    number: int
    id: UUID
    owner: str = ""
    is_overdue: bool = False


def coming(whole: Whole, *, kinds: Sequence[str] = ()) -> list[Item]:
    """What is overdue or comes within 90 days of the day as at which the programme is read, the first first."""
    until = whole.on + AHEAD
    found = [item for one in whole.streams for item in _of_stream(one, whole) if item.on <= until]
    found += [
        _item(whole, None, risk.review_on, Coming.RISK, risk.title, risk.pk, risk.owner)
        for risk in whole.risks
        if risk.workstream_id is None and risk.review_on <= until
    ]
    return sorted((one for one in found if not kinds or one.kind in kinds), key=lambda one: (one.on, one.title))


def due_to(viewer: Viewer, *, within: int = 14) -> list[Item]:
    """Milestones, things left over, reviews and risks that are due to the viewer in so many days, or were. For Today.
    Four queries, or none for the public. Nobody is reminded of a programme whose record has ended."""
    if viewer.id is None or not viewer.may("plans.read"):
        return []
    until = date.fromordinal(viewer.today.toordinal() + within)
    found = [*_milestones_of(viewer, until), *_reviews_of(viewer, until), *_left_to(viewer, until)]
    for risk in my_risks(viewer):
        if risk.programme is not None and risk.programme.known_until is None:
            name = risk.workstream.name if risk.workstream else risk.programme.name
            found.append(
                Item(risk.review_on, Coming.RISK, risk.title, name, risk.programme.slug, 0, risk.pk, is_overdue=True)
            )
    return sorted(found, key=lambda one: (one.on, one.title))


def _milestones_of(viewer: Viewer, until: date) -> Iterator[Item]:
    mine = Q(owner__account=viewer.id) | Q(owner=None, workstream__lead__account=viewer.id)
    rows = Milestone.objects.filter(mine, _live("workstream__"), status=MilestoneState.OPEN, due_on__lte=until)
    for one in rows.select_related("workstream__programme"):
        if one.due_on is not None:
            yield _due(one.workstream, one.due_on, Coming.MILESTONE, one.title, one.pk, viewer)


def _reviews_of(viewer: Viewer, until: date) -> Iterator[Item]:
    mine = Q(workstream__lead__account=viewer.id, done_on=None, due_on__lte=until)
    for one in ReviewPoint.objects.filter(mine, _live("workstream__")).select_related("workstream__programme"):
        yield _due(one.workstream, one.due_on, Coming.REVIEW, str(one), one.pk, viewer)


def _left_to(viewer: Viewer, until: date) -> Iterator[Item]:
    rows = Residual.objects.filter(owner__account=viewer.id, done_on=None, due_on__lte=until)
    for one in rows.filter(workstream__programme__known_until=None).select_related("workstream__programme"):
        yield _due(one.workstream, one.due_on, Coming.RESIDUAL, one.title, one.pk, viewer)


def _live(to: str) -> Q:
    return Q(**{f"{to}status": WorkstreamState.RUNNING, f"{to}programme__known_until": None})


def _due(workstream: Workstream, on: date, kind: Coming, title: str, pk: UUID, viewer: Viewer) -> Item:
    programme = workstream.programme
    is_overdue = on < viewer.today
    return Item(on, kind, title, workstream.name, programme.slug, workstream.number, pk, is_overdue=is_overdue)


def _of_stream(one: Stream, whole: Whole) -> Iterator[Item]:
    for left in one.residuals:
        if left.done_on is None:
            yield _item(whole, one, left.due_on, Coming.RESIDUAL, left.title, left.pk, left.owner)
    for action in one.actions:
        kind = Coming.COMMUNICATION if action.kind == ActionKind.COMMUNICATION else Coming.ACTION
        yield _item(whole, one, action.due_on, kind, action.title, action.pk, action.owner)
    for risk in one.risks:
        yield _item(whole, one, risk.review_on, Coming.RISK, risk.title, risk.pk, risk.owner)
    if one.is_closed:
        return
    for milestone in one.milestones:
        if milestone.is_open and milestone.due_on:
            who = milestone.owner or one.row.lead
            yield _item(whole, one, milestone.due_on, Coming.MILESTONE, milestone.title, milestone.pk, who)
    for review in one.reviews:
        if review.done_on is None:
            yield _item(whole, one, review.due_on, Coming.REVIEW, str(review), review.pk, one.row.lead)
    for pilot in one.pilots:
        if pilot.ends_on and not pilot.decision:
            yield _item(whole, one, pilot.ends_on, Coming.PILOT, pilot.name, pilot.pk, one.row.lead)


def _item(whole: Whole, at: Stream | None, on: date, kind: Coming, title: str, pk: UUID, who: object) -> Item:
    name, number = (at.row.name, at.row.number) if at else ("", 0)
    owner = str(getattr(who, "name", ""))
    return Item(on, kind, title, name, whole.programme.slug, number, pk, owner, is_overdue=on < whole.on)
