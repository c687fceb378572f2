"""The gap matrix in words and numbers: sentences that the page and the paper share."""

from collections.abc import Iterator
from datetime import date

from commonground.foundation.documents.report import Block, Cell, Column, Paragraph, Points, Report, Section, Table
from commonground.ground.directory.queries.gap_cells import GapCell, OfferHere
from commonground.ground.directory.queries.gaps import GapPage, Line
from commonground.ground.directory.rules import gaps
from commonground.ground.directory.rules.cliff import Edge
from commonground.ground.directory.rules.gaps import Standing
from commonground.ground.directory.rules.overlaps import Crowd, Overlap

METHOD = (
    "A service counts for an area that it names, else where it is, else everywhere. Its places are one number for all "
    "whom it serves: each area and need gets the share that its children in need are of all of them. A service without "
    "a number of places is counted beside, never as nought. “Far fewer places than elsewhere” is less than {short:.0%} "
    "of what all areas together have for a child in need; a long wait is {wait} weeks or more. Numbers of children are "
    "the newest published ones of the catalogue; where only a share of them has a need, the number is an estimate by a "
    "national share, which does not know how areas differ."
)


def gaps_report(page: GapPage, *, as_at: date) -> Report:
    """The matrix, the largest gaps, the same offer twice and the end of funding, for a meeting."""
    sections = [Section("Largest gaps", [Points(gap_sentences(page))] if page.largest else [Paragraph(NO_GAP)])]
    sections += [Section("Need and offer", [_table(line, page) for line in page.lines])]
    if page.overlaps:
        sections.append(
            Section("The same offer twice", [Points([overlap_sentence(one, page) for one in page.named_overlaps])])
        )
    if page.crowds:
        sections.append(Section("Many of the same", [Points([crowd_sentence(one, page) for one in page.crowds])]))
    if page.quarters:
        sections.append(Section("Where funding ends", [Points(list(_edges(page)))]))
    how: list[Block] = [Paragraph(method(page))]
    if page.sources:
        how.append(Points(page.sources))
    sections.append(Section("How this was worked out", how))
    return Report(
        title="What is needed, what is offered, what is missing",
        subtitle=page.chosen.label,
        as_at=as_at,
        contact="Whoever keeps the directory of services",
        sections=sections,
    )


NO_GAP = "Nothing is missing by the rules below. What cannot be said is marked in the table."


def method(page: GapPage) -> str:
    """How cells are worked out, with the thresholds in force."""
    return METHOD.format(short=page.policy.short_share, wait=page.policy.long_wait_weeks)


def gap_sentences(page: GapPage) -> list[str]:
    """The largest gaps, a sentence each."""
    return [gap_sentence(cell, page) for cell in page.largest]


def gap_sentence(cell: gaps.Cell, page: GapPage) -> str:
    need, grouping = page.needs[cell.row.need].name.lower(), page.groupings[cell.row.grouping].name.lower()
    whom = children(cell, page)
    why = {
        Standing.NOTHING: "the directory has nothing",
        Standing.SHORT: f"{places(cell)}, far fewer than elsewhere",
        Standing.WAITING: f"the longest wait is {cell.longest_wait} weeks",
    }[cell.standing]
    return f"{page.names[cell.area]}, {cell.row.band} years, {need} ({grouping}): {whom}; {why}."


def children(cell: gaps.Cell, page: GapPage) -> str:
    """“about 1,240 children”; the symbol's meaning where there is no number."""
    if cell.need.count is None:
        return "the number of children is not known"
    estimated = any(line.row == cell.row and line.counted.share is not None for line in page.lines)
    return f"{'about ' if estimated else ''}{cell.need.count:,.0f} children"


def places(cell: gaps.Cell) -> str:
    """“36 places, 12 for a hundred children”, with the services whose places are not known."""
    if cell.places is None:
        return "places not known"
    said = f"{cell.places:,.0f} places"
    if cell.per_hundred is not None:
        said += f", {cell.per_hundred:.1f} for a hundred children"
    return said + (f", and {cell.without_places} services without a number" if cell.without_places else "")


def overlap_sentence(one: Overlap, page: GapPage) -> str:
    where = ", ".join(sorted(page.names[key] for key in one.areas))
    what = ", ".join(sorted(page.needs[code].name.lower() for code in one.needs))
    return (
        f"{one.one.name} ({one.one.provider}) and {one.other.name} ({one.other.provider}): {what}, {one.ages}, {where}."
    )


def crowd_sentence(one: Crowd, page: GapPage) -> str:
    need, grouping = page.needs[one.need].name.lower(), page.groupings[one.grouping].name.lower()
    return f"{page.names[one.area]}, {need} ({grouping}): {one.services} services of {one.providers} providers."


def estimate(told: GapCell) -> str:
    """How the number of children in need comes about, with its numbers; nothing where it is the figure itself."""
    counted, need = told.line.counted, told.cell.need
    if counted.share is None or need.count is None or need.of is None:
        return ""
    return (
        f"{need.of:,.0f} children × {counted.share:.1%} = about {need.count:,.0f}. The share is a national one: "
        f"{counted.source}."
    )


def share_sentence(one: OfferHere) -> str:
    """“36 of its 120 places”, or why no number can be given."""
    if one.offer.places is None:
        return "places not known"
    if one.share is None:
        return f"{one.offer.places:,} places in all; how many fall to this area is not known"
    return f"{one.share:,.0f} of its {one.offer.places:,} places"


def edge_sentence(edge: Edge, page: GapPage) -> str:
    """What ends, and where nothing else is for the same."""
    size = f"{edge.offer.places} places" if edge.offer.places is not None else "places not known"
    alone = ", ".join(sorted(page.names[key] for key in edge.alone_in))
    left = f"; nothing else for its needs in {alone}" if alone else f"; {len(edge.left)} others go on"
    return f"{edge.offer.name} ({edge.offer.provider}): paid for until {edge.ends_on:%-d %B %Y}, {size}{left}."


def _edges(page: GapPage) -> Iterator[str]:
    for held in page.quarters or ():
        yield from (edge_sentence(edge, page) for edge in held.edges)


def _table(line: Line, page: GapPage) -> Table:
    estimated = "Children in need (estimate)" if line.counted.share is not None else "Children"
    heads = ["Area", estimated, "Services", "Places", "For a hundred", "Longest wait, weeks", "Standing"]
    rows: list[list[Cell]] = [
        [
            page.names[cell.area],
            "" if cell.need.count is None else f"{cell.need.count:,.0f}",
            str(len(cell.offers)),
            "" if cell.places is None else f"{cell.places:,.0f}",
            "" if cell.per_hundred is None else f"{cell.per_hundred:.1f}",
            "" if cell.longest_wait is None else str(cell.longest_wait),
            cell.standing.label,
        ]
        for cell in line.cells
    ]
    title = f"{line.need.name}, {line.row.band} years: {line.grouping.name.lower()}"
    return Table(title, [Column(name) for name in heads], rows)
