"""A register of information governance for tests: three bodies, the pack, one agreement, and who may do what."""

from collections.abc import Mapping
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

from commonground.foundation.kernel.viewer import Membership, Viewer
from commonground.ground.partners import actions
from commonground.ground.partners.models import (
    Controller,
    Lapse,
    LawfulBasis,
    Organisation,
    ProcessingRecord,
    Sector,
    SharingAgreement,
    SharingPurpose,
)

PACK = Path(actions.__file__).parents[1] / "packs" / "governance.toml"
NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
TODAY = date(2026, 11, 22)
OFFICER = UUID("01890a5d-ac96-774b-bcce-b302099a8057")


def somebody(*permissions: str, organisation: str = "County", now: datetime = NOW) -> Viewer:
    held = Membership(role="trial", permissions=frozenset(permissions), organisation=organisation)
    return Viewer(id=OFFICER, label="Officer", memberships=(held,), purpose="", session="trial", now=now)


def keeper() -> Viewer:
    """The information governance officer."""
    return somebody("partners.keep-agreements")


class Register:
    """Bodies and agreements: `register.agreement(("2026-01-01", "2027-01-01"))` holds for that span."""

    def __init__(self) -> None:
        self.keeps = keeper()
        actions.load_governance(text=PACK.read_text(encoding="utf-8"), by=somebody("partners.grant"))
        sector = Sector.objects.create(slug="council", name="Council")
        self.county, self.police, self.charity = (
            Organisation.objects.create(slug=name.lower(), name=name, sector=sector)
            for name in ("County", "Police", "Charity")
        )

    def facts(self, **other: Any) -> dict[str, Any]:
        return {
            "title": "Early help",
            "purpose": SharingPurpose.objects.get(slug="direct-help"),
            "basis": LawfulBasis.objects.get(slug="public-task"),
            "special_basis": None,
            "details": "So that families tell their story once.",
            "keeper": self.county,
            "assessed_on": date(2025, 12, 1),
            **other,
        }

    def drawn_up(self, **other: Any) -> SharingAgreement:
        return actions.draw_up_agreement(
            facts=self.facts(**other),
            fields=[("Name", "personal"), ("School", "personal")],
            parties=[(self.county, "controller"), (self.police, "controller")],
            by=self.keeps,
        )

    def signed(self, **other: Any) -> SharingAgreement:
        agreement = self.drawn_up(**other)
        for party in agreement.parties.all():
            actions.sign_agreement(party=party, signed_on=date(2025, 12, 5), signatory="A. Head", by=self.keeps)
        return agreement

    def agreement(self, *terms: tuple[str, str], **other: Any) -> SharingAgreement:
        agreement = self.signed(**other)
        for starts_on, expires_on in terms:
            actions.start_term(
                agreement=agreement,
                starts_on=date.fromisoformat(starts_on),
                expires_on=date.fromisoformat(expires_on),
                based_on=agreement.version,
                by=self.keeps,
            )
        return agreement


def other_agency() -> Organisation:
    """A body to which nobody of the example place belongs as its administrator."""
    return Organisation.objects.get_or_create(slug="trial-agency", name="Trial agency", sector=Sector.objects.all()[0])[
        0
    ]


def an_agreement(world: object) -> Mapping[str, object]:
    """An agreement of another agency, made where the world has none of its name: for the register of addresses."""
    facts = {
        "title": "Trial of routes",
        "purpose": SharingPurpose.objects.all()[0],
        "basis": LawfulBasis.objects.filter(is_special=False)[0],
        "details": "To be looked at.",
        "keeper": other_agency(),
    }
    return {"slug": SharingAgreement.objects.get_or_create(slug="trial-of-routes", defaults=facts)[0].slug}


def a_party(world: object) -> Mapping[str, object]:
    agreement = SharingAgreement.objects.get(**an_agreement(world))
    return {"party_id": agreement.parties.get_or_create(organisation=other_agency(), capacity="controller")[0].pk}


def a_controller(world: object) -> Mapping[str, object]:
    facts = {"registration": "ZA000009", "registered_until": date(2027, 1, 1), "officer": "D. Officer"}
    row, _ = Controller.objects.get_or_create(organisation=other_agency(), defaults=facts)
    return {"slug": row.organisation.slug}


def a_lapse(world: object) -> Mapping[str, object]:
    agreement = SharingAgreement.objects.get(**an_agreement(world))
    facts = {"owner": other_agency(), "says": "Lapsed.", "raised_at": NOW, "raised_by": "trial", "answer_by_on": TODAY}
    return {"lapse_id": Lapse.objects.get_or_create(kind="agreement-lapsed", agreement=agreement, defaults=facts)[0].pk}


def a_record(world: object) -> Mapping[str, object]:
    facts = {
        "title": "Trial of routes",
        "controller": other_agency(),
        "purpose": SharingPurpose.objects.all()[0],
        "basis": LawfulBasis.objects.filter(is_special=False)[0],
        "review_due_on": date(2027, 1, 1),
    }
    return {"slug": ProcessingRecord.objects.get_or_create(slug="trial-of-routes", defaults=facts)[0].slug}
