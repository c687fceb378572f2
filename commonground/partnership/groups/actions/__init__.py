"""Every write of groups. `from commonground.partnership.groups import actions`."""

from commonground.partnership.groups.actions.vocabulary import load_vocabulary

__all__ = [
    "load_vocabulary",
]
