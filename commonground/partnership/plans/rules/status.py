"""Status from dates and measures, never typed (L6). Somebody may set another with a reason, and it shows as theirs.

Who knows better than the dates says why; the derived status stays beside it. Thresholds are data (packs/status.toml).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from commonground.foundation.kernel.errors import Invalid, Problem
from commonground.foundation.kernel.states import Labelled


class Status(Labelled):
    """From worst to best, in the order in which a list shows them."""

    OFF_TRACK = "off-track", "Off track"
    AT_RISK = "at-risk", "At risk"
    UNKNOWN = "unknown", "Not known"
    ON_TRACK = "on-track", "On track"
    NOT_STARTED = "not-started", "Not started"
    COMPLETE = "complete", "Complete"


ORDER = {status: place for place, status in enumerate(Status)}
SETTABLE = (Status.OFF_TRACK, Status.AT_RISK, Status.ON_TRACK, Status.COMPLETE)


@dataclass(frozen=True)
class Policy:
    """Thresholds from packs/status.toml: days, and the count below which people could be known."""

    soon_days: int
    quiet_days: int
    grace_days: int
    small_below: int


@dataclass(frozen=True)
class Dated:
    """Something with a day by which it is due: an action, a milestone."""

    what: str
    due_on: date
    starts_on: date | None = None
    done_on: date | None = None
    reported_on: date | None = None


@dataclass(frozen=True)
class Derived:
    """A status and the sentences that say why; none where there is nothing to say."""

    status: Status
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True)
class Override:
    """What somebody says instead, until a day. `until` is the first day on which the derived status holds again."""

    status: Status
    reason: str
    by: str
    on: date
    until: date


@dataclass(frozen=True)
class Shown:
    """What a page shows: the override where one holds, and always what dates and measures say."""

    derived: Derived
    override: Override | None = None

    @property
    def status(self) -> Status:
        return self.override.status if self.override else self.derived.status


def of_dated(one: Dated, *, on: date, policy: Policy) -> Derived:
    """How something due on a day stands on another."""
    if one.done_on is not None:
        return Derived(Status.COMPLETE)
    if one.due_on < on:
        late = (on - one.due_on).days
        status = Status.OFF_TRACK if late > policy.grace_days else Status.AT_RISK
        return Derived(status, (f"{one.what}: {late} day{'s' if late != 1 else ''} overdue.",))
    if one.starts_on is not None and one.starts_on > on:
        return Derived(Status.NOT_STARTED)
    is_soon = one.due_on <= on + timedelta(days=policy.soon_days)
    is_quiet = one.reported_on is None or one.reported_on < on - timedelta(days=policy.quiet_days)
    if is_soon and is_quiet:
        return Derived(Status.AT_RISK, (f"{one.what}: due {one.due_on:%-d %B %Y}, nothing reported lately.",))
    return Derived(Status.ON_TRACK)


def together(parts: Iterable[Derived]) -> Derived:
    """Of a whole: the worst of its parts, with the reasons of that worst. Complete only where every part is; not known
    where there are no parts. What nobody measured yet does not hide that the rest is on track, but is said."""
    found = list(parts)
    known = [one for one in found if one.status is not Status.UNKNOWN]
    not_told = tuple(reason for one in found if one.status is Status.UNKNOWN for reason in one.reasons)
    if not known:
        return Derived(Status.UNKNOWN, not_told or ("There is nothing to tell it by.",))
    worst = min((one.status for one in known), key=ORDER.__getitem__)
    if worst is Status.NOT_STARTED and any(one.status is Status.COMPLETE for one in known):
        worst = Status.ON_TRACK
    if worst is Status.COMPLETE and len(known) < len(found):
        worst = Status.ON_TRACK
    return Derived(worst, (*_said(known, worst), *not_told))


def shown(derived: Derived, overrides: Sequence[Override], *, on: date) -> Shown:
    """With the newest override that holds on the day, if any."""
    holding = [one for one in overrides if one.on <= on < one.until]
    return Shown(derived, max(holding, key=lambda one: one.on) if holding else None)


def check_override(status: Status, reason: str, *, until: date, on: date) -> None:
    """Raises Invalid without a reason, for a status that says nothing, or one that would hold from no day on."""
    problems = []
    if status not in SETTABLE:
        problems.append(Problem("Choose off track, at risk, on track or complete.", column="status"))
    if not reason.strip():
        problems.append(Problem("Say why it stands other than its dates and measures say.", column="reason"))
    if until <= on:
        problems.append(Problem("Choose a day after today on which this is looked at again.", column="until"))
    if problems:
        raise Invalid("The status was not set.", problems)


def _said(parts: Sequence[Derived], worst: Status) -> tuple[str, ...]:
    return tuple(reason for one in parts if one.status is worst for reason in one.reasons)
