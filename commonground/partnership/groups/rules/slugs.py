"""Addresses of groups. That of a closed group says nothing of its name."""

import re
import unicodedata
from collections.abc import Collection

LONGEST = 60
# first words of addresses of this room, which no group can have
RESERVED = frozenset(
    {
        "actions", "approvals", "areas", "briefings", "calendar", "development", "diagram", "feed", "files",
        "issues", "load", "meetings", "missing", "new", "papers", "questions", "register", "reports", "reviews",
        "search", "terms", "venues",
    }
)  # fmt: skip


def slug_of(name: str, taken: Collection[str]) -> str:
    """A readable address that is free: rushcliffe, rushcliffe-2."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    first = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:LONGEST].strip("-") or "group"
    used = RESERVED | set(taken)
    number, slug = 1, first
    while slug in used:
        number += 1
        slug = f"{first}-{number}"
    return slug


def silent_slug(random: str) -> str:
    """The address of a closed group, of random letters that the caller drew."""
    return f"g-{random.lower()}"
