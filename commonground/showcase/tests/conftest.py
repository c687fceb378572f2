"""A site as it begins, and the example place."""

from tests.world import new_site, world

__all__ = ["new_site", "world"]
