"""Hours of bodies and overlaps of groups as lists to take away."""

from datetime import date

from commonground.foundation.documents.report import Cell, Column, Report, Section, Table
from commonground.partnership.groups.papers.register import CONTACT
from commonground.partnership.groups.queries import HoursInAYear, Overlaps

BASE = "Of the groups that the person who took this away may know of."


def hours_report(found: HoursInAYear, *, as_at: date) -> Report:
    """One row a body (G29)."""
    columns = [
        Column("Organisation"),
        Column("Seats", "number"),
        Column("Seats at meetings a year", "number"),
        Column("Hours a year by the terms", "number"),
        Column("Hours given in the last year", "number"),
        Column("Cost a year in pounds", "number"),
        Column("Seats whose cost is not known", "number"),
    ]
    rows: list[list[Cell]] = [
        [
            one.asked.body,
            one.asked.seats,
            one.asked.meetings,
            one.asked.hours,
            one.hours_given,
            one.asked.cost,
            one.asked.uncosted,
        ]
        for one in found.bodies
    ]
    table = Table("Hours", columns, rows)
    return Report("Hours of meetings", as_at, CONTACT, sections=[Section(BASE, [table])], data=table)


def overlaps_report(found: Overlaps, *, as_at: date) -> Report:
    """One row for every two groups that share people or papers (M11)."""
    columns = [
        Column("Group"),
        Column("And"),
        Column("People on both", "number"),
        Column("Areas of both", "number"),
        Column("Papers to both in a year", "number"),
    ]
    rows: list[list[Cell]] = [
        [one.first.name, one.second.name, one.shared.people, one.shared.areas, one.shared.papers] for one in found.rows
    ]
    table = Table("Overlap", columns, rows)
    return Report("What groups have in common", as_at, CONTACT, sections=[Section(BASE, [table])], data=table)
