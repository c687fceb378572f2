"""Every read of groups. `from commonground.partnership.groups import queries`."""

from commonground.partnership.groups.queries.action_log import (
    AskedActions,
    action,
    actions,
    actions_asked,
    actions_before,
    actions_for_agenda,
    actions_of_bodies_without_owner,
    counts,
    my_actions,
)
from commonground.partnership.groups.queries.attendance import SeatOfDay, Sheet, sheet
from commonground.partnership.groups.queries.groups import group, group_types, groups, standing_in
from commonground.partnership.groups.queries.minutes import (
    Asked,
    ItemOfMinutes,
    approved_minutes,
    content_of,
    item_to_minute,
    items_of,
    minutes_of,
    minutes_to_read,
    records_of,
)

__all__ = [
    "Asked",
    "AskedActions",
    "ItemOfMinutes",
    "SeatOfDay",
    "Sheet",
    "action",
    "actions",
    "actions_asked",
    "actions_before",
    "actions_for_agenda",
    "actions_of_bodies_without_owner",
    "approved_minutes",
    "content_of",
    "counts",
    "group",
    "group_types",
    "groups",
    "item_to_minute",
    "items_of",
    "minutes_of",
    "minutes_to_read",
    "my_actions",
    "records_of",
    "sheet",
    "standing_in",
]
