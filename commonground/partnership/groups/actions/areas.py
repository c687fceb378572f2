"""The areas a group works for."""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from commonground.foundation.audit import actions as audit
from commonground.foundation.kernel.errors import Invalid, Problem
from commonground.foundation.kernel.viewer import Viewer
from commonground.partnership.groups import access
from commonground.partnership.groups.models import Group, GroupArea

if TYPE_CHECKING:
    from commonground.ground.places.models import Area


@audit.atomic()
def set_areas(*, group: Group, areas: "Sequence[Area]", on: date, by: Viewer, is_first: bool = False) -> None:
    """The group works for these areas from a day: those it no longer works for end on it, new ones begin.

    `is_first` is for the action that starts the group, which asked already. Raises Invalid, Refused.
    """
    if not is_first:
        access.check_can_manage(access.standing(by, group))
    running = {row.area_id: row for row in group.areas.filter(ends_on=None)}
    wanted = {area.pk: area for area in areas}
    ended = [row for key, row in running.items() if key not in wanted]
    too_late = [row for row in ended if row.starts_on >= on]
    if too_late:
        days = max(row.starts_on for row in too_late)
        raise Invalid(
            "The areas were not kept.",
            [Problem(f"An area was added on {days:%-d %B %Y}.", "Take a later day for the change.", column="on")],
        )
    GroupArea.objects.filter(pk__in=[row.pk for row in ended]).update(ends_on=on)
    new = [GroupArea(group=group, area=area, starts_on=on) for key, area in wanted.items() if key not in running]
    GroupArea.objects.bulk_create(new)
    if ended or new:
        details = {"on": on, "added": [row.area.key for row in new], "ended": [str(row.area_id) for row in ended]}
        audit.record("areas of group changed", by=by, about=group, details=details)
