"""What comes in the next 90 days of a programme, and what is due to somebody: milestones, actions, reviews, pilots."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.db.models import F, Q, QuerySet, Value

from commonground.foundation.kernel.viewer import Viewer
from commonground.partnership.plans.models import Milestone, PlanAction, Residual, ReviewPoint, Risk
from commonground.partnership.plans.queries.programmes import Stream, Whole
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
    """Actions, milestones, things left over and reviews due to the viewer in so many days, or were; risks whose
    review is overdue. For Today. One query, or none for the public. Nobody is reminded of a programme that is history.
    """
    if viewer.id is None or not viewer.may("plans.read"):
        return []
    until = viewer.today + timedelta(days=within)
    mine = {"owner__account": viewer.id}
    led = {"workstream__lead__account": viewer.id}
    running = Q(workstream__status=WorkstreamState.RUNNING, workstream__programme__known_until=None)
    milestones = Milestone.objects.filter(Q(**mine) | Q(owner=None, **led), running, status=MilestoneState.OPEN)
    found = [
        _told(milestones.filter(due_on__lte=until), Coming.MILESTONE, "title", "due_on"),
        _told(
            ReviewPoint.objects.filter(running, done_on=None, due_on__lte=until, **led),
            Coming.REVIEW,
            "change",
            "due_on",
        ),
        _told(
            Residual.objects.filter(workstream__programme__known_until=None, done_on=None, due_on__lte=until, **mine),
            Coming.RESIDUAL,
            "title",
            "due_on",
        ),
        _told(
            Risk.objects.unreviewed_on(viewer.today).filter(programme__known_until=None, **mine),
            Coming.RISK,
            "title",
            "review_on",
        ),
    ]
    actions = PlanAction.objects.open().filter(due_on__lte=until, **mine).order_by()
    where = (F("plan__name"), F("plan__slug"), Value(0))
    found.append(actions.values_list(F("due_on"), Value(Coming.ACTION.value), F("title"), *where, "pk"))
    rows = found[0].union(*found[1:], all=True)
    items = [
        Item(on, Coming(kind), title, name or "", slug or "", number or 0, pk, is_overdue=on < viewer.today)
        for on, kind, title, name, slug, number, pk in rows
    ]
    return sorted(items, key=lambda one: (one.on, one.title))


def _told(rows: QuerySet[Any], kind: Coming, title: str, day: str) -> QuerySet[Any, Any]:
    """Rows of one kind, as the union of all kinds takes them."""
    where = (F("workstream__name"), F("workstream__programme__slug"), F("workstream__number"))
    return rows.order_by().values_list(F(day), Value(kind.value), F(title), *where, "pk")


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
