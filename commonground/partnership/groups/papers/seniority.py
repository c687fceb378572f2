"""From which height seats are filled, as a chart; why they were not, as a list to take away."""

from datetime import date

from commonground.foundation.design.charts import Bar, bars
from commonground.foundation.design.drawing import Drawing
from commonground.foundation.documents.report import Cell, Column, Report, Section, Table
from commonground.partnership.groups.papers.load import BASE
from commonground.partnership.groups.papers.register import CONTACT
from commonground.partnership.groups.queries import Absences, BySeniority


def seniority_chart(found: BySeniority) -> Drawing:
    """A bar a meeting, the earliest first: seats filled from the height that the terms ask for."""
    items = [
        Bar(f"{one.on:%-d %B %Y}", float(one.percent), text=f"{one.percent}% ({one.reached} of {one.base})")
        for one in found.with_share
        if one.percent is not None
    ]
    return bars(items, title="Seats filled at the seniority that the terms ask for, by meeting", unit="%")


def absences_report(found: Absences, *, as_at: date) -> Report:
    """One row for every sector and reason, with the whole beside it."""
    columns = [
        Column("Sector"), Column("Reason"), Column("Seats not filled", "number"), Column("Of the sector", "number"),
        Column("Seats expected of the sector", "number"), Column("From"), Column("Until, not including"),
    ]  # fmt: skip
    whole = {one.name: one for one in found.by_sector}
    rows: list[list[Cell]] = [
        [sector, reason, times, whole[sector].times, whole[sector].base, found.since, found.until]
        for sector, reason, times in found.rows
    ]
    table = Table("Reasons for absence", columns, rows)
    return Report("Reasons for absence", as_at, CONTACT, sections=[Section(BASE, [table])], data=table)
