"""Edit links and what came of them."""

import hashlib
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from commonground.foundation.kernel.errors import NotFound
from commonground.foundation.kernel.viewer import Viewer
from commonground.ground.directory import access
from commonground.ground.directory.models import EditLink, Proposal, ProposalQuerySet, Service
from commonground.ground.directory.queries import entries
from commonground.ground.directory.rules.proposals import Line, State, digest, in_words


def token_digest(token: str) -> str:
    """What is kept of a token. It is long and random, so a plain digest does."""
    return hashlib.sha256(token.encode()).hexdigest()


def link_of_token(token: str) -> EditLink | None:
    """The link that this token was made for, whatever became of it."""
    rows = EditLink.objects.select_related("service__provider", "service__feed")
    return rows.filter(token_digest=token_digest(token)).first()


def check_link_is_open(link: EditLink, *, now: datetime) -> None:
    """Raises NotFound with why it opens nothing any more: whoever has the token had the link."""
    again = "Ask whoever sent it to you for a new one."
    if link.used_at is not None:
        raise NotFound(f"This link was used, on {link.used_at:%-d %B %Y}. It works once. {again}")
    if link.withdrawn_at is not None:
        raise NotFound(f"This link was withdrawn. {again}")
    if link.expires_at <= now:
        raise NotFound(f"This link ran out on {link.expires_at:%-d %B %Y}. {again}")


def links(service: Service) -> list[EditLink]:
    """Every link that was made for an entry, the newest first, with what was proposed by it."""
    return list(service.edit_links.select_related("proposal"))


def open_link(link_id: UUID, *, viewer: Viewer) -> EditLink:
    """One that can still be withdrawn. Raises NotFound and Refused."""
    found = EditLink.objects.select_related("service__owner").filter(pk=link_id).first()
    if found is None:
        raise NotFound("There is no such link.")
    access.check_can_keep_service(viewer, found.service)
    return found


def proposals(viewer: Viewer, *, is_open: bool) -> ProposalQuerySet:
    """Those the viewer decides on, the longest waiting first; or those decided, the newest first."""
    rows = Proposal.objects.visible_to(viewer).select_related("service__provider", "service__owner")
    if is_open:
        return rows.filter(state=State.WAITING)
    return rows.exclude(state=State.WAITING).order_by("-decided_at", "-pk")


@dataclass(frozen=True)
class Compared:
    """A proposal beside the entry as it is now. `seen` is what the entry says, to be named by whoever decides."""

    proposal: Proposal
    lines: list[Line]
    seen: str

    @property
    def clashes(self) -> list[Line]:
        return [one for one in self.lines if one.clashes]


def proposal(proposal_id: UUID, *, viewer: Viewer) -> Proposal:
    """Raises NotFound, also where it is for an entry that the viewer does not keep."""
    rows = Proposal.objects.visible_to(viewer).select_related("service__provider", "service__owner", "link")
    found = rows.filter(pk=proposal_id).first()
    if found is None:
        raise NotFound("There is no such proposal.")
    return found


def compared(found: Proposal) -> Compared:
    """Part by part: then, now, to be. What was decided is shown beside what it was proposed for. Seven queries."""
    names, now = entries.labels(found.service), entries.entry(found.service)
    lines = [
        Line(
            code,
            entries.label(code, names),
            in_words(code, found.was.get(code)),
            in_words(code, now.get(code) if found.is_open else found.was.get(code)),
            in_words(code, said),
        )
        for code, said in found.said.items()
    ]
    return Compared(found, lines, digest(now))
