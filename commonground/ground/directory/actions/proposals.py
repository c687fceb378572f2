"""Decide on what a provider proposed: take all of it, take parts, or refuse with a reason."""

from collections.abc import Collection
from datetime import timedelta
from decimal import Decimal

from django.template.loader import render_to_string

from commonground.foundation.audit import actions as audit
from commonground.foundation.audit.versions import change, check_as_seen
from commonground.foundation.kernel.errors import Conflict, Invalid, Problem
from commonground.foundation.kernel.states import check_move
from commonground.foundation.kernel.viewer import Viewer
from commonground.foundation.post import actions as post
from commonground.ground.directory import access, queries
from commonground.ground.directory.actions.edit_links import SUBJECT
from commonground.ground.directory.actions.entries import as_version, write_entry
from commonground.ground.directory.models import Proposal, Service
from commonground.ground.directory.models.assurance import WHO
from commonground.ground.directory.queries.entries import label, labels
from commonground.ground.directory.rules import ages
from commonground.ground.directory.rules import proposals as rules
from commonground.ground.directory.rules.proposals import Entry, State

MAIL_LASTS = timedelta(days=14)


@audit.atomic()
def take_proposal(
    *,
    proposal: Proposal,
    based_on: int,
    taken: Collection[str] | None = None,
    seen: str = "",
    answer: str = "",
    is_assured: bool = False,
    by: Viewer,
) -> None:
    """Make the entry say what was proposed: of these parts, or of all. It becomes a version of the entry.

    `seen` is the digest of the entry that the keeper had before them, and so takes the proposal over; without it, the
    entry must still say what it said when the proposal began. Raises Refused, Invalid where none of several parts is
    taken, and Conflict with both values, where the entry changed or somebody decided first.
    """
    service = Service.objects.select_related("owner").get(pk=proposal.service_id)
    access.check_can_keep_service(by, service)
    codes = [code for code in proposal.said if taken is None or code in taken]
    if proposal.said and not codes:
        raise Invalid(
            "Nothing was taken.", [Problem("Choose what to take, or refuse it with a reason.", column="taken")]
        )
    to = State.TAKEN if len(codes) == len(proposal.said) else State.IN_PART
    _check_may_become(proposal, to, based_on, answer)
    now = queries.entry(service)
    _check_is_as_seen(service, proposal, now, codes, seen)
    _check_fits(now, {code: proposal.said[code] for code in codes})
    _decide(proposal, to, based_on, answer, codes, by)
    more = {"assured_on": by.today, "assurer_email": ""} if is_assured else {}
    with as_version(service, by=by, proposal=proposal):
        write_entry(service, {code: proposal.said[code] for code in codes}, by=by, **more)
    audit.record(f"proposal {to.label.lower()}", by=by, about=proposal, details={"parts": codes, "answer": answer})
    _tell(proposal, by)


@audit.atomic()
def refuse_proposal(*, proposal: Proposal, based_on: int, answer: str, by: Viewer) -> None:
    """The entry stays as it is. Raises Refused, Conflict, and Invalid without a reason."""
    access.check_can_keep_service(by, proposal.service)
    if not answer.strip():
        raise Invalid("Nothing was saved.", [Problem("Say why it is refused.", column="answer")])
    _check_may_become(proposal, State.REFUSED, based_on, answer)
    _decide(proposal, State.REFUSED, based_on, answer, [], by)
    audit.record("proposal refused", by=by, about=proposal, details={"answer": answer})
    _tell(proposal, by)


def _check_may_become(proposal: Proposal, to: State, based_on: int, answer: str) -> None:
    check_as_seen(proposal, based_on=based_on, answer=answer)
    check_move(rules.MOVES, State(proposal.state), to, what="This proposal")


def _decide(proposal: Proposal, to: State, based_on: int, answer: str, taken: list[str], by: Viewer) -> None:
    decided = {"decided_at": by.now, "decided_by": by.label[:WHO], "taken": taken}
    change(proposal, based_on=based_on, state=to, answer=answer, **decided)


def _check_fits(now: Entry, said: Entry) -> None:
    """Raises Invalid where the parts that are taken do not go with those that stay."""
    gone = [code for code in said if code not in now]
    problems = (
        [Problem("One of the places is no longer where it is. Leave its hours out.", column="taken")] if gone else []
    )
    youngest, oldest = (
        Decimal(str(age)) if (age := {**now, **said}[code]) else None for code in ("minimum_age", "maximum_age")
    )
    wrong = ages.what_is_wrong(youngest, oldest)
    if wrong:
        problems.append(Problem(f"The entry {wrong} Take both ages, or neither.", column="taken"))
    if problems:
        raise Invalid("Nothing was taken.", problems)


def _check_is_as_seen(service: Service, proposal: Proposal, now: Entry, codes: list[str], seen: str) -> None:
    """Raises Conflict, part by part, where the entry says something else than whoever decided had before them."""
    if seen == rules.digest(now):
        return
    clashing = rules.clashing(codes, was=proposal.was, now=now)
    if not clashing:
        return
    names = labels(service)
    raise Conflict(
        f"The entry of {service} changed after this was proposed. Nothing was taken: look at it again.",
        theirs={label(code, names): rules.in_words(code, now.get(code)) for code in clashing},
        yours={label(code, names): rules.in_words(code, proposal.said[code]) for code in clashing},
    )


def _tell(proposal: Proposal, by: Viewer) -> None:
    """Tell the provider what became of it, where their address is known, and forget the address."""
    link = proposal.link
    if not link.sent_to:
        return
    letter = post.Letter(SUBJECT, render_to_string("directory/email/decided.txt", {"proposal": proposal}))
    to = post.Recipient(None, link.sent_to, "")
    post.send_sealed(to=to, letter=letter, what="answer to a proposal", lasts=MAIL_LASTS, by=by)
    change(link, based_on=link.version, sent_to="")
