"""Every read of this room, and the letters that are made of what is read."""

from commonground.foundation.post.queries.letters import letter_of
from commonground.foundation.post.queries.notices import (
    Chosen,
    choices,
    chosen,
    kind,
    notice,
    notices,
    surroundings,
    title_of,
    undelivered,
    undelivered_email,
    unread_count,
    waiting_since,
    ways,
)
from commonground.foundation.post.queries.sealing import open_sealed, seal

__all__ = [
    "Chosen",
    "choices",
    "chosen",
    "kind",
    "letter_of",
    "notice",
    "notices",
    "open_sealed",
    "seal",
    "surroundings",
    "title_of",
    "undelivered",
    "undelivered_email",
    "unread_count",
    "waiting_since",
    "ways",
]
