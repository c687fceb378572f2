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
from commonground.ground.directory.actions.locations import (
    add_location,
    change_location,
    end_location,
    set_confidential,
)
from commonground.ground.directory.actions.none_found import close_weeks, say_none_found
from commonground.ground.directory.actions.parts import add_part, change_part, put_at, remove_part, take_from
from commonground.ground.directory.actions.providers import add_provider, change_provider
from commonground.ground.directory.actions.reading import read_source
from commonground.ground.directory.actions.refreshing import refresh_feeds
from commonground.ground.directory.actions.services import add_service, change_service, move_service

__all__ = [
    "add_location",
    "add_part",
    "add_provider",
    "add_service",
    "change_gap",
    "change_location",
    "change_part",
    "change_provider",
    "change_service",
    "close_gap",
    "close_weeks",
    "end_location",
    "import_document",
    "move_service",
    "open_gap",
    "put_at",
    "read_source",
    "refresh_feeds",
    "remove_part",
    "reopen_gap",
    "reopen_what_goes_on",
    "report_on_gap",
    "say_none_found",
    "set_confidential",
    "take_from",
]
