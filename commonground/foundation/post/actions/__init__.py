"""Tell people. `from commonground.foundation.post import actions as post`; docs/how-to/send-a-notice.md."""

from commonground.foundation.post.actions.choosing import choose
from commonground.foundation.post.actions.claiming import claim, release_lost
from commonground.foundation.post.actions.gathering import gather_digests
from commonground.foundation.post.actions.reading import mark_all_read, mark_read
from commonground.foundation.post.actions.sending import send_due
from commonground.foundation.post.actions.settling import let_go, send_again
from commonground.foundation.post.actions.telling import notify, send_sealed
from commonground.foundation.post.rules import Kind, Letter, Notice, Recipient, Way

__all__ = [
    "Kind",
    "Letter",
    "Notice",
    "Recipient",
    "Way",
    "choose",
    "claim",
    "gather_digests",
    "let_go",
    "mark_all_read",
    "mark_read",
    "notify",
    "release_lost",
    "send_again",
    "send_due",
    "send_sealed",
]
