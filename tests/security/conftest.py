"""The example place, and real sites, for every harness of this folder."""

from tests.security.addresses import addressed
from tests.security.real_site import (
    _migrated_postgresql,
    _migrated_sqlite,
    postgresql_site,
    real_site,
    sqlite_site,
)
from tests.world import world

__all__ = [
    "_migrated_postgresql",
    "_migrated_sqlite",
    "addressed",
    "postgresql_site",
    "real_site",
    "sqlite_site",
    "world",
]
