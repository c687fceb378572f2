"""All that terms of reference say, as one thing that is checked and saved together."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from commonground.foundation.kernel.errors import Invalid, Problem
from commonground.partnership.groups.models import (
    Group,
    ReportingDuty,
    RequiredSector,
    StandingCheck,
    TermsOfReference,
)
from commonground.partnership.groups.rules.terms import HEADINGS

if TYPE_CHECKING:
    from commonground.ground.partners.models import Sector, Seniority

NOT_KEPT = "The terms were not kept."


@dataclass(frozen=True)
class SectorAsked:
    """A sector the terms ask for, with how many seats."""

    sector: "Sector"
    seats: int = 1
    note: str = ""


@dataclass(frozen=True)
class CheckAsked:
    """Something every agenda holds."""

    title: str
    minutes: int = 5


@dataclass(frozen=True)
class DutyAsked:
    """A report owed: to a group here, or to somebody in words."""

    title: str
    every_months: int
    first_due_on: date
    to: Group | None = None
    to_words: str = ""


@dataclass(frozen=True)
class Wording:
    """All that terms say."""

    aim: str
    purpose: str
    accountability: str = ""
    reporting: str = ""
    structure: str = ""
    seniority: "Seniority | None" = None
    meetings_a_year: int | None = None
    minutes_long: int = 120
    quorum: int | None = None
    papers_days: int = 10
    pack_days: int = 5
    review_months: int | None = None
    source: str = ""
    sectors: Sequence[SectorAsked] = ()
    checks: Sequence[CheckAsked] = ()
    duties: Sequence[DutyAsked] = ()

    @property
    def fields(self) -> dict[str, Any]:
        """Values by the name of the field, lists left out."""
        lists = ("sectors", "checks", "duties")
        return {key: value for key, value in vars(self).items() if key not in lists}


def check_wording(wording: Wording) -> None:
    """Raises Invalid naming each field that cannot be."""
    problems = [
        Problem(what, do, column=column)
        for is_wrong, column, what, do in (
            (not wording.aim.strip(), "aim", "The terms say no aim.", "Write what the group is for."),
            (not wording.purpose.strip(), "purpose", "The terms say no purpose.", "Write one a line."),
            (
                wording.meetings_a_year is not None and not 1 <= wording.meetings_a_year <= 52,
                "meetings_a_year", "A group meets between once and 52 times a year.", "Change the number.",
            ),
            (wording.quorum == 0, "quorum", "A quorum of nobody is none.", "Write at least 1, or leave it empty."),
            (wording.review_months == 0, "review_months", "Every 0 months is no time.", "Write 1 or more."),
            (
                wording.pack_days > wording.papers_days,
                "pack_days", "Papers would be due after the pack has gone out.", "Make them due earlier.",
            ),
            (
                len({one.sector.pk for one in wording.sectors}) != len(wording.sectors),
                "sectors", "A sector stands in the list twice.", "Write it once, with the number of its seats.",
            ),
        )
        if is_wrong
    ]  # fmt: skip
    if problems:
        raise Invalid(NOT_KEPT, problems)


def lists_of(terms: TermsOfReference) -> dict[str, str]:
    """The lists of terms as they stand, in words, by heading."""
    return {
        HEADINGS["required_sectors"]: _words(f"{one.sector} ({one.seats})" for one in terms.required_sectors.all()),
        HEADINGS["standing_checks"]: _words(one.title for one in terms.standing_checks.all()),
        HEADINGS["reporting_duties"]: _words(one.title for one in terms.reporting_duties.all()),
    }


def lists_in_words(wording: Wording) -> dict[str, str]:
    return {
        HEADINGS["required_sectors"]: _words(f"{one.sector} ({one.seats})" for one in wording.sectors),
        HEADINGS["standing_checks"]: _words(one.title for one in wording.checks),
        HEADINGS["reporting_duties"]: _words(one.title for one in wording.duties),
    }


def _words(parts: Iterable[str]) -> str:
    return "; ".join(parts)


def write_lists(terms: TermsOfReference, wording: Wording) -> None:
    RequiredSector.objects.bulk_create(
        RequiredSector(terms=terms, sector=one.sector, seats=one.seats, note=one.note, order=order)
        for order, one in enumerate(wording.sectors)
    )
    StandingCheck.objects.bulk_create(
        StandingCheck(terms=terms, title=one.title, minutes=one.minutes, order=order)
        for order, one in enumerate(wording.checks)
    )
    ReportingDuty.objects.bulk_create(
        ReportingDuty(
            terms=terms,
            title=one.title,
            to=one.to,
            to_words=one.to_words,
            every_months=one.every_months,
            first_due_on=one.first_due_on,
        )
        for one in wording.duties
    )


def copy_lists(model: TermsOfReference, made: TermsOfReference) -> None:
    """The lists of one version for another."""
    RequiredSector.objects.bulk_create(
        RequiredSector(terms=made, sector_id=one.sector_id, seats=one.seats, note=one.note, order=one.order)
        for one in model.required_sectors.all()
    )
    StandingCheck.objects.bulk_create(
        StandingCheck(terms=made, title=one.title, minutes=one.minutes, order=one.order)
        for one in model.standing_checks.all()
    )
    ReportingDuty.objects.bulk_create(
        ReportingDuty(
            terms=made,
            title=one.title,
            to_id=one.to_id,
            to_words=one.to_words,
            every_months=one.every_months,
            first_due_on=one.first_due_on,
        )
        for one in model.reporting_duties.all()
    )
