"""Sharing agreements: drawn up, signed, put in force, renewed, ended."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.utils.text import slugify

from commonground.foundation.audit import actions as audit
from commonground.foundation.audit import versions
from commonground.foundation.kernel.errors import Conflict, Invalid, Problem
from commonground.foundation.kernel.viewer import Viewer
from commonground.ground.partners import access, rules
from commonground.ground.partners.actions.lapses import cure
from commonground.ground.partners.models import (
    AgreementParty,
    AgreementTerm,
    Organisation,
    SharedField,
    SharingAgreement,
)

GUARDED = (rules.Sensitivity.SENSITIVE, rules.Sensitivity.RESTRICTED)


@audit.atomic()
def draw_up_agreement(
    *,
    facts: Mapping[str, Any],
    fields: Sequence[tuple[str, str]],
    parties: Sequence[tuple[Organisation, str]],
    by: Viewer,
) -> SharingAgreement:
    """A new agreement between bodies, to be signed by each. It holds from the day `start_term` gives.

    `facts` are columns of the agreement; `fields` names with their sensitivity; `parties` organisations with their
    capacity. Raises Invalid: a title that is taken, fewer than two parties, sensitive fields without a condition.
    """
    access.check_can_keep_register(by)
    _check_new(facts, fields, parties)
    agreement = SharingAgreement.objects.create(slug=slugify(facts["title"])[:120], **facts)
    SharedField.objects.bulk_create(
        SharedField(agreement=agreement, name=name, sensitivity=sensitivity) for name, sensitivity in fields
    )
    AgreementParty.objects.bulk_create(
        AgreementParty(agreement=agreement, organisation=organisation, capacity=capacity)
        for organisation, capacity in parties
    )
    audit.record(
        "sharing agreement drawn up",
        by=by,
        about=agreement,
        details={"parties": [organisation.slug for organisation, _ in parties], "fields": [name for name, _ in fields]},
    )
    return agreement


def _check_new(
    facts: Mapping[str, Any], fields: Sequence[tuple[str, str]], parties: Sequence[tuple[Organisation, str]]
) -> None:
    problems = []
    if SharingAgreement.objects.filter(slug=slugify(facts["title"])[:120]).exists():
        problems.append(
            Problem("There is an agreement of this title already.", "Renew that one.", "Title", None, "title")
        )
    if len({organisation.pk for organisation, _ in parties}) < len(parties):
        problems.append(Problem("An organisation is named twice.", "Name each once.", "Parties", None, "parties"))
    elif len(parties) < 2:
        problems.append(Problem("An agreement is between two bodies or more.", "Add one.", "Parties", None, "parties"))
    if not fields:
        problems.append(Problem("Nothing is shared yet.", "Name the fields that pass.", "Fields", None, "fields"))
    elif len({name.casefold() for name, _ in fields}) < len(fields):
        problems.append(Problem("A field is named twice.", "Name each once.", "Fields", None, "fields"))
    if problems:
        raise Invalid("The agreement was not drawn up.", problems)
    is_guarded = any(sensitivity in GUARDED for _, sensitivity in fields)
    rules.check_bases(has_sensitive_fields=is_guarded, special_basis=facts.get("special_basis"))


@audit.atomic()
def sign_agreement(*, party: AgreementParty, signed_on: date, signatory: str, by: Viewer) -> None:
    """An organisation signs, once. Raises Refused for another organisation, Invalid for a day to come, Conflict."""
    access.check_can_sign(by, party)
    if signed_on > by.today:
        problem = Problem("It lies in the future.", "Give the day it was signed.", "Signed on", column="signed_on")
        raise Invalid("The signature was not recorded.", [problem])
    if party.agreement.ended_on is not None:
        raise Invalid("This agreement has ended. Draw up another one.")
    signed = AgreementParty.objects.filter(pk=party.pk, signed_on=None).update(signed_on=signed_on, signatory=signatory)
    if not signed:
        raise Conflict(f"{party.organisation} has signed already.")
    audit.record(
        "sharing agreement signed",
        by=by,
        about=party.agreement,
        details={"for": party.organisation.slug, "on": signed_on},
    )


@audit.atomic()
def start_term(
    *, agreement: SharingAgreement, starts_on: date, expires_on: date, based_on: int, by: Viewer
) -> AgreementTerm:
    """Put an agreement in force for a span, or renew it for one more. What was raised about it is cured where it holds.

    Raises Invalid where a party has not signed, the impact on people has not been assessed, or terms would overlap.
    """
    access.check_can_keep_register(by)
    versions.change(agreement, based_on=based_on)  # two officers take turns
    _check_ready(agreement)
    held = [rules.Term(one.starts_on, one.expires_on) for one in agreement.terms.all()]
    rules.check_term(rules.Term(starts_on, expires_on), held)
    term = AgreementTerm.objects.create(agreement=agreement, starts_on=starts_on, expires_on=expires_on)
    audit.record(
        "sharing agreement renewed" if held else "sharing agreement put in force",
        by=by,
        about=agreement,
        details={"from": starts_on, "expires": expires_on},
    )
    cure(by=by)
    return term


def _check_ready(agreement: SharingAgreement) -> None:
    problems = [
        Problem("has not signed.", "Record the signature first.", where=party.organisation.name)
        for party in agreement.parties.filter(signed_on=None).select_related("organisation")
    ]
    if agreement.assessed_on is None:
        problems.append(
            Problem(
                "The impact on people has not been assessed.", "Give the day of the assessment.", "Impact assessed on"
            )
        )
    if agreement.ended_on is not None:
        problems = [Problem("This agreement has ended.", "Draw up another one.")]
    if problems:
        raise Invalid("The agreement cannot be put in force yet.", problems)


@audit.atomic()
def change_agreement(*, agreement: SharingAgreement, based_on: int, by: Viewer, **facts: Any) -> None:
    """Change what an agreement says of itself. Raises Conflict where somebody was first, Invalid."""
    access.check_can_keep_register(by)
    guarded = agreement.fields.filter(sensitivity__in=GUARDED).exists()
    rules.check_bases(has_sensitive_fields=guarded, special_basis=facts.get("special_basis"))
    before = {name: getattr(agreement, name) for name in facts}
    versions.change(agreement, based_on=based_on, **facts)
    changed = {name: str(value) for name, value in facts.items() if before[name] != value}
    audit.record("sharing agreement changed", by=by, about=agreement, details=changed)


@audit.atomic()
def end_agreement(*, agreement: SharingAgreement, ended_on: date, end_reason: str, based_on: int, by: Viewer) -> None:
    """End an agreement before it expires, with a reason. What was raised about it is cured: nothing rests on it."""
    access.check_can_keep_register(by)
    resting = list(agreement.processing.filter(ended_on=None).values_list("title", flat=True))
    if resting:
        raise Invalid(
            "The agreement cannot end while processing rests on it.",
            [
                Problem("rests on this agreement.", "End it, or name another agreement.", where=title)
                for title in resting
            ],
        )
    if agreement.ended_on is not None:
        raise Conflict("This agreement has ended already.", theirs={"Ended on": agreement.ended_on})
    versions.change(agreement, based_on=based_on, ended_on=ended_on, end_reason=end_reason)
    audit.record("sharing agreement ended", by=by, about=agreement, details={"on": ended_on, "why": end_reason})
    cure(by=by)
