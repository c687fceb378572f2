"""The daily digest: what was told since the last one, in one e-mail to each."""

from collections import defaultdict
from datetime import datetime
from uuid import UUID

from commonground.foundation.audit import actions as audit
from commonground.foundation.post.actions.claiming import worker
from commonground.foundation.post.models import Email, ReceivedNotice
from commonground.foundation.post.rules import Form, Way

WHAT = "digest"


def gather_digests(*, now: datetime) -> int:
    """Write an e-mail for everybody whom notices wait for; returns how many. Killed in the middle, it goes on where it
    stopped. What was read on the site meanwhile is left out."""
    waiting: dict[tuple[UUID | None, str], list[UUID]] = defaultdict(list)
    found = ReceivedNotice.objects.filter(way=Way.DIGEST, email__isnull=True, read_at__isnull=True)
    for pk, account, address in found.order_by("id").values_list("pk", "account_id", "address"):
        waiting[account, address].append(pk)
    return sum(_gather(account, address, ids, now) for (account, address), ids in waiting.items())


@audit.atomic()
def _gather(account: UUID | None, address: str, ids: list[UUID], now: datetime) -> bool:
    """False where another worker was first."""
    label = ReceivedNotice.objects.filter(pk=ids[-1]).values_list("label", flat=True).get()
    email = Email.objects.create(
        form=Form.DIGEST, what=WHAT, account_id=account, address=address, label=label, made_at=now, due_at=now
    )
    mine = ReceivedNotice.objects.filter(pk__in=ids, email__isnull=True).update(email=email)
    if not mine:
        email.delete()
        return False
    audit.record("digest gathered", by=worker(now), about=email, details={"notices": mine})
    return True
