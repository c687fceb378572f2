"""Who is told of minutes and of actions, and whether they may still be told when the e-mail leaves."""

from datetime import date, datetime
from uuid import UUID

from commonground.foundation.kernel.viewer import ENGLAND
from commonground.foundation.post.rules import Kind, Recipient
from commonground.partnership.groups.models import Action, Meeting
from commonground.partnership.groups.queries.pack_notices import readers_to_tell
from commonground.partnership.plans.rules.states import ActionState

MINUTES_OUT = "groups.minutes-out"
ACTION_GIVEN = "groups.action-given"


def readers_of_minutes(meeting: Meeting, *, on: date, but: UUID | None) -> list[Recipient]:
    """Everybody on a seat, deputies and officers; without whoever put or approved them. Two queries."""
    told = readers_to_tell(meeting.group, on=on, only_table=False)
    return [one for one in told if but is None or one.account != but]


def _may_still_read(recipient: Recipient, *, about: str, now: datetime) -> bool:
    meeting = Meeting.objects.select_related("group").filter(pk=about).first()
    if meeting is None:
        return False
    told = readers_of_minutes(meeting, on=now.astimezone(ENGLAND).date(), but=None)
    return any(one.account == recipient.account and one.address == recipient.address for one in told)


def _still_owns(recipient: Recipient, *, about: str, now: datetime) -> bool:
    return Action.objects.filter(
        pk=about, owner__account=recipient.account, owner__isnull=False, status=ActionState.OPEN
    ).exists()


NOTICES_OF_MINUTES = (
    Kind(
        slug=MINUTES_OUT,
        title="Minutes of meetings",
        because="you have a seat or an office in the group",
        may_still=_may_still_read,
    ),
    Kind(
        slug=ACTION_GIVEN,
        title="Actions that are given to me",
        because="a group gave you something to do",
        may_still=_still_owns,
    ),
)
