"""What somebody was told, how they want to be told, and what could not be sent."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.utils.module_loading import import_string

from commonground.foundation.kernel.errors import NotFound
from commonground.foundation.kernel.viewer import Viewer
from commonground.foundation.post import access, rules
from commonground.foundation.post.models import Choices, Email, EmailQuerySet, ReceivedNotice, ReceivedNoticeQuerySet


@dataclass(frozen=True)
class Chosen:
    """One kind of notice, and how the viewer is told of it."""

    kind: rules.Kind
    way: rules.Way


def surroundings() -> rules.Surroundings:
    """What config composed of the rooms above."""
    found: rules.Surroundings = import_string(settings.POST_SURROUNDINGS)
    return found


def kind(slug: str) -> rules.Kind:
    """Raises LookupError, naming what there is."""
    known = {one.slug: one for one in surroundings().kinds}
    if slug not in known:
        raise LookupError(f"no room declares notices of the kind {slug!r}; there are {', '.join(known) or 'none'}")
    return known[slug]


def notices(viewer: Viewer) -> ReceivedNoticeQuerySet:
    """What the viewer was told, latest first."""
    return ReceivedNotice.objects.visible_to(viewer)


def unread_count(viewer: Viewer) -> int:
    """How many notices the viewer has not opened. One query, none for the public."""
    return notices(viewer).unread().count() if viewer.id else 0


def notice(viewer: Viewer, notice_id: UUID) -> ReceivedNotice:
    """One of the viewer's own. Raises NotFound."""
    found = notices(viewer).filter(pk=notice_id).first()
    if found is None:
        raise NotFound("There is no such notice.")
    return found


def choices(viewer: Viewer) -> Choices | None:
    """What the viewer has chosen; None where they never did."""
    return Choices.objects.filter(account_id=viewer.id).first() if viewer.id else None


def chosen(kept: Choices | None) -> list[Chosen]:
    """Every kind with the way that holds, in the order in which config lists them. No query."""
    ways = kept.ways if kept else {}
    return [Chosen(one, _way(one, ways.get(one.slug))) for one in surroundings().kinds]


def ways(recipients: Sequence[rules.Recipient], of: rules.Kind) -> list[rules.Way]:
    """How each of them is told of this kind. One query."""
    accounts = {one.account for one in recipients if one.account}
    rows = Choices.objects.filter(account_id__in=accounts).values_list("account_id", "ways")
    kept = {account: said.get(of.slug) for account, said in rows}
    return [_way(of, kept.get(one.account)) if one.account else of.default for one in recipients]


def undelivered(viewer: Viewer) -> EmailQuerySet:
    """E-mails that were given up or are in doubt: for those who look after them, nobody else."""
    return Email.objects.to_look_at(viewer)


def undelivered_email(viewer: Viewer, email_id: UUID) -> Email:
    """Raises Refused, NotFound."""
    access.check_can_look_after(viewer)
    found = undelivered(viewer).filter(pk=email_id).first()
    if found is None:
        raise NotFound("This e-mail is not among those that could not be sent.")
    return found


def title_of(email: Email) -> str:
    """What an e-mail is, in words that say nothing of what stands in it."""
    return {one.slug: one.title for one in surroundings().kinds}.get(email.what, email.what.capitalize())


def waiting_since(viewer: Viewer) -> datetime | None:
    """Since when the e-mail that has waited longest has waited; None where none waits."""
    access.check_can_look_after(viewer)
    waiting = Email.objects.filter(state=rules.State.WAITING).order_by("made_at")
    return waiting.values_list("made_at", flat=True).first()


def _way(of: rules.Kind, said: str | None) -> rules.Way:
    """What was said, as far as it may be: a kind that became a duty is told by e-mail all the same."""
    way = rules.Way(said) if said in list(rules.Way) else of.default
    return of.default if of.is_duty and way is rules.Way.ON_SITE else way
