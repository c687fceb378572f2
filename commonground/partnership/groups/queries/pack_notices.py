"""Who is told of packs and supplements, and whether they may still be told when the e-mail leaves."""

from datetime import date, datetime

from django.db.models import Q

from commonground.foundation.kernel.viewer import ENGLAND
from commonground.foundation.post.rules import Kind, Recipient
from commonground.partnership.groups.models import Group, Holding, OfficeHeld, PackIssue
from commonground.partnership.groups.rules.words import AT_THE_TABLE, Part

PACK_PUBLISHED = "groups.pack-published"


def readers_to_tell(group: Group, *, on: date, only_table: bool) -> list[Recipient]:
    """Everybody on a seat in whatever way, deputies and officers, once each; of what is restricted, the table alone.

    Two queries.
    """
    rows = ("practitioner__account", "practitioner__email", "practitioner__name")
    held = Holding.objects.current_on(on).filter(seat__group=group).order_by()
    if only_table:
        held = held.filter(Q(part=Part.DEPUTY) | Q(mode__in=AT_THE_TABLE))
    offices = OfficeHeld.objects.current_on(on).filter(group=group).order_by()
    return [Recipient(*row) for row in {*held.values_list(*rows), *offices.values_list(*rows)}]


def is_for_table_only(issue: PackIssue) -> bool:
    """Whether nothing of it is for those who do not read restricted items: they do not hear that there is something."""
    return all(item["is_restricted"] for item in issue.content["items"])


def may_still_be_told_of_pack(recipient: Recipient, *, about: str, now: datetime) -> bool:
    """Are they still on a seat or in an office by which they read the issue `about`?"""
    issue = PackIssue.objects.select_related("meeting__group").filter(pk=about).first()
    if issue is None:
        return False
    on = now.astimezone(ENGLAND).date()
    told = readers_to_tell(issue.meeting.group, on=on, only_table=is_for_table_only(issue))
    return any(one.account == recipient.account and one.address == recipient.address for one in told)


NOTICES_OF_PACKS = (
    Kind(
        slug=PACK_PUBLISHED,
        title="Papers of meetings, and what comes after them",
        because="you have a seat or an office in the group",
        may_still=may_still_be_told_of_pack,
    ),
)
