"""Every read of this room. `from commonground.ground.directory import queries`."""

from commonground.ground.directory.queries.services import location, locations, provider, service, services
from commonground.ground.directory.queries.words import Word, groupings, levels

__all__ = [
    "Word",
    "groupings",
    "levels",
    "location",
    "locations",
    "provider",
    "service",
    "services",
]
