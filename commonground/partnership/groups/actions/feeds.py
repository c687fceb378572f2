"""Keys of calendar feeds: given once, kept as a digest, ended by a new one."""

import secrets
from uuid import UUID

from commonground.foundation.audit import actions as audit
from commonground.foundation.kernel.errors import NotFound, Refused
from commonground.foundation.kernel.viewer import Viewer
from commonground.partnership.groups.models import FeedKey
from commonground.partnership.groups.rules.feeds import digest_of

KEY_BYTES = 24


@audit.atomic()
def renew_feed_key(*, by: Viewer) -> str:
    """Give the viewer a new key for their calendar and end the one before. Returned once; kept as a digest only."""
    if by.id is None:
        raise Refused("Sign in to have a calendar of your own.")
    _end(by.id, by=by)
    key = secrets.token_urlsafe(KEY_BYTES)
    made = FeedKey.objects.create(account_id=by.id, digest=digest_of(key), made_at=by.now)
    audit.record("calendar key made", by=by, about=made, persons=[by.id])
    return key


@audit.atomic()
def end_feed_key(*, by: Viewer) -> None:
    """End the viewer's key: programs that read by it are answered that there is nothing."""
    if by.id is None or not _end(by.id, by=by):
        raise NotFound("You have no calendar address.")


@audit.atomic()
def note_feed_read(*, key: FeedKey, by: Viewer) -> None:
    """Record that a calendar program read by this key: once a day, for programs ask every hour."""
    first_today = FeedKey.objects.filter(pk=key.pk).exclude(last_read_on=by.today).update(last_read_on=by.today)
    if first_today:
        audit.record("calendar read", by=by, about=key, persons=[key.account_id])


def _end(account: UUID, *, by: Viewer) -> bool:
    ended = list(FeedKey.objects.filter(account_id=account, ended_at=None))
    for one in ended:
        FeedKey.objects.filter(pk=one.pk, ended_at=None).update(ended_at=by.now)
        audit.record("calendar key ended", by=by, about=one, persons=[account])
    return bool(ended)
