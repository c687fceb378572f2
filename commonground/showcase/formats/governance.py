"""What stands in governance.toml of a pack: controllers, sharing agreements, records of processing. All invented."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True)
class ControllerEntry:
    """An organisation (its slug) with an invented registration."""

    organisation: str
    registration: str
    registered_until: date
    officer: str
    contact: str


@dataclass(frozen=True)
class AgreementEntry:
    """An agreement between organisations (slugs). `fields` by how guarded they are; `terms` pairs of days.

    Signed by all on `signed_on`, or still to be signed where that is left out.
    """

    title: str
    purpose: str
    basis: str
    details: str
    keeper: str
    parties: Sequence[str]
    fields: Mapping[str, Sequence[str]]
    special_basis: str = ""
    processors: Sequence[str] = ()
    assessed_on: date | None = None
    signed_on: date | None = None
    terms: Sequence[Sequence[date]] = field(default_factory=list)


@dataclass(frozen=True)
class ProcessingEntry:
    """What a controller does with personal data; `agreement` is the title of one it rests on."""

    title: str
    controller: str
    purpose: str
    basis: str
    people: str
    categories: str
    recipients: str
    retention: str
    security: str
    review_due_on: date
    special_basis: str = ""
    agreement: str = ""


@dataclass(frozen=True)
class Governance:
    """All of governance.toml; empty for a place that has none."""

    controllers: Sequence[ControllerEntry] = ()
    agreements: Sequence[AgreementEntry] = ()
    processing: Sequence[ProcessingEntry] = ()
