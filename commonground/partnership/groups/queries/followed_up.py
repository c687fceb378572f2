"""What became of the actions of a group in a period: for whoever reads groups, without those that are restricted."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.db.models import Q

from commonground.foundation.kernel.viewer import ENGLAND
from commonground.partnership.groups.models import Action, Group
from commonground.partnership.groups.rules.states import ActionState

if TYPE_CHECKING:
    from datetime import datetime


@dataclass(frozen=True)
class Followed:
    """An action as it stood on the day that is counted for: no person, only the body that owns it."""

    title: str
    body: str
    agreed_on: date
    due_on: date
    closed_on: date | None
    is_done: bool
    effect: str


@dataclass(frozen=True)
class FollowedUp:
    """Actions agreed in the period, those closed in it, and those open on its last day."""

    agreed: Sequence[Followed]
    done: Sequence[Followed]
    dropped: Sequence[Followed]
    open: Sequence[Followed]
    overdue: Sequence[Followed]


def followed(group: Group, *, since: date, until: date, on: date) -> FollowedUp:
    """One query. What is closed after `on` counts as open then; `on` lies in the period or at its end."""
    day = Q(meeting__starts_at__date__lt=until) | Q(meeting=None, created_at__date__lt=until)
    found = (
        Action.objects.filter(day, Q(closed_on=None) | Q(closed_on__gte=since), group=group, is_restricted=False)
        .exclude(item__is_restricted=True)
        .order_by("due_on", "number")
        .values_list(
            *("title", "organisation__name", "meeting__starts_at", "created_at"),
            *("due_on", "closed_on", "status", "effect"),
        )
    )
    rows = [_row(*one) for one in found]
    closed = [one for one in rows if one.closed_on and since <= one.closed_on <= on]
    left = [one for one in rows if one.closed_on is None or one.closed_on > on]
    return FollowedUp(
        agreed=[one for one in rows if since <= one.agreed_on < until],
        done=[one for one in closed if one.is_done],
        dropped=[one for one in closed if not one.is_done],
        open=left,
        overdue=[one for one in left if one.due_on < on],
    )


def _row(
    title: str, body: str, met_at: "datetime | None", made_at: "datetime", due_on: date, closed_on: date | None,
    status: str, effect: str,
) -> Followed:  # fmt: skip
    agreed_on = (met_at or made_at).astimezone(ENGLAND).date()
    return Followed(title, body, agreed_on, due_on, closed_on, status == ActionState.DONE, effect)
