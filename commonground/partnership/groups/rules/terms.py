"""Terms of reference: what differs from the template, what is not said, and what falls due (M16, G4, G8)."""

from calendar import monthrange
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

# fields that a template hands on, with what they are called on pages
HEADINGS = {
    "aim": "Aim",
    "purpose": "Purposes",
    "accountability": "Accountability",
    "reporting": "Reporting",
    "structure": "Structure and membership",
    "required_sectors": "Sectors represented as a minimum",
    "seniority": "Members are at least",
    "meetings_a_year": "Meetings a year",
    "minutes_long": "Length of a meeting, minutes",
    "quorum": "Quorum, seats filled",
    "papers_days": "Papers due, working days before",
    "pack_days": "Pack goes out, working days before",
    "review_months": "Months between reviews",
    "standing_checks": "On every agenda",
    "reporting_duties": "Reports owed",
}
# those that are a choice or a number
FIGURES = (
    "seniority", "meetings_a_year", "minutes_long", "quorum", "papers_days", "pack_days", "review_months",
)  # fmt: skip
# what cannot be worked out while the terms do not say it
NEEDED = {
    "meetings_a_year": "No number of meetings a year: no meetings are proposed, and drift cannot be seen.",
    "quorum": "No quorum: nobody can tell whether a meeting may decide.",
    "required_sectors": "No required sectors: nobody can tell who is missing.",
    "seniority": "No seniority: any member counts, however junior.",
    "review_months": "No months between reviews: nobody is reminded.",
}


@dataclass(frozen=True)
class Difference:
    """A part of the terms that reads otherwise than in the template: local words beside the template's."""

    key: str
    here: str
    template: str

    @property
    def heading(self) -> str:
        return HEADINGS[self.key]


def differences(here: Mapping[str, str], template: Mapping[str, str]) -> list[Difference]:
    """Parts in the order of HEADINGS whose words differ, spaces aside. A missing part reads as empty."""
    pairs = ((key, here.get(key, ""), template.get(key, "")) for key in HEADINGS)
    return [
        Difference(key, one, other) for key, one, other in pairs if " ".join(one.split()) != " ".join(other.split())
    ]


def not_said(said: Collection[str]) -> list[str]:
    """What the terms leave open, and what that means. `said` are the keys that say something."""
    return [words for key, words in NEEDED.items() if key not in said]


def review_due(agreed_on: date, months: int | None) -> date | None:
    """When terms agreed on a day are to be looked at again; None where they do not say how often."""
    return months_after(agreed_on, months) if months else None


@dataclass(frozen=True)
class Duty:
    """A report owed every so many months from a first day."""

    title: str
    first_due_on: date
    every_months: int
    to: str = ""


def due_days(duty: Duty, *, until: date) -> list[date]:
    """Every day on which a report falls due by `until`. A first day on the 31st stays at the end of shorter months."""
    days: list[date] = []
    day = duty.first_due_on
    while day <= until:
        days.append(day)
        day = months_after(duty.first_due_on, duty.every_months * len(days))
    return days


def months_after(day: date, months: int) -> date:
    """The same day of a later month, or the last day of a month that is shorter."""
    years, month = divmod(day.month - 1 + months, 12)
    year = day.year + years
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
