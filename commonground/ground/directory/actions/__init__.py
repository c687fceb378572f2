"""Every write of this room. `from commonground.ground.directory import actions`."""

from commonground.ground.directory.actions.importing import import_document
from commonground.ground.directory.actions.kept_gaps import (
    change_gap,
    close_gap,
    open_gap,
    reopen_gap,
    reopen_what_goes_on,
    report_on_gap,
)
from commonground.ground.directory.actions.none_found import close_weeks, say_none_found
from commonground.ground.directory.actions.reading import read_source
from commonground.ground.directory.actions.refreshing import refresh_feeds

__all__ = [
    "change_gap",
    "close_gap",
    "close_weeks",
    "import_document",
    "open_gap",
    "read_source",
    "refresh_feeds",
    "reopen_gap",
    "reopen_what_goes_on",
    "report_on_gap",
    "say_none_found",
]
