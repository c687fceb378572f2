"""Who may know of groups, take part in them, serve and lead them."""

from commonground.partnership.groups.access.checks import (
    check_can_carry,
    check_can_clerk,
    check_can_keep,
    check_can_keep_venues,
    check_can_lead,
    check_can_manage,
    check_can_read_restricted,
    check_can_take_part,
    check_can_take_record,
    check_can_write_paper,
    may_keep_venues,
)
from commonground.partnership.groups.access.escalations import (
    check_can_handle,
    check_can_raise,
    check_can_receive,
    is_raiser,
    may_handle,
    may_raise,
)
from commonground.partnership.groups.access.naming import Naming
from commonground.partnership.groups.access.papers import (
    check_can_edit_paper,
    check_can_move_paper,
    check_can_sign,
    check_can_sign_for_another,
    check_can_table,
    is_author,
)
from commonground.partnership.groups.access.standing import (
    Standing,
    offices_serving,
    read_along,
    remember,
    remembered,
    standing,
    standing_from,
)

PERMISSIONS = {
    "groups.read": "Read packs and minutes of groups that are open to partners",
    "groups.take-part": "Sit on groups, deputise, chair and clerk them, where appointed",
    "groups.keep": "Start and end groups, and keep the terms, seats and meetings of those that are not closed",
}

__all__ = [
    "PERMISSIONS",
    "Naming",
    "Standing",
    "check_can_carry",
    "check_can_clerk",
    "check_can_edit_paper",
    "check_can_handle",
    "check_can_keep",
    "check_can_keep_venues",
    "check_can_lead",
    "check_can_manage",
    "check_can_move_paper",
    "check_can_raise",
    "check_can_read_restricted",
    "check_can_receive",
    "check_can_sign",
    "check_can_sign_for_another",
    "check_can_table",
    "check_can_take_part",
    "check_can_take_record",
    "check_can_write_paper",
    "is_author",
    "is_raiser",
    "may_handle",
    "may_keep_venues",
    "may_raise",
    "offices_serving",
    "read_along",
    "remember",
    "remembered",
    "standing",
    "standing_from",
]
