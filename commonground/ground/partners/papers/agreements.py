"""The register of sharing agreements as a document."""

from collections.abc import Sequence
from datetime import date

from commonground.foundation.documents.report import Column, Paragraph, Report, Section, Table
from commonground.ground.partners.queries import Held

COLUMNS = [
    Column("Agreement"),
    Column("Purpose"),
    Column("Lawful basis"),
    Column("Between"),
    Column("Fields"),
    Column("How it stands"),
    Column("Holds until"),
]


def register_report(held: Sequence[Held], *, partnership: str, as_at: date) -> Report:
    """Every agreement with its purpose, basis, parties, fields and how it stands on the day."""
    table = Table("Sharing agreements", COLUMNS, [_row(one) for one in held])
    said = f"{len(held)} agreements, of which {sum(one.until is not None for one in held)} hold today."
    return Report(
        title="Register of sharing agreements",
        subtitle=partnership,
        as_at=as_at,
        contact="The information governance officer of the partnership",
        sections=[Section("Agreements", [Paragraph(said), table])],
        source_note="Common Ground",
        data=table,
        name="sharing agreements",
    )


def _row(held: Held) -> list[str | date | None]:
    agreement = held.agreement
    bases = [agreement.basis.name, *([agreement.special_basis.name] if agreement.special_basis else [])]
    return [
        agreement.title,
        agreement.purpose.name,
        "; ".join(bases),
        "; ".join(party.organisation.name for party in held.parties),
        "; ".join(field.name for field in held.fields),
        held.standing.label,
        held.until,
    ]
