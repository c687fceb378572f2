"""How the plans that the group answers for stand: priorities with their derived status and actions (L6, L18, E8).

The public is told what was agreed of public plans: their priorities, and how many of the actions in them were done by
the day they were agreed.
"""

from collections import Counter
from collections.abc import Sequence

from commonground.insight.reports.queries.parts.asked import Asked, day_words
from commonground.insight.reports.rules.content import Fact, Figures, Generated, Link, Listing
from commonground.insight.reports.rules.sentences import counted
from commonground.partnership.plans.queries import AgreedYear, PriorityLine
from commonground.partnership.plans.rules.status import Status

DONE = "Done"  # as the year of a plan is frozen with it
WELL = (Status.ON_TRACK, Status.COMPLETE)


def plan(asked: Asked) -> Generated | None:
    """Left out where the group has no plan that the readers may know of."""
    if not asked.reads_progress:
        return _agreed(asked)
    if not asked.lines:
        return None
    lines = [line for _, of_plan in asked.lines for line in of_plan]
    return Generated(
        sentences=tuple(_said(asked, lines)),
        figures=(Figures("Priorities and actions of the plan", tuple(_facts(lines))),),
        lists=tuple(_listing(name, of_plan) for name, of_plan in asked.lines),
        links=tuple(Link(f"{one.name}, as it stands now", "plans:plan", one.slug) for one in asked.plans),
    )


def _agreed(asked: Asked) -> Generated | None:
    if not asked.agreed:
        return None
    priorities = [one for year in asked.agreed for one in year.priorities]
    actions = [one for priority in priorities for one in priority["actions"]]
    done = sum(one["state"] == DONE for one in actions)
    facts = (
        Fact("agreed.priorities", "Priorities agreed", len(priorities)),
        Fact("agreed.actions-done", "Actions done when they were agreed, of all in the plan", done, len(actions)),
    )
    return Generated(
        sentences=tuple(_year_said(year) for year in asked.agreed),
        figures=(Figures("Priorities and actions, as they were agreed", facts),),
        lists=tuple(
            Listing(
                f"{year.plan.name}, {year.version.name}", ("Priority", "Led by", "Actions", "Measures"), _rows(year)
            )
            for year in asked.agreed
        ),
        links=tuple(Link(f"{one.plan.name}, as it was agreed", "plans:plan", one.plan.slug) for one in asked.agreed),
    )


def _year_said(year: AgreedYear) -> str:
    has = counted(len(year.priorities), "priority", "priorities")
    return f"{year.plan.name} for {year.version.name} was agreed on {day_words(year.agreed_on)}, with {has}."


def _rows(year: AgreedYear) -> tuple[tuple[str, ...], ...]:
    return tuple(
        (one["title"], one["led_by"], str(len(one["actions"])), str(len(one["measures"]))) for one in year.priorities
    )


def _facts(lines: Sequence[PriorityLine]) -> list[Fact]:
    every = len(lines)
    statuses = Counter(line.status for line in lines)
    actions, overdue, open_, done = (
        sum(getattr(line.actions, name) for line in lines) for name in ("all", "overdue", "open", "done")
    )
    return [
        *(
            Fact(f"priorities.{one.value}", f"Priorities: {one.label.lower()}, of all", statuses[one], every)
            for one in Status
            if statuses[one]
        ),
        Fact("priorities.figures", "Priorities that rest on a figure, of all", _with_figures(lines), every),
        Fact("plan-actions.done", "Actions of the plan done, of those not dropped", done, actions),
        Fact("plan-actions.overdue", "Actions of the plan overdue, of those open", overdue, open_),
    ]


def _with_figures(lines: Sequence[PriorityLine]) -> int:
    return sum(line.figures > 0 for line in lines)


def _said(asked: Asked, lines: Sequence[PriorityLine]) -> list[str]:
    well = sum(line.status in WELL for line in lines)
    return [
        f"Of the {counted(len(lines), 'priority', 'priorities')} of the plan {well} "
        f"{'was' if well == 1 else 'were'} on track or complete on {asked.as_at:%-d %B %Y}.",
        f"{_with_figures(lines)} of them rest on a figure of the catalogue.",
    ]


def _listing(name: str, lines: Sequence[PriorityLine]) -> Listing:
    rows = tuple(
        (line.priority.title, _status(line), f"{line.actions.done} of {line.actions.all}", str(line.actions.overdue))
        for line in lines
    )
    return Listing(name, ("Priority", "How it stands", "Actions done", "Overdue"), rows)


def _status(line: PriorityLine) -> str:
    """An override shows as one, beside what dates and measures say."""
    if line.shown.override is None:
        return line.status.label
    return (
        f"{line.status.label}, set by hand: {line.shown.override.reason} (derived: {line.shown.derived.status.label})"
    )
