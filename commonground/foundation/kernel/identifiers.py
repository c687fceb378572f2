"""Identifiers of this field, parsed and checked."""

from uuid import UUID

from uuid_utils.compat import uuid7


def new_id() -> UUID:
    """A UUIDv7: unique, and ordered by time of creation so that indexes stay compact."""
    return uuid7()
