"""Edit links: made, told by mail, withdrawn, used once."""

import secrets
from dataclasses import dataclass
from datetime import timedelta

from django.template.loader import render_to_string

from commonground.foundation.audit import actions as audit
from commonground.foundation.audit.versions import change
from commonground.foundation.kernel.errors import Invalid, NotFound
from commonground.foundation.kernel.viewer import Viewer
from commonground.foundation.post import actions as post
from commonground.ground.directory import access, queries
from commonground.ground.directory.models import EditLink, Proposal, Service
from commonground.ground.directory.models.assurance import WHO
from commonground.ground.directory.rules.proposals import Entry, proposed

TOKEN_BYTES = 32
SUBJECT = "Your entry in the directory of services"


@dataclass(frozen=True)
class Linked:
    """A link with the one copy of its token that there is: kept nowhere."""

    link: EditLink
    token: str


@audit.atomic()
def make_link(*, service: Service, email: str = "", by: Viewer) -> Linked:
    """Let a provider propose changes of an entry, once. A link that is still open ends. Raises Refused."""
    access.check_can_keep_service(by, service)
    for earlier in service.edit_links.open(by.now):
        _withdraw(earlier, by)
    token = secrets.token_urlsafe(TOKEN_BYTES)
    link = EditLink.objects.create(
        service=service,
        token_digest=queries.token_digest(token),
        sent_to=email.strip().casefold(),
        made_by=by.label[:WHO],
        made_at=by.now,
        expires_at=by.now + timedelta(days=queries.assurance_policy().link_days),
    )
    audit.record("edit link made", by=by, about=link, details={"until": link.expires_at})
    return Linked(link, token)


@audit.atomic()
def tell_link(*, linked: Linked, address: str, by: Viewer) -> None:
    """Put the link into the outbox, sealed. It is dropped where the link ran out first."""
    link = linked.link
    shown = {"link": link, "address": address, "sender": by.label}
    letter = post.Letter(SUBJECT, render_to_string("directory/email/edit_link.txt", shown))
    to = post.Recipient(None, link.sent_to, "")
    post.send_sealed(to=to, letter=letter, what="edit link", lasts=link.expires_at - by.now, by=by)


@audit.atomic()
def withdraw_link(*, link: EditLink, by: Viewer) -> None:
    """The link opens nothing any more. Raises Refused, and Invalid where it was used."""
    access.check_can_keep_service(by, link.service)
    if link.used_at is not None:
        raise Invalid("This link was used already. Decide on what was proposed by it.")
    if link.withdrawn_at is None:
        _withdraw(link, by)


def _withdraw(link: EditLink, by: Viewer) -> None:
    change(link, based_on=link.version, withdrawn_at=by.now, sent_to="")
    audit.record("edit link withdrawn", by=by, about=link)


@audit.atomic()
def propose(*, token: str, shown: Entry, said: Entry, remark: str = "", by: Viewer) -> Proposal:
    """Send what an entry should say; the link is used by that. `shown` is the entry as the form had it.

    Raises NotFound for a token that never was, or whose link was used, withdrawn or ran out; Conflict where it is used
    at the same moment. Nothing of the entry changes.
    """
    link = queries.link_of_token(token)
    if link is None:
        raise NotFound("There is no such link. Look whether the whole of it was copied.")
    queries.check_link_is_open(link, now=by.now)
    change(link, based_on=link.version, used_at=by.now)
    differs = proposed(shown, said)
    made = Proposal.objects.create(
        service=link.service,
        link=link,
        was={code: shown[code] for code in differs},
        said=differs,
        remark=remark,
        sent_at=by.now,
    )
    audit.record("change of an entry proposed", by=by, about=made, details={"parts": sorted(differs)})
    return made
