"""The status of workstreams and programmes, from their dates and risks (L6, L12), and what comes next (L11)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from commonground.foundation.kernel.states import Labelled
from commonground.partnership.plans.rules.risks import Weighed, of_risks
from commonground.partnership.plans.rules.status import Dated, Derived, Policy, Shown, Status, of_dated, together

AHEAD = timedelta(days=90)


class Coming(Labelled):
    """What a list of the next 90 days is made of."""

    MILESTONE = "milestone", "Milestone"
    ACTION = "action", "Action"
    COMMUNICATION = "communication", "Communication"
    REVIEW = "review", "Review after a change"
    PILOT = "pilot", "End of a pilot"
    RISK = "risk", "Review of a risk"
    RESIDUAL = "residual", "Left to do"


@dataclass(frozen=True)
class Undated:
    """Something to be reached of which nobody has named the day."""

    what: str


def of_workstream(
    dated: Sequence[Dated],
    undated: Sequence[Undated],
    risks: Sequence[Weighed],
    *,
    is_closed: bool,
    starts_on: date,
    on: date,
    policy: Policy,
) -> Derived:
    """How a workstream stands on a day. A closed one is complete. What has no day keeps it from being complete, and it
    is not known how it stands where nothing at all has one."""
    if is_closed:
        return Derived(Status.COMPLETE)
    if starts_on > on:
        return Derived(Status.NOT_STARTED, (f"It begins on {starts_on:%-d %B %Y}.",))
    parts = [of_dated(one, on=on, policy=policy) for one in dated] + of_risks(risks, on=on)
    whole = together(parts)
    if whole.status is Status.COMPLETE and undated:
        return Derived(Status.UNKNOWN, (_without_day(undated),))
    if whole.status is Status.UNKNOWN and undated:
        return Derived(Status.UNKNOWN, (_without_day(undated),))
    return whole


def of_programme(streams: Iterable[tuple[str, Shown]], risks: Sequence[Weighed], *, on: date) -> Derived:
    """The worst of its workstreams as they are shown, each with its name, and of its own risks."""
    parts = [Derived(shown.status, tuple(f"{name}: {reason}" for reason in _said(shown))) for name, shown in streams]
    return together([*parts, *of_risks(risks, on=on)])


def _said(shown: Shown) -> Sequence[str]:
    if shown.override:
        return (f"{shown.override.status.label.lower()}, set by hand. {shown.override.reason}",)
    return shown.derived.reasons


def _without_day(undated: Sequence[Undated]) -> str:
    if len(undated) == 1:
        return f"“{undated[0].what}” has no day by which it is due."
    return f"{len(undated)} milestones have no day by which they are due."
