"""Keeping in touch with those who do not come to meetings: a note each term, a visit a year (G28, 000:114)."""

from datetime import date
from typing import TYPE_CHECKING

from commonground.foundation.audit import actions as audit
from commonground.foundation.audit.versions import change
from commonground.foundation.kernel.errors import Invalid, Problem
from commonground.foundation.kernel.viewer import Viewer
from commonground.partnership.groups import access
from commonground.partnership.groups.models import Engagement, EngagementDelivered, EngagementKind, Group

if TYPE_CHECKING:
    from commonground.ground.partners.models import Organisation, Sector

NOT_KEPT = "This was not kept."


@audit.atomic()
def engage(
    *,
    group: Group,
    sector: "Sector",
    kind: EngagementKind,
    starts_on: date,
    organisation: "Organisation | None" = None,
    ends_on: date | None = None,
    by: Viewer,
) -> Engagement:
    """The group keeps a sector, or one body of it, in touch in some way from a day. Raises Invalid, Refused."""
    access.check_can_manage(access.standing(by, group))
    if ends_on is not None and ends_on <= starts_on:
        raise _wrong("ends_on", "The last day must come after the first.", "Change one of the days.")
    same = Engagement.objects.filter(group=group, sector=sector, organisation=organisation, kind=kind, ends_on=None)
    if same.exists():
        raise _wrong("kind", "They are kept in touch like this already.", "Choose another way, or end that one.")
    made = Engagement.objects.create(
        group=group, sector=sector, organisation=organisation, kind=kind, starts_on=starts_on, ends_on=ends_on
    )
    audit.record("kept in touch", by=by, about=made, details={"group": group.pk, "from": starts_on})
    return made


@audit.atomic()
def end_engagement(*, engagement: Engagement, on: date, based_on: int, by: Viewer) -> None:
    """They are kept in touch like this no more from a day. Raises Invalid, Refused, Conflict."""
    access.check_can_manage(access.standing(by, engagement.group))
    if on <= engagement.starts_on:
        raise _wrong("on", f"It began on {engagement.starts_on:%-d %B %Y}.", "It must end after that.")
    change(engagement, based_on=based_on, ends_on=on)
    audit.record("kept in touch no more", by=by, about=engagement, details={"on": on})


@audit.atomic()
def deliver_engagement(*, engagement: Engagement, on: date, note: str = "", by: Viewer) -> EngagementDelivered:
    """A note was sent or a visit made. Raises Invalid, Refused."""
    access.check_can_clerk(access.standing(by, engagement.group))
    if on > by.today:
        raise _wrong("on", "This day is yet to come.", "Record it when it has happened.")
    if on < engagement.starts_on or (engagement.ends_on and on >= engagement.ends_on):
        raise _wrong("on", "They were not kept in touch like this on that day.", "Take a day on which they were.")
    if engagement.delivered.filter(on=on).exists():
        raise _wrong("on", "This is on record for that day.", "Nothing more is to be done.")
    made = EngagementDelivered.objects.create(engagement=engagement, on=on, by=by.label, note=note.strip())
    audit.record("note sent or visit made", by=by, about=engagement, details={"on": on})
    return made


def _wrong(column: str, what: str, do: str) -> Invalid:
    return Invalid(NOT_KEPT, [Problem(what, do, column=column)])
