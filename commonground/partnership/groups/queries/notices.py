"""What people of groups are told of, and whether they may still be told when the e-mail leaves."""

from datetime import date, datetime
from uuid import UUID

from commonground.foundation.kernel.viewer import ENGLAND
from commonground.foundation.post.rules import Kind, Recipient
from commonground.partnership.groups.models import Group, Holding, Meeting, OfficeHeld

MEETING_CHANGED = "groups.meeting-changed"
DUE = "groups.due"
SECTOR_MISSING = "groups.sector-missing"
ISSUE_CAME, ISSUE_MOVED = "groups.issue-came", "groups.issue-moved"


def people_to_tell(group: Group, *, on: date, but: UUID | None = None) -> list[Recipient]:
    """Everybody on a seat, deputies too, and the officers, once each; without whoever did it. Two queries."""
    rows = ("practitioner__account", "practitioner__email", "practitioner__name")
    held = Holding.objects.current_on(on).filter(seat__group=group).order_by().values_list(*rows)
    offices = OfficeHeld.objects.current_on(on).filter(group=group).order_by().values_list(*rows)
    return [Recipient(*row) for row in {*held, *offices} if but is None or row[0] != but]


def officers_to_tell(group: Group, *, on: date) -> list[Recipient]:
    """Chair and clerk: those who get a meeting ready. One query."""
    rows = ("practitioner__account", "practitioner__email", "practitioner__name")
    held = OfficeHeld.objects.current_on(on).filter(group=group, office__in=("chair", "clerk"))
    return [Recipient(*row) for row in held.order_by().values_list(*rows)]


def may_still_be_told(recipient: Recipient, *, about: str, now: datetime) -> bool:
    """Are they still on a seat or in an office of the group? `about` is the id of the group or of a meeting of it."""
    group = Meeting.objects.filter(pk=about).values_list("group", flat=True).first() or about
    on = now.astimezone(ENGLAND).date()
    told = people_to_tell(Group(pk=group), on=on)
    return any(one.account == recipient.account and one.address == recipient.address for one in told)


def may_still_be_told_as_officer(recipient: Recipient, *, about: str, now: datetime) -> bool:
    """Do they still chair or clerk the group `about`?"""
    told = officers_to_tell(Group(pk=about), on=now.astimezone(ENGLAND).date())
    return any(one.account == recipient.account and one.address == recipient.address for one in told)


NOTICES_OF_MEETINGS = (
    Kind(
        slug=MEETING_CHANGED,
        title="Meetings that are moved or cancelled",
        because="you have a seat or an office in the group",
        may_still=may_still_be_told,
    ),
    Kind(
        slug=DUE,
        title="What is due in your groups",
        because="you chair or clerk the group",
        may_still=may_still_be_told,
    ),
    Kind(
        slug=SECTOR_MISSING,
        title="Sectors that miss two meetings of your groups",
        because="you chair or clerk the group",
        may_still=may_still_be_told_as_officer,
    ),
    Kind(
        slug=ISSUE_CAME,
        title="Issues that come up to your groups",
        because="you chair or clerk the group",
        may_still=may_still_be_told_as_officer,
    ),
    Kind(
        slug=ISSUE_MOVED,
        title="What becomes of issues that your groups raised",
        because="you chair or clerk the group",
        may_still=may_still_be_told_as_officer,
    ),
)
