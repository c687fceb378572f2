"""Terms of reference on paper."""

from datetime import date

from commonground.foundation.documents.report import Block, Column, Paragraph, Points, Report, Section, Table
from commonground.partnership.groups.models import Group
from commonground.partnership.groups.queries import Table as Seating
from commonground.partnership.groups.queries import TermsRead
from commonground.partnership.groups.rules.states import TermsState
from commonground.partnership.groups.rules.terms import FIGURES, HEADINGS

LISTED = ("purpose", "required_sectors", "standing_checks", "reporting_duties")  # each line is a point


def terms_report(read: TermsRead, group: Group, *, seating: Seating, as_at: date) -> Report:
    """One version of the terms, numbered as people cite them, with who sits for whom at the end."""
    terms = read.terms
    return Report(
        title=f"Terms of reference: {group.name}",
        subtitle=standing_in_words(read),
        as_at=as_at,
        contact=f"The clerk of {group.name}, {group.host.name}",
        sections=[*_text_sections(read), _how_it_works(read), *_seats(seating), *_differences(read)],
        source_note=f"Source: {terms.source}" if terms.source else "",
    )


def standing_in_words(read: TermsRead) -> str:
    """Version 2, agreed on 4 June 2026, to be reviewed by 4 December 2026."""
    terms = read.terms
    words = f"Version {terms.number}"
    if terms.status == TermsState.DRAFT:
        return f"{words}, a draft that is not agreed"
    words += f", agreed on {terms.agreed_on:%-d %B %Y}"
    if terms.ends_on:
        return f"{words}, superseded on {terms.ends_on:%-d %B %Y}"
    return words + (f", to be reviewed by {terms.review_on:%-d %B %Y}" if terms.review_on else "")


def _text_sections(read: TermsRead) -> list[Section]:
    return [Section(HEADINGS[key], [_block(key, text)]) for key, text in read.words.items() if key not in FIGURES]


def _block(key: str, text: str) -> Block:
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    if key in LISTED:
        return Points(lines)
    return Paragraph("\n\n".join(lines))


def _how_it_works(read: TermsRead) -> Section:
    rows = [list(one) for one in read.figures]
    table = Table("How the group works", [Column("What"), Column("As agreed")], rows)
    blocks: list[Block] = [table]
    if read.not_said:
        blocks.append(Points(read.not_said))
    return Section("Meetings, quorum and papers", blocks)


def _seats(seating: Seating) -> list[Section]:
    """Posts, not people: terms outlast who holds a seat."""
    rows = [
        [one.seat.title, one.seat.sector.name, str(one.seat.organisation or ""), "" if one.holding else "vacant"]
        for one in seating.seats
    ]
    if not rows:
        return []
    names = ("Seat", "Sector", "Organisation", "Now")
    chair = seating.chair
    words = f"The chair’s term ends on {chair.ends_on:%-d %B %Y}." if chair and chair.ends_on else ""
    table = Table("Seats", [Column(name) for name in names], rows, notes=[words] if words else [])
    return [Section("Seats", [table])]


def _differences(read: TermsRead) -> list[Section]:
    if not read.differences:
        return []
    rows = [[one.heading, one.here or "not said", one.template or "not said"] for one in read.differences]
    caption = f"Where these terms differ from “{read.terms.template}”"
    return [Section("Local differences", [Table(caption, [Column("Part"), Column("Here"), Column("Template")], rows)])]
