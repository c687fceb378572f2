"""Nottinghamshire as the showcase opens it, for every test of this room that needs a place."""

from tests.world import new_site, place, world

__all__ = ["new_site", "place", "world"]
