"""Readable addresses of public pages, each once."""

from typing import Any
from uuid import UUID

from django.db.models import Model
from django.utils.text import slugify

LONGEST = 60
TAKEN = ("new",)  # addresses of forms


def free_slug(table: type[Model], name: str, *, tail: UUID) -> str:
    """The name as an address; where it is taken with the end of an id, which is as stable as the row."""
    plain = slugify(name)[:LONGEST].strip("-") or "entry"
    rows: Any = table._default_manager
    return f"{plain}-{tail.hex[-8:]}" if plain in TAKEN or rows.filter(slug=plain).exists() else plain
