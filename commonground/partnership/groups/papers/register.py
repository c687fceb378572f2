"""The register of groups as a list to take away, and how people take part as a chart."""

from collections.abc import Sequence
from datetime import date

from commonground.foundation.design.charts import Bar, bars
from commonground.foundation.design.drawing import Drawing
from commonground.foundation.documents.report import Cell, Column, Report, Section, Table
from commonground.foundation.kernel.viewer import ENGLAND
from commonground.partnership.groups.models import Group
from commonground.partnership.groups.queries import Cover, RegisterPage, TakingPart, areas_now
from commonground.partnership.groups.rules.membership import SectorAtTable

CONTACT = "The locality managers of this partnership"


COLUMNS = (
    "Group", "Kind", "Also known as", "What it is for", "Areas", "Run by", "Who may know of it", "First day",
    "First day it is no more", "Next meeting", "What came of it", "Source",
)  # fmt: skip
ON_PAPER = ("Group", "Kind", "Areas", "Run by", "First day", "Next meeting")  # as much as a page is wide


def register_report(page: RegisterPage, *, as_at: date, on_paper: bool = False) -> Report:
    """One row a group, as the register shows it; on paper without the columns that a page has no room for."""
    shown = [place for place, name in enumerate(COLUMNS) if not on_paper or name in ON_PAPER]
    rows = [_row(one) for one in page.listed]
    table = Table("Groups", [Column(COLUMNS[place]) for place in shown], [[row[at] for at in shown] for row in rows])
    return Report("Register of groups", as_at, CONTACT, sections=[Section("Groups", [table])], data=table)


def _row(group: Group) -> list[Cell]:
    return [
        group.name,
        group.type.name,
        group.also,
        group.about,
        "; ".join(row.area.name for row in areas_now(group)),
        group.host.name,
        group.get_openness_display(),
        group.starts_on,
        group.ends_on,
        next_meeting(group),
        group.outcome,
        group.source,
    ]


def next_meeting(group: Group) -> date | None:
    """The day of the next meeting of a listed group."""
    at = getattr(group, "next_at", None)
    return at.astimezone(ENGLAND).date() if at else None


def missing_report(covers: Sequence[Cover], *, as_at: date) -> Report:
    """Who is missing across groups: one row a group and sector that is missing, short or not at the table."""
    rows: list[list[Cell]] = [
        [cover.group.name, seat.required.name, seat.required.seats, seat.seated, str(seat.gap or ""), came, missed]
        for cover in covers
        for seat, came, missed in _sectors(cover)
    ]
    columns = [
        Column("Group"),
        Column("Required sector"),
        Column("Seats asked for", "number"),
        Column("Seats filled", "number"),
        Column("What is wanting"),
        Column("At the latest meeting"),
        Column("Meetings missed in a row", "number"),
    ]
    table = Table("Required sectors", columns, rows)
    return Report("Who is missing", as_at, CONTACT, sections=[Section("Required sectors", [table])], data=table)


def _sectors(cover: Cover) -> list[tuple[SectorAtTable, str, int]]:
    came = {one.required.sector: one for one in cover.coverage.sectors}
    found: list[tuple[SectorAtTable, str, int]] = []
    for seat in cover.at_table:
        seen = came.get(seat.required.sector)
        if seen is None:
            found.append((seat, "has not met", 0))
        else:
            found.append((seat, "came" if seen.is_covered else "short" if seen.is_short else "missing", seen.missed))
    return found


def shares_chart(found: TakingPart, *, name: str) -> Drawing:
    """Ways of taking part, each with its share of those who hold a seat (000:75)."""
    items = [
        Bar(one.mode.label, float(one.percent), text=f"{one.whole_percent}% ({one.count} of {one.base})")
        for one in found.shares
        if one.percent is not None and one.count
    ]
    return bars(items, title=f"How the {found.base} people who hold a seat on {name} take part", unit="%")
