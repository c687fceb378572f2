"""The letter that an e-mail is, made just before it leaves: what may still be said, and nothing else."""

from datetime import datetime

from django.conf import settings
from django.urls import reverse

from commonground.foundation.kernel.viewer import ENGLAND
from commonground.foundation.post import rules
from commonground.foundation.post.models import Email, ReceivedNotice
from commonground.foundation.post.queries.notices import kind, surroundings, ways
from commonground.foundation.post.queries.sealing import open_sealed


def letter_of(email: Email, *, now: datetime) -> rules.Letter | None:
    """None where nothing may be said any more: they have left, chose otherwise meanwhile, or it has gone stale."""
    if email.drop_after is not None and email.drop_after <= now:
        return None
    if email.form == rules.Form.SEALED:
        return open_sealed(email.sealed)
    said = [one for one in email.notices.order_by("id") if _may_be_told(one, now)]
    if not said:
        return None
    if email.form == rules.Form.DIGEST:
        unread = [one for one in said if one.read_at is None]
        parts = [(one.as_said, _link(one)) for one in unread]
        return rules.digest_letter(parts, sheet=_sheet(email)) if parts else None
    first = said[0]
    return rules.notice_letter(first.as_said, kind(first.kind), link=_link(first), sheet=_sheet(email))


def _may_be_told(notice: ReceivedNotice, now: datetime) -> bool:
    """The account is open and holds a role, its owner wants e-mail of this kind, and the room still says yes."""
    try:
        of = kind(notice.kind)
    except LookupError:  # the room has given up this kind of notice since: nobody can say that they may
        return False
    to = notice.recipient
    today = now.astimezone(ENGLAND).date()
    if to.account is not None and to.account not in surroundings().reached([to.account], on=today):
        return False
    if ways([to], of) == [rules.Way.ON_SITE]:
        return False
    return of.may_still(to, about=notice.about, now=now)


def _link(notice: ReceivedNotice) -> str:
    """Who has an account comes by way of the notice, so that not even an address says what it is about."""
    path = reverse("post:open", args=[notice.pk]) if notice.account_id else notice.path
    return settings.SITE_ADDRESS + path


def _sheet(email: Email) -> rules.Sheet:
    choose = settings.SITE_ADDRESS + reverse("post:choices") if email.account_id else ""
    return rules.Sheet(email.label, surroundings().place(), choose)
