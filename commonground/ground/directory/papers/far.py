"""How far help is, in words and numbers: sentences that the page and the paper share."""

from datetime import date

from commonground.foundation.documents.report import Block, Cell, Column, Paragraph, Points, Report, Section, Table
from commonground.ground.directory.queries.far import Far, FarLine, FarPage

METHOD = (
    "Postcodes stand for where people live; those no longer in use are among them, and a postcode has more or fewer "
    "children than another. Distances are straight lines, so the way is longer. A service counts for an area as in the "
    "matrix. One that is nowhere, because it comes home or is on the phone, is counted beside and is far from nobody; "
    "a place whose address is confidential counts as none."
)
NOT_KNOWN = (
    "Where the postcodes of these areas lie is not known: they are not put together from whole authorities, and no "
    "outlines of them are loaded."
)


def far_report(page: FarPage, *, as_at: date) -> Report:
    """How far help is, for a meeting."""
    largest = [largest_sentence(line, cell, page) for line, cell in page.largest]
    first: list[Block] = [Points(largest) if largest else Paragraph(nothing(page))]
    heads = ["Need", "Kind of help", *(cell.area.name for cell in page.lines[0].cells)]
    rows: list[list[Cell]] = [
        [f"{line.need.name}, {line.row.band} years", line.grouping.name, *(said(cell) for cell in line.cells)]
        for line in page.lines
    ]
    table = Table(f"Share of postcodes further than {page.kilometres} km", [Column(name) for name in heads], rows)
    return Report(
        title=f"Help that is further than {page.kilometres} km",
        subtitle=page.chosen.label,
        as_at=as_at,
        contact="Whoever keeps the directory of services",
        sections=[
            Section("Furthest", first),
            Section("By need and area", [table]),
            Section("How this was worked out", [Paragraph(METHOD), Paragraph(page.source)]),
        ],
    )


def nothing(page: FarPage) -> str:
    """What is said where no share is to be named."""
    if not page.is_known:
        return NOT_KNOWN
    return f"No postcode is further than {page.kilometres} km from help that has a place."


def said(cell: Far) -> str:
    """“38%”, or in words why there is no share."""
    if cell.share is not None:
        return f"{_percent(cell.share)}, and {_nowhere(cell)}" if cell.without_place else _percent(cell.share)
    if cell.offered:
        return "not known"
    return _nowhere(cell) if cell.without_place else "none in the directory"


def _nowhere(cell: Far) -> str:
    return f"{cell.without_place} service{'' if cell.without_place == 1 else 's'} without a place"


def largest_sentence(line: FarLine, cell: Far, page: FarPage) -> str:
    """“Bassetlaw, 0 to 4 years, … : 38% of 4,120 postcodes are further than 5 km from the nearest of 2 places.”"""
    what = f"{line.need.name.lower()} ({line.grouping.name.lower()})"
    nearest = "the one place" if cell.offered == 1 else f"the nearest of {cell.offered} places"
    return (
        f"{cell.area.name}, {line.row.band} years, {what}: {_percent(cell.share or 0)} of {cell.postcodes or 0:,} "
        f"postcodes are further than {page.kilometres} km from {nearest}."
    )


def _percent(share: float) -> str:
    """In whole per cent; what is some but less than one is not said to be none."""
    return "less than 1%" if 0 < share < 0.01 else f"{share:.0%}"
