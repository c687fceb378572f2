"""Every write of this room. `from commonground.ground.directory import actions`."""

from commonground.ground.directory.actions.importing import import_document
from commonground.ground.directory.actions.reading import read_source
from commonground.ground.directory.actions.refreshing import refresh_feeds

__all__ = ["import_document", "read_source", "refresh_feeds"]
