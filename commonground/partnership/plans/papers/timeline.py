"""A programme through time: its workstreams by horizon, with their milestones."""

from django.urls import reverse

from commonground.foundation.design.charts.timeline import Mark, Span, timeline
from commonground.foundation.design.drawing import Drawing
from commonground.partnership.plans.models import Milestone
from commonground.partnership.plans.queries.programmes import Stream, Whole
from commonground.partnership.plans.rules.programmes import Horizon, MilestoneState


def timeline_of(whole: Whole, *, horizon: str = "") -> Drawing:
    """Workstreams of one horizon, or of all, the nearest first. What has no day is not drawn; the table says so."""
    order = [one.value for one in Horizon]
    streams = [one for one in whole.streams if not horizon or one.row.horizon == horizon]
    streams.sort(key=lambda one: (order.index(one.row.horizon), one.row.number))
    of_today = "today" if whole.programme.known_until is None else f"on {whole.on:%-d %B %Y}"
    title = f"{whole.programme.name}: workstreams and milestones"
    return timeline([_span(one, whole) for one in streams], title=title, today=whole.on, of_today=of_today)


def _span(one: Stream, whole: Whole) -> Span:
    undated = sum(not milestone.due_on and not milestone.done_on for milestone in one.held)
    words = one.shown.status.label
    if undated:
        words += f"; {undated} milestone{'s' if undated > 1 else ''} without a day"
    return Span(
        name=one.row.name,
        group=Horizon(one.row.horizon).label,
        start=one.row.starts_on,
        end=one.row.closed_on or one.row.ends_on,
        words=words,
        marks=[_mark(each, whole) for each in one.held if each.done_on or each.due_on],
        is_over=one.is_closed,
        href=reverse("plans:workstream", args=[whole.programme.slug, one.row.number]),
    )


def _mark(one: Milestone, whole: Whole) -> Mark:
    day = one.done_on or one.due_on
    assert day is not None
    if one.done_on:
        return Mark(day, one.title, "done", "reached")
    if one.status == MilestoneState.CARRIED:
        return Mark(day, one.title, "open", "carried over")
    is_late = day < whole.on
    return Mark(day, one.title, "late" if is_late else "open", "late" if is_late else "to come")
