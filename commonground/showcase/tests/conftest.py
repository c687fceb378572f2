"""A site as it begins, the example place with people of the tests' own, and each place as its pack opens it."""

from tests.opened import manchester, nottinghamshire, plymouth
from tests.world import new_site, world

__all__ = ["manchester", "new_site", "nottinghamshire", "plymouth", "world"]
