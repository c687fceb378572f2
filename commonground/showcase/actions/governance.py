"""The register of information governance of an example place: invented agreements between its bodies."""

from dataclasses import asdict
from typing import Any

from commonground.foundation.kernel.viewer import Viewer
from commonground.ground.partners import actions, queries
from commonground.showcase.actions.partners import Tell
from commonground.showcase.formats import Governance
from commonground.showcase.formats.governance import AgreementEntry, ProcessingEntry

SIGNATORY = "Invented signatory"


def register_governance(*, governance: Governance, by: Viewer, tell: Tell) -> None:
    """What is not there yet of governance.toml, then what has lapsed is raised."""
    if not governance.agreements:
        return
    controllers = set(queries.controllers(by).values_list("organisation__slug", flat=True))
    for controller in governance.controllers:
        if controller.organisation not in controllers:
            facts = asdict(controller)
            facts["organisation"] = queries.organisation(controller.organisation)
            actions.register_controller(by=by, **facts)
    agreements = {held.agreement.title for held in queries.agreements(by)}
    new = [one for one in governance.agreements if one.title not in agreements]
    for agreement in new:
        draw_up(entry=agreement, by=by)
    recorded = set(queries.processing_records(by).values_list("title", flat=True))
    for record in governance.processing:
        if record.title not in recorded:
            record_processing(entry=record, by=by)
    raised = actions.raise_lapses(by=by)
    tell(
        f"{len(governance.agreements)} invented sharing agreements, {len(new)} of them new; {len(raised)} lapses raised"
    )


def draw_up(*, entry: AgreementEntry, by: Viewer) -> None:
    """An agreement, signed and in force for its terms as the pack says."""
    agreement = actions.draw_up_agreement(
        facts={
            "title": entry.title,
            "details": entry.details,
            "keeper": queries.organisation(entry.keeper),
            "assessed_on": entry.assessed_on,
            "is_invented": True,
            **_basis(entry),
        },
        fields=[(name, guarded) for guarded, names in entry.fields.items() for name in names],
        parties=[
            *((queries.organisation(slug), "controller") for slug in entry.parties),
            *((queries.organisation(slug), "processor") for slug in entry.processors),
        ],
        by=by,
    )
    if entry.signed_on is None:
        return
    for party in queries.agreement(by, agreement.slug).parties:
        actions.sign_agreement(party=party, signed_on=entry.signed_on, signatory=SIGNATORY, by=by)
    for starts_on, expires_on in entry.terms:
        actions.start_term(
            agreement=agreement, starts_on=starts_on, expires_on=expires_on, based_on=agreement.version, by=by
        )


def record_processing(*, entry: ProcessingEntry, by: Viewer) -> None:
    facts = asdict(entry)
    agreements = {held.agreement.title: held.agreement for held in queries.agreements(by)}
    facts |= {
        "controller": queries.organisation(entry.controller),
        "agreement": agreements.get(entry.agreement),
        **_basis(entry),
    }
    actions.record_processing(by=by, is_invented=True, **facts)


def _basis(entry: AgreementEntry | ProcessingEntry) -> dict[str, Any]:
    return {
        "purpose": queries.purposes().get(pk=entry.purpose),
        "basis": queries.lawful_bases(special=False).get(pk=entry.basis),
        "special_basis": queries.lawful_bases(special=True).filter(pk=entry.special_basis).first(),
    }
