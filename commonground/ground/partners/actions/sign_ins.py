"""Signing in and out: sessions and their end."""

import hashlib
from datetime import timedelta
from uuid import UUID

from commonground.foundation.audit import actions as audit
from commonground.foundation.kernel.errors import NotFound
from commonground.foundation.kernel.viewer import Viewer
from commonground.ground.partners.models import Account, SignIn
from commonground.ground.partners.rules import Ending

SEEN_EVERY = timedelta(minutes=1)


@audit.atomic()
def note_sign_in(*, account: Account, method: str, browser: str, by: Viewer) -> SignIn:
    """Somebody signed in. `method` says how in words: 'password and code', 'passkey', 'demonstration'."""
    row = open_session(account=account, method=method, browser=browser, by=by)
    account.last_login = by.now
    account.save(update_fields=["last_login"])
    audit.record("signed in", by=by, about=account, details={"method": method}, persons=[account.pk])
    return row


def open_session(*, account: Account, method: str, browser: str, by: Viewer) -> SignIn:
    """The row of a session. Not recorded: signing in is."""
    return SignIn.objects.create(
        account=account, method=method[:60], browser=browser[:60], started_at=by.now, seen_at=by.now
    )


def adopt_session(*, sign_in_id: UUID, account: Account, browser: str, by: Viewer) -> SignIn:
    """The row that has this id, made where there is none. It may be of another account: the caller looks."""
    made = {"account": account, "method": "unknown", "browser": browser[:60], "started_at": by.now, "seen_at": by.now}
    return SignIn.objects.get_or_create(pk=sign_in_id, defaults=made)[0]


@audit.atomic()
def note_session_refused(*, account: Account, row: SignIn, by: Viewer) -> None:
    """A session of this account named the row of another one, which signing in never does."""
    details = {"because": "it names a session of another account"}
    audit.record("session refused", by=by, about=account, details=details, persons=[account.pk, row.account_id])


def note_activity(*, row: SignIn, by: Viewer) -> None:
    """The person did something just now. Written once a minute at most, and not in the audit."""
    if by.now - row.seen_at >= SEEN_EVERY:
        SignIn.objects.filter(pk=row.pk).update(seen_at=by.now)


@audit.atomic()
def end_session(*, row: SignIn, because: Ending, by: Viewer) -> None:
    """End one session. One that is over already stays as it ended."""
    ended = SignIn.objects.open().filter(pk=row.pk).update(ended_at=by.now, ended_because=because)
    if ended:
        audit.record("session ended", by=by, details={"because": because}, persons=[row.account_id])


@audit.atomic()
def end_own_session(*, row: SignIn, by: Viewer) -> None:
    """Sign out one of one's own sessions, from another."""
    if row.account_id != by.id:
        raise NotFound("There is no such session.")
    end_session(row=row, because=Ending.ELSEWHERE, by=by)


@audit.atomic()
def end_sessions(*, account: Account, because: Ending, by: Viewer, keep: UUID | None = None) -> int:
    """End every session of an account but one; returns how many ended. The caller has asked whether `by` may."""
    rows = SignIn.objects.open().filter(account=account)
    rows = rows.exclude(pk=keep) if keep else rows
    ended = rows.update(ended_at=by.now, ended_because=because)
    if ended:
        audit.record(
            "sessions ended", by=by, about=account, details={"because": because, "number": ended}, persons=[account.pk]
        )
    return ended


@audit.atomic()
def note_sign_out(*, account: Account, row: SignIn | None, by: Viewer) -> None:
    if row is not None:
        SignIn.objects.open().filter(pk=row.pk).update(ended_at=by.now, ended_because=Ending.SIGNED_OUT)
    audit.record("signed out", by=by, about=account, persons=[account.pk])


@audit.atomic()
def note_failed_sign_in(*, email: str, by: Viewer, because: str = "") -> None:
    """Somebody failed to sign in. The address is kept as a digest: it may be a password typed in the wrong box."""
    details = {"address digest": address_digest(email)} | ({"because": because} if because else {})
    audit.record("sign-in failed", by=by, details=details)


@audit.atomic()
def note_credentials_changed(*, account: Account, what: str, by: Viewer) -> None:
    """A password, passkey, app or set of recovery codes was set, changed or removed."""
    audit.record("way of signing in changed", by=by, about=account, details={"what": what}, persons=[account.pk])


def address_digest(email: str) -> str:
    return hashlib.sha256(email.strip().casefold().encode()).hexdigest()[:16]
