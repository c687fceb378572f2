"""Nottinghamshire as the showcase opens it, for every test of this room that needs a place."""

from tests.world import _example_place, new_site, world

__all__ = ["_example_place", "new_site", "world"]
