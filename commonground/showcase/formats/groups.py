"""What stands in groups.toml of a pack: groups, their terms, who sits on them, a year of meetings.

Days of meetings count from the day of opening, so that the year is always the one just past.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, TypeVar

Entry = TypeVar("Entry")
ReadEntries = Callable[[type[Any], str, Iterable[Mapping[str, Any]]], list[Any]]
NAME = "groups.toml"


@dataclass(frozen=True)
class DutyEntry:
    """A report owed to a group, from the next `month` and `day` on, or so many `years_back` already."""

    title: str
    to: str
    every_months: int
    month: int
    day: int
    years_back: int = 0


@dataclass(frozen=True)
class TermsEntry:
    """Terms of reference that groups share. `required` are sectors; `checks` are titles."""

    name: str
    aim: str
    purpose: Sequence[str]
    source: str
    accountability: str = ""
    reporting: str = ""
    structure: str = ""
    seniority: str = ""
    meetings_a_year: int | None = None
    minutes_long: int = 120
    quorum: int | None = None
    review_months: int | None = None
    required: Sequence[str] = ()
    checks: Sequence[str] = ()
    duties: Sequence[DutyEntry] = ()


@dataclass(frozen=True)
class SeatEntry:
    """A place at the table. Everybody by name; `since` is the first day of whoever holds it and of the deputies."""

    sector: str
    title: str
    since: date
    organisation: str = ""
    holder: str = ""
    mode: str = "attends"
    deputies: Sequence[str] = ()


@dataclass(frozen=True)
class OfficeEntry:
    """Somebody who chairs or clerks."""

    office: str
    holder: str
    since: date


@dataclass(frozen=True)
class GroupEntry:
    """A group. `terms` names a TermsEntry that it agreed on `agreed_on`, or `agreed_weeks` from the opening.

    `became` is the outcome of one that has ended; `ends_weeks` the end of one that is to end. A closed group is written
    by its `clerk`, as nobody else knows of it.
    """

    name: str
    type: str
    openness: str
    host: str
    source: str
    starts_on: date | None = None
    starts_weeks: int | None = None
    ends_on: date | None = None
    ends_weeks: int | None = None
    became: str = ""
    about: str = ""
    also: str = ""
    clerk: str = ""
    areas: Sequence[str] = ()
    seats_chairs: bool = False
    is_invented: bool = False
    terms: str = ""
    agreed_on: date | None = None
    agreed_weeks: int | None = None
    reviewed_weeks: int | None = None
    seats: Sequence[SeatEntry] = ()
    offices: Sequence[OfficeEntry] = ()


@dataclass(frozen=True)
class TieEntry:
    """How a group stands to another; without days as long as both are there."""

    group: str
    to: str
    kind: str
    starts_on: date
    ends_on: date | None = None
    note: str = ""


@dataclass(frozen=True)
class AbsenceEntry:
    """A seat, by its sector, and whether it was filled, or will be."""

    sector: str
    came: str = "apologies"
    reason: str = ""


@dataclass(frozen=True)
class AskedEntry:
    """Something put to the meeting and what was decided."""

    text: str
    outcome: str
    words: str = ""


@dataclass(frozen=True)
class DoneEntry:
    """An action under an item, due so many weeks from the opening. `effect`: it is done."""

    title: str
    organisation: str
    due_weeks: int
    owner: str = ""
    urgency: str = "medium"
    progress: str = ""
    effect: str = ""


@dataclass(frozen=True)
class ItemEntry:
    """An item of an agenda, with its minute where the meeting was held. `paper` is the title of one under it."""

    title: str
    purpose: str = "discussion"
    minutes: int = 10
    came_from: str = "by-hand"
    sponsor: str = ""
    restricted: str = ""
    note: str = ""
    text: str = ""
    paper: str = ""
    asked: Sequence[AskedEntry] = ()
    actions: Sequence[DoneEntry] = ()


@dataclass(frozen=True)
class MeetingEntry:
    """A meeting on the Tuesday of the week so many weeks from the opening, brought as far as `state` says."""

    group: str
    weeks: int
    state: str = "planned"
    where: str = "in-person"
    venue: str = ""
    join_words: str = ""
    absent: Sequence[AbsenceEntry] = ()
    by_deputy: Sequence[str] = ()  # sectors whose named deputy came
    said: Sequence[AbsenceEntry] = ()  # what was said before one that is to come
    items: Sequence[ItemEntry] = ()


@dataclass(frozen=True)
class PaperEntry:
    """A paper of a group, ready so many weeks from the opening. `none` are sections that say that there is none."""

    title: str
    group: str
    author: str
    ready_weeks: int
    texts: Mapping[str, str]
    none: Sequence[str] = ()
    recommendations: Sequence[str] = ()
    background: Sequence[Mapping[str, str]] = ()
    areas: Sequence[str] = ()
    signed_by: Sequence[str] = ()  # one for each signature the papers of this place ask for
    contact: str = ""


@dataclass(frozen=True)
class VenueEntry:
    """An invented place to meet."""

    name: str
    address: str
    access: str = ""
    travel: str = ""


@dataclass(frozen=True)
class ScheduleEntry:
    """The rest of a calendar, planned from the frequency of the terms."""

    group: str
    first_weeks: int
    until_weeks: int
    a_year: int
    venue: str = ""


@dataclass(frozen=True)
class ReportEntry:
    """A report of a group on whole months, made from what the example holds; `words` by section, as people wrote them.

    With `duty` it is on the time before that was due last, frozen and sent; else it is a draft on the time until now.
    """

    group: str
    kind: str
    audience: str
    months: int
    contact: str
    duty: str = ""
    words: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class ReportSentEntry:
    """A report that was made elsewhere and sent so many days after it was due last; less than nought: before."""

    group: str
    title: str
    days: int
    note: str = ""


@dataclass(frozen=True)
class Groups:
    """All of groups.toml; empty for a place that has none."""

    terms: Sequence[TermsEntry] = ()
    groups: Sequence[GroupEntry] = ()
    ties: Sequence[TieEntry] = ()
    venues: Sequence[VenueEntry] = ()
    papers: Sequence[PaperEntry] = ()
    meetings: Sequence[MeetingEntry] = ()
    schedules: Sequence[ScheduleEntry] = field(default_factory=tuple)
    reports: Sequence[ReportEntry] = ()
    reports_sent: Sequence[ReportSentEntry] = ()


def groups_of(held: Mapping[str, Any], entries: ReadEntries) -> Groups:
    """The tables of groups.toml as entries; `entries` reads one kind and collects what is wrong."""
    terms = [{**one, "duties": entries(DutyEntry, NAME, one.get("duties", ()))} for one in held.get("terms", ())]
    groups = [
        {
            **one,
            "seats": entries(SeatEntry, NAME, one.get("seats", ())),
            "offices": entries(OfficeEntry, NAME, one.get("offices", ())),
        }
        for one in held.get("group", ())
    ]
    meetings = [
        {
            **one,
            "absent": entries(AbsenceEntry, NAME, one.get("absent", ())),
            "said": entries(AbsenceEntry, NAME, one.get("said", ())),
            "items": entries(ItemEntry, NAME, [_item(item, entries) for item in one.get("items", ())]),
        }
        for one in held.get("meeting", ())
    ]
    return Groups(
        terms=entries(TermsEntry, NAME, terms),
        groups=entries(GroupEntry, NAME, groups),
        ties=entries(TieEntry, NAME, held.get("link", ())),
        venues=entries(VenueEntry, NAME, held.get("venue", ())),
        papers=entries(PaperEntry, NAME, held.get("paper", ())),
        meetings=entries(MeetingEntry, NAME, meetings),
        schedules=entries(ScheduleEntry, NAME, held.get("schedule", ())),
        reports=entries(ReportEntry, NAME, held.get("report", ())),
        reports_sent=entries(ReportSentEntry, NAME, held.get("report_sent", ())),
    )


def _item(item: Mapping[str, Any], entries: ReadEntries) -> dict[str, Any]:
    return {
        **item,
        "asked": entries(AskedEntry, NAME, item.get("asked", ())),
        "actions": entries(DoneEntry, NAME, item.get("actions", ())),
    }
