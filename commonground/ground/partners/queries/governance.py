"""The register of information governance: agreements with how they stand, controllers, processing."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from uuid import UUID

from django.db.models import Prefetch, QuerySet

from commonground.foundation.kernel.errors import NotFound
from commonground.foundation.kernel.viewer import Viewer
from commonground.ground.partners import access, rules
from commonground.ground.partners.models import (
    AgreementParty,
    AgreementTerm,
    Controller,
    LawfulBasis,
    Organisation,
    ProcessingRecord,
    SharedField,
    SharingAgreement,
    SharingPurpose,
)

PACK = Path(__file__).parents[1] / "packs" / "governance.toml"


@cache
def raising() -> rules.Raising:
    """How early a lapse is raised, from the pack."""
    return rules.read_pack(PACK.read_text(encoding="utf-8")).raising


@dataclass(frozen=True)
class Held:
    """An agreement as it stands on a day. `until` is the first day it no longer holds, where it holds now."""

    agreement: SharingAgreement
    standing: rules.Standing
    until: date | None

    @property
    def parties(self) -> Sequence[AgreementParty]:
        return list(self.agreement.parties.all())

    @property
    def waits_for(self) -> Sequence[AgreementParty]:
        return [party for party in self.parties if party.signed_on is None]

    @property
    def fields(self) -> Sequence[SharedField]:
        return list(self.agreement.fields.all())

    @property
    def terms(self) -> Sequence[AgreementTerm]:
        return list(self.agreement.terms.all())

    @property
    def tone(self) -> str:
        """Colour of its tag."""
        return TONES[self.standing]


TONES = {
    rules.Standing.UNSIGNED: "grey",
    rules.Standing.NOT_YET: "blue",
    rules.Standing.IN_FORCE: "green",
    rules.Standing.EXPIRING: "yellow",
    rules.Standing.LAPSED: "red",
    rules.Standing.ENDED: "grey",
}


def as_held(agreement: SharingAgreement, on: date) -> Held:
    """How an agreement (with terms and parties fetched) stands on a day."""
    terms = [rules.Term(term.starts_on, term.expires_on) for term in agreement.terms.all()]
    is_signed = all(party.signed_on is not None for party in agreement.parties.all())
    standing = rules.standing(
        terms, is_signed=is_signed, ended_on=agreement.ended_on, on=on, warn_days=raising().warn_days
    )
    return Held(agreement, standing, rules.held_until(terms, on) if standing in rules.HOLDS else None)


def agreements(viewer: Viewer, *, standing: str = "", organisation: str = "", on: date | None = None) -> list[Held]:
    """Agreements by title, with how they stand; those of one standing, or with one organisation (slug). Five queries.

    A partnership has tens of agreements, so the standing is worked out here and not in the database.
    """
    access.check_can_read_register(viewer)
    rows = _agreements()
    if organisation:
        rows = rows.filter(parties__organisation__slug=organisation)
    held = [as_held(row, on or viewer.today) for row in rows]
    return [one for one in held if not standing or one.standing == standing]


def agreement(viewer: Viewer, slug: str) -> Held:
    """One agreement. Raises Refused, NotFound."""
    access.check_can_read_register(viewer)
    found = _agreements().filter(slug=slug).first()
    if found is None:
        raise NotFound("There is no such sharing agreement.")
    return as_held(found, viewer.today)


def _agreements() -> QuerySet[SharingAgreement]:
    return SharingAgreement.objects.select_related("purpose", "basis", "special_basis", "keeper").prefetch_related(
        "terms", "fields", Prefetch("parties", AgreementParty.objects.select_related("organisation"))
    )


def agreement_between(*, sender: Organisation, receiver: Organisation, purpose: str, on: date) -> Held | None:
    """What two bodies agreed for a purpose (slug), the one that stands best on the day; None where nothing is agreed.

    For rooms that share: where it has lapsed, a safeguarding disclosure goes ahead under duty and calls
    `actions.raise_for_disclosure`.
    """
    rows = (
        _agreements()
        .filter(purpose=purpose, parties__organisation=sender)
        .filter(parties__organisation=receiver)
        .distinct()
    )
    order = list(TONES)
    best = [rules.Standing.IN_FORCE, rules.Standing.EXPIRING, rules.Standing.LAPSED]
    ranked = [*best, *(one for one in order if one not in best)]
    return min((as_held(row, on) for row in rows), key=lambda held: ranked.index(held.standing), default=None)


def party(viewer: Viewer, party_id: UUID) -> AgreementParty:
    """A party to an agreement. Raises Refused, NotFound."""
    access.check_can_read_register(viewer)
    found = AgreementParty.objects.filter(pk=party_id).select_related("agreement", "organisation").first()
    if found is None:
        raise NotFound("There is no such party to an agreement.")
    return found


def signatures_waiting(viewer: Viewer) -> list[AgreementParty]:
    """Parties that have not signed, of those the viewer signs for, with their agreements: for Today. One query."""
    if not access.may_read_register(viewer):
        return []
    rows = AgreementParty.objects.filter(signed_on=None, agreement__ended_on=None)
    waiting = rows.select_related("agreement", "organisation").order_by("agreement__title", "organisation__name")
    return [one for one in waiting if access.may_act_for(viewer, one.organisation.name)]


def controllers(viewer: Viewer) -> QuerySet[Controller]:
    access.check_can_read_register(viewer)
    return Controller.objects.select_related("organisation")


def controller(viewer: Viewer, organisation_slug: str) -> Controller:
    found = controllers(viewer).filter(organisation__slug=organisation_slug).first()
    if found is None:
        raise NotFound("This organisation is not registered as a controller.")
    return found


def processing_records(viewer: Viewer) -> QuerySet[ProcessingRecord]:
    access.check_can_read_register(viewer)
    return ProcessingRecord.objects.select_related("controller", "purpose", "basis", "special_basis", "agreement")


def processing_record(viewer: Viewer, slug: str) -> ProcessingRecord:
    found = processing_records(viewer).filter(slug=slug).first()
    if found is None:
        raise NotFound("There is no such record of processing.")
    return found


def purposes() -> QuerySet[SharingPurpose]:
    return SharingPurpose.objects.all()


def lawful_bases(*, special: bool) -> QuerySet[LawfulBasis]:
    return LawfulBasis.objects.filter(is_special=special)


def bodies() -> QuerySet[Organisation]:
    """Every organisation, by name."""
    return Organisation.objects.all()


def agreements_to_rest_on() -> QuerySet[SharingAgreement]:
    """Agreements that have not ended, by title."""
    return SharingAgreement.objects.filter(ended_on=None)
