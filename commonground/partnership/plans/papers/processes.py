"""Processes across areas and ages as a file: as a matrix to read, and one row a cell to count."""

from collections.abc import Iterable, Sequence

from commonground.foundation.documents.report import Cell, Column, Paragraph, Points, Report, Section, Table
from commonground.partnership.plans.queries.processes import Matrix, Overview
from commonground.partnership.plans.rules import parity as rules

HEADS = (
    *("Process", "Plan", "Area", "Age band", "Standing", "As agreed", "Needed", "As at", "Old", "What is different"),
    *("Why", "Said by", "Evidence"),
)
CONTACT = "Whoever keeps the plan"


def process_report(matrix: Matrix) -> Report:
    """One process: what it is for, areas by age bands, where it is not as agreed."""
    of, tally = matrix.process, matrix.tally
    facts = [of.purpose, f"Agreed: {of.agreed_way}", counted(tally)]
    if of.milestone is not None:
        facts.append(f"It has to be ready for “{of.milestone.title}”: {matrix.left}.")
    lacking = [f"{one.where}: {one.reason}" for one in matrix.lacking]
    return Report(
        title=of.title,
        as_at=matrix.on,
        contact=CONTACT,
        sections=[
            Section("How it stands", [*map(Paragraph, facts), _matrix_table(matrix)]),
            Section("Where it is not as agreed", [Points(lacking) if lacking else Paragraph("Nowhere.")]),
        ],
        data=_cells_table([matrix]),
    )


def processes_report(page: Overview) -> Report:
    """All processes as they were asked for, one row a cell."""
    rows = [(one.process.title, one.process.plan.name, counted(one.tally)) for one in page.matrices]
    table = Table("Processes", [Column("Process"), Column("Plan"), Column("How it stands")], rows)
    return Report(
        title="Processes across areas and ages",
        as_at=page.on,
        contact=CONTACT,
        sections=[Section("Processes", [table])],
        data=_cells_table(page.matrices),
    )


def counted(tally: rules.Tally) -> str:
    """How many cells, of how many; what was left out, and what nobody said."""
    cells = "cell that needs it" if tally.needed == 1 else "cells that need it"
    said = f"In place as agreed in {tally.agreed} of {tally.needed} {cells}."
    if tally.unneeded:
        said += f" Not needed in {tally.unneeded}."
    if tally.unsaid:
        said += f" Nobody has said how it stands in {tally.unsaid} of them."
    return said


def _matrix_table(matrix: Matrix) -> Table:
    bands = [cell.band.name for cell in matrix.rows[0].cells] if matrix.rows else []
    rows = [[row.area.name, *(_short(cell) for cell in row.cells)] for row in matrix.rows]
    return Table("Areas by age band", [Column("Area"), *map(Column, bands)], rows)


def _short(cell: rules.Cell) -> str:
    return f"{cell.said.kind.name}, {cell.said.as_of:%-d %B %Y}" if cell.said else rules.UNSAID


def _cells_table(matrices: Iterable[Matrix]) -> Table:
    rows = [_row(one, cell) for one in matrices for cell in one.cells]
    return Table("Areas and age bands", [Column(name) for name in HEADS], rows)


def _row(matrix: Matrix, cell: rules.Cell) -> Sequence[Cell]:
    said, of = cell.said, matrix.process
    known: Sequence[Cell] = (
        (said.as_of, "Yes" if cell.is_stale else "No", said.differs, said.why, said.by, said.evidence)
        if said
        else (None, "No", "", "", "", "")
    )
    stands = said.kind.name if said else rules.UNSAID
    facts = (of.title, of.plan.name, cell.area, cell.band.name, stands)
    return (*facts, "Yes" if cell.is_agreed else "No", "Yes" if cell.is_needed else "No", *known)
