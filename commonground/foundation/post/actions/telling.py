"""Put notices and e-mails into the outbox, in the transaction of whoever has something to tell."""

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime, timedelta

from django.db import IntegrityError, transaction

from commonground.foundation.audit import actions as audit
from commonground.foundation.kernel.errors import Conflict
from commonground.foundation.kernel.viewer import Viewer
from commonground.foundation.post import queries, rules
from commonground.foundation.post.models import Email, ReceivedNotice


@audit.atomic()
def notify(
    *,
    recipients: Iterable[rules.Recipient],
    notice: rules.Notice,
    by: Viewer,
    never: Collection[str] = (),
    key: str = "",
) -> int:
    """Tell people something: a notice for each now, an e-mail by the worker once the caller's transaction has
    committed. Returns how many were told.

    May the viewer? is the question of the room that tells. `never` are words that must not stand in the notice: the
    name of a closed group, of a child (rules.check_says_little raises ValueError). With a `key`, the same person is
    told once, however often a job calls this with it. Raises LookupError for a kind that nobody declares, Invalid
    where a title holds what no e-mail may say, Conflict where two tell under one key at one moment.
    """
    of = queries.kind(notice.kind)
    rules.check_says_little(notice, never=never)
    whom = _not_told_yet(rules.each_once(recipients), key)
    rows = [_row(one, way, notice, key, by.now) for one, way in zip(whom, queries.ways(whom, of), strict=True)]
    _keep(rows)
    if rows:
        accounts = [row.account_id for row in rows if row.account_id]
        details = {"kind": of.slug, "about": notice.about, "told": len(rows)}
        audit.record("people told", by=by, details=details, persons=accounts)
    return len(rows)


@audit.atomic()
def send_sealed(*, to: rules.Recipient, letter: rules.Letter, what: str, lasts: timedelta, by: Viewer) -> Email:
    """Send an e-mail with a secret in it, the link that resets a password: it lies in the outbox encrypted and is
    emptied when it has left, or is dropped after `lasts`. `what` says in words what it is, without whom it concerns.
    """
    address = to.address.strip().casefold()
    row = Email.objects.create(
        form=rules.Form.SEALED,
        what=what,
        account_id=to.account,
        address=address,
        label=to.label,
        sealed=queries.seal(letter),
        made_at=by.now,
        due_at=by.now,
        drop_after=by.now + lasts,
    )
    audit.record("e-mail asked for", by=by, about=row, persons=[to.account] if to.account else [])
    return row


def _not_told_yet(whom: Sequence[rules.Recipient], key: str) -> list[rules.Recipient]:
    """Without those who were told under the same key before. One query, or none."""
    rows = ReceivedNotice.objects.filter(key=key).values_list("account_id", "address") if key else ()
    told = {account or address for account, address in rows}
    return [one for one in whom if (one.account or one.address) not in told]


def _row(to: rules.Recipient, way: rules.Way, notice: rules.Notice, key: str, now: datetime) -> ReceivedNotice:
    row = ReceivedNotice(
        account_id=to.account,
        address=to.address,
        label=to.label,
        kind=notice.kind,
        subject=notice.subject,
        lines=list(notice.lines),
        path=notice.path,
        about=notice.about,
        key=key,
        way=way if to.address else rules.Way.ON_SITE,
        told_at=now,
    )
    if row.way == rules.Way.AT_ONCE:
        row.email = _email(row, now)
    return row


def _email(row: ReceivedNotice, now: datetime) -> Email:
    return Email(
        form=rules.Form.NOTICE,
        what=row.kind,
        account_id=row.account_id,
        address=row.address,
        label=row.label,
        made_at=now,
        due_at=now,
    )


def _keep(rows: Sequence[ReceivedNotice]) -> None:
    """Two statements. Raises Conflict where somebody tells the same under the same key at this moment."""
    try:
        with transaction.atomic():
            Email.objects.bulk_create([row.email for row in rows if row.email])
            ReceivedNotice.objects.bulk_create(rows)
    except IntegrityError:
        raise Conflict("Somebody else is telling people of this at the moment. Nothing was sent twice.") from None
