"""Every read of groups. `from commonground.partnership.groups import queries`."""

from commonground.partnership.groups.queries.groups import group, group_types, groups, standing_in

__all__ = [
    "group",
    "group_types",
    "groups",
    "standing_in",
]
