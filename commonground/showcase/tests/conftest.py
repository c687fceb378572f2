"""A site as it begins."""

from tests.world import new_site

__all__ = ["new_site"]
