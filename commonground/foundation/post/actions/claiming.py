"""Which worker has an e-mail in hand. Updates name the state before, so that of two workers one is first."""

from datetime import datetime
from typing import Any

from django.db.models import F

from commonground.foundation.audit import actions as audit
from commonground.foundation.kernel.identifiers import new_id
from commonground.foundation.kernel.viewer import Viewer, operator
from commonground.foundation.post import rules
from commonground.foundation.post.models import Email
from commonground.foundation.post.rules import State

FREE = {"claim": None, "claimed_at": None}
LOST = "The worker stopped while it handed this to the mail server. Perhaps it arrived, perhaps not."


def worker(now: datetime) -> Viewer:
    return operator(now, permissions=frozenset(), label="worker")


def claim(email: Email, *, now: datetime) -> bool:
    """Take an e-mail in hand; False where another worker has it. Committed before anything of it leaves."""
    mine = new_id()
    free = Email.objects.filter(pk=email.pk, state=State.WAITING, due_at__lte=now)
    if not free.update(state=State.CLAIMED, claim=mine, claimed_at=now):
        return False
    email.refresh_from_db()
    return email.claim == mine


def hand_over(email: Email) -> bool:
    """From here on a death of this worker leaves a doubt. False where the claim was lost for being too slow."""
    held = Email.objects.filter(pk=email.pk, state=State.CLAIMED, claim=email.claim)
    return bool(held.update(state=State.HANDED, attempts=F("attempts") + 1))


def close(email: Email, state: State, *, now: datetime, problem: str = "", **values: Any) -> bool:
    """End the claim. Waiting again, it needs a `due_at`; over for good, it loses its sealed text."""
    ended = {"ended_at": now} if state in rules.ENDED else {}
    emptied = {"sealed": ""} if state in (State.SENT, State.DROPPED) else {}
    with audit.atomic():
        held = Email.objects.filter(pk=email.pk, claim=email.claim)
        moved = held.update(state=state, problem=problem[:300], **FREE, **ended, **emptied, **values)
        if moved and ended:
            about = [email.account_id] if email.account_id else []
            details = {"problem": problem} if problem else None
            audit.record(f"e-mail {state}", by=worker(now), about=email, details=details, persons=about)
    return bool(moved)


def release_lost(*, now: datetime) -> int:
    """What a dead worker had in hand: free again where nothing had left, in doubt where something may have."""
    old = Email.objects.filter(claim__isnull=False, claimed_at__lt=now - rules.LEASE)
    found = list(old[: rules.BATCH])
    for email in found:
        if email.state == State.CLAIMED:
            same = Email.objects.filter(pk=email.pk, state=State.CLAIMED, claim=email.claim)
            same.update(state=State.WAITING, due_at=now, **FREE)
        else:
            close(email, State.DOUBTFUL, now=now, problem=LOST)
    return len(found)
