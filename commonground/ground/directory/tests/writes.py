"""Edits of this room that the harness does by many at once, based on what somebody else changed."""

from collections.abc import Callable
from datetime import timedelta

from django.utils import timezone

from commonground.foundation.kernel.viewer import Viewer, operator, public
from commonground.ground.directory import access, queries
from commonground.ground.directory.actions import doubles, edit_links, eligibility, feedback, proposals
from commonground.ground.directory.models import Double, EditLink, Feedback, Proposal, Service
from commonground.ground.directory.rules.eligibility import Criterion, Kind
from commonground.ground.directory.rules.feedback import Wrong
from commonground.ground.directory.tests import entries
from commonground.ground.directory.tests.writes_of_gaps import EDITS_OF_GAPS
from commonground.ground.directory.tests.writes_of_keepers import EDITS_OF_KEEPERS, WRITES_OF_KEEPERS
from tests.security.writes import Edit, Write


def keeper() -> Viewer:
    return operator(timezone.now(), permissions=frozenset(access.PERMISSIONS))


def edit(name: str, prepare: Callable[[], object], act: Callable[[str], None], kept: Callable[[], str]) -> Edit:
    def prepared() -> None:
        prepare()

    return Edit(f"directory.{name}", prepared, act, kept)


# --- what a provider proposes -----------------------------------------------------------------------------------------


def with_provider() -> None:
    """There before any writer comes: all of them give it another service."""
    entries.provider()


def propose(token: str) -> None:
    """By a link of its own, made without its action: each of the crowd does one thing that is on record."""
    now = timezone.now()
    offered = entries.service(slug=f"of-{token}", name=f"Service {token}")
    digest = queries.token_digest(token)
    EditLink.objects.create(service=offered, token_digest=digest, made_at=now, expires_at=now + timedelta(days=1))
    shown = queries.entry(offered)
    edit_links.propose(token=token, shown=shown, said={**shown, "fees": token}, remark=token, by=public(now))


def proposed() -> list[str]:
    return list(Proposal.objects.values_list("remark", flat=True))


def with_proposal() -> None:
    with_provider()
    propose("first")


def take(token: str) -> None:
    proposals.take_proposal(proposal=Proposal.objects.get(), based_on=1, answer=token, by=keeper())


def refuse(token: str) -> None:
    proposals.refuse_proposal(proposal=Proposal.objects.get(), based_on=1, answer=token, by=keeper())


def answered() -> str:
    return Proposal.objects.get().answer


# --- whom a service takes ---------------------------------------------------------------------------------------------


def with_service() -> Service:
    return entries.service()


def say_who_it_takes(token: str) -> None:
    criteria = [Criterion(Kind.IN_WORDS, words=token)]
    eligibility.say_who_it_takes(service=Service.objects.get(), based_on=1, criteria=criteria, by=keeper())


def who_it_takes() -> str:
    return str(Service.objects.get().eligibility)


# --- doubles, and what people say is wrong ----------------------------------------------------------------------------


def with_double() -> None:
    for slug in ("one", "again"):
        entries.service(slug=slug, name="Somebody to talk to", feed=None)
    doubles.find_doubles(by=keeper())


def pair() -> Double:
    return Double.objects.get()


def keep_apart(token: str) -> None:
    doubles.keep_apart(double=pair(), based_on=1, words=token, by=keeper())


def merge(token: str) -> None:
    doubles.merge(double=pair(), kept=pair().first, based_on=1, words=token, by=keeper())


def with_feedback() -> None:
    feedback.say_wrong(service=entries.service(), wrong=Wrong.CLOSED, by=public(timezone.now()))


def settle(token: str) -> None:
    feedback.settle(feedback=Feedback.objects.get(), based_on=1, answer=token, by=keeper())


EDITS = [
    edit("keep_apart", with_double, keep_apart, lambda: pair().words),
    edit("merge", with_double, merge, lambda: pair().words),
    edit("settle", with_feedback, settle, lambda: Feedback.objects.get().answer),
    edit("take_proposal", with_proposal, take, answered),
    edit("refuse_proposal", with_proposal, refuse, answered),
    edit("say_who_it_takes", with_service, say_who_it_takes, who_it_takes),
    *EDITS_OF_GAPS,
    *EDITS_OF_KEEPERS,
]
WRITES = [Write("directory.propose", propose, proposed, with_provider), *WRITES_OF_KEEPERS]
